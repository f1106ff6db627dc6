import { microphoneFormat, type Conversation, type Exchange } from '@contract'
import { wavHeader } from '../stages/wavWriter'
import { conversationMarkdown } from './conversationMarkdown'
import type { ConversationStore } from './conversationStore'

/** A file to be written; its name has no folder but `audio`, with `/`, and is one on every system. */
export interface ExportedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** More than any conversation has. */
const allExchanges = 1_000_000

/**
 * The files of a conversation: its text, and a WAV of each spoken question whose sound is kept. One at a time, for sound is
 * large. Nothing where there is no such conversation.
 */
export function* exportConversation(
  store: ConversationStore,
  id: number,
  format: 'markdown' | 'json',
): Generator<ExportedFile> {
  const conversation = store.conversation(id)
  if (conversation === undefined) return
  const exchanges = store.exchanges(id, allExchanges)
  const audio = new Map<number, string>()
  for (const { id: exchange, askedAt } of exchanges) {
    const pcm = store.keptAudio(exchange)
    if (pcm === undefined) continue
    const name = `audio/${dateName(askedAt)} ${exchange}.wav`
    audio.set(exchange, name)
    yield { name, bytes: wavBytes(pcm) }
  }
  const name = fileName(conversation)
  const text =
    format === 'markdown'
      ? conversationMarkdown(conversation, exchanges, audio)
      : conversationJson(conversation, exchanges, audio)
  yield { name: `${name}.${format === 'markdown' ? 'md' : 'json'}`, bytes: new TextEncoder().encode(text) }
}

function conversationJson(
  { id, name, createdAt }: Conversation,
  exchanges: readonly Exchange[],
  audio: ReadonlyMap<number, string>,
): string {
  const told = exchanges.map((exchange) => ({ ...exchange, audio: audio.get(exchange.id) }))
  const whole = { format: 'parley-conversation', version: 1, id, name, createdAt, exchanges: told }
  return `${JSON.stringify(whole, undefined, 2)}\n`
}

function wavBytes(pcm: Int16Array): Uint8Array {
  const samples = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
  return Buffer.concat([wavHeader(microphoneFormat.sampleRateHz, samples.length), samples])
}

/** What no system takes in a name, and a dot or a space at its end, which Windows drops. */
const unnamable = /[\p{C}\\/:*?"<>|]+|[. ]+$/gu
const longestFileName = 80

/** The name of a conversation as that of a file: after its date, so that no name means a device to Windows. */
function fileName({ name, createdAt }: Conversation): string {
  const cut = [...name.replace(unnamable, ' ').replace(/\s+/gu, ' ').trim()]
    .slice(0, longestFileName)
    .join('')
  return `${dateName(createdAt)} ${cut}`.replace(unnamable, '')
}

/** The day of a time. */
function dateName(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
