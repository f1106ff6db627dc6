import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '@contract'
import { downloadFile } from '../../../src-main/models/downloadFile'
import { readHubRecord, type HubRecord } from '../../../src-main/models/hubRecord'
import type { Fault } from '../../rigs/hub/faults'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { hubAt, scratchPlaces } from './pullFixture'

const [repository, name] = ['maker/model', 'onnx/model.onnx']
const content = randomBytes(150_000)
const places = scratchPlaces()
const place = path.join(places.modelsDir, name)
const { signal } = new AbortController()
let hub: LoopbackHub
let record: HubRecord

beforeAll(async () => {
  hub = await startLoopbackHub({ repositories: { [repository]: { [name]: content } } })
  record = await readHubRecord(hubAt(hub.endpoint), repository, signal)
})
afterAll(async () => {
  await hub.close()
  places.remove()
})

const bytes = fc.integer({ min: 0, max: content.length - 1 })
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant('drop' as const), afterBytes: bytes }),
  fc.record({ kind: fc.constant('short' as const), byBytes: bytes }),
  fc.record({ kind: fc.constant('long' as const), byBytes: fc.integer({ min: 1, max: 100_000 }) }),
  fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(403, 416, 429, 500, 503) }),
  fc.constantFrom<Fault>(
    { kind: 'wrong-range' },
    { kind: 'no-range' },
    { kind: 'whole-file' },
    { kind: 'wrong-bytes' },
    { kind: 'expired-redirect' },
    { kind: 'hang-up' },
  ),
)

const fetchFile = (): Promise<void> => {
  const { revision, files } = record
  const onBytes = (): void => undefined
  return downloadFile({
    ...{ hub: hubAt(hub.endpoint), repository, revision, file: files[0], place },
    ...{ signal, onBytes },
  })
}

test('whatever a hub does, in whatever order: the right file comes, or none and a sentence says why', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 6 }), async (faults) => {
      rmSync(path.dirname(place), { recursive: true, force: true })
      hub.misbehave(name, ...faults)
      const thrown: unknown = await fetchFile().catch((reason: unknown) => reason)
      if (thrown === undefined) expect(readFileSync(place).equals(content)).toBe(true)
      else {
        expect(thrown).toBeInstanceOf(AppError)
        expect(existsSync(place)).toBe(false)
      }
      hub.behave()
      // A part with wrong bytes is found out at its end, and set aside then.
      await fetchFile().catch(() => fetchFile())
      expect(readFileSync(place).equals(content)).toBe(true)
      expect(readdirSync(path.dirname(place))).toEqual([path.basename(name)])
    }),
    { numRuns: 25 },
  )
})
