import { toCardinal, toOrdinal } from 'n2words/it-IT'
import type { Gender } from './language'
import { genderByEnd, otherLanguage, rulers } from './otherLanguage'

/** Before a noun one is "un" or "una", and its tens lose their last sound: "ventun giorni". */
function cardinal(whole: bigint, noun?: Gender): string {
  if (whole === 1n && noun !== undefined) return noun === 'f' ? 'una' : 'un'
  return toCardinal(whole)
}
const ordinal = (whole: bigint, noun?: Gender): string =>
  noun === 'f' ? toOrdinal(whole).replace(/o$/, 'a') : toOrdinal(whole)

const months = 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'

export const italian = otherLanguage({
  tag: 'it',
  cardinal,
  ordinal,
  nounGender: genderByEnd,
  date({ day, month, year }) {
    const said = [
      day === undefined ? '' : day === 1 ? 'primo' : cardinal(BigInt(day)),
      month === undefined ? '' : months.split(' ')[month - 1],
      year === undefined ? '' : cardinal(BigInt(year)),
    ]
    return said.filter(Boolean).join(' ')
  },
  time(hour, minute) {
    const front = hour === 1 ? 'una' : cardinal(BigInt(hour))
    if (minute === 0) return front
    return `${front} e ${minute === 15 ? 'un quarto' : minute === 30 ? 'mezza' : cardinal(BigInt(minute))}`
  },
  fraction(n, d, noun) {
    if (d === 2)
      return n === 1
        ? noun === undefined
          ? 'un mezzo'
          : genderByEnd(noun) === 'f'
            ? 'mezza'
            : 'mezzo'
        : undefined
    const name = { 3: 'terzo', 4: 'quarto', 5: 'quinto', 8: 'ottavo', 10: 'decimo' }[d]
    return name && (n === 1 ? `un ${name}` : `${cardinal(BigInt(n))} ${name.replace(/o$/, 'i')}`)
  },
  squareUnit: (name, isCubed) =>
    `${name} ${name.endsWith('i') ? (isCubed ? 'cubi' : 'quadrati') : isCubed ? 'cubo' : 'quadrato'}`,
  ordinalMarks: '(?:º|°(?!\\s?[CF])|(?<f>ª))',
  ofScale: 'di',
  andCents: 'e',
  regnal: (value, gender) => ordinal(value, gender),
  days: 'lun lunedì mar martedì mer mercoledì gio giovedì ven venerdì sab sabato dom domenica',
  saidAsWords: 'ONU NATO IVA RAI FIAT INPS',
  ordinalCenturies: true,
  signs: {
    minus: 'meno',
    plus: 'più',
    plusOrMinus: 'più o meno',
    times: 'per',
    by: 'per',
    dividedBy: 'diviso',
    over: 'su',
    equals: 'uguale a',
    notEqual: 'diverso da',
    about: 'circa',
    isAbout: 'è circa',
    less: 'minore di',
    greater: 'maggiore di',
    atMost: 'minore o uguale a',
    atLeast: 'maggiore o uguale a',
    squared: 'al quadrato',
    cubed: 'al cubo',
    power: 'alla',
    root: 'radice di',
    of: 'di',
    infinity: 'infinito',
    to: 'a',
    outOf: 'su',
    per: 'per',
    and: 'e',
    or: 'o',
    point: 'virgola',
    dot: 'punto',
    at: 'chiocciola',
    slash: 'barra',
    hashtag: 'cancelletto',
    number: 'numero',
    version: 'versione',
    port: 'porta',
    section: 'sezione',
    copyright: 'copyright',
    sum: 'la somma di',
    integral: "l'integrale di",
    code: 'Il codice è sullo schermo.',
  },
  months,
  shortMonths: 'gen feb mar apr mag giu lug ago set ott nov dic',
  currencies: {
    '$ US$ USD': 'dollaro|dollari;centesimo|centesimi',
    '€ EUR': 'euro|euro;centesimo|centesimi',
    '£ GBP': 'sterlina|sterline|f;penny|pence',
    '¥ JPY': 'yen|yen;sen|sen',
    '₹ INR': 'rupia|rupie|f;paisa|paise',
    CHF: 'franco svizzero|franchi svizzeri;centesimo|centesimi',
  },
  scales: {
    'mila mille': 'mille|mila',
    'milione milioni M': 'milione|milioni',
    'miliardo miliardi mld': 'miliardo|miliardi',
    mln: 'milione|milioni',
    k: 'mila',
  },
  units: {
    '°C ºC': 'grado Celsius|gradi Celsius',
    '°F': 'grado Fahrenheit|gradi Fahrenheit',
    '°': 'grado|gradi',
    '%': 'per cento',
    '‰': 'per mille',
    m: 'metro|metri',
    km: 'chilometro|chilometri',
    cm: 'centimetro|centimetri',
    mm: 'millimetro|millimetri',
    ha: 'ettaro|ettari',
    g: 'grammo|grammi',
    kg: 'chilogrammo|chilogrammi',
    mg: 'milligrammo|milligrammi',
    hg: 'etto|etti',
    t: 'tonnellata|tonnellate|f',
    'l L': 'litro|litri',
    'ml mL': 'millilitro|millilitri',
    cl: 'centilitro|centilitri',
    h: 'ora|ore|f',
    min: 'minuto|minuti',
    's sec': 'secondo|secondi',
    ms: 'millisecondo|millisecondi',
    Hz: 'hertz',
    kHz: 'chilohertz',
    MHz: 'megahertz',
    GHz: 'gigahertz',
    B: 'byte',
    kB: 'kilobyte',
    MB: 'megabyte',
    GB: 'gigabyte',
    TB: 'terabyte',
    W: 'watt',
    kW: 'chilowatt',
    MW: 'megawatt',
    kWh: 'chilowattora',
    V: 'volt',
    A: 'ampere',
    N: 'newton',
    Pa: 'pascal',
    hPa: 'ettopascal',
    kPa: 'chilopascal',
    bar: 'bar',
    dB: 'decibel',
    kcal: 'chilocaloria|chilocalorie|f',
    J: 'joule',
  },
  sides: 'nord sud est ovest',
  abbreviations: {
    sig: 'signor',
    Sig: 'signor',
    dott: 'dottor',
    Dott: 'dottor',
    prof: 'professor',
    Prof: 'professor',
    ing: 'ingegner',
    avv: 'avvocato',
    ecc: 'eccetera',
    'p. es': 'per esempio',
    'p.es': 'per esempio',
    'ad es': 'ad esempio',
    es: 'esempio',
    ca: 'circa',
    pag: 'pagina',
    pagg: 'pagine',
    tel: 'telefono',
    'a. C': 'avanti Cristo',
    'a.C': 'avanti Cristo',
    'd. C': 'dopo Cristo',
    'd.C': 'dopo Cristo',
  },
  beforeNumber: { n: 'numero', N: 'numero', pag: 'pagina', art: 'articolo', cap: 'capitolo', vol: 'volume' },
  titles: 'sig Sig dott Dott prof Prof ing avv',
  countedWords: 'guerra capitolo parte tomo atto tipo fase titolo',
  kings: rulers,
  centuries: 'secolo secoli',
  sayFirst: (form) =>
    form
      .replace(/\b([Ss])ig\.ra\b/gu, ({ 1: s }) => `${s}ignora`)
      .replace(/\b([Dd])ott\.ssa\b/gu, ({ 1: d }) => `${d}ottoressa`)
      .replace(/(?<![\d.,])(\d{1,3})[°º](?=\s(\p{Ll}{3,}))/gu, ({ 1: digits, 2: noun }) =>
        ordinal(BigInt(digits), genderByEnd(noun)),
      )
      .replace(/(?<!\p{L})sec\.\s(?=[IVX]{1,6}(?!\p{L}))/gu, () => 'secolo ')
      .replace(/\bn[°º]\s?(?=\d)/giu, () => 'numero ')
      .replace(
        new RegExp(`(?<![\\d.,/])1(?=\\s(?:${months.replaceAll(' ', '|')})(?!\\p{L}))`, 'gu'),
        () => 'primo',
      ),
})
