import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtScript } from '../rigs/builtScript'
import { FaultRuns } from '../rigs/faults/faultRuns'
import { FaultyWorld } from '../rigs/faults/faultyWorld'

/** `npm run faults` has more kinds, which take longer, and all of them many times. */
const kinds = [
  ...['out-of-memory', 'provider-lost', 'unthought', 'tool-fails', 'socket-cut', 'message-too-large'],
  ...['message-nonsense', 'messages-too-many', 'microphone-denied', 'microphone-lost', 'microphone-silent'],
  ...['loudspeaker-lost', 'disk-full', 'settings-broken', 'clock-jump', 'sleep', 'engine-crash'],
]

let world: FaultyWorld
beforeAll(async () => {
  world = await FaultyWorld.open(await builtScript('tests/rigs/faults/faultyEngine.ts'))
})
afterAll(() => world.close())

it('what goes wrong is told, loses nothing that was said, and lets the next question be answered', async () => {
  const faults = new FaultRuns(world, 1, kinds)
  for (let i = 0; i < kinds.length; i++) expect((await faults.next()).wrong).toBeUndefined()
})
