/** One kind of value that a setting takes. Bounds are of numbers, or of the characters of a text. */
export type TakenValue =
  | {
      readonly type: 'number' | 'whole-number'
      readonly least?: number
      readonly most?: number
      readonly above?: number
    }
  | { readonly type: 'text'; readonly least?: number; readonly most?: number }
  | { readonly type: 'one-of'; readonly values: readonly string[] }
  | { readonly type: 'true-or-false' | 'list' | 'names' }

/** How a language says what a setting takes. */
export interface TakenValueWords {
  /** Between two kinds of value. */
  readonly or: string
  readonly trueOrFalse: string
  readonly list: string
  readonly names: string
  oneOf(values: readonly string[]): string
  number(isWhole: boolean, bounds: { least?: number; most?: number; above?: number }): string
  text(bounds: { least?: number; most?: number }): string
}

/** What a setting takes, in the words of a language: to stand behind "takes". */
export function takenText(values: readonly TakenValue[], words: TakenValueWords): string {
  return values.map((value) => oneText(value, words)).join(words.or)
}

function oneText(value: TakenValue, words: TakenValueWords): string {
  switch (value.type) {
    case 'number':
    case 'whole-number':
      return words.number(value.type === 'whole-number', value)
    case 'text':
      return words.text(value)
    case 'one-of':
      return words.oneOf(value.values)
    case 'true-or-false':
      return words.trueOrFalse
    case 'list':
      return words.list
    case 'names':
      return words.names
  }
}
