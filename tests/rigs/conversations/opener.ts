/** Opens the store of a folder in a process of its own, says what trouble that gave, and ends: `node opener.ts FOLDER`. */
import { ConversationStore } from '../../../src-main/engine/conversations/conversationStore'

const codes: string[] = []
const store = new ConversationStore({
  ...{ folder: process.argv[2], run: 'opener', keeping: { mode: 'yes', audio: false } },
  tell: ({ code }) => codes.push(code),
})
process.stdout.write(`${codes.join(' ')}\n`)
store.close()
