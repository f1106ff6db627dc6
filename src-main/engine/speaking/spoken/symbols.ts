import type { MappedText } from '../mappedText'
import type { SpokenLanguage } from './language'

/** Signs that are left when numbers and their like are said. */
export function saySymbols(form: MappedText, { signs, currencies, units }: SpokenLanguage): MappedText {
  const between = (sign: string): RegExp =>
    new RegExp(String.raw`(?<=[\p{L}\p{N}]\s?)${sign}(?=\s?[\p{L}\p{N}])`, 'gu')
  return form
    .replace(/&/gu, () => ` ${signs.and} `)
    .replace(
      /(?<!\p{L})(and|y|et|und|e|o|or|ou|oder)\s?\/\s?(o|or|y|ou|oder|e|and|u)(?!\p{L})/giu,
      ({ 1: a, 2: b }) => `${a} ${b}`,
    )
    .replace(/(?<=\p{Ll}['.]?)\s?\/\s?(?=\p{Ll})/gu, () => ` ${signs.or} `)
    .replace(/(?<=[\p{L}\p{N}])\/(?=[\p{L}\p{N}])/gu, () => ' ')
    .replace(/©/gu, () => ` ${signs.copyright} `)
    .replace(/[®™℠]/gu, () => '')
    .replace(/(?<![\p{L}\p{N}])[€£¥₹](?![\p{L}\p{N}])/gu, ({ 0: sign }) => currencies[sign]?.whole[1])
    .replace(/%/gu, () => ` ${units['%'][1]} `)
    .replace(between('\\+'), () => ` ${signs.plus} `)
    .replace(/(?<=[\p{L}\p{N}])\s?@\s?(?=[\p{L}\p{N}])/gu, () => ` ${signs.at} `)
    .replace(/[⁰¹²³⁴-⁹]/gu, ({ 0: sign }) => ` ${sign.normalize('NFKC')} `)
}
