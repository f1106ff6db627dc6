import type { MappedText } from '../mappedText'

/**
 * White space, invisible signs and stray punctuation, as a voice needs it.
 * @param isSaid numbers and signs are in words already: signs that are left say nothing
 */
export function plainly(form: MappedText, isSaid: boolean): MappedText {
  return (
    form
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\p{Cc}\p{Co}\p{Cn}\p{Cs}]+/gu, (match) =>
        /[\n\r\t]/.test(match[0]) ? undefined : '',
      )
      // The end of a line without a mark is the end of a sentence to the ear.
      .replace(/(?<=[\p{L}\p{N}\p{M}%°)\]"'”’])[ \t]*\n\s*(?=\S)/gu, () => '. ')
      .replace(/\s+/gu, ({ 0: gap }) => (gap === ' ' ? undefined : ' '))
      .replace(
        isSaid
          ? /[[\]{}<>^|~\\=#*_+$€£¥₹%&@/´`¨¸¯•·°′″†‡¶\u25a0-\u25ff]+/gu
          : /\[\[|\]\]|[[\]{}<>^|~\\=#*_]+/gu,
        () => ' ',
      )
      .replace(/(?<=^|\s)[-–](?=\s)/gu, () => '—')
      .replace(/\(\s*\)|"\s*"|“\s*”/gu, () => '')
      .replace(/  +/gu, () => ' ')
      .replace(/([!?.,;:])(?: ?[!?.,;:])+/gu, ({ 0: marks }) => strongest(marks))
      .replace(/  +/gu, () => ' ')
      .replace(/ (?=[.,;:!?)])/gu, () => '')
      .replace(/^\s*[.,;:!?]+["'”’)»]*(?=\s)/gu, () => '')
      .replace(/^[\s.,;:!?)\]”’»–—-]+|(?<=\S)[\s([“‘«–—-]+$/gu, () => '')
  )
}

/** Of marks in a row, the one that the voice should hear. */
function strongest(marks: string): string | undefined {
  const packed = marks.replace(/\s/gu, '')
  if (/^\.{2,}$/u.test(packed)) return '…'
  for (const mark of ['?', '!', '.', ';', ':', ',']) if (packed.includes(mark)) return mark
  return undefined
}
