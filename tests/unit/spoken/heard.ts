/** A spoken form as words in small letters, without marks: what somebody who hears it would write down. */
export function heardWords(spoken: string): string {
  return spoken
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s-]|—/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}
