import { MappedText } from './mappedText'
import { sayEnglish } from './spokenEnglish'

export interface SpokenForm {
  /** What the voice is to say; empty when there is nothing to say. */
  text: string
  /** For each word of `text`, in order: its place, and the place of what it stands for in the written text. */
  words: { spoken: [start: number, end: number]; written: [start: number, end: number] }[]
}

/**
 * What a person would read out: without markdown, emoji and other signs of writing, addresses in short, and in English
 * with common signs in words. What the voices themselves say well (plain numbers, years, times) stays.
 *
 * @param language a tag such as `en-us`; languages other than English get the clean-up only
 */
export function spokenForm(text: string, language: string): SpokenForm {
  const isEnglish = /^en\b/.test(language)
  // White space first: long runs of it would make the patterns below slow.
  const packed = MappedText.of(text)
    .replace(/[^\S\n]{2,}/gu, () => ' ')
    .replace(/\n\s*\n/gu, () => '\n')
  let form = withoutBlocks(packed, isEnglish)
  form = withoutMarkup(form)
  form = withoutAddresses(form, isEnglish)
  form = withoutEmoji(form)
  if (isEnglish) form = sayEnglish(form)
  form = plainly(form)
  if (!/[\p{L}\p{N}]/u.test(form.text)) return { text: '', words: [] }
  return {
    text: form.text,
    words: [...form.text.matchAll(/\S+/gu)].map(({ 0: word, index }) => ({
      spoken: [index, index + word.length],
      written: form.original(index, index + word.length),
    })),
  }
}

/** Code blocks, tables, rules, and the marks at the beginnings of lines. */
function withoutBlocks(form: MappedText, isEnglish: boolean): MappedText {
  const hasCells = /\S \| \S/u.test(form.text)
  return (
    form
      // A line of code can be said; more than that is for the eyes.
      .replace(/^[ \t]*```[^\n`]*\n(.*?)(?:\n[ \t]*```[^\n]*|$(?![\s\S]))/dgmsu, (match) => {
        if (match[1].trim().includes('\n')) return isEnglish ? ' The code is on the screen. ' : ' '
        return 1
      })
      .replace(/^[ \t]*(?:([-*_])[ \t]*)(?:\1[ \t]*){2,}$/gmu, () => ' ')
      .replace(/^[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$/gmu, () => ' ')
      .replace(/^[ \t]*\|(.*?)\|?[ \t]*$/dgmu, () => 1)
      .replace(/[ \t]*\|[ \t]*/gu, () => (hasCells ? ', ' : undefined))
      .replace(/^(?:[ \t]*>)+[ \t]?/gmu, () => '')
      .replace(/^[ \t]*#{1,6}[ \t]+|[ \t]+#+[ \t]*$/gmu, () => '')
      .replace(/^[ \t]*(?:[-*+•‣◦▪●]|[–—](?= ))[ \t]+(?:\[[ xX]\][ \t]+)?/gmu, () => '')
  )
}

function withoutMarkup(form: MappedText): MappedText {
  return (
    form
      .replace(/`+([^`]*)`+/dgu, () => 1)
      .replace(/`/gu, () => '')
      .replace(/!?\[([^[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)/dgu, () => 1)
      .replace(/\[\^[^\]\s]*\]|【[^】]*】/gu, () => '')
      .replace(/\[([^[\]]+)\]\[[^[\]]*\]/dgu, () => 1)
      .replace(/<((?:https?:\/\/|mailto:)[^<>\s]+)>/dgu, () => 1)
      .replace(/<br\s*\/?>/giu, () => ' ')
      .replace(/<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/giu, () => '')
      .replace(/&(?:amp|lt|gt|quot|apos|nbsp|#39);/gu, ({ 0: entity }) => entities[entity])
      // Emphasis; a lone mark is the rest of a pair that another sentence holds.
      .replace(/\*{2,}|~~|(?<![\p{L}\p{N}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}])/gu, () => '')
      .replace(/(?<=^|[\s("'“‘])\*(?=\S)|(?<=\S)\*(?=$|[\s.,;:!?)"'”’])/gu, () => '')
      .replace(/(?<=\p{L})_+(?=[\p{L}\p{N}])/gu, () => ' ')
      .replace(/\\([\\`*_{}[\]()#+.!|~-])/dgu, () => 1)
  )
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&nbsp;': ' ',
}

/** Endings that make a dotted name an address or a file, so that its dot is said. */
const dotted =
  'com|org|net|edu|gov|io|dev|app|ai|co|uk|de|fr|es|it|eu|us|ca|ch|at|nl|be|br|in|jp|cn|au|info|me|tv|wiki|' +
  'txt|md|pdf|docx?|xlsx?|pptx?|csv|json|ya?ml|toml|xml|html?|css|[jt]sx?|mjs|py|rs|go|java|cpp|sh|exe|zip|gz|' +
  'png|jpe?g|gif|svg|mp[34]|wav|onnx|ini|cfg|conf|log|lock'

/** Addresses in short: of a URL the host, of an e-mail both sides. */
function withoutAddresses(form: MappedText, isEnglish: boolean): MappedText {
  const dot = isEnglish ? ' dot ' : '.'
  const at = isEnglish ? ' at ' : '@'
  const say = (name: string): string => name.replaceAll('.', dot)
  return form
    .replace(
      /\b(?:https?|ftp):\/\/(?:www\.)?([^\s/?#)\]}>"'”]+)([^\s)\]}>"”]*)/gu,
      ({ 1: host, 2: rest }) => {
        // A full stop or comma at its end belongs to the sentence.
        const after = /[.,;:!?]+$/u.exec(host + rest)?.[0] ?? ''
        return say(host.replace(/^.*@|:\d+$|[.,;:!?]+$/gu, '')) + after
      },
    )
    .replace(
      /\b(?:mailto:)?([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)/gu,
      ({ 1: who, 2: host }) => say(who) + at + say(host),
    )
    .replace(
      new RegExp(String.raw`\b(?:www\.)?((?:[\w-]{2,}\.)+(?:${dotted}))\b(?:/[\w./?=&%#~-]*\w)?`, 'gu'),
      ({ 1: name }) => say(name),
    )
}

function withoutEmoji(form: MappedText): MappedText {
  return (
    form
      // A keycap is its digit.
      .replace(/([0-9#*])\ufe0f?\u20e3/dgu, () => 1)
      .replace(/\p{Regional_Indicator}{2}/gu, () => ' ')
      .replace(
        /(?![©®™↔→←↑↓⇒])\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}|[\u{e0020}-\u{e007f}])*/gu,
        () => ' ',
      )
      .replace(/[\p{Emoji_Modifier}\p{Regional_Indicator}\ufe0e\ufe0f]/gu, () => '')
  )
}

/** White space, invisible signs and stray punctuation, as a voice needs it. */
function plainly(form: MappedText): MappedText {
  return (
    form
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\p{Cc}\p{Co}\p{Cn}\p{Cs}]+/gu, (match) =>
        /[\n\r\t]/.test(match[0]) ? undefined : '',
      )
      // The end of a line without a mark is the end of a sentence to the ear.
      .replace(/(?<=[\p{L}\p{N}\p{M}%°)\]"'”’])[ \t]*\n\s*(?=\S)/gu, () => '. ')
      .replace(/\s+/gu, ({ 0: gap }) => (gap === ' ' ? undefined : ' '))
      .replace(/\[\[|\]\]|[[\]{}<>^|~\\=#*_]+/gu, () => ' ')
      .replace(/\(\s*\)|"\s*"|“\s*”/gu, () => '')
      .replace(/([!?.,;:])(?:\s*[!?.,;:])+/gu, ({ 0: marks }) => strongest(marks))
      .replace(/\s+(?=[.,;:!?)])/gu, () => '')
      .replace(/  +/gu, () => ' ')
      .replace(/^\s*[.,;:!?]+["'”’)»]*(?=\s)/gu, () => '')
      .replace(/^[\s.,;:!?)\]”’»–—-]+|[\s([“‘«–—-]+$/gu, ({ 0: stray }) =>
        // A minus sign before a number is not stray.
        /^\s*-$/u.test(stray) ? undefined : '',
      )
  )
}

/** Of marks in a row, the one that the voice should hear. */
function strongest(marks: string): string | undefined {
  const packed = marks.replace(/\s/gu, '')
  if (/^\.{2,}$/u.test(packed)) return '…'
  for (const mark of ['?', '!', '.', ';', ':', ',']) if (packed.includes(mark)) return mark
  return undefined
}
