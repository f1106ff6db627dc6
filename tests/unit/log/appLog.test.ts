import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogEvent } from '@contract'
import { AppLog } from '../../../src-main/log/appLog'
import { RotatingFile } from '../../../src-main/log/rotatingFile'

let root: string
let folder: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'parley-log-'))
  folder = path.join(root, 'logs')
})
afterEach(() => rmSync(root, { recursive: true }))

const linesOf = (name = 'parley.log'): Record<string, unknown>[] =>
  readFileSync(path.join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the log', () => {
  it('has a line of JSON for each event, with its time, level, process and turn', async () => {
    const log = new AppLog({ folder, level: () => 'debug', now: () => Date.UTC(2026, 10, 29) })
    log.note({ event: 'turn-waits', window: 2, turn: 7 }, 'engine')
    await log.close()
    expect(linesOf()).toEqual([
      {
        ...{ time: '2026-11-29T00:00:00.000Z', level: 'debug', pid: process.pid, part: 'engine' },
        ...{ event: 'turn-waits', window: 2, turn: 7 },
      },
    ])
  })

  it('leaves out what matters less than its level, also when that changes', async () => {
    let level: 'off' | 'error' | 'info' = 'error'
    const log = new AppLog({ folder, level: () => level })
    const [small, grave]: LogEvent[] = [
      { event: 'engine', state: 'ready' },
      { event: 'engine', state: 'lost' },
    ]
    for (const next of ['error', 'info', 'off'] as const) {
      level = next
      log.note(small)
      log.note(grave)
    }
    await log.close()
    expect(linesOf().map(({ state }) => state)).toEqual(['lost', 'ready', 'lost'])
  })

  it('does not write what is no event, whoever notes it', async () => {
    const log = new AppLog({ folder, level: () => 'debug' })
    const events = [{ event: 'ended', said: 'pelican' }, { event: 'pelican' }, { event: 'ended' }]
    for (const event of events) log.note(event as LogEvent)
    await log.close()
    expect(linesOf().map(({ event }) => event)).toEqual(['ended'])
  })

  it('writes nothing any more when it is closed: it may have been removed', async () => {
    const log = new AppLog({ folder, level: () => 'info' })
    log.note({ event: 'ended' })
    await log.close()
    rmSync(folder, { recursive: true })
    log.note({ event: 'ended' })
    await log.close()
    expect(readdirSync(root)).toEqual([])
  })

  it('tells how many lines were lost while the disk took none, and goes on', async () => {
    writeFileSync(folder, 'a file where the folder belongs')
    const log = new AppLog({ folder, level: () => 'info' })
    log.note({ event: 'ended' })
    log.note({ event: 'ended' })
    expect(await log.tail(9)).toEqual([])
    rmSync(folder)
    log.note({ event: 'engine', state: 'ready' })
    await log.close()
    expect(linesOf().map(({ event, lines }) => [event, lines])).toEqual([
      ['lines-lost', 2],
      ['engine', undefined],
    ])
  })

  it('has a last line of a process that ends at once, behind those that wait', () => {
    mkdirSync(folder)
    const log = new AppLog({ folder, level: () => 'info' })
    log.note({ event: 'engine', state: 'ready' })
    log.noteLast({ event: 'failed', error: 'TypeError', at: [] })
    expect(linesOf().map(({ event }) => event)).toEqual(['engine', 'failed'])
  })
})

describe('its file', () => {
  it('begins anew when it is full, and the oldest goes', async () => {
    const file = new RotatingFile({ folder, name: 'parley', fullBytes: 30, files: 3 })
    for (let n = 1; n <= 5; n++) {
      file.write(`line ${n} of twenty bytes`)
      await file.tail(1)
    }
    await file.close()
    expect(readdirSync(folder).sort()).toEqual(['parley.1.log', 'parley.2.log', 'parley.log'])
    expect(readFileSync(path.join(folder, 'parley.2.log'), 'utf8')).toBe('line 3 of twenty bytes\n')
    expect(await file.tail(2)).toEqual(['line 4 of twenty bytes', 'line 5 of twenty bytes'])
  })

  it('takes all lines of two that write to it, each of them whole', async () => {
    const [one, other] = [1, 2].map(() => new RotatingFile({ folder, name: 'parley' }))
    for (let n = 0; n < 200; n++) for (const each of [one, other]) each.write(`line ${n}`)
    await Promise.all([one.close(), other.close()])
    const lines = readFileSync(one.file, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(400)
    expect(lines.every((line) => /^line \d+$/.test(line))).toBe(true)
  })

  it('keeps no more in memory than a slow disk is given time for', async () => {
    const file = new RotatingFile({ folder, name: 'parley', mostWaiting: 10 })
    for (let n = 0; n < 30; n++) file.write(`line ${n}`)
    await file.close()
    expect(await file.tail(99)).toHaveLength(10)
    expect(file.takeLost()).toBe(20)
  })

  it.runIf(process.platform !== 'win32')(
    'is its user’s alone, also in a folder that was open to others',
    async () => {
      mkdirSync(folder, { mode: 0o755 })
      chmodSync(folder, 0o755)
      const file = new RotatingFile({ folder, name: 'parley' })
      file.write('line')
      await file.close()
      expect([folder, file.file].map((place) => statSync(place).mode & 0o777)).toEqual([0o700, 0o600])
    },
  )
})
