import type { Conversation } from '@contract'
import { dayName } from '../../words'

/** The conversations of one day. */
export interface DayOfConversations {
  readonly name: string
  readonly conversations: readonly Conversation[]
}

/** A list of conversations, newest first, by the days on which they went on last. @param now milliseconds since 1970 */
export function byDay(conversations: readonly Conversation[], now: number): readonly DayOfConversations[] {
  const days: { name: string; conversations: Conversation[] }[] = []
  for (const each of conversations) {
    const name = dayName(each.updatedAt, now)
    if (days.at(-1)?.name === name) days.at(-1)!.conversations.push(each)
    else days.push({ name, conversations: [each] })
  }
  return days
}
