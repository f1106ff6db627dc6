/** The fewest words to change, leave out and put in, to make one list of words of another (Levenshtein). */
export function wordErrors(meant: readonly string[], heard: readonly string[]): number {
  let row = Array.from({ length: heard.length + 1 }, (_, i) => i)
  for (const [i, word] of meant.entries()) {
    const next = [i + 1]
    for (let j = 0; j < heard.length; j++)
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + Number(word !== heard[j])))
    row = next
  }
  return row.at(-1)!
}
