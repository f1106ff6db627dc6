import { withDigits } from './withDigits'

const signs: readonly (readonly [RegExp, string])[] = [
  [/\bplus\b/gi, '+'],
  [/\bminus\b/gi, '-'],
  [/\b(?:times|multiplied by)\b/gi, '*'],
  [/\bdivided by\b/gi, '/'],
  [/\bto the power of\b/gi, '^'],
  [/ squared\b/gi, '^2'],
  [/ cubed\b/gi, '^3'],
  [/ per ?cent\b/gi, '%'],
]

/** What is to be computed as it is written: `seventeen times twelve` becomes `17 * 12`. A small listener sends what it heard. */
export function inSigns(expression: string): string {
  return signs.reduce((text, [words, sign]) => text.replace(words, sign), withDigits(expression))
}
