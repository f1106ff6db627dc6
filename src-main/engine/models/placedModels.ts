import { existsSync } from 'node:fs'
import {
  AppError,
  deviceKinds,
  type Config,
  type MemoryPart,
  type ModelComputing,
  type Notice,
} from '@contract'
import type { OperatorCounts } from '../onnx/countOperators'
import { cpuDevice, type Device } from '../onnx/device'
import { reasonIn } from '../onnx/probe'
import type { Voice } from '../speaking/voice'
import { cardShares, type CardShares } from './cardShares'
import { Reloadable } from './reloadable'
import { isOutOfMemory, reloadableVoice, reloadableModel, type ModelEvent } from './reloadableModels'
import type { Listener } from '../listeners/listener'
import type { ListenerNeeds, ListenerPlaces } from '../listeners/listenerKind'
import { planMemory, stepDown, type MemoryPlan, type MemoryWish } from './memoryLadder'
import { memoryParts } from './memoryParts'
import { freeBytesOf, freeHostBytes } from './freeMemory'
import { kindOf, modelKinds } from './modelKinds'

export interface PlacedModels {
  readonly listener: Listener
  readonly voice: Voice
  readonly notes: readonly Notice[]
  /** What of memory they take where they are loaded, and what is free now. */
  memory(): MemoryPart[]
  /** On what those that are loaded really compute. */
  computing(): ModelComputing[]
  release(): void
}

interface Loadable {
  readonly operators?: OperatorCounts
  release(): void
}

/** Loading, as the engine does it; tests let it fail. */
export interface Loading {
  readonly listener: (modelDir: string, places: ListenerPlaces, contextTokens: number) => Promise<Loadable>
  readonly voice: (device: Device) => Promise<Voice>
  /** Another device to try where the listener does not run on this one; absent: the processor. */
  readonly next?: (device: Device) => Promise<Device | undefined>
  /** Bytes that are free; a card that does not tell counts as large enough. */
  readonly free: (device: Device) => { card: number | undefined; host: number }
}

/** Node's timers count milliseconds in 31 bits, and take one that is longer for one that is over. */
const longestTimerMs = 2 ** 31 - 1

/**
 * Loads the listener and the voice where there is memory for them, and keeps them usable: when memory runs out in the
 * middle of a run everything goes one step down and the run is tried once more; what nobody uses for
 * `unloadAfterMs` is unloaded and loaded again by the next use.
 */
export async function loadPlacedModels(
  modelDir: string,
  config: Config,
  firstDevice: Device,
  loading: Loading,
  onEvent: (event: ModelEvent) => void,
  kinds = modelKinds,
): Promise<PlacedModels> {
  const kind = kindOf(kinds.listeners, modelDir)
  const { voiceDir } = config
  const wishOn = (wanted: Device): MemoryWish =>
    memoryWish(
      kind.needs([modelDir, ...config.otherListenerDirs], wanted),
      voiceDir === undefined ? 0 : kindOf(kinds.voices, voiceDir).bytes(voiceDir),
      config,
      wanted,
      loading,
    )
  let device = firstDevice
  let wish = wishOn(device)
  let plan = planMemory(wish)
  const notes = [...plan.notes]
  /** On what a part computes, and how much of a card's memory it may take there. */
  const on = (place: MemoryPlan['voiceOn'], part: keyof CardShares): Device =>
    place === 'processor'
      ? cpuDevice
      : { ...device, memoryLimitBytes: cardShares(wish, plan, config.device.memoryLimitBytes)?.[part] }
  const listener = new Reloadable(() => {
    const { listenerOn, contextTokens } = plan
    const { dtype, modelDir: folder } = plan.variant
    const [device, encoderDevice] = [on(listenerOn, 'decoder'), on(listenerOn, 'encoder')]
    const options = { device, encoderDevice, dtypes: [dtype === 'full' ? '' : `_${dtype}`] }
    return loading.listener(folder, options, contextTokens)
  })
  const voice = new Reloadable(() => loading.voice(on(plan.voiceOn, 'voice')))

  /** Frees what the next plan places anew. */
  const change = async (next: MemoryPlan): Promise<void> => {
    const before = plan
    plan = next
    const isVoiceMoved = before.voiceOn !== next.voiceOn
    const isVoiceAlone =
      isVoiceMoved && before.variant === next.variant && before.listenerOn === next.listenerOn
    await Promise.all([
      !isVoiceAlone || before.contextTokens !== next.contextTokens ? listener.unload() : undefined,
      isVoiceMoved ? voice.unload() : undefined,
    ])
  }
  const makeRoom = async (after: MemoryPlan, cause: unknown): Promise<void> => {
    if (plan !== after) return // another run made room meanwhile
    // What was removed since is no way out.
    const there = wish.variants.filter((each) => each === plan.variant || existsSync(each.modelDir))
    const next = stepDown({ ...wish, variants: there }, plan)
    if (next === undefined) {
      throw new AppError('out-of-memory', { kind: 'memory-for-answer' }, { retryable: true, cause })
    }
    await change(next)
    for (const note of next.notes) onEvent({ type: 'note', note })
  }

  /** The same on another device, after the listener did not run on this one. */
  const elsewhere = async (thrown: unknown): Promise<MemoryPlan | undefined> => {
    const next = plan.listenerOn === 'card' ? await loading.next?.(device) : undefined
    if (next === undefined) return undefined
    await Promise.all([listener.unload(), voice.unload()])
    const insteadOf = device.kind
    device = next
    wish = wishOn(device)
    const there = planMemory(wish)
    const note: Notice = { kind: 'device-instead', device: next.kind, insteadOf, why: reasonOf(thrown) }
    return { ...there, notes: [note, ...there.notes] }
  }

  const first = await loadFirst(listener, voice, async (thrown, part) => {
    const next = isOutOfMemory(thrown)
      ? stepDown(wish, plan)
      : ((part === 'listener' ? await elsewhere(thrown) : undefined) ?? withoutCard(plan, thrown, part))
    if (next === undefined) return false
    await change(next)
    notes.push(...next.notes)
    return true
  })

  const idleMs = Math.min(config.unloadAfterMs, longestTimerMs)
  let idle: NodeJS.Timeout | undefined
  let isClosed = false
  const touch = (): void => {
    clearTimeout(idle)
    if (idleMs === 0 || isClosed) return
    idle = setTimeout(() => {
      if (listener.isInUse || voice.isInUse) return touch()
      void Promise.all([listener.unload(), voice.unload()])
    }, idleMs)
    idle.unref()
  }
  touch()
  /** Both come back at once: the voice while the question is being heard. */
  const wake = async (): Promise<void> => {
    touch()
    if (listener.isLoaded) return
    onEvent({ type: 'loading' })
    const nothing = (): Promise<void> => Promise.resolve()
    void voice.use(nothing).catch(() => undefined) // who needs it is told why
    await listener.use(nothing)
    onEvent({ type: 'loaded' })
  }
  const keeping = { plan: () => plan, makeRoom, wake }
  return {
    listener: kind.listener(first.listener, reloadableModel(listener, keeping), () => plan.contextTokens),
    voice: reloadableVoice(first.voice, voice, keeping),
    notes,
    memory() {
      const loaded = { listener: listener.isLoaded, voice: voice.isLoaded }
      return memoryParts(wish, plan, loaded, loading.free(device))
    },
    computing: () => [...computingOf('listener', listener.loaded), ...computingOf('voice', voice.loaded)],
    release() {
      isClosed = true
      clearTimeout(idle)
      void listener.unload()
      void voice.unload()
    },
  }
}

function computingOf(
  part: ModelComputing['part'],
  model: Pick<Loadable, 'operators'> | undefined,
): ModelComputing[] {
  const counts = model?.operators
  if (counts === undefined) return []
  const operators = deviceKinds.map((device) => ({ device, count: counts[device] ?? 0 }))
  return [{ part, operators: operators.filter(({ count }) => count > 0) }]
}

function memoryWish(
  { variants, longestContextTokens }: ListenerNeeds,
  voiceBytes: number,
  config: Config,
  device: Device,
  { free }: Loading,
): MemoryWish {
  const { card, host } = free(device)
  return {
    card: device.kind === 'cpu' ? undefined : { freeBytes: card },
    hostFreeBytes: host,
    variants,
    voiceBytes,
    contextTokens: Math.min(config.contextTokens, longestContextTokens),
  }
}

/** A model that fails on the card for another reason than memory runs on the processor; where the listener does, all do. */
function withoutCard(plan: MemoryPlan, thrown: unknown, part: 'listener' | 'voice'): MemoryPlan | undefined {
  if (plan[`${part}On`] === 'processor') return undefined
  const note: Notice = { kind: 'card-instead', part, why: reasonOf(thrown) }
  if (part === 'voice') return { ...plan, voiceOn: 'processor', notes: [note] }
  return { ...plan, listenerOn: 'processor', voiceOn: 'processor', notes: [note] }
}

function reasonOf(thrown: unknown): Notice {
  return reasonIn(thrown instanceof Error ? thrown.message : String(thrown))
}

async function loadFirst(
  listener: Reloadable<Loadable>,
  voice: Reloadable<Voice>,
  lower: (thrown: unknown, part: 'listener' | 'voice') => Promise<boolean>,
): Promise<{ listener: Loadable; voice: Voice }> {
  for (;;) {
    const get = <T extends { release(): void }>(model: Reloadable<T>): Promise<T> =>
      model.use((it) => Promise.resolve(it))
    const [heard, said] = await Promise.allSettled([get(listener), get(voice)])
    if (heard.status === 'fulfilled' && said.status === 'fulfilled')
      return { listener: heard.value, voice: said.value }
    const part = heard.status === 'rejected' ? 'listener' : 'voice'
    const thrown: unknown =
      heard.status === 'rejected' ? heard.reason : (said as PromiseRejectedResult).reason
    if (await lower(thrown, part)) continue
    await Promise.all([listener.unload(), voice.unload()])
    throw thrown
  }
}

/** What is free as the system tells it. */
export function systemMemory(config: Config): Loading['free'] {
  return (device) => ({
    card: freeBytesOf(device, config.device.memoryLimitBytes),
    host: freeHostBytes(),
  })
}
