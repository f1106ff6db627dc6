import { setImmediate as otherEvents } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  config,
  portPair,
  type AskMessage,
  type EngineMessage,
  type HostMessage,
} from '../../../src-preload/contract'
import { forgetfulStore } from '../../../src-main/engine/conversations/forgetfulStore'
import { serve } from '../../../src-main/engine/serve'
import { Session } from '../../../src-main/engine/session'
import { FakeWorld } from '../../unit/renderer/fakeWorld'
import { Random } from '../conversation/random'
import { eventually } from '../eventually'
import { QuickSpeaker } from '../faults/quickSpeaker'
import { quickModels } from '../models/quickModels'
import type { SoakSample } from './soakSample'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** A conversation is ended and deleted after so many questions: what it has is no leak. */
const inOneConversation = 30
const [loud, quiet] = [0.2, 0.0005]

export interface SimulatedSoak {
  readonly samples: readonly SoakSample[]
  /** What each turn took of the processor for a second of its sound, from the first frame before the question to rest. */
  readonly answersMs: readonly number[]
}

/**
 * Hours of one person's conversation on the clock of the microphone: every frame of it goes through a window, whose questions a
 * real engine without a model answers and keeps. Some are typed, some answers interrupted.
 */
export async function simulatedHours(hours: number, seed: number): Promise<SimulatedSoak> {
  const random = new Random(seed)
  const [window, engine] = portPair<AskMessage | HostMessage, EngineMessage>()
  const store = forgetfulStore()
  serve(engine as never, new Session(quickModels(), config.parse({}), { store }))
  const world = new FakeWorld({ port: window, openSpeaker: (on) => new QuickSpeaker(on) })
  await eventually(() => world.state.conversation, 'a conversation')
  const began = world.now
  const atHours = (): number => (world.now - began) / 3_600_000
  const samples: SoakSample[] = []
  const answersMs: number[] = []
  const everyHours = hours / 20
  while (atHours() < hours) {
    const asked = answersMs.length + 1
    const cpu = process.cpuUsage()
    const heardFrom = world.now
    await world.hear(quiet, random.between(500, 16_000))
    const before = world.state.exchanges.length
    if (random.next() < 0.2) world.state.ask(`And what of ${asked}?`)
    else {
      await world.hear(loud, random.between(300, 3000))
      await world.hear(quiet, 1500)
    }
    if (random.next() < 0.1) world.state.stop()
    await eventually(
      () => world.state.exchanges.length > before || world.state.phase === 'idle',
      () => `question ${asked}; ${world.state.phase}`,
    )
    while (world.state.phase !== 'idle' || world.state.exchanges.at(-1)?.outcome === 'running')
      await otherEvents()
    const { user, system } = process.cpuUsage(cpu)
    answersMs.push((user + system) / (world.now - heardFrom))
    if (asked % inOneConversation === 0) await anew(world)
    if (atHours() >= samples.length * everyHours) samples.push(await sampleAt(atHours(), world))
  }
  world.app.close()
  store.close()
  return { samples, answersMs }
}

async function anew(world: FakeWorld): Promise<void> {
  const { id } = world.state.conversation!
  world.state.newConversation()
  await eventually(() => world.state.conversation!.id !== id, 'a new conversation')
  world.state.remove({ conversation: id })
}

async function sampleAt(atHours: number, world: FakeWorld): Promise<SoakSample> {
  // What was removed is there as long as that can be undone, which is no simulated time.
  await eventually(() => world.state.removals.length === 0, 'the end of what was removed')
  collect()
  const { heapUsed, external } = process.memoryUsage()
  const passing = new Set(['Timeout', 'Immediate'])
  const handles = process.getActiveResourcesInfo().filter((each) => !passing.has(each)).length
  return { atHours, megabytes: (heapUsed + external) / 1e6, handles }
}
