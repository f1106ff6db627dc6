import { toCardinal, toOrdinal } from 'n2words/en-US'
import { toCardinal as toBritish } from 'n2words/en-GB'
import { sayEnglishDates } from './englishDates'
import {
  englishAbbreviations,
  englishAcronyms,
  englishBareForms,
  englishBeforeNumber,
  englishShortWords,
  englishTitles,
  sayEnglishPlaces,
} from './englishShortForms'
import { englishUnits, loneEnglishUnits } from './englishUnits'
import { listOf, type Counted, type Currency, type SpokenDate, type SpokenLanguage } from './language'

const months = listOf('January February March April May June July August September October November December')

const money = (one: string, many: string, part: Counted = ['cent', 'cents']): Currency => ({
  whole: [one, many],
  part,
})
const dollar = (of: string): Currency => money(`${of} dollar`, `${of} dollars`)

const currencies: Readonly<Record<string, Currency>> = {
  $: money('dollar', 'dollars'),
  US$: dollar('U S'),
  USD: dollar('U S'),
  A$: dollar('Australian'),
  AU$: dollar('Australian'),
  AUD: dollar('Australian'),
  C$: dollar('Canadian'),
  CA$: dollar('Canadian'),
  CAD: dollar('Canadian'),
  NZ$: dollar('New Zealand'),
  NZD: dollar('New Zealand'),
  HK$: dollar('Hong Kong'),
  HKD: dollar('Hong Kong'),
  S$: dollar('Singapore'),
  SGD: dollar('Singapore'),
  R$: money('real', 'reais', ['centavo', 'centavos']),
  BRL: money('real', 'reais', ['centavo', 'centavos']),
  '€': money('euro', 'euros'),
  EUR: money('euro', 'euros'),
  '£': money('pound', 'pounds', ['penny', 'pence']),
  GBP: money('pound', 'pounds', ['penny', 'pence']),
  '¥': money('yen', 'yen', ['sen', 'sen']),
  JPY: money('yen', 'yen', ['sen', 'sen']),
  CNY: money('yuan', 'yuan', ['fen', 'fen']),
  RMB: money('yuan', 'yuan', ['fen', 'fen']),
  '₹': money('rupee', 'rupees', ['paisa', 'paise']),
  'Rs.': money('rupee', 'rupees', ['paisa', 'paise']),
  Rs: money('rupee', 'rupees', ['paisa', 'paise']),
  INR: money('rupee', 'rupees', ['paisa', 'paise']),
  '₩': money('won', 'won'),
  KRW: money('won', 'won'),
  '₽': money('ruble', 'rubles', ['kopek', 'kopeks']),
  RUB: money('ruble', 'rubles', ['kopek', 'kopeks']),
  '₺': money('lira', 'lira', ['kurus', 'kurus']),
  '₪': money('shekel', 'shekels', ['agora', 'agorot']),
  '₴': money('hryvnia', 'hryvnias', ['kopek', 'kopeks']),
  '₫': money('dong', 'dong'),
  '₱': money('peso', 'pesos', ['centavo', 'centavos']),
  MXN: money('Mexican peso', 'Mexican pesos', ['centavo', 'centavos']),
  '฿': money('baht', 'baht', ['satang', 'satang']),
  '₦': money('naira', 'naira', ['kobo', 'kobo']),
  '₿': money('bitcoin', 'bitcoins'),
  BTC: money('bitcoin', 'bitcoins'),
  CHF: money('Swiss franc', 'Swiss francs', ['centime', 'centimes']),
  SEK: money('Swedish krona', 'Swedish kronor', ['öre', 'öre']),
  NOK: money('Norwegian krone', 'Norwegian kroner', ['øre', 'øre']),
  DKK: money('Danish krone', 'Danish kroner', ['øre', 'øre']),
  PLN: money('zloty', 'zlotys', ['grosz', 'groszy']),
  ZAR: money('rand', 'rand'),
  '¢': { whole: ['cent', 'cents'], part: ['cent', 'cents'] },
}

const same = (word: string): Counted => [word, word]
const scales: Readonly<Record<string, Counted>> = {
  ...Object.fromEntries(
    listOf('hundred thousand million billion trillion quadrillion lakh crore dozen').map((word) => [
      word,
      same(word),
    ]),
  ),
  lakhs: same('lakh'),
  crores: same('crore'),
  cr: same('crore'),
  k: same('thousand'),
  K: same('thousand'),
  m: same('million'),
  M: same('million'),
  mn: same('million'),
  mm: same('million'),
  mln: same('million'),
  mil: same('million'),
  MM: same('million'),
  b: same('billion'),
  B: same('billion'),
  bn: same('billion'),
  Bn: same('billion'),
  bln: same('billion'),
  t: same('trillion'),
  T: same('trillion'),
  tn: same('trillion'),
  trn: same('trillion'),
}

const fractionNames: Readonly<Record<number, Counted>> = {
  2: ['half', 'halves'],
  3: ['third', 'thirds'],
  4: ['quarter', 'quarters'],
  5: ['fifth', 'fifths'],
  6: ['sixth', 'sixths'],
  7: ['seventh', 'sevenths'],
  8: ['eighth', 'eighths'],
  9: ['ninth', 'ninths'],
  12: ['twelfth', 'twelfths'],
  16: ['sixteenth', 'sixteenths'],
  32: ['thirty-second', 'thirty-seconds'],
}

const mathNames: Readonly<Record<string, string>> = {
  sin: 'sine',
  cos: 'cosine',
  tan: 'tangent',
  cot: 'cotangent',
  log: 'log',
  ln: 'natural log',
  exp: 'exp',
  '∈': 'is in',
  '∉': 'is not in',
  '∪': 'union',
  '∩': 'intersection',
  '⊂': 'is a subset of',
  '⊆': 'is a subset of',
  '∀': 'for all',
  '∃': 'there exists',
  '¬': 'not',
  '∧': 'and',
  '∨': 'or',
  '∝': 'is proportional to',
  '∂': 'partial',
  '∇': 'nabla',
  '∅': 'the empty set',
  '∴': 'therefore',
  '′': 'prime',
}

const kings = listOf(
  'Henry Louis Charles Elizabeth George William Richard Edward Mary James John Paul Benedict Francis Leo Pius Gregory ' +
    'Clement Innocent Alexander Urban Nicholas Catherine Peter Philip Ferdinand Frederick Wilhelm Napoleon Ramses Ramesses ' +
    'Rameses Thutmose Amenhotep Ptolemy Cleopatra Constantine Theodosius Justinian Otto Rudolf Rudolph Leopold Joseph Franz ' +
    'Maximilian Gustav Gustavus Christian Olaf Haakon Harald Margaret Margrethe Beatrix Wilhelmina Albert Baudouin Juan Carlos ' +
    'Felipe Alfonso Isabella Victor Umberto Emmanuel Emanuel Pedro Manuel Afonso Ivan Vasili Robert David Kenneth Stephen ' +
    'Harold Edmund Darius Xerxes Cyrus Artaxerxes Ashurbanipal Antiochus Mithridates Tiberius Hussein Abdullah Mohammed Muhammad ' +
    'Hassan Selim Suleiman Mehmed Murad Akbar Shah Celestine Boniface Adrian Hadrian Sixtus Julius Honorius Eugene Martin Linus ' +
    'Calixtus Callixtus Callistus Paschal Sergius Stanislaus Sigismund Casimir Boleslaus Vladislaus Bela Charlemagne Pippin Lothair Conrad Ludwig ' +
    'Tutankhamun Seti Nebuchadnezzar Tiglath Sargon Rama Bhumibol Hirohito Pope King Queen Emperor Tsar Czar',
)
const countedWords = listOf(
  'War part chapter section volume book act scene phase stage type level grade class title article appendix figure table ' +
    'unit lesson module episode season round step tier factor rule section schedule amendment canto psalm sonata symphony ' +
    'Bowl Mark Apollo Saturn Division Corps Army Fantasy Quest Rocky Theft Auto Evil Kombat Souls Elizabeth',
)

const spellYear = (year: number): string => {
  const words = (value: number): string => toCardinal(value)
  const [hundreds, rest] = [Math.floor(year / 100), year % 100]
  if (year < 1000 || year > 9999 || (year % 1000 < 10 && year % 1000 >= 0 && year < 9000)) return words(year)
  if (rest === 0) return `${words(hundreds)} hundred`
  return `${words(hundreds)} ${rest < 10 ? `oh ${words(rest)}` : words(rest)}`
}

function english(isBritish: boolean): SpokenLanguage {
  const cardinal = (whole: bigint): string => (isBritish ? toBritish(whole) : toCardinal(whole))
  const two = (minute: number): string => (minute < 10 ? `oh ${toCardinal(minute)}` : toCardinal(minute))
  return {
    decimal: '.',
    joinsDecimals: false,
    monthFirst: !isBritish,
    cardinal,
    ordinal: (whole) => toOrdinal(whole),
    year: spellYear,
    date({ day, month, year }: SpokenDate) {
      const name = month === undefined ? '' : months[month - 1]
      const nth = day === undefined ? '' : toOrdinal(day)
      const said = !day || !name ? `${nth}${name}` : isBritish ? `the ${nth} of ${name}` : `${name} ${nth}`
      if (year === undefined) return said
      return said === '' ? spellYear(year) : `${said}${day ? ',' : ''} ${spellYear(year)}`
    },
    time(hour, minute) {
      if (minute > 0) return `${hour === 0 ? 'zero' : toCardinal(hour)} ${two(minute)}`
      if (hour === 0) return 'midnight'
      return hour <= 12 ? `${toCardinal(hour)} o'clock` : `${toCardinal(hour)} hundred`
    },
    fraction(n, d, noun) {
      const name = fractionNames[d]
      if (name === undefined) return undefined
      if (d === 2 && n === 1 && noun) return 'half a'
      return `${toCardinal(n)} ${n === 1 ? name[0] : name[1]}`
    },
    signs: {
      minus: 'minus',
      plus: 'plus',
      plusOrMinus: 'plus or minus',
      times: 'times',
      by: 'by',
      dividedBy: 'divided by',
      over: 'over',
      equals: 'equals',
      notEqual: 'is not equal to',
      about: 'about',
      isAbout: 'is about',
      less: 'less than',
      greater: 'greater than',
      atMost: 'at most',
      atLeast: 'at least',
      squared: 'squared',
      cubed: 'cubed',
      power: 'to the power of',
      root: 'the square root of',
      of: 'of',
      infinity: 'infinity',
      to: 'to',
      outOf: 'out of',
      per: 'per',
      and: 'and',
      or: 'or',
      point: 'point',
      dot: 'dot',
      at: 'at',
      slash: 'slash',
      hashtag: 'hashtag',
      number: 'number',
      version: 'version',
      port: 'port',
      section: 'section',
      copyright: 'copyright',
      sum: 'the sum of',
      integral: 'the integral of',
      code: 'The code is on the screen.',
    },
    ordinalMarks: '(?:st|nd|rd|th|ST|ND|RD|TH)',
    currencies,
    ofScale: '',
    andCents: 'and',
    scales,
    units: englishUnits,
    sides: { N: 'north', S: 'south', E: 'east', W: 'west' },
    loneUnits: loneEnglishUnits,
    months,
    shortMonths: {
      ...Object.fromEntries(
        listOf('jan feb mar apr may jun jul aug sep oct nov dec').map((m, i) => [m, i + 1]),
      ),
      sept: 9,
    },
    abbreviations: englishAbbreviations,
    beforeNumber: englishBeforeNumber,
    countedWords,
    kings,
    regnal: (value) => `the ${toOrdinal(value)}`,
    centuries: listOf('century centuries'),
    ordinalCenturies: true,
    bareShortForms: englishBareForms,
    shortWords: englishShortWords,
    titles: englishTitles,
    withWords: ['with ', 'without', 'because'],
    sayFirst: (form) => sayEnglishDates(form, isBritish ? britishEnglish : americanEnglish),
    sayPlaces: sayEnglishPlaces,
    functionWords: new Set(
      listOf(
        'for in on to that which who and or but per a an the each is was are were be from with of off more less at by as if ' +
          'when while than then so not it he she they we you i this these those every all has have had will would can could ' +
          'may might must should do does did its his her their our your my now today yesterday tomorrow again ago away back ' +
          'above below before after until since over under about around into out up down there here because instead total ' +
          'yes no etc old long wide tall high deep thick apart left only just too also still even ever once twice',
      ),
    ),
    mathNames,
    acronyms: englishAcronyms,
  }
}

export const americanEnglish = english(false)
export const britishEnglish = english(true)
