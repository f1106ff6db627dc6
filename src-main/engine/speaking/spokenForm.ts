import { MappedText } from './mappedText'
import { sayAbbreviations } from './spoken/abbreviations'
import { sayAddresses } from './spoken/addresses'
import { withoutBlocks } from './spoken/blocks'
import { sayFormulas } from './spoken/chemistry'
import { sayCode } from './spoken/code'
import { sayDates } from './spoken/dates'
import { withoutEmoji } from './spoken/emoji'
import { fold } from './spoken/fold'
import { sayFractions } from './spoken/fractions'
import { sayIdentifiers } from './spoken/identifiers'
import type { SpokenLanguage } from './spoken/language'
import { spokenLanguage } from './spoken/languages'
import { plainLatex } from './spoken/latex'
import { sayLetters } from './spoken/letters'
import { withoutMarkup } from './spoken/markup'
import { sayMaths } from './spoken/maths'
import { sayMoney } from './spoken/money'
import { joinGroups, sayNumbers } from './spoken/numbers'
import { plainly } from './spoken/plainly'
import { sayRomans } from './spoken/romans'
import { saySymbols } from './spoken/symbols'
import { sayTimes } from './spoken/times'
import { sayUnits } from './spoken/units'

export interface SpokenForm {
  /** What the voice is to say; empty when there is nothing to say. */
  text: string
  /** For each word of `text`, in order: its place, and the place of what it stands for in the written text. */
  words: { spoken: [start: number, end: number]; written: [start: number, end: number] }[]
}

/**
 * What a person would read out: without markdown, emoji and other signs of writing, addresses in short, and every number,
 * date, time, amount, unit, sign and short form in words. Nothing of it is left to the voices, which would each say it
 * in their own way.
 *
 * @param language a tag such as `en-us`; a language without tables gets the clean-up only
 */
export function spokenForm(text: string, language: string): SpokenForm {
  const tables = spokenLanguage(language)
  let form = packed(fold(packed(MappedText.of(text))))
  if (tables) form = packed(plainLatex(form, tables))
  form = withoutBlocks(form, tables?.signs.code ?? '')
  form = withoutMarkupAndAddresses(form, tables)
  form = packed(withoutEmoji(form))
  if (tables) form = sayInWords(form, tables)
  form = plainly(form, tables !== undefined)
  if (!/[\p{L}\p{N}]/u.test(form.text)) return { text: '', words: [] }
  return { text: form.text, words: placesOf(form, text) }
}

/** Long runs of white space would make the patterns below slow. */
const packed = (form: MappedText): MappedText =>
  form.replace(/[^\S\n]{2,}/gu, () => ' ').replace(/\n\s*\n/gu, () => '\n')

/** Addresses come first: their underscores and brackets are no markup. */
function withoutMarkupAndAddresses(form: MappedText, tables: SpokenLanguage | undefined): MappedText {
  const linked = withoutLinks(form)
  return withoutMarkup(tables ? sayAddresses(linked, tables) : linked)
}

/** Of a link only its words are said: its address must not be taken for one of the text. */
const withoutLinks = (form: MappedText): MappedText =>
  form
    .replace(/!?\[([^[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)/dgu, () => 1)
    .replace(/<((?:https?:\/\/|mailto:)[^<>\s]+)>/dgu, () => 1)

type Pass = (form: MappedText, language: SpokenLanguage) => MappedText

/**
 * What is said in words, each with the signs without which there is nothing to do. The order matters: what is written
 * with the same signs is told apart from the special to the plain.
 */
const passes: readonly (readonly [needs: RegExp, say: Pass])[] = [
  [/\d \d{3}/, joinGroups],
  [/\d|\p{L}\.|\p{L}\s?[-–]\s?\p{L}|\p{L} I/u, (form, language) => language.sayFirst(form)],
  [/\p{Lu}|[₀-₉]/u, sayFormulas],
  [/[&|+#@/\\]|\(\)|::|--|-[a-z](?!\p{L})|[-*]=|\.\p{L}/iu, sayCode],
  [/\d/, sayDates],
  [/\d/, sayTimes],
  [/\d/, sayIdentifiers],
  [/\d/, sayMoney],
  [/\d ?\/ ?\d/, sayFractions],
  [
    / \/ |[-=+×÷<>≤≥≈±√∞∑∫^²³⁰¹⁴-⁹ⁿ→⇒*·~≠!≡⩽⩾≅⟶⟹↦−–—∈∉∪∩⊂⊆∀∃¬∧∨∝∂∇∅∴]|\p{sc=Greek}|\(\p{L}|\d ?[xyzn×]| x \d|\de\d|(?<!\p{L})\p{L}(?:\(|\/\d)|\d\/\p{L}(?!\p{L})/iu,
    sayMaths,
  ],
  [/[\d/²³]|\p{L}{2}/u, sayUnits],
  [/[IVXLCDM]|(?<!\p{L})[ivxlcdm]+(?!\p{L})/u, sayRomans],
  [/[.#№§/]|\p{Lu}/u, sayAbbreviations],
  [/\p{Lu}|\p{Ll}\.\p{Ll}\./u, sayLetters],
  [/[&/©®™℠€£¥₹%+@⁰¹²³⁴-⁹]/u, saySymbols],
  [/\d/, sayNumbers],
]

const sayInWords = (form: MappedText, language: SpokenLanguage): MappedText =>
  passes.reduce((said, [needs, say]) => (needs.test(said.text) ? say(said, language) : said), form)

/** The white space that a word took with it is not a part of what it stands for. */
function placesOf(form: MappedText, written: string): SpokenForm['words'] {
  let last: { start: number; end: number; place: [number, number] } | undefined
  return [...form.text.matchAll(/\S+/gu)].map(({ 0: word, index }) => {
    const [start, end] = form.original(index, index + word.length)
    if (last?.start !== start || last.end !== end) {
      const inner = written.slice(start, end)
      const from = start + inner.length - inner.trimStart().length
      const place: [number, number] = inner.trim() === '' ? [start, end] : [from, from + inner.trim().length]
      last = { start, end, place }
    }
    return { spoken: [index, index + word.length], written: [...last.place] }
  })
}
