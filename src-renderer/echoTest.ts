import type { AppSources } from './app'
import { deriveHere } from './audio/derive'
import type { Listening } from './audio/listening'
import type { Playback } from './audio/playbackTypes'
import { runEchoTest, type EchoTestEnd } from './audio/runEchoTest'
import { realTimers } from './audio/timers'
import type { TurnTakingSettings } from './audio/turnTakingSettings'
import type { EngineClient } from './engineClient'

export interface EchoTestParts {
  readonly sources: AppSources
  readonly settings: TurnTakingSettings
  readonly engine: Pick<EngineClient, 'skipTurn'>
  readonly listening: Pick<Listening, 'tell'>
  playback(): Playback | undefined
  microphoneId(): string
  /** What sounds meanwhile is no question. */
  hush(isHushed: boolean): void
}

/** Plays a sentence that is no answer, and hears what comes back of it. */
export async function testEcho(parts: EchoTestParts, signal: AbortSignal): Promise<EchoTestEnd> {
  const { sources, engine, settings } = parts
  const { openCapture, loadVoice, clock, timers = realTimers, derive = deriveHere } = sources
  const playback = parts.playback()
  if (!playback) return { outcome: 'not-played' }
  parts.listening.tell({ type: 'stop' })
  parts.hush(true)
  try {
    const microphoneId = parts.microphoneId()
    const sentence = await sources.loadEchoSentence()
    // A question was asked meanwhile, which has the newest number.
    if (signal.aborted) return { outcome: 'stopped' }
    const turn = engine.skipTurn()
    return await runEchoTest(
      { playback, openCapture, microphoneId, sentence, turn, loadVoice, settings, clock, timers, derive },
      signal,
    )
  } finally {
    parts.hush(false)
  }
}
