/** Between such marks some models think aloud before they answer. */
const marks = ['think', 'thinking', 'thought'].flatMap((name) => [`<${name}>`, `</${name}>`])
marks.push('[think]', '[/think]')
const mark = new RegExp(marks.map((each) => each.replace(/[[\]]/g, '\\$&')).join('|'), 'giu')

interface FoundMark {
  start: number
  end: number
  opens: boolean
}

/**
 * The answer without what a model thinks before or within it, which is meant for nobody's eyes or ears. How the text is
 * cut into pieces makes no difference. A thought that is never closed goes on to the end; a mark that closes nothing is
 * left out; one behind a backtick is spoken about and stays. Pieces are never empty.
 */
export async function* withoutThoughts(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  let pending = ''
  let isThought = false
  /** The last character that was shown; empty while there is none. */
  let last = ''
  /** Something was left out behind `last`. */
  let isParted = false

  const shown = (text: string): string => {
    const kept = last === '' && isParted ? text.trimStart() : text
    if (kept === '') return ''
    const gap = isParted && /\S/u.test(last) && /^[\p{L}\p{N}]/u.test(kept) ? ' ' : ''
    isParted = false
    last = kept.slice(-1)
    return gap + kept
  }

  for await (const piece of pieces) {
    pending += piece
    let answer = ''
    for (;;) {
      const found = find(pending, isThought || isParted ? '' : last, isThought)
      if (found === undefined) break
      if (!isThought) answer += shown(pending.slice(0, found.start))
      pending = pending.slice(found.end)
      isThought = found.opens
      isParted = true
    }
    const settled = settledLength(pending)
    if (!isThought) answer += shown(pending.slice(0, settled))
    pending = pending.slice(settled)
    if (answer !== '') yield answer
  }
  const rest = isThought ? '' : shown(pending)
  if (rest !== '') yield rest
}

/** The next mark; within a thought every one is, outside none that stands behind a backtick. */
function find(text: string, before: string, isThought: boolean): FoundMark | undefined {
  for (const { 0: found, index: start } of text.matchAll(mark)) {
    if (!isThought && (start === 0 ? before : text[start - 1]) === '`') continue
    return { start, end: start + found.length, opens: found[1] !== '/' }
  }
  return undefined
}

/** How much of a text no further character can make the beginning of a mark. */
function settledLength(text: string): number {
  const start = Math.max(text.lastIndexOf('<'), text.lastIndexOf('['))
  const rest = text.slice(start).toLowerCase()
  return start >= 0 && marks.some((each) => each.startsWith(rest)) ? start : text.length
}
