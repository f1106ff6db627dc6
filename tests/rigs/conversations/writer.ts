/**
 * Converses with a store until it is killed: `node writer.mjs FOLDER JOURNAL SEED`. Each line of the journal is written when
 * the store has returned from what it tells: `AT begin|grow|finish|remove EXCHANGE LENGTH`.
 */
import { openSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConversationStore } from '../../../src-main/engine/conversations/conversationStore'
import { Random } from '../conversation/random'
import { answerOf } from './writerText'

const [, , folder, journalFile, seed] = process.argv
const random = new Random(Number(seed))
const journal = openSync(journalFile, 'a')
const note = (what: string, exchange: number, length = 0): void =>
  void writeSync(journal, `${Date.now()} ${what} ${exchange} ${length}\n`)

const store = new ConversationStore({
  ...{ folder, run: 'writer', keeping: { mode: 'yes', audio: true }, undoMs: 20 },
  tell: (trouble) => {
    process.stdout.write(`${trouble.code}\n`)
    process.exit(1)
  },
})
process.stdout.write('open\n')

const said: number[] = []
let conversation = store.createConversation()
for (;;) {
  if (random.next() < 0.2) conversation = store.createConversation()
  const isSpoken = random.next() < 0.5
  const { id } = store.begin(conversation, isSpoken ? { seconds: 1 } : { text: 'A typed question' })
  note('begin', id)
  if (isSpoken) store.setQuestionAudio(id, new Float32Array(4000 * random.next()))
  const whole = answerOf(id)
  const pace = random.next() < 0.5 ? 0 : 60
  for (let end = 0; end < whole.length;) {
    const start = end
    end = Math.min(whole.length, end + Math.ceil(random.next() * 400))
    store.appendAnswer(id, whole.slice(start, end))
    store.appendWords(id, [{ written: [start, end], startSeconds: start, endSeconds: end }])
    note('grow', id, end)
    await sleep(random.next() * pace)
  }
  store.finish(id, { outcome: 'done' })
  note('finish', id, whole.length)
  if (isSpoken) store.setTranscript(id, `What was spoken in ${id}`)
  said.push(id)
  if (random.next() < 0.4) {
    const [gone] = said.splice(Math.floor(random.next() * said.length), 1)
    store.remove({ exchange: gone })
    note('remove', gone)
  }
  await sleep(random.next() * pace)
}
