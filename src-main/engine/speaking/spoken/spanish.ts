import { toCardinal, toOrdinal } from 'n2words/es-ES'
import type { Gender } from './language'
import { genderByEnd, otherLanguage, rulers } from './otherLanguage'

/** n2words leaves out some accents, and "veintiún mil". */
const accents = (words: string): string =>
  words
    .replace(/\bdieciseis\b/g, 'dieciséis')
    .replace(
      /\bveinti(dos|tres|seis)\b/g,
      (_, unit: string) => `veinti${{ dos: 'dós', tres: 'trés', seis: 'séis' }[unit]}`,
    )
    .replace(/\bveinti(?:uno|una)(?= mil)/g, 'veintiún')
    .replace(/\bun[oa](?= mil)/g, 'un')

function cardinal(whole: bigint, noun?: Gender): string {
  const words = accents(toCardinal(whole, { gender: noun === 'f' ? 'feminine' : 'masculine' })).replace(
    /\bcienta\b/g,
    'ciento',
  )
  return noun === 'm' ? words.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un') : words
}
const ordinal = (whole: bigint, noun?: Gender): string =>
  toOrdinal(whole, { gender: noun === 'f' ? 'feminine' : 'masculine' })

const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'

export const spanish = otherLanguage({
  tag: 'es',
  cardinal,
  ordinal,
  nounGender: genderByEnd,
  date({ day, month, year }) {
    const said = [
      day === undefined ? '' : day === 1 ? 'primero' : cardinal(BigInt(day)),
      month === undefined ? '' : months.split(' ')[month - 1],
      year === undefined ? '' : cardinal(BigInt(year)),
    ]
    return said.filter(Boolean).join(' de ')
  },
  time(hour, minute) {
    const front = cardinal(BigInt(hour), 'f')
    if (minute === 0) return hour === 1 ? 'una en punto' : `${front} en punto`
    return `${front} y ${minute === 15 ? 'cuarto' : minute === 30 ? 'media' : cardinal(BigInt(minute))}`
  },
  fraction(n, d, noun) {
    if (d === 2)
      return n === 1
        ? noun === undefined
          ? 'un medio'
          : genderByEnd(noun) === 'f'
            ? 'media'
            : 'medio'
        : undefined
    const name = { 3: 'tercio', 4: 'cuarto', 5: 'quinto', 8: 'octavo', 10: 'décimo' }[d]
    return name && (n === 1 ? `un ${name}` : `${cardinal(BigInt(n))} ${name}s`)
  },
  squareUnit: (name, isCubed) => `${name} ${isCubed ? 'cúbico' : 'cuadrado'}${name.endsWith('s') ? 's' : ''}`,
  ordinalMarks: '\\.?(?:º|(?<f>ª)|er(?![\\p{L}]))',
  ofScale: 'de',
  andCents: 'con',
  regnal: (value, gender) => (value > 10n ? cardinal(value) : ordinal(value, gender)),
  days: 'lun lunes mar martes mié miércoles jue jueves vie viernes sáb sábado dom domingo',
  saidAsWords: 'ONU OTAN IVA RAE OVNI SIDA OPEP UNAM',
  signs: {
    minus: 'menos',
    plus: 'más',
    plusOrMinus: 'más o menos',
    times: 'por',
    by: 'por',
    dividedBy: 'dividido entre',
    over: 'sobre',
    equals: 'igual a',
    notEqual: 'distinto de',
    about: 'unos',
    isAbout: 'es aproximadamente',
    less: 'menor que',
    greater: 'mayor que',
    atMost: 'menor o igual que',
    atLeast: 'mayor o igual que',
    squared: 'al cuadrado',
    cubed: 'al cubo',
    power: 'elevado a',
    root: 'raíz de',
    of: 'de',
    infinity: 'infinito',
    to: 'a',
    outOf: 'de',
    per: 'por',
    and: 'y',
    or: 'o',
    point: 'coma',
    dot: 'punto',
    at: 'arroba',
    slash: 'barra',
    hashtag: 'almohadilla',
    number: 'número',
    version: 'versión',
    port: 'puerto',
    section: 'sección',
    copyright: 'copyright',
    sum: 'la suma de',
    integral: 'la integral de',
    code: 'El código está en la pantalla.',
  },
  months,
  shortMonths: 'ene feb mar abr may jun jul ago sep oct nov dic',
  currencies: {
    $: 'dólar|dólares;centavo|centavos',
    'US$ USD': 'dólar|dólares;centavo|centavos',
    '€ EUR': 'euro|euros;céntimo|céntimos',
    '£ GBP': 'libra|libras|f;penique|peniques',
    '¥ JPY': 'yen|yenes;sen|sen',
    '₹ INR': 'rupia|rupias|f;paisa|paisas|f',
    'R$ BRL': 'real|reales;centavo|centavos',
    'MXN MX$': 'peso mexicano|pesos mexicanos;centavo|centavos',
    CHF: 'franco suizo|francos suizos;céntimo|céntimos',
  },
  scales: {
    mil: 'mil',
    'millón millones M': 'millón|millones',
    mill: 'millón|millones',
    'billón billones': 'billón|billones',
    k: 'mil',
  },
  units: {
    '°C ºC': 'grado Celsius|grados Celsius',
    '°F': 'grado Fahrenheit|grados Fahrenheit',
    '°': 'grado|grados',
    '%': 'por ciento',
    '‰': 'por mil',
    m: 'metro|metros',
    km: 'kilómetro|kilómetros',
    cm: 'centímetro|centímetros',
    mm: 'milímetro|milímetros',
    ha: 'hectárea|hectáreas|f',
    g: 'gramo|gramos',
    kg: 'kilogramo|kilogramos',
    mg: 'miligramo|miligramos',
    t: 'tonelada|toneladas|f',
    'l L': 'litro|litros',
    'ml mL': 'mililitro|mililitros',
    cl: 'centilitro|centilitros',
    h: 'hora|horas|f',
    min: 'minuto|minutos',
    's seg': 'segundo|segundos',
    ms: 'milisegundo|milisegundos',
    Hz: 'hercio|hercios',
    kHz: 'kilohercio|kilohercios',
    MHz: 'megahercio|megahercios',
    GHz: 'gigahercio|gigahercios',
    B: 'byte|bytes',
    kB: 'kilobyte|kilobytes',
    MB: 'megabyte|megabytes',
    GB: 'gigabyte|gigabytes',
    TB: 'terabyte|terabytes',
    W: 'vatio|vatios',
    kW: 'kilovatio|kilovatios',
    MW: 'megavatio|megavatios',
    kWh: 'kilovatio hora|kilovatios hora',
    V: 'voltio|voltios',
    A: 'amperio|amperios',
    N: 'newton|newtons',
    Pa: 'pascal|pascales',
    hPa: 'hectopascal|hectopascales',
    kPa: 'kilopascal|kilopascales',
    bar: 'bar|bares',
    dB: 'decibelio|decibelios',
    kcal: 'kilocaloría|kilocalorías|f',
    J: 'julio|julios',
  },
  sides: 'norte sur este oeste',
  abbreviations: {
    Sr: 'señor',
    Sra: 'señora',
    Srta: 'señorita',
    Dr: 'doctor',
    Dra: 'doctora',
    Prof: 'profesor',
    D: 'don',
    Dña: 'doña',
    Ud: 'usted',
    Uds: 'ustedes',
    Vd: 'usted',
    etc: 'etcétera',
    'p. ej': 'por ejemplo',
    'p.ej': 'por ejemplo',
    aprox: 'aproximadamente',
    pág: 'página',
    págs: 'páginas',
    tel: 'teléfono',
    Avda: 'avenida',
    Av: 'avenida',
    'EE. UU': 'Estados Unidos',
    'EE.UU': 'Estados Unidos',
    'a. C': 'antes de Cristo',
    'a.C': 'antes de Cristo',
    'd. C': 'después de Cristo',
    'd.C': 'después de Cristo',
  },
  beforeNumber: {
    núm: 'número',
    Núm: 'número',
    pág: 'página',
    págs: 'páginas',
    art: 'artículo',
    cap: 'capítulo',
    vol: 'volumen',
  },
  titles: 'Sr Sra Srta Dr Dra Prof D Dña',
  countedWords: 'siglo capítulo parte tomo acto fase tipo título guerra',
  kings: rulers,
  centuries: 'siglo siglos',
  sayFirst: (form) =>
    form
      .replace(/(?<![\w.,])([13])\.?er(?!\p{L})/gu, ({ 1: digit }) => (digit === '1' ? 'primer' : 'tercer'))
      .replace(/(?<!\p{L})s\.\s(?=[IVX]{1,6}(?!\p{L}))/gu, () => 'siglo ')
      .replace(/(?<![\w.,:])(\d{1,2}:[0-5]\d)\s?(?:hs|hrs|h)\b\.?/dgu, () => [1])
      .replace(/\bn\.?º\s?(?=\d)/giu, () => 'número ')
      .replace(
        new RegExp(`(?<![\\d.,/])1(?=\\s(?:de\\s)(?:${months.replaceAll(' ', '|')})(?!\\p{L}))`, 'gu'),
        () => 'primero',
      )
      .replace(/(?<=\d)\s?h(?=[.,;:!?)]|$)/gu, () => ' horas'),
})
