import { toCardinal, toOrdinal } from 'n2words/fr-FR'
import type { Gender } from './language'
import { otherLanguage, rulers } from './otherLanguage'

function cardinal(whole: bigint, noun?: Gender): string {
  const words = toCardinal(whole)
  return noun === 'f' ? words.replace(/un$/, 'une') : words
}
const ordinal = (whole: bigint, noun?: Gender): string =>
  whole === 1n && noun === 'f' ? 'première' : toOrdinal(whole)

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'

export const french = otherLanguage({
  tag: 'fr',
  cardinal,
  ordinal,
  nounGender: (noun) =>
    /(?:tion|sion|té|ée|ie|ette|ance|ence|ure|onne|ille|aine|ière|euse|heure|minute|seconde|fois|île|page|tonne)s?$/u.test(
      noun,
    )
      ? 'f'
      : 'm',
  date({ day, month, year }) {
    const said = [
      day === undefined ? '' : day === 1 ? 'premier' : cardinal(BigInt(day)),
      month === undefined ? '' : months.split(' ')[month - 1],
      year === undefined ? '' : cardinal(BigInt(year)),
    ]
    return said.filter(Boolean).join(' ')
  },
  time(hour, minute) {
    const front = hour === 0 ? 'zéro heure' : `${cardinal(BigInt(hour), 'f')} heure${hour === 1 ? '' : 's'}`
    return minute === 0 ? front : `${front} ${cardinal(BigInt(minute))}`
  },
  fraction(n, d, noun) {
    if (d === 2)
      return n === 1
        ? noun !== undefined &&
          /[^aeiou]e$/u.test(noun) &&
          !/^(?:litre|mètre|gramme|kilo\w+|verre|centimètre)$/u.test(noun)
          ? 'une demi'
          : 'un demi'
        : undefined
    const name = { 3: 'tiers', 4: 'quart', 5: 'cinquième', 8: 'huitième', 10: 'dixième' }[d]
    return (
      name && (n === 1 ? `un ${name}` : `${cardinal(BigInt(n))} ${name.endsWith('s') ? name : `${name}s`}`)
    )
  },
  squareUnit: (name, isCubed) => `${name} ${isCubed ? 'cube' : 'carré'}${name.endsWith('s') ? 's' : ''}`,
  ordinalMarks: '\\s?(?:ers?|(?<f>re)|ère|ième|ème|eme|nde|nd|es?|d)(?!\\p{L})',
  ofScale: 'de',
  andCents: 'et',
  regnal: (value, gender) => (value === 1n ? ordinal(value, gender) : cardinal(value)),
  days: 'lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche',
  saidAsWords: 'ONU OTAN SIDA OVNI SMIC OPEP RAM PIN',
  ordinalCenturies: true,
  signs: {
    minus: 'moins',
    plus: 'plus',
    plusOrMinus: 'plus ou moins',
    times: 'fois',
    by: 'sur',
    dividedBy: 'divisé par',
    over: 'sur',
    equals: 'égale',
    notEqual: 'différent de',
    about: 'environ',
    isAbout: 'vaut environ',
    less: 'inférieur à',
    greater: 'supérieur à',
    atMost: 'inférieur ou égal à',
    atLeast: 'supérieur ou égal à',
    squared: 'au carré',
    cubed: 'au cube',
    power: 'puissance',
    root: 'racine de',
    of: 'de',
    infinity: "l'infini",
    to: 'à',
    outOf: 'sur',
    per: 'par',
    and: 'et',
    or: 'ou',
    point: 'virgule',
    dot: 'point',
    at: 'arobase',
    slash: 'slash',
    hashtag: 'dièse',
    number: 'numéro',
    version: 'version',
    port: 'port',
    section: 'section',
    copyright: 'copyright',
    sum: 'la somme de',
    integral: "l'intégrale de",
    code: "Le code est à l'écran.",
  },
  months,
  shortMonths: 'janv févr mars avr mai juin juil août sept oct nov déc',
  currencies: {
    '$ US$ USD': 'dollar|dollars',
    '€ EUR': 'euro|euros;centime|centimes',
    '£ GBP': 'livre|livres|f;penny|pence',
    '¥ JPY': 'yen|yens;sen|sen',
    '₹ INR': 'roupie|roupies|f;paisa|paisas',
    CHF: 'franc suisse|francs suisses;centime|centimes',
    'C$ CAD': 'dollar canadien|dollars canadiens',
  },
  scales: {
    mille: 'mille',
    'million millions M': 'million|millions',
    'milliard milliards Md Mds': 'milliard|milliards',
    k: 'mille',
  },
  units: {
    '°C ºC': 'degré Celsius|degrés Celsius',
    '°F': 'degré Fahrenheit|degrés Fahrenheit',
    '°': 'degré|degrés',
    '%': 'pour cent',
    '‰': 'pour mille',
    m: 'mètre|mètres',
    km: 'kilomètre|kilomètres',
    cm: 'centimètre|centimètres',
    mm: 'millimètre|millimètres',
    ha: 'hectare|hectares',
    g: 'gramme|grammes',
    kg: 'kilogramme|kilogrammes',
    mg: 'milligramme|milligrammes',
    t: 'tonne|tonnes|f',
    'l L': 'litre|litres',
    'ml mL': 'millilitre|millilitres',
    cl: 'centilitre|centilitres',
    h: 'heure|heures|f',
    min: 'minute|minutes|f',
    's sec': 'seconde|secondes|f',
    ms: 'milliseconde|millisecondes|f',
    Hz: 'hertz',
    kHz: 'kilohertz',
    MHz: 'mégahertz',
    GHz: 'gigahertz',
    o: 'octet|octets',
    'ko kB': 'kilooctet|kilooctets',
    'Mo MB': 'mégaoctet|mégaoctets',
    'Go GB': 'gigaoctet|gigaoctets',
    'To TB': 'téraoctet|téraoctets',
    W: 'watt|watts',
    kW: 'kilowatt|kilowatts',
    MW: 'mégawatt|mégawatts',
    kWh: 'kilowattheure|kilowattheures',
    V: 'volt|volts',
    A: 'ampère|ampères',
    N: 'newton|newtons',
    Pa: 'pascal|pascals',
    hPa: 'hectopascal|hectopascals',
    kPa: 'kilopascal|kilopascals',
    bar: 'bar|bars',
    dB: 'décibel|décibels',
    kcal: 'kilocalorie|kilocalories|f',
    J: 'joule|joules',
  },
  sides: 'nord sud est ouest',
  abbreviations: {
    M: 'monsieur',
    Mme: 'madame',
    Mlle: 'mademoiselle',
    MM: 'messieurs',
    Dr: 'docteur',
    Pr: 'professeur',
    Me: 'maître',
    etc: 'et cetera',
    'p. ex': 'par exemple',
    'p.ex': 'par exemple',
    'c.-à-d': "c'est-à-dire",
    env: 'environ',
    'av. J.-C': 'avant Jésus-Christ',
    'apr. J.-C': 'après Jésus-Christ',
    'ap. J.-C': 'après Jésus-Christ',
    av: 'avenue',
    bd: 'boulevard',
    tél: 'téléphone',
    vol: 'volume',
    St: 'saint',
    Ste: 'sainte',
  },
  beforeNumber: {
    no: 'numéro',
    No: 'numéro',
    p: 'page',
    pp: 'pages',
    art: 'article',
    chap: 'chapitre',
    vol: 'volume',
  },
  bare: 'Mme Mlle Dr Pr',
  titles: 'M Mme Mlle MM Dr Pr Me',
  countedWords: 'guerre chapitre partie tome acte type phase titre',
  kings: rulers,
  centuries: 'siècle siècles',
  sayFirst: (form) =>
    form
      .replace(/(?<=\p{Lu}\p{Ll}{2,16}\s)I(er|ère|re)(?!\p{L})/gu, ({ 1: end }) =>
        end === 'er' ? 'premier' : 'première',
      )
      .replace(/(?<=\d\s?h(?:[0-5]\d)?)\s?[-–]\s?(?=\d{1,2}\s?h)/gu, () => ' à ')
      .replace(/\bn[°º]\s?(?=\d)/giu, () => 'numéro ')
      .replace(/(?<![\w.,])([01]?\d|2[0-4])\s?h\s?([0-5]\d)(?!\w)/dgu, () => [1, ':', 2])
      .replace(/(?<![\w.,])1\s?h\b(?!\w)/gu, () => 'une heure')
      .replace(/(?<![\w.,])(\d{1,2})\s?h(?![\w/])/dgu, () => [1, ' heures']),
})
