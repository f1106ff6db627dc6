import type { MappedText } from '../mappedText'
import type { SpokenLanguage } from './language'
import { sayDigits } from './numbers'

const states =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]'

const postCode = new RegExp(
  String.raw`(?:\b(${states})\s|(?<=\bD\.C\.\s))(\d{5}(?:-\d{4})?)(?![\w]|[.,]\d)`,
  'gu',
)

/** Telephone numbers, addresses of computers, versions, codes: digits that are no amount, said one by one. */
export function sayIdentifiers(form: MappedText, language: SpokenLanguage): MappedText {
  const { signs, cardinal } = language
  const digits = (run: string): string => sayDigits(run, language)
  const groups = (written: string): string =>
    (written.match(/\d+/gu) ?? []).map((group) => digits(group)).join(', ')
  const number = (run: string): string =>
    run.length > 1 && run.startsWith('0') ? digits(run) : cardinal(BigInt(run))
  const letters = (run: string): string => [...run.toUpperCase()].join(' ')
  return (
    form
      .replace(
        /(?<![\w.])((?:\d{1,3}\.){3}\d{1,3})(?::(\d{2,5}))?(?![\w]|\.\d)/gu,
        ({ 1: host, 2: port }) => {
          const said = host.split('.').map(digits).join(` ${signs.dot} `)
          return port === undefined ? said : `${said}, ${signs.port} ${digits(port)}`
        },
      )
      .replace(/(?<![\w.])(?:1\.)?\d{3}\.\d{3}\.\d{4}(?![\w]|\.\d)/gu, ({ 0: written }) => groups(written))
      .replace(
        /(?<![\w.])([vV])?(\d{1,4}(?:\.\d{1,4}){2,4})(?:-(alpha|beta|rc|dev|pre|[a-z]{1,6})\.?(\d{1,3})?)?(?![\w]|\.\d)/gu,
        ({ 1: v, 2: version, 3: stage, 4: count }) => {
          const parts = version.split('.')
          if (v === undefined && parts.slice(1).every((part) => part.length === 3)) return undefined
          const front = v === undefined ? '' : `${signs.version} `
          const after = stage === undefined ? '' : `, ${stage === 'rc' ? 'R C' : stage}`
          const last = count === undefined ? '' : ` ${number(count)}`
          return front + parts.map(number).join(` ${signs.point} `) + after + last
        },
      )
      .replace(/(?<![\p{L}\p{N}])[vV](?=\d{1,3}(?:\.\d{1,3})?(?![\w]|\.\d))/gu, () => `${signs.version} `)
      // A call sign of the country, a code in brackets, three groups: a telephone number, a book's number, a serial.
      .replace(
        /(?<![\w.,])\+\d{1,3}(?:[\s.-]?\(\d{1,4}\))?(?:[\s.-]?\d{1,8}){2,6}(?![\w]|[.,:]\d)/gu,
        ({ 0: written }) => `${signs.plus} ${groups(written)}`,
      )
      .replace(/(?<![\w.,])(?:1[\s.-])?\(\d{3}\)\s?\d{3}[\s.-]\d{4}(?![\w])/gu, ({ 0: written }) =>
        groups(written),
      )
      .replace(
        /(?<![\w.,])(?:1-)?8\d\d-(?:\d{3}-)?(?=[A-Z]{4,})/gu,
        ({ 0: written }) => `${groups(written)}, `,
      )
      .replace(/(?<![\w.,-])\d{1,7}(?:-\d{1,7}){2,6}(?![\w-]|[.,]\d|\s?=)/gu, ({ 0: written }) =>
        groups(written),
      )
      .replace(/(?<![\w.,-])\d{3}-\d{4}(?![\w-]|[.,]\d|\s?=)/gu, ({ 0: written }) => groups(written))
      .replace(/(?<![\w.,-])\d{3}[\s.]\d{3}[\s.]\d{4}(?![\w-]|[.,]\d)/gu, ({ 0: written }) => groups(written))
      .replace(/(?<![\w.,-]|\d\s)0\d{1,5}(?:[\s/-]\d{2,8}){1,4}(?![\w-]|[.,:]\d)/gu, ({ 0: written }) =>
        groups(written),
      )
      .replace(
        /(?<=(?<!\p{L})(?:tel|tél|phone|mobile?|móvil|handy|fax|whatsapp)\p{L}{0,6}[\s.:]{1,3})\d{1,5}(?:[\s.-]\d{2,5}){1,5}(?![\w]|[.,:]\d)/giu,
        ({ 0: written }) => groups(written),
      )
      // Five and five digits, or an area code in brackets: as in India and Brazil.
      .replace(
        /(?<![\w.,-]|\d\s)(?:\(\d{2}\)\s?\d{4,5}-\d{4}|\d{5}-\d{4}|[6-9]\d{4}\s\d{5})(?![\w-]|[.,]\d|\s\d)/gu,
        ({ 0: written }) => groups(written),
      )
      .replace(/(?<![\w.,-])\d{4}([\s-])\d{4}\1\d{4}(?:\1\d{4})?(?![\w-])/gu, ({ 0: written }) =>
        groups(written),
      )
      .replace(
        /(?<=\b(?:[Cc]all|[Dd]ial|[Tt]ext|[Pp]hone|[Rr]ing|area code)\s)\d{3}(?![\w]|[.,]\d)/gu,
        ({ 0: written }) => digits(written),
      )
      // A post code behind its state, with its four more.
      .replace(postCode, ({ 1: state, 2: written }) =>
        state === undefined ? groups(written) : `${[...state].join(' ')} ${groups(written)}`,
      )
      .replace(
        /(?<=\bFY\s?)(?:19|20)\d\d(?![\w]|[.,]\d)/gu,
        ({ 0: year }) => ` ${language.year(Number(year))}`,
      )
      // Codes of hexadecimal digits, and letters mixed with digits.
      .replace(/(?<![\w&])#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?!\w)/gu, ({ 1: code }) =>
        /^\d{1,3}$/.test(code) ? undefined : spellCode(code, language),
      )
      .replace(
        /(?<![\w.])0x([0-9a-fA-F]{1,16})(?!\w)/gu,
        ({ 1: code }) => `zero x ${spellCode(code, language)}`,
      )
      .replace(/(?<![\w-])[0-9a-fA-F]{4,12}(?:-[0-9a-fA-F]{4,12}){1,4}(?![\w-])/gu, ({ 0: code }) =>
        /\d[a-f]|[a-f]\d/i.test(code)
          ? code
              .split('-')
              .map((part) => spellCode(part, language))
              .join(', ')
          : undefined,
      )
      .replace(/(?<![\w-])(?=[0-9a-f]*[a-f]\d)(?=[0-9a-f]*\d[a-f])[0-9a-f]{7,40}(?![\w-])/gu, ({ 0: code }) =>
        spellCode(code, language),
      )
      // "BA2490", "B12", "A380", "COVID-19", "R2-D2".
      .replace(
        /(?<![\p{L}\p{N}])(?<!\d-)(\p{Lu}{1,3})(-?)(\d{1,5})(?![\p{L}\p{N}]|[.,]\d)/gu,
        ({ 1: word, 2: dash, 3: run }) =>
          `${letters(word)} ${run.length < 3 || (dash !== '' && run.length === 3) ? number(run) : digits(run)}`,
      )
  )
}

function spellCode(code: string, language: SpokenLanguage): string {
  return Array.from(code, (sign) => (/\d/.test(sign) ? sayDigits(sign, language) : sign.toUpperCase())).join(
    ' ',
  )
}
