import type * as FsPromises from 'node:fs/promises'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toAppError } from '@contract'
import { tryLock } from '../../../src-main/models/directoryLock'
import { addOwnDirectory, readOwnDirectories } from '../../../src-main/models/ownDirectories'
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
  const calls = { link: 'link', rename: 'rename', rm: 'unlink', writeFile: 'write' } satisfies Record<
    Call,
    string
  >
  const guarded = (Object.entries(calls) as [Call, string][]).map(([call, syscall]) => [
    call,
    (file: string, ...rest: unknown[]): Promise<unknown> => {
      const code = disk.says?.(call, file)
      const error = new Error(`${code}: ${call}`)
      if (code !== undefined) return Promise.reject(Object.assign(error, { code, syscall, path: file }))
      return (real[call] as (...args: unknown[]) => Promise<unknown>)(file, ...rest)
    },
  ])
  return { ...real, ...(Object.fromEntries(guarded) as object) }
})

const record: ModelRecord = {
  ...{ id: 'mine', name: 'Mine', variant: '', kind: 'voice', repository: 'maker/mine' },
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
  expect(readModelRecord(folder)).toEqual(record)
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

test.each(['writeFile', 'rename'])(
  'a disk that is full leaves the old note and nothing else (%s)',
  async (full) => {
    await addOwnDirectory(places, '/one', 'voice')
    disk.says = (call) => (call === full ? 'ENOSPC' : undefined)
    const error = toAppError(
      await addOwnDirectory(places, '/two', 'voice').catch((thrown: unknown) => thrown),
    )
    expect(error.code).toBe('disk-full')
    expect(readdirSync(places.modelsDir)).toEqual(['directories.json'])
    disk.says = undefined
    expect(readOwnDirectories(places).map(({ directory }) => directory)).toEqual(['/one'])
  },
)

test('a lock on a full disk is told, and is not left there without its content', async () => {
  const place = path.join(places.modelsDir, 'model.lock')
  let writes = 0
  const isSecond = (call: string): boolean => call === 'writeFile' && ++writes === 2
  disk.says = (call) => (call === 'link' ? 'EPERM' : isSecond(call) ? 'ENOSPC' : undefined)
  await expect(tryLock(place)).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(readdirSync(places.modelsDir)).toEqual([])
})

test('a folder of models that cannot be made or written is told in plain words, with the folder', async () => {
  writeFileSync(places.modelsDir, 'a file')
  const { signal } = new AbortController()
  const work = [
    () => addOwnDirectory(places, '/one', 'voice'),
    () => pullModel('maker/voice', { hub: hubAt('http://127.0.0.1:9'), places, signal }),
  ]
  for (const each of work) {
    const error = toAppError(await each().catch((thrown: unknown) => thrown))
    expect(error.code).toBe('file-failed')
    expect(error.message).toContain(places.modelsDir)
    expect(error.message).toMatch(/ could not be (made|opened|read): [a-z ]+\. [A-Z]/)
  }
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
