/** How translators of pages put their words where a text was. */
export const translators = [
  'one for one',
  'before it, and takes it away',
  'as texts, with others around',
] as const

export type Manner = (typeof translators)[number]
