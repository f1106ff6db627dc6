/** A process that keeps a conversation for good as another Parley does, until its parent lets it go. */
import { openStore } from '../../../src-main/engine/conversations/openStore'
import { beginRun, endRun } from '../../../src-main/engineProcess/conversationPlaces'

const places = beginRun()
const keeping = { mode: 'yes', audio: false } as const
const store = openStore({ conversations: places, keeping }, (trouble) => {
  throw trouble
})
const { id } = store.begin(store.createConversation(), { text: 'Who else is here?' })
store.appendAnswer(id, 'I am.')
store.finish(id, { outcome: 'done' })
process.once('disconnect', () => {
  store.close(true)
  endRun(places)
})
process.send!('ready')
