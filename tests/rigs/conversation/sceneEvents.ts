import { unansweredTurn } from '@contract'
import type { VoiceModel } from '../../../src-renderer/audio/voiceActivity'
import type { SceneEvent } from './sceneEvent'
import { simulatedMicrophones, type SimulatedApp } from './simulatedApp'

/** A new engine is there after so long; a line too. */
const backMs = 400
const sleepMs = 60_000
const other = { id: 'other', label: 'Other microphone' }

export interface SceneEventsParts {
  readonly app: () => SimulatedApp
  /** To the window, as from the engine or its host. */
  readonly send: (message: unknown) => void
  readonly engineGone: () => void
}

/** Lets happen in a scene what its user does by hand, and what goes wrong. */
export class SceneEvents {
  readonly #parts: SceneEventsParts
  readonly #all: readonly SceneEvent[]
  #next = 0
  #engineIsBackAt = -Infinity
  #isVoiceBroken = false
  #isSilent = false
  isStalled = false
  /** How long the computer slept. */
  sleptMs = 0

  constructor(events: readonly SceneEvent[], parts: SceneEventsParts) {
    this.#all = events
    this.#parts = parts
  }

  has(what: SceneEvent['what']): boolean {
    return this.#all.some((event) => event.what === what)
  }

  /** What is said to an engine that is not there is heard by nobody. */
  get hasEngine(): boolean {
    return this.#engineIsBackAt === -Infinity
  }

  /** The voice activity model, as far as it computes. */
  voiceOf(model: VoiceModel): VoiceModel | undefined {
    if (this.has('voice-missing')) return undefined
    return {
      run: (feeds) => (this.#isVoiceBroken ? Promise.reject(new Error('Out of memory')) : model.run(feeds)),
      floats: (values, shape) => model.floats(values, shape),
      integer: (value) => model.integer(value),
    }
  }

  /** A frame, before it is told. */
  heard(samples: Float32Array): void {
    if (this.#isSilent) samples.fill(0)
  }

  /** Lets happen what is due by now; true when that was anything. */
  runDue(now: number): boolean {
    let isAnything = false
    if (!this.hasEngine && now >= this.#engineIsBackAt) {
      this.#engineIsBackAt = -Infinity
      this.#parts.send({ type: 'ready', listener: 'scripted', voice: 'scripted', notes: [] })
      isAnything = true
    }
    for (let next = this.#all.at(this.#next); next && next.at <= now; next = this.#all.at(++this.#next)) {
      this.#happen(next.what, now)
      isAnything = true
    }
    return isAnything
  }

  #happen(what: SceneEvent['what'], now: number): void {
    const { send } = this.#parts
    const simulated = this.#parts.app()
    const { app } = simulated
    const actions = app.store.getState()
    switch (what) {
      case 'ask':
        return actions.ask('And what is next?')
      case 'press':
      case 'release':
      case 'stop':
        return actions[what]()
      case 'mute':
        return actions.toggleMute()
      case 'continue':
        return actions.continueSpeaking()
      case 'leave':
        return app.leave()
      case 'microphone-unplugged': {
        const lost = simulated.microphone()
        simulated.plug([other])
        return lost?.trouble('lost')
      }
      case 'microphone-refused': {
        const lost = simulated.microphone()
        simulated.plug([], 'NotAllowedError')
        return lost?.trouble('lost')
      }
      case 'microphone-stalls':
        this.isStalled = true
        return simulated.microphone()?.trouble('stalled')
      case 'microphone-zeros':
        this.#isSilent = true
        return simulated.microphone()?.trouble('zeros')
      case 'voice-fails':
        this.#isVoiceBroken = true
        return
      case 'voice-missing':
      case 'loudspeaker-missing':
        return simulated.plug([...simulatedMicrophones, other])
      case 'loudspeaker-blocked':
        return simulated.speaker().tellBlocked()
      case 'engine-dies':
        return this.#away('restarting', now + backMs)
      case 'line-cut':
        return this.#away('cut', now + backMs)
      case 'engine-lost':
        return this.#away('lost', Infinity)
      case 'no-message':
        return send({ type: 'text', turn: -1, text: 7, samples: new ArrayBuffer(4) })
      case 'stale-turn':
        return send(unansweredTurn(1000, 'done', now))
      case 'turn-fails': {
        const turn = actions.exchanges.at(-1)?.turn ?? 1
        const error = { code: 'internal', notice: { kind: 'as-told', text: 'No memory.' }, retryable: true }
        return send({ ...unansweredTurn(turn, 'failed', now), error })
      }
      case 'store-damaged': {
        const error = { code: 'store-damaged', notice: { kind: 'as-told', text: 'Gone.' }, retryable: false }
        return send({ type: 'trouble', error })
      }
      case 'sleep':
        this.sleptMs += sleepMs
    }
  }

  #away(state: 'restarting' | 'cut' | 'lost', backAt: number): void {
    this.#engineIsBackAt = backAt
    this.#parts.engineGone()
    this.#parts.send({ type: 'engine', state })
  }
}
