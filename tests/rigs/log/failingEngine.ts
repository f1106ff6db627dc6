/** The engine's process as it is, with a listener that calls, fails or ends the process as what is typed says. */
import { appLine } from '../../../src-main/engine/appLine'
import { endOnFailure } from '../../../src-main/engine/endOnFailure'
import { hostEngine } from '../../../src-main/engine/hostEngine'
import type {
  AnswerOptions,
  AnswerPiece,
  Listener,
  Question,
} from '../../../src-main/engine/listeners/listener'
import { loadEngine } from '../../../src-main/engine/loadEngine'
import { callingAnswer } from '../tools/callingAnswer'

const app = appLine()
endOnFailure(app)
hostEngine(app, (config, instead, onContact, note) =>
  loadEngine(config, instead, onContact, note, (models) => {
    const { listener } = models
    const failing: Listener = {
      name: 'failing',
      answer: (conversation, question, options) => failingAnswer(listener, conversation, question, options),
      transcribe: (...given) => listener.transcribe(...given),
      writeDown: (...given) => listener.writeDown(...given),
      release: () => listener.release(),
    }
    return { ...models, listener: failing }
  }),
)

async function* failingAnswer(
  listener: Listener,
  conversation: Parameters<Listener['answer']>[0],
  question: Question,
  options: AnswerOptions,
): AsyncGenerator<AnswerPiece> {
  const text = 'text' in question ? question.text : ''
  if (text.startsWith('fail ')) throw new Error(text)
  if (text.startsWith('crash '))
    setTimeout(() => {
      throw new Error(text)
    })
  if (text.startsWith('call '))
    yield* callingAnswer(conversation, { text: text.slice(5), exchange: undefined }, options)
  else yield* listener.answer(conversation, question, options)
}
