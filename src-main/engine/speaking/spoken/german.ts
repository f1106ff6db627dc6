import { toCardinal, toOrdinal } from 'n2words/de-DE'
import { after, before } from './around'
import type { MappedText } from '../mappedText'
import type { Gender } from './language'
import { otherLanguage, rulers } from './otherLanguage'

function cardinal(whole: bigint, noun?: Gender): string {
  const words = toCardinal(whole)
    .replace(/^einhundert/, 'hundert')
    .replace(/^eintausend/, 'tausend')
  return noun === undefined ? words : words.replace(/eins$/, noun === 'f' ? 'eine' : 'ein')
}
const ordinal = (whole: bigint): string => toOrdinal(whole).replace(/^einhundert/, 'hundert')

/** A half has the gender of what is halved, which its end often tells. */
function half(noun: string | undefined): string {
  if (noun === undefined) return 'ein halb'
  if (/(?:e|ung|heit|keit|ion|tät)$/u.test(noun)) return 'eine halbe'
  return /^(?:Jahr|Pfund|Kilo\p{L}*|Dutzend|Glas|Gramm|Prozent|Blatt|Brot|Stück)$/u.test(noun)
    ? 'ein halbes'
    : 'ein halber'
}

const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'

function year(written: number): string {
  if (written < 1100 || written > 1999) return cardinal(BigInt(written))
  const rest = written % 100
  return `${toCardinal(Math.floor(written / 100))}hundert${rest === 0 ? '' : toCardinal(rest)}`
}

/** Before an ordinal; behind others a number with a full stop may end a sentence. */
const articles =
  'der|die|das|den|dem|des|im|am|vom|zum|zur|beim|ein|eine|einen|einem|einer|jede[rnsm]?|diese[rnsm]?|seine[rnsm]?|ihre[rnsm]?|unsere[rnsm]?|meine[rnsm]?'

/** Behind these words an ordinal ends in -n: "am ersten Mai", "im zwanzigsten Jahrhundert". */
const weak = /\b(?:am|im|vom|zum|beim|dem|den|des|einem|einen|diesem|seit|bis|ab|jeden|zur)\s$/iu

/** "der 1. Mai", "am 3. Oktober", "im 20. Jahrhundert": a number with a full stop before a word is an ordinal. */
const sayOrdinals = (form: MappedText): MappedText =>
  form
    .replace(
      new RegExp(
        String.raw`(?<![\p{L}\d.,:])(\d{1,2})\.(?=\s?(?:${months.replaceAll(' ', '|')}|Jan\.|Feb\.|Aug\.|Sept\.|Okt\.|Nov\.|Dez\.|Jahrhundert|Jh\.|Klasse|Platz|Mal|Stock|Etage|Geburtstag|Weltkrieg|Kapitel|Tag|und\s\d{1,2}\.)(?!\p{Ll}))`,
        'gu',
      ),
      (match) => ordinal(BigInt(match[1])) + (weak.test(before(match, 12)) ? 'n' : ''),
    )
    // "die 2. Auflage", "vom 1. bis 5. Mai", "am 5."
    .replace(
      new RegExp(
        String.raw`(?<=(?<!\p{L})(?:${articles})\s)(\d{1,3})\.(?=\s\p{Lu}\p{Ll}|\s(?:bis|und|oder|auf)\s(?:zum\s|den\s)?\d{1,2}\.)|(?<=(?<!\p{L})(?:am|vom|zum)\s)(\d{1,2})\.(?=\s\p{Ll}|\s?$)`,
        'giu',
      ),
      (match) =>
        ordinal(BigInt(match[1] ?? match[2])) +
        (weak.test(before(match, 12)) ? 'n' : '') +
        (/^\s?$/.test(after(match)) ? '.' : ''),
    )
    .replace(/(?<![\p{L}\p{N}])(I{1,2})\.\s(?=Weltkrieg)/gu, (match) => {
      const said = match[1] === 'I' ? 'Erste' : 'Zweite'
      if (weak.test(before(match, 12))) return `${said}n `
      return /\b(?:der|die|das)\s$/iu.test(before(match, 12)) ? `${said} ` : `${said}r `
    })
    .replace(
      /(?<![\w.,])(1[1-9]\d\d|[2-9]0)er(?=n?(?!\p{L}))/gu,
      ({ 1: written }) => `${written.length === 4 ? year(Number(written)) : cardinal(BigInt(written))}er`,
    )
    .replace(/(?<=\p{L}{2})str\.(?=\s\d|,|$)/gu, () => 'straße')
    .replace(/(?<![\w.,:])(\d{1,2})\.([0-5]\d)(?=\sUhr)/dgu, () => [1, ':', 2])
    // Numeric dates are said as they are written.
    .replace(/(?<![\w.,])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?(?![\w])/gu, (match) => {
      const [day, month] = [Number(match[1]), Number(match[2])]
      if (day < 1 || day > 31 || month < 1 || month > 12) return undefined
      const isDay = /(?:tag|woch),\s$/u.test(before(match, 12))
      const end = isDay || weak.test(before(match, 12)) ? 'n' : ''
      const name = months.split(' ')[month - 1]
      return `${isDay ? 'den ' : ''}${ordinal(BigInt(day))}${end} ${name}${match[3] === undefined ? '' : ` ${year(Number(match[3]))}`}`
    })
    .replace(/(?<![\w.,:])(\d{1,2}:[0-5]\d)\s?(?:Uhr|h)\b/dgu, () => 1)
    .replace(/(?<![\w.,:])1(?=\sUhr\b)/gu, () => 'ein')
    .replace(/(?<![\d.,:/])1\s(?:Mio\.|Million(?!\p{L}))/gu, () => 'eine Million')
    .replace(/(?<![\d.,:/])1\s(?:Mrd\.|Milliarde(?!\p{L}))/gu, () => 'eine Milliarde')
    .replace(/(?<=\d\s?)Mio\.(?=\s)/gu, () => 'Millionen')
    .replace(/(?<=\d\s?)Mrd\.(?=\s)/gu, () => 'Milliarden')
    .replace(/(?<![\d.,:/])1(?=\s(?!Uhr|und|oder|bis|bzw)(\p{Lu}\p{Ll}{2,}))/gu, ({ 1: noun }) =>
      /(?:e|ung|heit|keit|ion|tät|schaft)$/u.test(noun) ? 'eine' : 'ein',
    )
    .replace(/\bNr\.\s?(?=\d)/gu, () => 'Nummer ')

export const german = otherLanguage({
  tag: 'de',
  joinsDecimals: false,
  cardinal,
  ordinal,
  year,
  date({ day, month, year: inYear }) {
    const said = [
      day === undefined ? '' : `${ordinal(BigInt(day))}${month === undefined ? '' : 'r'}`,
      month === undefined ? '' : months.split(' ')[month - 1],
      inYear === undefined ? '' : year(inYear),
    ]
    return said.filter(Boolean).join(' ')
  },
  time(hour, minute) {
    const front = `${cardinal(BigInt(hour), 'm')} Uhr`
    return minute === 0 ? front : `${front} ${cardinal(BigInt(minute))}`
  },
  fraction(n, d, noun) {
    if (d === 2) return n === 1 ? half(noun) : undefined
    const name = { 3: 'Drittel', 4: 'Viertel', 5: 'Fünftel', 8: 'Achtel', 10: 'Zehntel' }[d]
    return name && `${cardinal(BigInt(n), 'm')} ${name}`
  },
  squareUnit: (name, isCubed) => `${isCubed ? 'Kubik' : 'Quadrat'}${name.toLowerCase()}`,
  ordinalMarks: '(?:te[rnsm]?|ste[rnsm]?)(?!\\p{L})',
  andCents: '',
  regnal(value, gender) {
    const said = ordinal(value)
    return `${gender === 'f' ? 'die' : 'der'} ${said[0].toUpperCase()}${said.slice(1)}`
  },
  ratio: 'zu',
  days: 'Mo Montag Di Dienstag Mi Mittwoch Do Donnerstag Fr Freitag Sa Samstag So Sonntag',
  saidAsWords: 'DAX TÜV GEMA',
  ordinalCenturies: true,
  signs: {
    minus: 'minus',
    plus: 'plus',
    plusOrMinus: 'plus minus',
    times: 'mal',
    by: 'mal',
    dividedBy: 'geteilt durch',
    over: 'durch',
    equals: 'gleich',
    notEqual: 'ungleich',
    about: 'etwa',
    isAbout: 'ist etwa',
    less: 'kleiner als',
    greater: 'größer als',
    atMost: 'kleiner gleich',
    atLeast: 'größer gleich',
    squared: 'Quadrat',
    cubed: 'hoch drei',
    power: 'hoch',
    root: 'Wurzel aus',
    of: 'von',
    infinity: 'unendlich',
    to: 'bis',
    outOf: 'von',
    per: 'pro',
    and: 'und',
    or: 'oder',
    point: 'Komma',
    dot: 'Punkt',
    at: 'ät',
    slash: 'Schrägstrich',
    hashtag: 'Hashtag',
    number: 'Nummer',
    version: 'Version',
    port: 'Port',
    section: 'Paragraf',
    copyright: 'Copyright',
    sum: 'die Summe von',
    integral: 'das Integral von',
    code: 'Der Code steht auf dem Bildschirm.',
  },
  months,
  shortMonths: 'jan feb mär apr mai jun jul aug sep okt nov dez',
  currencies: {
    '$ US$ USD': 'Dollar|Dollar;Cent|Cent',
    '€ EUR': 'Euro|Euro;Cent|Cent',
    '£ GBP': 'Pfund|Pfund;Penny|Pence',
    '¥ JPY': 'Yen|Yen;Sen|Sen',
    '₹ INR': 'Rupie|Rupien|f;Paisa|Paise',
    CHF: 'Franken|Franken;Rappen|Rappen',
  },
  scales: {
    Tausend: 'tausend',
    tausend: 'tausend',
    'Mio. Mio Million Millionen': 'Million|Millionen|f',
    'Mrd. Mrd Milliarde Milliarden': 'Milliarde|Milliarden|f',
  },
  units: {
    '°C ºC': 'Grad Celsius',
    '°F': 'Grad Fahrenheit',
    '°': 'Grad',
    '%': 'Prozent',
    '‰': 'Promille',
    m: 'Meter',
    km: 'Kilometer',
    cm: 'Zentimeter',
    mm: 'Millimeter',
    ha: 'Hektar',
    g: 'Gramm',
    kg: 'Kilogramm',
    mg: 'Milligramm',
    t: 'Tonne|Tonnen|f',
    'l L': 'Liter',
    'ml mL': 'Milliliter',
    cl: 'Zentiliter',
    'h Std.': 'Stunde|Stunden|f',
    'min Min.': 'Minute|Minuten|f',
    's Sek.': 'Sekunde|Sekunden|f',
    ms: 'Millisekunde|Millisekunden|f',
    Hz: 'Hertz',
    kHz: 'Kilohertz',
    MHz: 'Megahertz',
    GHz: 'Gigahertz',
    B: 'Byte',
    kB: 'Kilobyte',
    MB: 'Megabyte',
    GB: 'Gigabyte',
    TB: 'Terabyte',
    W: 'Watt',
    kW: 'Kilowatt',
    MW: 'Megawatt',
    kWh: 'Kilowattstunde|Kilowattstunden|f',
    V: 'Volt',
    A: 'Ampere',
    N: 'Newton',
    Pa: 'Pascal',
    hPa: 'Hektopascal',
    kPa: 'Kilopascal',
    bar: 'Bar',
    dB: 'Dezibel',
    EL: 'Esslöffel',
    TL: 'Teelöffel',
    kcal: 'Kilokalorie|Kilokalorien|f',
    J: 'Joule',
  },
  sides: 'Nord Süd Ost West',
  abbreviations: {
    'z. B': 'zum Beispiel',
    'z.B': 'zum Beispiel',
    'd. h': 'das heißt',
    'd.h': 'das heißt',
    'u. a': 'unter anderem',
    'u.a': 'unter anderem',
    'u. U': 'unter Umständen',
    'v. Chr': 'vor Christus',
    'n. Chr': 'nach Christus',
    'z. Zt': 'zurzeit',
    'z. T': 'zum Teil',
    'z.T': 'zum Teil',
    'm. E': 'meines Erachtens',
    'u. a. m': 'und anderes mehr',
    'u. v. m': 'und vieles mehr',
    'u.v.m': 'und vieles mehr',
    'i. d. R': 'in der Regel',
    'v. a': 'vor allem',
    'o. ä': 'oder ähnlich',
    's. o': 'siehe oben',
    's. u': 'siehe unten',
    bzgl: 'bezüglich',
    zzgl: 'zuzüglich',
    abzgl: 'abzüglich',
    mind: 'mindestens',
    geb: 'geboren',
    gest: 'gestorben',
    Co: 'Co',
    Hbf: 'Hauptbahnhof',
    MwSt: 'Mehrwertsteuer',
    GmbH: 'G M B H',
    bzw: 'beziehungsweise',
    usw: 'und so weiter',
    etc: 'et cetera',
    ca: 'circa',
    evtl: 'eventuell',
    ggf: 'gegebenenfalls',
    inkl: 'inklusive',
    exkl: 'exklusive',
    max: 'maximal',
    vgl: 'vergleiche',
    sog: 'sogenannt',
    Dr: 'Doktor',
    Prof: 'Professor',
    Hr: 'Herr',
    Fr: 'Frau',
    St: 'Sankt',
    Str: 'Straße',
    Tel: 'Telefon',
    Jh: 'Jahrhundert',
    Nr: 'Nummer',
    Bd: 'Band',
    Abb: 'Abbildung',
    Kap: 'Kapitel',
  },
  bare: 'Hbf MwSt GmbH',
  beforeNumber: {
    Nr: 'Nummer',
    S: 'Seite',
    Abb: 'Abbildung',
    Kap: 'Kapitel',
    Bd: 'Band',
    Art: 'Artikel',
    Abs: 'Absatz',
  },
  titles: 'Dr Prof Hr Fr St',
  countedWords: 'Weltkrieg Kapitel Teil Band Akt Typ Phase Artikel',
  kings: rulers,
  capitalNouns: true,
  sayFirst: sayOrdinals,
})
