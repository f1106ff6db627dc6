import path from 'node:path'
import { keeping } from '@contract'
import { ConversationStore } from '../../src-main/engine/conversations/conversationStore'

const [conversations, exchangesOfEach] = [2000, 50]
const nouns =
  'river mountain kettle museum garden engine letter island orchestra bridge violin planet window harbour'.split(
    ' ',
  )
const verbs = 'describe compare explain recommend translate remember repair measure imagine draw'.split(' ')
const pick = (words: readonly string[], number: number): string => words[number % words.length]

/** A store in a folder, on disk. */
export function openBenchStore(root: string): ConversationStore {
  return new ConversationStore({
    folder: path.join(root, 'conversations'),
    run: 'bench',
    keeping: keeping.parse({ mode: 'yes' }),
    tell: (trouble) => {
      throw trouble
    },
  })
}

/** Two words that stand together in few exchanges. */
export function twoWords(number: number): string {
  return `${pick(nouns, number)} ${pick(verbs, number + 3)}`
}

/** What a turn writes: a question, and an answer that is over. */
export function writeTurn(store: ConversationStore, conversation: number, number: number): void {
  const text =
    `The ${pick(nouns, number * 3)} is older than the ${pick(nouns, number * 5)}, and most people ${pick(verbs, number)} ` +
    `it in the evening. There are about ${number} of them, each with a ${pick(nouns, number)} of its own.`
  const asked = `Please ${pick(verbs, number)} the ${pick(nouns, number * 7)} number ${number} for me`
  const { id } = store.begin(conversation, { text: asked })
  store.appendAnswer(id, text)
  store.setHeardEnd(id, text.length)
  store.finish(id, { outcome: 'done' })
}

/** 100,000 exchanges in 2,000 conversations, all of them in the index. */
export function fillStore(root: string): void {
  const store = openBenchStore(root)
  for (let i = 0; i < conversations; i++) {
    const conversation = store.createConversation()
    store.rename(conversation, `The ${pick(nouns, i)} and the ${pick(nouns, i * 3)} number ${i}`)
    for (let j = 0; j < exchangesOfEach; j++) writeTurn(store, conversation, i * exchangesOfEach + j)
  }
  while (store.prepareSearch());
  store.close()
}
