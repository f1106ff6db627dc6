import type * as FsPromises from 'node:fs/promises'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tryLock } from '../../../src-main/models/directoryLock'
import { readModelRecord, writeModelRecord, type ModelRecord } from '../../../src-main/models/modelRecord'
import { pullModel } from '../../../src-main/models/pullModel'
import { listModels, removeModel } from '../../../src-main/models/storedModels'
import { hubAt, scratchPlaces } from './pullFixture'

type Call = 'link' | 'rename' | 'rm' | 'writeFile'

/** What the disk answers to a call: a system's error code, or nothing where it obeys. */
const disk = vi.hoisted(() => ({
  says: undefined as ((call: string, file: string) => string | undefined) | undefined,
}))
vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof FsPromises>()
  const calls: readonly Call[] = ['link', 'rename', 'rm', 'writeFile']
  const guarded = calls.map((call) => [
    call,
    (file: string, ...rest: unknown[]): Promise<unknown> => {
      const code = disk.says?.(call, file)
      if (code !== undefined) return Promise.reject(Object.assign(new Error(`${code}: ${call}`), { code }))
      return (real[call] as (...args: unknown[]) => Promise<unknown>)(file, ...rest)
    },
  ])
  return { ...real, ...(Object.fromEntries(guarded) as object) }
})

const record: ModelRecord = {
  ...{ id: 'mine', name: 'Mine', variant: '', kind: 'voice', about: '', repository: 'maker/mine' },
  ...{ revision: '0'.repeat(40), files: [{ path: 'onnx/model.onnx', sizeBytes: 4 }] },
}
let places: ReturnType<typeof scratchPlaces>
let folder: string
beforeEach(() => {
  places = scratchPlaces()
  folder = path.join(places.modelsDir, 'mine')
})
afterEach(() => {
  disk.says = undefined
  places.remove()
})

test.each(['EISDIR', 'EPERM', 'ENOTSUP'])(
  'one of many gets a lock on a disk without hard links (%s)',
  async (code) => {
    disk.says = (call) => (call === 'link' ? code : undefined)
    const place = path.join(places.modelsDir, 'model.lock')
    const got = await Promise.all(Array.from({ length: 20 }, () => tryLock(place)))
    const locks = got.filter((lock) => lock !== undefined)
    expect(locks).toHaveLength(1)
    await locks[0].release()
    expect(existsSync(place)).toBe(false)
  },
)

test('a file comes to its place when the virus scanner that holds it is done', async () => {
  const answers = ['EPERM', 'EBUSY']
  disk.says = (call) => (call === 'rename' ? answers.shift() : undefined)
  await writeModelRecord(folder, record)
  expect(await readModelRecord(folder)).toEqual(record)
})

test('what a disk refuses for another reason is not waited for', async () => {
  const answers = ['EIO']
  disk.says = (call) => (call === 'rename' ? answers.shift() : undefined)
  await expect(writeModelRecord(folder, record)).rejects.toMatchObject({ code: 'EIO' })
})

test('a model of which a program has a file open is still known, and removed when that is closed', async () => {
  await writeModelRecord(folder, record)
  mkdirSync(path.join(folder, 'onnx'))
  writeFileSync(path.join(folder, 'onnx/model.onnx'), 'open')
  disk.says = (call, file) => (call === 'rm' && file.endsWith('onnx') ? 'EBUSY' : undefined)
  await expect(removeModel(places, 'mine')).rejects.toMatchObject({ code: 'busy' })
  expect((await listModels(places)).find(({ id }) => id === 'mine')?.state).toBe('ready')
  disk.says = undefined
  await removeModel(places, 'mine')
  expect(existsSync(folder)).toBe(false)
})

test('a disk that is full to the last byte is told in one sentence', async () => {
  disk.says = (call) => (call === 'writeFile' ? 'ENOSPC' : undefined)
  const { signal } = new AbortController()
  const pulled = pullModel('maker/voice', { hub: hubAt('http://127.0.0.1:9'), places, signal })
  await expect(pulled).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/^The disk of .* is full\. Make room and try again/) as string,
  })
})
