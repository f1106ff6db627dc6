import type { Conversation } from '@contract'
import { formats, words } from '../../words'

/** What a conversation is called in a list: until its first question is written down, when it was spoken. */
export function conversationName({ name, createdAt }: Pick<Conversation, 'name' | 'createdAt'>): string {
  return name === '' ? words.conversations.spokenAt(formats.hourOf(createdAt)) : name
}
