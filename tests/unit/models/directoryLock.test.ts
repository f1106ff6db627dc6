import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isLocked, tryLock, waitForLock, type Lock } from '../../../src-main/models/directoryLock'
import { scratchPlaces } from './pullFixture'

let places: ReturnType<typeof scratchPlaces>
let lockPlace: string
beforeEach(() => {
  places = scratchPlaces()
  mkdirSync(places.modelsDir)
  lockPlace = path.join(places.modelsDir, 'model.lock')
})
afterEach(() => places.remove())

/** Twenty that want it at once: who got it. */
const contend = async (): Promise<Lock[]> =>
  (await Promise.all(Array.from({ length: 20 }, () => tryLock(lockPlace)))).filter(
    (lock) => lock !== undefined,
  )

const abandon = (pid: number): void => writeFileSync(lockPlace, JSON.stringify({ pid, nonce: 'gone' }))
const noSuchPid = 2 ** 22 + 1

test('one of many gets the lock, and the next one when it is released', async () => {
  for (let round = 0; round < 10; round++) {
    const [lock, ...others] = await contend()
    expect(others).toEqual([])
    expect(await tryLock(lockPlace)).toBe(undefined)
    await lock.release()
  }
  expect(readdirSync(places.modelsDir)).toEqual([])
})

test('a lock whose holder is gone is taken over by one of many', async () => {
  for (let round = 0; round < 10; round++) {
    abandon(noSuchPid)
    const locks = await contend()
    expect(locks).toHaveLength(1)
    await locks[0].release()
  }
})

test('a lock whose number now belongs to another process, and shows no life, is taken over too', async () => {
  abandon(process.ppid)
  expect(await tryLock(lockPlace)).toBe(undefined)
  const longAgo = new Date(Date.now() - 120_000)
  utimesSync(lockPlace, longAgo, longAgo)
  expect(await tryLock(lockPlace)).toBeDefined()
})

test('whether it is held is looked at, and nothing changed', async () => {
  const longAgo = new Date(Date.now() - 120_000)
  for (const text of ['# yarn lockfile v1', '{}', '', JSON.stringify({ pid: noSuchPid, nonce: 'gone' })]) {
    writeFileSync(lockPlace, text)
    expect(await isLocked(lockPlace)).toBe(false)
    utimesSync(lockPlace, longAgo, longAgo)
    expect(await isLocked(lockPlace)).toBe(false)
    expect(readFileSync(lockPlace, 'utf8')).toBe(text)
  }
  rmSync(lockPlace)
  expect(await isLocked(lockPlace)).toBe(false)
  expect(readdirSync(places.modelsDir)).toEqual([])
  const lock = await tryLock(lockPlace)
  expect(await isLocked(lockPlace)).toBe(true)
  await lock?.release()
})

test('who waits gets the lock when it is free, and can stop waiting', async () => {
  const first = await waitForLock(lockPlace, new AbortController().signal)
  const stop = new AbortController()
  const impatient = waitForLock(lockPlace, stop.signal, () => stop.abort())
  await expect(impatient).rejects.toMatchObject({ name: 'AbortError' })
  const second = waitForLock(lockPlace, new AbortController().signal, () => void first.release())
  await (await second).release()
  expect(existsSync(lockPlace)).toBe(false)
})
