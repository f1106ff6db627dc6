import { existsSync } from 'node:fs'
import path from 'node:path'
import {
  AppError,
  toAppError,
  type Config,
  type ErrorCode,
  type LeavesTo,
  type MemoryPart,
  type ModelComputing,
  type Notice,
} from '@contract'
import { requireFile } from '../files/requireFile'
import { ownFiles } from '../files/shippedFiles'
import { EspeakVoice } from '../speaking/voices/espeak/espeakVoice'
import type { Voice } from '../speaking/voice'
import { cpuDevice } from '../onnx/device'
import { chooseDevice, nextDevice, type ChosenDevice } from './chooseDevice'
import type { ModelEvent } from './reloadableModels'
import type { Listener } from '../listeners/listener'
import type { ListenerNeeds } from '../listeners/listenerKind'
import { kindOf, modelKinds, type ModelKinds } from './modelKinds'
import { loadPlacedModels, systemMemory, type Loading } from './placedModels'
import { UsedEndOfTurn } from '../hearing/usedEndOfTurn'

/** Everything a conversation runs on. */
export interface EngineModels {
  readonly listener: Listener
  readonly voice: Voice
  /** Absent, or undefined what it says: a speaker's end is told by silence alone. */
  readonly endOfTurn?: Pick<UsedEndOfTurn, 'probability'>
  /** What the user should know about how they were loaded. */
  readonly notes: readonly Notice[]
  /** For what the embedded model is used, whether it was chosen or another failed. */
  readonly embedded: readonly ('listener' | 'voice')[]
  /** Chosen models that could not be loaded: what is used instead, and what to do. */
  readonly failures: readonly AppError[]
  /** To where what is said leaves this computer; absent: nowhere. */
  readonly leavesTo?: readonly LeavesTo[]
  /** What answers and speaks on this computer, where others do now: for what nobody hears. */
  readonly local?: Pick<EngineModels, 'listener' | 'voice'>
  /** What of memory is taken and free; absent: nobody knows. */
  readonly memory?: () => MemoryPart[]
  /** On what they really compute; absent: nobody knows. */
  readonly computing?: () => ModelComputing[]
  /** Calls with what happens to the models later. Returns what ends that. */
  readonly watch?: (watcher: (event: ModelEvent) => void) => () => void
  release(): void
}

/** The embedded listener, which needs no download. */
export const embeddedListenerDir = ownFiles.shipped('models/nano')
/** The embedded end-of-turn model. */
export const embeddedEndOfTurnFile = ownFiles.shipped('models/endOfTurn/endOfTurn.onnx')

/**
 * Loads the configured models, or the embedded ones where none are configured, on the best device that computes.
 * @param isTalking somebody waits to hear the first answer: the embedded voice speaks before, while the listener loads
 */
export async function loadEngineModels(
  config: Config,
  kinds = modelKinds,
  isTalking = false,
): Promise<EngineModels> {
  const modelDir = path.resolve(config.listenerDir ?? embeddedListenerDir)
  const kind = kindOf(kinds.listeners, modelDir)
  const chosen = await chooseDeviceFor(kind.needs([modelDir], cpuDevice), config)
  const notes = [...chosen.notes]
  const failures: AppError[] = []
  const watchers = new Set<(event: ModelEvent) => void>()
  const tell = (event: ModelEvent): void => {
    for (const watcher of watchers) watcher(event)
  }
  const note = (notice: Notice, code?: ErrorCode): void => {
    notes.push(notice)
    tell({ type: 'note', note: notice, ...(code && { code }) })
  }
  const loading: Loading = {
    listener: (folder, places, contextTokens) => kind.load(folder, { ...places, note }, contextTokens),
    voice: voiceLoading(config, kinds, isTalking, failures),
    next: (device) => nextDevice(device, config.device),
    free: systemMemory(config),
  }
  const loadingEndOfTurn = loadEndOfTurn(config, ({ code, notice }) => note(notice, code))
  try {
    const placed = await loadPlacedModels(modelDir, config, chosen.device, loading, tell, kinds)
    const endOfTurn = await loadingEndOfTurn
    return {
      listener: placed.listener,
      voice: placed.voice,
      endOfTurn,
      notes: [...notes, ...placed.notes],
      embedded: [
        ...(modelDir === embeddedListenerDir ? (['listener'] as const) : []),
        ...(config.voiceDir === undefined || failures.length > 0 ? (['voice'] as const) : []),
      ],
      failures,
      memory: () => placed.memory(),
      computing: () => placed.computing(),
      watch(watcher) {
        watchers.add(watcher)
        return () => watchers.delete(watcher)
      },
      release() {
        placed.release()
        endOfTurn.release()
      },
    }
  } catch (thrown) {
    ;(await loadingEndOfTurn).release()
    throw toAppError(thrown)
  }
}

/** A model whose weights a processor reads in a few milliseconds gains nothing from a card. */
const smallWeightsBytes = 256e6

async function chooseDeviceFor({ variants }: ListenerNeeds, config: Config): Promise<ChosenDevice> {
  const isSmall = variants.every(({ weightBytes }) => weightBytes < smallWeightsBytes)
  if (config.device.kind === 'auto' && isSmall) return { device: cpuDevice, notes: [] }
  return chooseDevice(config.device)
}

/** Answers can be given without any, only not as promptly: one that fails is noted. */
function loadEndOfTurn(config: Config, note: (failure: AppError) => void): Promise<UsedEndOfTurn> {
  const { endOfTurnFile, fetchedEndOfTurnFiles } = config
  const own = endOfTurnFile === undefined ? [] : [path.resolve(endOfTurnFile)]
  for (const file of own) {
    if (!existsSync(file)) note(new AppError('model-missing', { kind: 'no-end-of-turn', file }))
    else
      try {
        requireFile(file)
      } catch (thrown) {
        note(toAppError(thrown))
      }
  }
  return UsedEndOfTurn.load([...own, ...fetchedEndOfTurnFiles, embeddedEndOfTurnFile], note)
}

/**
 * Loads the voice that is configured, and the embedded one where that fails, with the reason among the failures. What is
 * loaded again later is the same voice: its rate and its language are known by then.
 */
function voiceLoading(
  { voiceDir, voice }: Config,
  { voices }: ModelKinds,
  isTalking: boolean,
  failures: AppError[],
): Loading['voice'] {
  let isLoaded = false
  const embedded = async (name?: string): Promise<Voice> => {
    const loaded = await EspeakVoice.load(name)
    if (isTalking) await loaded.warmUp()
    return loaded
  }
  return async (device) => {
    if (voiceDir === undefined) return embedded(voice)
    if (failures.length > 0) return embedded()
    const kind = kindOf(voices, voiceDir)
    try {
      const loaded = await kind.load(voiceDir, voice, device)
      isLoaded = true
      return loaded
    } catch (thrown) {
      // Where a card is in the way, the voice is tried on the processor first.
      if (device.kind !== 'cpu' || isLoaded) throw thrown
      const { code, notice } = toAppError(thrown)
      failures.push(
        new AppError(code, { kind: 'voice-instead', name: kind.name, why: notice }, { cause: thrown }),
      )
      return embedded()
    }
  }
}
