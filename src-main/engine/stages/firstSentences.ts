/**
 * Said where nobody hears it: of the first few sentences that espeak-ng speaks or spells, two or three cost over 100 ms
 * each (dictionary, compilation), and later ones about 12.
 */
export const firstSentences = [
  'Hello there, I am ready to speak with you.',
  'What would you like to know today?',
  'Paris is the capital of France.',
  'Two plus two is four, and the sky is blue.',
  'There are seven days in a week!',
  'My name is Parley, and I am a voice assistant.',
  'Tomorrow it may rain in the north; in the south it stays dry.',
  'Who wrote that book, and when was it?',
] as const
