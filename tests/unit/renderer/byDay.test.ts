import type { Conversation } from '@contract'
import { expect, it } from 'vitest'
import { byDay } from '../../../src-renderer/ui/conversations/byDay'
import { conversationName } from '../../../src-renderer/ui/conversations/conversationName'
import { dayName, words } from '../../../src-renderer/words'

const at = (...date: [number, number, number, number?, number?]): number => new Date(...date).getTime()
const now = at(2026, 2, 30, 0, 10)

it('calls days as people do, by midnights and not by hours, also where a clock is put forward', () => {
  const { today, yesterday } = words.conversations
  expect(dayName(now + 60_000, now)).toBe(today)
  expect(dayName(at(2026, 2, 30), now)).toBe(today)
  expect(dayName(at(2026, 2, 29, 23, 59), now)).toBe(yesterday)
  // In Europe that day had 23 hours.
  expect(dayName(at(2026, 2, 28, 23, 59), now)).toBe(
    new Intl.DateTimeFormat(words.language, { weekday: 'long' }).format(at(2026, 2, 28)),
  )
  const weekAgo = dayName(at(2026, 2, 23), now)
  expect(weekAgo).toContain('23')
  expect(weekAgo).not.toContain('2026')
  expect(dayName(at(2025, 2, 23), now)).toContain('2025')
})

it('puts the conversations of a day together, in their order', () => {
  const said = (id: number, updatedAt: number): Conversation => ({
    ...{ id, name: `${id}`, isRenamed: false, createdAt: 0, updatedAt, exchanges: 1 },
    ...{ isPrivate: false, keeping: 'never' },
  })
  const days = byDay([said(5, now), said(4, now - 5000), said(3, at(2026, 2, 29)), said(2, 0)], now)
  expect(days.map(({ conversations }) => conversations.map(({ id }) => id))).toEqual([[5, 4], [3], [2]])
  expect(byDay([], now)).toEqual([])
})

it('calls a conversation by when it was spoken, until somebody has written that down', () => {
  expect(conversationName({ name: 'Ada', createdAt: now })).toBe('Ada')
  expect(conversationName({ name: '', createdAt: at(2026, 2, 30, 11) })).toMatch(/^You spoke at 11/)
})
