import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError, toAppError, type Config } from '@contract'
import { EndOfTurn } from '../stages/endOfTurn'
import { EspeakVoice } from '../stages/espeakVoice'
import type { Voice } from '../stages/voice'
import { loadListener, type Listener } from './listener'

/** Everything a conversation runs on. */
export interface EngineModels {
  readonly listener: Listener
  readonly voice: Voice
  /** Absent: none could be loaded, and a speaker's end is told by silence alone. */
  readonly endOfTurn?: EndOfTurn
  /** What the user should know about how they were loaded, one sentence each. */
  readonly notes: readonly string[]
  release(): void
}

/** The embedded listener, which needs no download. */
export const embeddedListenerDir = fileURLToPath(new URL('../../../models/nano', import.meta.url))
/** The embedded end-of-turn model. */
export const embeddedEndOfTurnFile = fileURLToPath(
  new URL('../../../models/endOfTurn/endOfTurn.onnx', import.meta.url),
)

/** Loads the configured models, or the embedded ones where none are configured. */
export async function loadEngineModels(config: Config): Promise<EngineModels> {
  const notes: string[] = []
  const loadingEndOfTurn = loadEndOfTurn(config, notes)
  const [listener, voice] = await Promise.allSettled([
    loadListener(path.resolve(config.listenerDir ?? embeddedListenerDir)),
    loadVoice(config, notes),
  ])
  const endOfTurn = await loadingEndOfTurn
  if (listener.status === 'rejected' || voice.status === 'rejected') {
    if (listener.status === 'fulfilled') listener.value.release()
    if (voice.status === 'fulfilled') voice.value.release()
    endOfTurn?.release()
    throw toAppError(
      listener.status === 'rejected' ? listener.reason : (voice as PromiseRejectedResult).reason,
    )
  }
  return {
    listener: listener.value,
    voice: voice.value,
    endOfTurn,
    notes,
    release() {
      listener.value.release()
      voice.value.release()
      endOfTurn?.release()
    },
  }
}

/** Answers can be given without it, only not as promptly: a model that fails is noted. */
async function loadEndOfTurn(config: Config, notes: string[]): Promise<EndOfTurn | undefined> {
  try {
    return await EndOfTurn.load(path.resolve(config.endOfTurnFile ?? embeddedEndOfTurnFile))
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    notes.push(`Parley cannot tell by your voice when you are done, only by silence. ${thrown.message}`)
    return undefined
  }
}

/** Kokoro where it is configured and loads; else the embedded voice, with the reason noted. */
async function loadVoice(config: Config, notes: string[]): Promise<Voice> {
  if (config.voiceDir === undefined) return EspeakVoice.load(config.voice)
  try {
    // Only when it is wanted: its phonemes take long to load.
    const { KokoroVoice } = await import('../stages/kokoroVoice')
    return await KokoroVoice.load(config.voiceDir, config.voice)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    notes.push(`Kokoro could not be loaded, so the embedded voice speaks. ${thrown.message}`)
    return EspeakVoice.load()
  }
}
