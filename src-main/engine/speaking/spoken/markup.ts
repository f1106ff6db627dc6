import type { MappedText } from '../mappedText'

/** Markdown and HTML within lines. */
export function withoutMarkup(form: MappedText): MappedText {
  return (
    form
      .replace(/`+([^`]*)`+/dgu, () => 1)
      .replace(/`/gu, () => '')
      .replace(/\[\^[^\]\s]{1,64}\]|【[^】]{1,64}】/gu, () => '')
      .replace(/(?<![\p{L}\p{N}])\[([^[\]]+)\]\[[^[\]]*\]/dgu, () => 1)
      .replace(/<br\s*\/?>/giu, () => ' ')
      .replace(/<(su[bp])>([^<>]{1,20})<\/\1>/dgiu, ({ 1: kind }) =>
        /p$/iu.test(kind) ? ['^', 2] : [' ', 2],
      )
      .replace(/<!--[^<>]*-->/gu, () => '')
      .replace(/<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/giu, () => '')
      .replace(
        /&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|deg|times|euro|pound|#39);/gu,
        ({ 0: entity }) => entities[entity],
      )
      // Emphasis; a lone mark is the rest of a pair that another sentence holds.
      .replace(
        /(?<!\d)(?!(?<=\s)\*\*\s)\*{2,}|\*{2,}(?![\d(\s])|~~|==(?=[^\s=][^=\n]{0,200}==)|(?<=[^\s=])==(?=$|[\s.,;:!?)])/gu,
        () => '',
      )
      .replace(/(?<![\p{L}\p{N}])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\p{L}\p{N}])/gu, () => '')
      .replace(/(?<=^|[\s("'“‘])\*(?!\*\s)(?=\S)|(?<=[^\s*])\*(?=$|[\s.,;:!?)"'”’])/gu, () => '')
      .replace(/(?<=[\p{L}\p{N}])_{1,9}(?=[\p{L}\p{N}])/gu, () => ' ')
      .replace(/\\([\\`*_{}[\]()#+.!|~$%&<>-])/dgu, () => 1)
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
  '&ndash;': '–',
  '&mdash;': '—',
  '&hellip;': '…',
  '&deg;': '°',
  '&times;': '×',
  '&euro;': '€',
  '&pound;': '£',
}
