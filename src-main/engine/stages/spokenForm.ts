export interface SpokenForm {
  /** What the voice is to say; empty when there is nothing to say. */
  text: string
  /** For each word of `text`, in order: its place, and the place of what it stands for in the written text. */
  words: { spoken: [start: number, end: number]; written: [start: number, end: number] }[]
}

/** The spoken form of written text. */
export function spokenForm(text: string, language: string): SpokenForm {
  void language
  const words = [...text.matchAll(/\S+/gu)].map((match): SpokenForm['words'][number] => {
    const place: [number, number] = [match.index, match.index + match[0].length]
    return { spoken: place, written: [...place] }
  })
  return { text: /[\p{L}\p{N}]/u.test(text) ? text : '', words }
}
