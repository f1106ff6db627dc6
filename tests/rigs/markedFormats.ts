import type { Formats } from '@contract'

/** Formats that mark what they were given. */
export const markedFormats: Formats = {
  duration: (ms) => `⟨${ms} ms⟩`,
  decibels: (db) => `⟨${db} dB⟩`,
  count: (count) => `⟨${count}⟩`,
  bytes: (count) => `⟨${count} bytes⟩`,
  percent: (share) => `⟨${share} of 1⟩`,
  timeLeft: (seconds) => `⟨${seconds} s⟩`,
  clockTime: (at) => `⟨at ${at}⟩`,
  hourOf: (at) => `⟨hour ${at}⟩`,
  dayOf: (at) => `⟨day ${at}⟩`,
  number: (count) => `⟨${count}⟩`,
  list: (things) => things.join(' + '),
  choice: (things) => things.join(' / '),
  languageName: (tag) => `⟨${tag}⟩`,
}
