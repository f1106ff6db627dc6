/** The engine's process as it is, with a listener that calls what is typed. */
import { appLine } from '../../../src-main/engine/appLine'
import { hostEngine } from '../../../src-main/engine/hostEngine'
import type { Listener } from '../../../src-main/engine/listeners/listener'
import { loadEngine } from '../../../src-main/engine/loadEngine'
import { callingAnswer } from './callingAnswer'

hostEngine(appLine(), (config, instead, onContact, note) =>
  loadEngine(config, instead, onContact, note, (models) => {
    const { listener } = models
    const calling: Listener = {
      name: 'calling',
      answer: callingAnswer,
      transcribe: (...given) => listener.transcribe(...given),
      writeDown: (...given) => listener.writeDown(...given),
      release: () => listener.release(),
    }
    return { ...models, listener: calling }
  }),
)
