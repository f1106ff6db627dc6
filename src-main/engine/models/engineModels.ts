import { existsSync } from 'node:fs'
import path from 'node:path'
import { AppError, toAppError, type Config, type MemoryPart } from '@contract'
import { ownFiles } from '../files/shippedFiles'
import { EspeakVoice } from '../speaking/voices/espeak/espeakVoice'
import type { Voice } from '../speaking/voice'
import { cpuDevice } from '../onnx/device'
import { chooseDevice, nextDevice, type ChosenDevice } from './chooseDevice'
import type { ModelEvent } from './lastingModels'
import { loadListener, type Listener } from '../listeners/voxtral/voxtralModel'
import { listenerVariants } from './memoryNeeds'
import { loadPlacedModels, systemMemory, type Loading } from './placedModels'
import { UsedEndOfTurn } from '../hearing/usedEndOfTurn'
import { readVoxtralConfig } from '../listeners/voxtral/voxtralConfig'
import { warmUp } from '../listeners/voxtral/warmUp'

/** Everything a conversation runs on. */
export interface EngineModels {
  readonly listener: Listener
  readonly voice: Voice
  /** Absent, or undefined what it says: a speaker's end is told by silence alone. */
  readonly endOfTurn?: Pick<UsedEndOfTurn, 'probability'>
  /** What the user should know about how they were loaded, one sentence each. */
  readonly notes: readonly string[]
  /** For what the embedded model is used, whether it was chosen or another failed. */
  readonly embedded: readonly ('listener' | 'voice')[]
  /** Chosen models that could not be loaded: what is used instead, and what to do. */
  readonly failures: readonly AppError[]
  /** What of memory is taken and free; absent: nobody knows. */
  readonly memory?: () => MemoryPart[]
  /** Calls with what happens to the models later. Returns what ends that. */
  readonly watch?: (watcher: (event: ModelEvent) => void) => () => void
  release(): void
}

/** The embedded listener, which needs no download. */
export const embeddedListenerDir = ownFiles.shipped('models/nano')
/** The embedded end-of-turn model. */
export const embeddedEndOfTurnFile = ownFiles.shipped('models/endOfTurn/endOfTurn.onnx')

/** Loads the configured models, or the embedded ones where none are configured, on the best device that computes. */
export async function loadEngineModels(config: Config): Promise<EngineModels> {
  const modelDir = path.resolve(config.listenerDir ?? embeddedListenerDir)
  const chosen = await chooseDeviceFor(modelDir, config)
  const notes = [...chosen.notes]
  const failures: AppError[] = []
  const watchers = new Set<(event: ModelEvent) => void>()
  const tell = (event: ModelEvent): void => {
    for (const watcher of watchers) watcher(event)
  }
  const loading: Loading = {
    async listener(modelDir, options, contextTokens) {
      const listener = await loadListener(modelDir, options)
      try {
        await warmUp(listener, options.device?.kind !== 'cpu', contextTokens)
        return listener
      } catch (thrown) {
        listener.release()
        throw thrown
      }
    },
    voice: voiceLoading(config, failures),
    next: (device) => nextDevice(device, config.device),
    free: systemMemory(config),
  }
  const loadingEndOfTurn = loadEndOfTurn(config, ({ code, message }) => {
    notes.push(message)
    tell({ type: 'note', note: message, code })
  })
  try {
    const placed = await loadPlacedModels(modelDir, config, chosen.device, loading, tell)
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

async function chooseDeviceFor(modelDir: string, config: Config): Promise<ChosenDevice> {
  const isSmall = listenerVariants([modelDir], readVoxtralConfig(modelDir), cpuDevice).every(
    ({ weightBytes }) => weightBytes < smallWeightsBytes,
  )
  if (config.device.kind === 'auto' && isSmall) return { device: cpuDevice, notes: [] }
  return chooseDevice(config.device)
}

/** Answers can be given without any, only not as promptly: one that fails is noted. */
function loadEndOfTurn(config: Config, note: (failure: AppError) => void): Promise<UsedEndOfTurn> {
  const { endOfTurnFile, fetchedEndOfTurnFiles } = config
  const own = endOfTurnFile === undefined ? [] : [path.resolve(endOfTurnFile)]
  for (const file of own)
    if (!existsSync(file))
      note(new AppError('model-missing', `There is no end-of-turn model ${file}. Check the path.`))
  return UsedEndOfTurn.load([...own, ...fetchedEndOfTurnFiles, embeddedEndOfTurnFile], note)
}

/**
 * Loads Kokoro where it is configured, and the embedded voice where that fails, with the reason among the failures. What is
 * loaded again later is the same voice: its rate and its language are known by then.
 */
function voiceLoading({ voiceDir, voice }: Config, failures: AppError[]): Loading['voice'] {
  let isKokoro = false
  return async (device) => {
    if (voiceDir === undefined) return EspeakVoice.load(voice)
    if (failures.length > 0) return EspeakVoice.load()
    try {
      // Only when it is wanted: its phonemes take long to load.
      const { KokoroVoice } = await import('../speaking/voices/kokoro/kokoroVoice')
      const kokoro = await KokoroVoice.load(voiceDir, voice, { device })
      isKokoro = true
      return kokoro
    } catch (thrown) {
      // Where a card is in the way, the voice is tried on the processor first.
      if (device.kind !== 'cpu' || isKokoro) throw thrown
      const { code, message } = toAppError(thrown)
      const said = `Kokoro could not be loaded, so the built-in voice speaks. ${message}`
      failures.push(new AppError(code, said, { cause: thrown }))
      return EspeakVoice.load()
    }
  }
}
