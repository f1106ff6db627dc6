import { portPair, type AskMessage, type EngineMessage, type HostMessage } from '@contract'
import type { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'
import type { App } from '../../../src-renderer/app'
import type { VoiceModel } from '../../../src-renderer/audio/voiceActivity'
import { EchoPath, renderScene } from './renderScene'
import { frameSamples, sampleRateHz, type Scene } from './scene'
import { ScriptedAnswers } from './scriptedAnswers'
import { simulatedApp, type SimulatedApp } from './simulatedApp'
import { SceneEvents } from './sceneEvents'
import { SimulatedEndOfTurn } from './simulatedEndOfTurn'
import type { SimulatedSpeaker } from './simulatedSpeaker'
import { msToSamples, type SoundLibrary } from './soundLibrary'

const quantum = 128

/** What the window said to the engine, when, and for audio which frame of the microphone it was. */
export interface Said {
  readonly at: number
  readonly message: AskMessage | HostMessage
  readonly frame?: number
}

/** The app itself with a scene around it, on a virtual clock that begins at 0 ms. */
export class SimulatedConversation {
  readonly scene: Scene
  readonly said: Said[] = []
  /** All that was rendered. */
  readonly output: Float32Array
  readonly #simulated: SimulatedApp
  readonly #engine: ScriptedAnswers
  readonly #endOfTurn: SimulatedEndOfTurn
  readonly #room: Float32Array
  readonly #echo: EchoPath
  readonly #frames = new Map<Float32Array, number>()
  #sample = 0
  #isTyped = false
  readonly #events: SceneEvents

  /** @param record takes each line of a recording of it; absent: it is not recorded */
  constructor(
    scene: Scene,
    sounds: SoundLibrary,
    silero: VoiceModel,
    endOfTurn: EndOfTurn,
    record?: (line: string) => void,
  ) {
    this.scene = scene
    this.#room = renderScene(scene, sounds)
    this.#echo = new EchoPath(scene)
    this.output = new Float32Array(this.#room.length + frameSamples)
    const [window, engine] = portPair<AskMessage | HostMessage, EngineMessage>()
    this.#engine = new ScriptedAnswers(engine, scene, sounds.answer, () => this.now)
    this.#endOfTurn = new SimulatedEndOfTurn(
      endOfTurn,
      (message) => engine.send(message),
      () => this.now,
    )
    engine.onMessage((message) => {
      const frame = message.type === 'audio' ? this.#frames.get(message.samples) : undefined
      this.said.push({ at: this.now, message, frame })
      if (!this.#events.hasEngine || message.type === 'restart') return
      this.#engine.hear(message)
      this.#endOfTurn.hear(message)
    })
    this.#events = new SceneEvents(scene.events ?? [], {
      app: () => this.#simulated,
      send: (message) => engine.send(message as EngineMessage),
      engineGone: () => this.#engine.forget(),
    })
    this.#simulated = simulatedApp({
      port: window,
      voice: this.#events.voiceOf(silero),
      hasNoSpeaker: this.#events.has('loudspeaker-missing'),
      record,
      scene,
      turnTaking: scene.turnTaking,
      speakerRateHz: sampleRateHz,
      speakerDelayFrames: msToSamples(scene.deviceDelayMs),
      now: () => this.now,
    })
  }

  get app(): App {
    return this.#simulated.app
  }

  get speaker(): SimulatedSpeaker {
    return this.#simulated.speaker()
  }

  get now(): number {
    return (this.#sample * 1000) / sampleRateHz + (this.#events?.sleptMs ?? 0)
  }

  get renderedSamples(): number {
    return this.#sample
  }

  get isOver(): boolean {
    return this.#sample + frameSamples > this.#room.length
  }

  /** Nothing that came in is under way. */
  get isIdle(): boolean {
    return this.#simulated.isIdle()
  }

  /** Sends what is due. True when messages are on their way. */
  send(): boolean {
    const events = this.#events.runDue(this.now)
    const { hasEngine } = this.#events
    const sent = [
      this.#simulated.runTimers(),
      hasEngine && this.#endOfTurn.sendDue(),
      hasEngine && this.#engine.sendDue(),
      events,
    ].includes(true)
    if (this.scene.typedAt !== undefined && !this.#isTyped && this.now >= this.scene.typedAt) {
      this.#isTyped = true
      this.app.store.getState().ask('And now?')
      return true
    }
    return sent
  }

  /** Settles when the end-of-turn model is done with what was said. */
  get judged(): Promise<void> {
    return this.#endOfTurn.judged
  }

  /** Renders a quantum of the loudspeaker. */
  play(): void {
    const rendered = this.output.subarray(this.#sample, this.#sample + quantum)
    this.speaker.render(rendered)
    this.#echo.play(this.#sample, rendered)
    this.#sample += quantum
  }

  /** Tells the frame that is complete now. */
  hear(): void {
    const from = this.#sample - frameSamples
    const samples = this.#room.slice(from, this.#sample)
    this.#echo.addTo(samples, from)
    this.#frames.set(samples, from / frameSamples)
    this.#events.heard(samples)
    if (this.#events.isStalled) return
    this.#simulated.microphone()?.frame({ samples, endAt: this.now })
  }

  close(): void {
    this.#simulated.close()
  }
}
