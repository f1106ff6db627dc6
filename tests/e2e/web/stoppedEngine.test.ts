import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { isStopped } from '../../../src-main/engineProcess/isStopped'
import { TestHost } from './testHost'

const canBeStopped = process.platform !== 'win32'

describe.runIf(canBeStopped)('an engine that the system holds still', () => {
  let test: TestHost | undefined
  afterEach(async () => {
    await test?.close()
    test = undefined
  })

  it('is known by its process', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
    expect(await isStopped(child.pid!)).toBe(false)
    child.kill('SIGSTOP')
    while (!(await isStopped(child.pid!)));
    child.kill('SIGCONT')
    while (await isStopped(child.pid!));
    child.kill('SIGKILL')
  })

  it('in mid-turn is told, and replaced', async () => {
    test = await TestHost.start()
    const page = await test.openReady()
    page.ask(1, 'say ...')
    await page.until('text', (m) => m.turn === 1)
    const { listener } = await page.until('ready')
    process.kill(Number(listener.split(' ')[1]), 'SIGSTOP')
    await page.until('engine', (m) => m.state === 'restarting')
    await page.until('ready', (m) => m.listener !== listener)
    page.ask(2, 'say back')
    expect(await page.answer(2)).toMatchObject({ text: 'back', reason: 'done' })
  })

  it('while it loads is told, and replaced', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-stopped-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    test = await TestHost.start({}, { persona: `stops once in ${path.join(folder, 'marker')}` })
    const page = await test.open()
    const { error } = await page.until('engine', (m) => m.state === 'restarting')
    expect(error).toMatchObject({ code: 'engine-lost', retryable: true })
    await page.until('ready')
    page.ask(1, 'say back')
    expect(await page.answer(1)).toMatchObject({ text: 'back', reason: 'done' })
  })
})
