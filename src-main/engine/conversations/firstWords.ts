/** As many characters as fit into a list, in UTF-16 units. */
const longestName = 60

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The beginning of a question, as the name of its conversation: whole words in one line, where it has words. */
export function firstWords(question: string): string {
  const line = question.replace(/\s+/gu, ' ').trim()
  if (line.length <= longestName) return line
  let cut = ''
  for (const { segment } of graphemes.segment(line)) {
    if (cut.length + segment.length >= longestName) break
    cut += segment
  }
  const lastSpace = line[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ')
  return `${(lastSpace > longestName / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`
}
