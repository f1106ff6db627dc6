import type { MappedText } from './mappedText'

/**
 * Signs that English writes and says in words: money, units, arithmetic, common abbreviations. Numbers, years and times
 * stay as they are: the voices say them.
 */
export function sayEnglish(form: MappedText): MappedText {
  return signs(units(money(shortForms(form))))
}

const shortForms = (form: MappedText): MappedText =>
  form
    .replace(
      /\b(e\.g\.|i\.e\.|etc\.|vs\.?|approx\.|cf\.)(?=[\s,;:)]|$)(,?)/giu,
      ({ 1: short, 2: comma, input, index }) => {
        const said = longForms[short.toLowerCase().replace(/\.$/u, '')]
        // The full stop of "etc." may end the sentence as well.
        const ends = /^etc/iu.test(short) && /^\s*$/u.test(input.slice(index + short.length))
        return said + (ends ? '.' : comma)
      },
    )
    .replace(/\b(?:No|Nos)\.\s?(?=\d)/gu, () => 'number ')
    .replace(/(?<=^|[\s(])#(?=\d)/gu, () => 'number ')
    .replace(/(?<=^|[\s(])#(?=\p{L})/gu, () => 'hashtag ')
    .replace(/(?<=^|[\s(])@(?=\p{L})/gu, () => 'at ')
    .replace(/(?<=\b[CFJ])#(?![\p{L}\d#])/gu, () => ' sharp')
    .replace(/\bw\/(?=\s)/gu, () => 'with')
    .replace(/\bw\/o(?=\s)/gu, () => 'without')

const longForms: Readonly<Record<string, string>> = {
  'e.g': 'for example',
  'i.e': 'that is',
  etc: 'et cetera',
  vs: 'versus',
  approx: 'approximately',
  cf: 'compare',
}

interface Currency {
  one: string
  many: string
  cent: string
  cents: string
}
const dollar: Currency = { one: 'dollar', many: 'dollars', cent: 'cent', cents: 'cents' }
const currencies: Readonly<Record<string, Currency>> = {
  $: dollar,
  US$: { ...dollar, one: 'US dollar', many: 'US dollars' },
  '€': { ...dollar, one: 'euro', many: 'euros' },
  '£': { one: 'pound', many: 'pounds', cent: 'penny', cents: 'pence' },
  '¥': { one: 'yen', many: 'yen', cent: 'sen', cents: 'sen' },
  '₹': { one: 'rupee', many: 'rupees', cent: 'paisa', cents: 'paise' },
}
const number = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`
const money = (form: MappedText): MappedText =>
  form
    .replace(
      new RegExp(
        String.raw`(US\$|[$€£¥₹])\s?(${number})([kKMB]?)(?:\s?–\s?|-)(?:US\$|[$€£¥₹])?(${number})(\s?(?:hundred|thousand|million|billion|trillion|[kKMB])\b)?`,
        'gu',
      ),
      ({ 1: sign, 2: from, 3: fromScale, 4: to, 5: scale }) =>
        `${from}${scaled(fromScale)} to ${to}${scaled(scale)} ${currencies[sign].many}`,
    )
    .replace(
      /(US\$|[$€£¥₹])\s?(\d[\d,]*)(?:\.(\d{1,2}))?(?![\d.]*\d)(\s?(?:hundred|thousand|million|billion|trillion|[kKMB])\b)?/gu,
      ({ 1: sign, 2: whole, 3: part, 4: scale }) => amount(currencies[sign], whole, part, scale),
    )
    .replace(/(\d[\d,]*)(?:\.(\d{1,2}))?\s?€/gu, ({ 1: whole, 2: part }) =>
      amount(currencies['€'], whole, part, undefined),
    )

const scales: Readonly<Record<string, string>> = { k: 'thousand', K: 'thousand', M: 'million', B: 'billion' }

/** A scale behind a number, as it is said. */
function scaled(scale = ''): string {
  const size = scale.trim()
  return size === '' ? '' : ` ${scales[size] ?? size}`
}

function amount(
  currency: Currency,
  whole: string,
  part: string | undefined,
  scale: string | undefined,
): string {
  // A comma behind the number belongs to the sentence.
  const comma = whole.endsWith(',') && part === undefined ? ',' : ''
  const number = comma ? whole.replace(/,+$/u, '') : whole
  if (scale) {
    return `${number}${part === undefined ? '' : `.${part}`}${scaled(scale)} ${currency.many}${comma}`
  }
  const name = number === '1' ? currency.one : currency.many
  const cents = Number((part ?? '0').padEnd(2, '0'))
  if (cents === 0) return `${number} ${name}${comma}`
  return `${number} ${name} and ${cents} ${cents === 1 ? currency.cent : currency.cents}`
}

/** Units behind a number, one and many. */
const unitNames: Readonly<Record<string, readonly [string, string]>> = {
  '°C': ['degree Celsius', 'degrees Celsius'],
  '°F': ['degree Fahrenheit', 'degrees Fahrenheit'],
  '°': ['degree', 'degrees'],
  '%': ['percent', 'percent'],
  km: ['kilometer', 'kilometers'],
  cm: ['centimeter', 'centimeters'],
  mm: ['millimeter', 'millimeters'],
  kg: ['kilogram', 'kilograms'],
  mg: ['milligram', 'milligrams'],
  ml: ['milliliter', 'milliliters'],
  mL: ['milliliter', 'milliliters'],
  lb: ['pound', 'pounds'],
  lbs: ['pounds', 'pounds'],
  oz: ['ounce', 'ounces'],
  ft: ['foot', 'feet'],
  mph: ['mile per hour', 'miles per hour'],
  'km/h': ['kilometer per hour', 'kilometers per hour'],
  'm/s': ['meter per second', 'meters per second'],
  kHz: ['kilohertz', 'kilohertz'],
  MHz: ['megahertz', 'megahertz'],
  GHz: ['gigahertz', 'gigahertz'],
  Hz: ['hertz', 'hertz'],
  KB: ['kilobyte', 'kilobytes'],
  kB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  TB: ['terabyte', 'terabytes'],
  ms: ['millisecond', 'milliseconds'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  'm²': ['square meter', 'square meters'],
  'km²': ['square kilometer', 'square kilometers'],
}
const unitPattern = Object.keys(unitNames)
  .sort((a, b) => b.length - a.length)
  .join('|')

const units = (form: MappedText): MappedText =>
  form.replace(
    new RegExp(String.raw`(?<=(\d[\d.,]*))\s?(${unitPattern})(?![\p{L}\p{N}/²])`, 'gu'),
    (match) => {
      const isOne = match[1] === '1' && !/[\d.,]1$/u.test(match.input.slice(0, match.index))
      return ` ${unitNames[match[2]][isOne ? 0 : 1]}`
    },
  )

const fractions: Readonly<Record<string, readonly [alone: string, behindNumber: string]>> = {
  '½': ['one half', 'a half'],
  '¼': ['one quarter', 'a quarter'],
  '¾': ['three quarters', 'three quarters'],
  '⅓': ['one third', 'a third'],
  '⅔': ['two thirds', 'two thirds'],
}

const signs = (form: MappedText): MappedText =>
  form
    .replace(/(?<=[\p{L}\d)])\^2\b|²/gu, () => ' squared')
    .replace(/(?<=[\p{L}\d)])\^3\b|³/gu, () => ' cubed')
    .replace(/(?<=[\p{L}\d)])\^(?=[-−]?[\p{L}\d(])/gu, () => ' to the power of ')
    .replace(/\s*&\s*/gu, () => ' and ')
    .replace(/(?<=[\d)]\s?)[×*](?=\s?[\d(])|(?<=[\p{L}\d] )[×*](?= [\p{L}\d])/gu, () => ' times ')
    .replace(/(?<=[\d)]\s?)÷(?=\s?[\d(])/gu, () => ' divided by ')
    .replace(/(?<=[\p{L}\d)]\s?)\+(?=\s?[\d(])|(?<=[\p{L}\d)] )\+(?= [\p{L}(])/gu, () => ' plus ')
    .replace(/(?<=[\d)] )[-−](?= [\d(])/gu, () => ' minus ')
    .replace(/(?<=^|[\s(])[−-](?=\d)/gu, () => 'minus ')
    .replace(/≈/gu, () => ' approximately ')
    .replace(/(?<=^|[\s(])~(?=\d)/gu, () => 'about ')
    .replace(/±/gu, () => ' plus or minus ')
    .replace(/\s*(?:≤|<=)\s*(?=\d)/gu, () => ' at most ')
    .replace(/\s*(?:≥|>=)\s*(?=\d)/gu, () => ' at least ')
    .replace(/\s*(?:!=|≠)\s*/gu, () => ' is not equal to ')
    .replace(/(?<=[\p{L}\d)]\s?)={1,3}(?=\s?[-\p{L}\d(])/gu, () => ' equals ')
    .replace(/(?<=[\p{L}\d)] ?)<(?= ?\d)|(?<=[\p{L}\d)] )<(?= \p{L})/gu, () => ' less than ')
    .replace(/(?<=[\p{L}\d)] ?)>(?= ?\d)|(?<=[\p{L}\d)] )>(?= \p{L})/gu, () => ' greater than ')
    .replace(/\s*(?:→|⇒|->|=>)\s*/gu, () => ' to ')
    .replace(/(?<=\d)\s?–\s?(?=\d)/gu, () => ' to ')
    .replace(/\band\/or\b/giu, () => 'and or')
    .replace(/(?<=\p{Ll})\/(?=\p{Ll})/gu, () => ' or ')
    .replace(/(?<=\p{L})\/(?=\p{L})/gu, () => ' ')
    .replace(/©/gu, () => ' copyright ')
    .replace(/[®™]/gu, () => '')
    .replace(/\s?([½¼¾⅓⅔])/gu, ({ 1: sign, input, index }) => {
      const [alone, behindNumber] = fractions[sign]
      return /\d$/.test(input.slice(0, index)) ? ` and ${behindNumber}` : ` ${alone}`
    })
