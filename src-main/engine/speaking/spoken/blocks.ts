import type { MappedText } from '../mappedText'

/** Thoughts, code blocks, tables, rules, definitions, notes, and the marks at the beginnings of lines. */
export function withoutBlocks(form: MappedText, aboutCode: string): MappedText {
  const hasCells = /\S \| \S/u.test(form.text)
  return (
    form
      .replace(/(?<!`)<(think(?:ing)?|thought)>(?:.*?(?:<\/\1>|$(?![\s\S])))/gimsu, () => ' ')
      // A line of code can be said; more than that is for the eyes.
      .replace(/^[ \t]*```[^\n`]*\n(.*?)(?:\n[ \t]*```[^\n]*|$(?![\s\S]))/dgmsu, (match) =>
        match[1].trim().includes('\n') ? ` ${aboutCode} ` : 1,
      )
      .replace(/^[ \t]*(?:([-*_])[ \t]*)(?:\1[ \t]*){2,}$/gmu, () => ' ')
      .replace(/^[ \t]*={2,}[ \t]*$/gmu, () => ' ')
      .replace(/^[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$/gmu, () => ' ')
      .replace(/^[ \t]*\|([^\n]*?)\|?[ \t]*$/dgmu, () => 1)
      .replace(/[ \t]*\|[ \t]*/gu, () => (hasCells ? ', ' : undefined))
      .replace(/^(?:[ \t]*>)+[ \t]?/gmu, () => '')
      .replace(/^[ \t]*#{1,6}[ \t]+|[ \t]+#+[ \t]*$/gmu, () => '')
      .replace(/^[ \t]*(?:[-*+•‣◦▪●■□◆▶►➤➜→✓✔✗✘☐☑★☆]|[–—](?= ))[ \t]+(?:\[[ xX]\][ \t]+)?/gmu, () => '')
      // Notes below the text, and what a term means.
      .replace(/^[ \t]*\[\^[^\]\s]{1,40}\]:[ \t]*/gmu, () => '')
      .replace(/^[ \t]*\[[^\]\n]{1,60}\]:[ \t]+\S+[^\n]*$/gmu, () => ' ')
      .replace(/\n:[ \t]+/gu, () => ': ')
      .replace(/^---\n(?:\w+:[^\n]*\n){1,20}---$/gmu, () => ' ')
  )
}
