/**
 * The engine's process as it is, but for what it answers: always the same, spoken by the embedded voice. Under the sound
 * lies a noise that nobody hears (-80 dB). No sample of it is zero and no two answers share it, so that every sample in
 * the loudspeaker tells of which answer it is, and how loud that was played.
 */
import { setImmediate as nextTick } from 'node:timers/promises'
import type { AskMessage, EngineMessage, Port } from '../../../../src-preload/contract'
import { appLine } from '../../../../src-main/engine/appLine'
import { hostEngine } from '../../../../src-main/engine/hostEngine'
import { loadEngine } from '../../../../src-main/engine/loadEngine'
import type { Listener } from '../../../../src-main/engine/listeners/listener'
import { Random } from '../random'
import { answerText } from './chromiumScene'

const noiseLevel = 1e-4

hostEngine(appLine(), async (config) => {
  const serve = await loadEngine(config, undefined, undefined, undefined, (models) => ({
    ...models,
    listener: scripted(models.listener),
  }))
  return (port, seat) => serve(marked(port), seat)
})

/** Answers the same to every question, word by word, and writes nothing down. */
function scripted(listener: Listener): Listener {
  return {
    name: listener.name,
    async *answer(_conversation, _question, { signal, on }) {
      on?.heard?.()
      for (const word of answerText.match(/\s*\S+/g) ?? []) {
        await nextTick()
        signal.throwIfAborted()
        on?.token?.()
        yield word
      }
    },
    async *transcribe() {
      // Nothing is.
    },
    writeDown: () => Promise.resolve(''),
    release: () => listener.release(),
  }
}

function marked(port: Port<EngineMessage, AskMessage>): Port<EngineMessage, AskMessage> {
  const random = new Random(1)
  return {
    send(message) {
      if (message.type === 'audio')
        for (let i = 0; i < message.samples.length; i++)
          message.samples[i] += noiseLevel * (random.next() < 0.5 ? -1 : 1) * (0.5 + random.next())
      port.send(message)
    },
    onMessage: (receive) => port.onMessage(receive),
    onClose: (closed) => port.onClose(closed),
    close: () => port.close(),
  }
}
