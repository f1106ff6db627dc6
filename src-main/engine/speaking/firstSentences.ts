/**
 * Said where nobody hears it: of the first few sentences that espeak-ng speaks or spells, two or three cost over 100 ms
 * each (dictionary, compilation), and later ones about 12.
 */
export const firstSentences = [
  'Hello there, I am ready to speak with you.',
  'What would you like to know today?',
  'Tomorrow it may rain in the north; in the south it stays dry.',
] as const
