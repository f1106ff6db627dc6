/** Ids that follow one another, by their first: the vocabulary of Kokoro-82M, one character a token. */
const runs: readonly (readonly [firstId: number, characters: string])[] = [
  [0, '$'],
  [1, ';:,.!?'],
  [9, '—…"()“” \u0303ʣʥʦʨᵝꭧAI'],
  [31, 'O'],
  [33, 'Q'],
  [35, 'ST'],
  [39, 'W'],
  [41, 'Yᵊabcdef'],
  [50, 'hijklmnopqrstuvwxyzɑɐɒæ'],
  [75, 'βɔɕç'],
  [80, 'ɖðʤə'],
  [85, 'ɚɛɜ'],
  [90, 'ɟ'],
  [92, 'ɡ'],
  [99, 'ɥ'],
  [101, 'ɨɪʝ'],
  [110, 'ɯɰŋɳɲɴø'],
  [118, 'ɸθœ'],
  [123, 'ɹ'],
  [125, 'ɾɻ'],
  [128, 'ʁɽʂʃʈʧ'],
  [135, 'ʊʋ'],
  [138, 'ʌɣɤ'],
  [142, 'χʎ'],
  [147, 'ʒʔ'],
  [156, 'ˈˌː'],
  [162, 'ʰ'],
  [164, 'ʲ'],
  [169, '↓'],
  [171, '→↗↘'],
  [177, 'ᵻ'],
]

/**
 * Kokoro's phonemes and punctuation with their ids, which all exports of version 1.0 share (`vocab` in config.json of
 * hexgrad/Kokoro-82M, and `model.vocab` in tokenizer.json of the public layout); `$` is the pad at both ends.
 */
export const kokoroVocabulary: Readonly<Record<string, number>> = Object.fromEntries(
  runs.flatMap(([firstId, characters]) => [...characters].map((character, i) => [character, firstId + i])),
)
