/** The engine's process as it is, with a listener that answers at once, or fails as its question says. */
import { AppError } from '../../../src-preload/contract'
import { appLine } from '../../../src-main/engine/appLine'
import { hostEngine } from '../../../src-main/engine/hostEngine'
import { loadEngine } from '../../../src-main/engine/loadEngine'
import type { Listener } from '../../../src-main/engine/listeners/listener'
import { setTimeout as sleep } from 'node:timers/promises'
import { quickModels } from '../models/quickModels'

const quick = quickModels()

/** By the words of a question; all other questions are answered. */
const failures: Readonly<Record<string, Listener['answer']>> = {
  // eslint-disable-next-line require-yield -- it fails before it says anything
  async *'out of memory'() {
    await Promise.resolve()
    throw new AppError('out-of-memory', { kind: 'memory-for-answer' }, { retryable: true })
  },
  async *'provider lost'() {
    yield await Promise.resolve('It is ')
    const detail = 'CUDA failure 999: unknown error'
    throw new AppError('inference-failed', { kind: 'runtime-failed', part: 'Run', detail })
  },
  async *'something unthought of'() {
    yield await Promise.resolve('It is ')
    throw new TypeError('Cannot read properties of undefined')
  },
  async *'a tool that fails'(_conversation, _question, { soFar }) {
    await Promise.resolve()
    if (soFar === undefined) yield { toolCall: { id: '1', name: 'convert', args: { to: 7 } } }
    else yield `It came of it: ${soFar.toolSteps[0].result}`
  },
  async *'no end'(_conversation, _question, { signal }) {
    for (;;) {
      await sleep(20, undefined, { signal })
      yield 'on and on, '
    }
  },
  async *'a loop'() {
    yield await Promise.resolve('It is ')
    for (;;);
  },
}

hostEngine(appLine(), (config, instead, onContact, note) =>
  loadEngine(config, instead, onContact, note, (models) => ({
    ...models,
    voice: quick.voice,
    listener: {
      ...quick.listener,
      answer: (conversation, question, options) => {
        const fails = 'text' in question ? failures[question.text] : undefined
        if (fails) return fails(conversation, question, options)
        return quick.listener.answer(conversation, question, options)
      },
    },
  })),
)
