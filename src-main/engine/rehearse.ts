import { microphoneFormat, portPair, type AskMessage, type EngineMessage, type Port } from '@contract'

/** After as many turns the next ones are no faster any more. */
const turns = 3
/** Models that need longer are slow for other reasons than being new. */
const longestMs = 5000
const questionSeconds = 1
/** As low as a voice, and loud enough to count as one. */
const tone = { hz: 120, level: 0.1 }

/**
 * Goes through whole turns where nobody listens, so that the first one that somebody hears is as fast as the tenth:
 * afterwards every stage has run, and the engine's own code and the built-in voice's are compiled. What goes wrong here
 * goes wrong again, and is told, where somebody asks.
 * @param serve serves a window
 * @param giveWay ends it: somebody wants the models
 */
export async function rehearse(
  serve: (port: Port<EngineMessage, AskMessage>) => void,
  giveWay: AbortSignal,
): Promise<void> {
  const end = AbortSignal.any([giveWay, AbortSignal.timeout(longestMs)])
  const [window, engine] = portPair<AskMessage, EngineMessage>()
  serve(engine)
  for (let turn = 1; turn <= turns && !end.aborted; turn++) {
    const interrupt = (): void => window.send({ type: 'interrupt', turn })
    end.addEventListener('abort', interrupt, { once: true })
    await new Promise<void>((over) => {
      window.onMessage((message) => {
        if (message.type === 'turn-end' && message.turn === turn) over()
      })
      ask(window, turn)
    })
    end.removeEventListener('abort', interrupt)
  }
  window.close()
}

/** Asks as a window does that hears somebody, and a pause. */
function ask(window: Port<AskMessage, EngineMessage>, turn: number): void {
  const { sampleRateHz, frameSamples } = microphoneFormat
  window.send({ type: 'utterance-start', turn, mode: 'chat' })
  for (let at = 0; at < questionSeconds * sampleRateHz; at += frameSamples) {
    const samples = Float32Array.from(
      { length: frameSamples },
      (_, i) => tone.level * Math.sin((2 * Math.PI * tone.hz * (at + i)) / sampleRateHz),
    )
    window.send({ type: 'audio', turn, samples })
  }
  window.send({ type: 'utterance-pause', turn, pause: 1 })
  window.send({ type: 'utterance-end', turn })
}
