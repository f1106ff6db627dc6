import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mostRecordingBytes, recordingPart } from '../../../src-preload/contract'
import { Recordings } from '../../../src-main/privacy/recordings'

let folder: string
beforeEach(() => (folder = path.join(mkdtempSync(path.join(tmpdir(), 'parley-recordings-')), 'recordings')))
afterEach(() => rmSync(path.dirname(folder), { recursive: true }))
const nameOf = (i: number): string => `20261130T0000${String(i).padStart(2, '0')}-abcdef`

it('writes what a window records into a file of its user alone, also what comes after it was ended', async () => {
  let isOn = true
  const recordings = new Recordings(() => isOn, folder)
  const told = await recordings.append({ name: nameOf(1), text: 'one\n' })
  isOn = false
  await recordings.append({ name: nameOf(1), text: 'two\n' })
  const file = path.join(folder, `${nameOf(1)}.jsonl`)
  expect(told).toEqual({ file })
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n')
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(statSync(folder).mode & 0o077).toBe(0)
  }
})

it('writes nothing where recording is off, nor over a file, nor beyond what one may have', async () => {
  const off = new Recordings(() => false, folder)
  expect(await off.append({ name: nameOf(1), text: 'one\n' })).toHaveProperty('code')
  const first = new Recordings(() => true, folder)
  await first.append({ name: nameOf(1), text: 'one\n' })
  const second = new Recordings(() => true, folder)
  expect(await second.append({ name: nameOf(1), text: 'other\n' })).toHaveProperty('code')
  const long = 'x'.repeat(mostRecordingBytes / 2)
  expect(await first.append({ name: nameOf(2), text: long })).toHaveProperty('file')
  expect(await first.append({ name: nameOf(2), text: `${long}x` })).toHaveProperty('code')
  expect(readFileSync(path.join(folder, `${nameOf(1)}.jsonl`), 'utf8')).toBe('one\n')
  for (const name of ['../config', 'a', `${nameOf(1)}/..`, '20261130T000001-ABCDEF'])
    expect(recordingPart.safeParse({ name, text: '' }).success).toBe(false)
})

it('keeps the ten newest', async () => {
  const recordings = new Recordings(() => true, folder)
  for (let i = 0; i < 12; i++) await recordings.append({ name: nameOf(i), text: 'one\n' })
  const kept = readdirSync(folder).sort()
  expect(kept).toEqual(Array.from({ length: 10 }, (_, i) => `${nameOf(i + 2)}.jsonl`))
})
