import {
  formatsOf,
  microphoneFormat,
  noticeCatalogue,
  noticeText,
  pickLanguage,
  type Conversation,
  type Exchange,
  type Notice,
} from '@contract'
import { wavHeader } from '../sound/wavWriter'
import { conversationMarkdown } from './conversationMarkdown'
import type { ConversationStore } from './conversationStore'
import { localTime } from './localTime'

/** A file to be written; its name has no folder but `audio`, with `/`, and is one on every system. */
export interface ExportedFile {
  readonly name: string
  /** Its bytes are made when they are asked for, for sound is large. Empty: the sound is not kept any more. */
  readonly read: () => Uint8Array
}

const known = Object.keys(noticeCatalogue) as (keyof typeof noticeCatalogue)[]

/** More than any conversation has. */
const allExchanges = 1_000_000

/**
 * The files of a conversation: a WAV of each spoken question whose sound is kept, and its text. None where there is no such
 * conversation.
 * @param wantedLanguage of what Markdown says beside the conversation itself
 */
export function exportConversation(
  store: ConversationStore,
  id: number,
  format: 'markdown' | 'json',
  wantedLanguage: string,
): ExportedFile[] {
  const conversation = store.conversation(id)
  if (conversation === undefined) return []
  const exchanges = store.exchanges(id, allExchanges)
  const audio = new Map<number, string>()
  for (const { id: exchange, askedAt } of exchanges) {
    if (store.hasKeptAudio(exchange)) audio.set(exchange, `audio/${dateName(askedAt)} ${exchange}.wav`)
  }
  const sounds = Array.from(audio, ([exchange, name]) => ({
    name,
    read: () => wavBytes(store.keptAudio(exchange) ?? new Int16Array(0)),
  }))
  const name = fileName(conversation)
  const { language, tag } = pickLanguage([wantedLanguage], known)
  const notices = noticeCatalogue[language](formatsOf(tag))
  const inWords = (notice: Notice): string => noticeText(notice, notices)
  const write = format === 'markdown' ? conversationMarkdown : conversationJson
  const text = {
    name: `${name}.${format === 'markdown' ? 'md' : 'json'}`,
    read: () => new TextEncoder().encode(write(conversation, exchanges, audio, inWords)),
  }
  return [...sounds, text]
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

/** The day of a time, at this computer's place. */
function dateName(at: number): string {
  return localTime(at).slice(0, 10)
}
