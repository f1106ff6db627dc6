import { toCardinal, toOrdinal } from 'n2words/pt-PT'
import type { Gender } from './language'
import { genderByEnd, otherLanguage, rulers } from './otherLanguage'

/** n2words counts as in Portugal; Kokoro's voices are of Brazil. */
function cardinal(whole: bigint, noun?: Gender): string {
  const words = toCardinal(whole)
    .replace(/\bdezasseis\b/g, 'dezesseis')
    .replace(/\bdezassete\b/g, 'dezessete')
    .replace(/\bdezanove\b/g, 'dezenove')
  if (noun !== 'f') return words
  return words
    .replace(/\bum$/, 'uma')
    .replace(/\bdois$/, 'duas')
    .replace(/entos\b/g, 'entas')
}
const ordinal = (whole: bigint, noun?: Gender): string =>
  noun === 'f' ? toOrdinal(whole).replace(/o\b/g, 'a') : toOrdinal(whole)

const months = 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'

export const portuguese = otherLanguage({
  tag: 'pt',
  cardinal,
  ordinal,
  nounGender: genderByEnd,
  date({ day, month, year }) {
    const said = [
      day === undefined ? '' : day === 1 ? 'primeiro' : cardinal(BigInt(day)),
      month === undefined ? '' : months.split(' ')[month - 1],
      year === undefined ? '' : cardinal(BigInt(year)),
    ]
    return said.filter(Boolean).join(' de ')
  },
  time(hour, minute) {
    const front = `${cardinal(BigInt(hour), 'f')} ${hour === 1 ? 'hora' : 'horas'}`
    return minute === 0 ? front : `${front} e ${minute === 30 ? 'trinta' : cardinal(BigInt(minute))}`
  },
  fraction(n, d, noun) {
    if (d === 2)
      return n === 1
        ? noun === undefined
          ? 'um meio'
          : genderByEnd(noun) === 'f'
            ? 'meia'
            : 'meio'
        : undefined
    const name = { 3: 'terço', 4: 'quarto', 5: 'quinto', 8: 'oitavo', 10: 'décimo' }[d]
    return name && (n === 1 ? `um ${name}` : `${cardinal(BigInt(n))} ${name}s`)
  },
  squareUnit: (name, isCubed) => `${name} ${isCubed ? 'cúbico' : 'quadrado'}${name.endsWith('s') ? 's' : ''}`,
  ordinalMarks: '\\.?(?:º|°(?!\\s?[CF])|(?<f>ª))',
  ofScale: 'de',
  andCents: 'e',
  regnal: (value, gender) => (value > 10n ? cardinal(value) : ordinal(value, gender)),
  days: 'seg segunda ter terça qua quarta qui quinta sex sexta sáb sábado dom domingo',
  saidAsWords: 'ONU OTAN OVNI PIB OPEP',
  signs: {
    minus: 'menos',
    plus: 'mais',
    plusOrMinus: 'mais ou menos',
    times: 'vezes',
    by: 'por',
    dividedBy: 'dividido por',
    over: 'sobre',
    equals: 'igual a',
    notEqual: 'diferente de',
    about: 'cerca de',
    isAbout: 'é aproximadamente',
    less: 'menor que',
    greater: 'maior que',
    atMost: 'menor ou igual a',
    atLeast: 'maior ou igual a',
    squared: 'ao quadrado',
    cubed: 'ao cubo',
    power: 'elevado a',
    root: 'raiz de',
    of: 'de',
    infinity: 'infinito',
    to: 'a',
    outOf: 'de',
    per: 'por',
    and: 'e',
    or: 'ou',
    point: 'vírgula',
    dot: 'ponto',
    at: 'arroba',
    slash: 'barra',
    hashtag: 'cerquilha',
    number: 'número',
    version: 'versão',
    port: 'porta',
    section: 'seção',
    copyright: 'copyright',
    sum: 'a soma de',
    integral: 'a integral de',
    code: 'O código está na tela.',
  },
  months,
  shortMonths: 'jan fev mar abr mai jun jul ago set out nov dez',
  currencies: {
    'R$ BRL': 'real|reais;centavo|centavos',
    '$ US$ USD': 'dólar|dólares;centavo|centavos',
    '€ EUR': 'euro|euros;centavo|centavos',
    '£ GBP': 'libra|libras|f;pêni|pence',
    '¥ JPY': 'iene|ienes;sen|sen',
    '₹ INR': 'rupia|rupias|f;paisa|paisas',
    CHF: 'franco suíço|francos suíços;centavo|centavos',
  },
  scales: {
    mil: 'mil',
    'milhão milhões M mi': 'milhão|milhões',
    'bilhão bilhões bi': 'bilhão|bilhões',
    'trilhão trilhões': 'trilhão|trilhões',
    k: 'mil',
  },
  units: {
    '°C ºC': 'grau Celsius|graus Celsius',
    '°F': 'grau Fahrenheit|graus Fahrenheit',
    '°': 'grau|graus',
    '%': 'por cento',
    '‰': 'por mil',
    m: 'metro|metros',
    km: 'quilômetro|quilômetros',
    cm: 'centímetro|centímetros',
    mm: 'milímetro|milímetros',
    ha: 'hectare|hectares',
    g: 'grama|gramas',
    kg: 'quilograma|quilogramas',
    mg: 'miligrama|miligramas',
    t: 'tonelada|toneladas|f',
    'l L': 'litro|litros',
    'ml mL': 'mililitro|mililitros',
    h: 'hora|horas|f',
    min: 'minuto|minutos',
    's seg': 'segundo|segundos',
    ms: 'milissegundo|milissegundos',
    Hz: 'hertz',
    kHz: 'quilohertz',
    MHz: 'megahertz',
    GHz: 'gigahertz',
    B: 'byte|bytes',
    kB: 'quilobyte|quilobytes',
    MB: 'megabyte|megabytes',
    GB: 'gigabyte|gigabytes',
    TB: 'terabyte|terabytes',
    W: 'watt|watts',
    kW: 'quilowatt|quilowatts',
    MW: 'megawatt|megawatts',
    kWh: 'quilowatt-hora|quilowatts-hora',
    V: 'volt|volts',
    A: 'ampere|amperes',
    N: 'newton|newtons',
    Pa: 'pascal|pascais',
    hPa: 'hectopascal|hectopascais',
    kPa: 'quilopascal|quilopascais',
    bar: 'bar|bares',
    dB: 'decibel|decibéis',
    kcal: 'quilocaloria|quilocalorias|f',
    J: 'joule|joules',
  },
  sides: 'norte sul leste oeste',
  abbreviations: {
    Sr: 'senhor',
    Sra: 'senhora',
    Srta: 'senhorita',
    Dr: 'doutor',
    Dra: 'doutora',
    Prof: 'professor',
    Profa: 'professora',
    etc: 'et cetera',
    'p. ex': 'por exemplo',
    'p.ex': 'por exemplo',
    aprox: 'aproximadamente',
    pág: 'página',
    págs: 'páginas',
    tel: 'telefone',
    Av: 'avenida',
    'a. C': 'antes de Cristo',
    'a.C': 'antes de Cristo',
    'd. C': 'depois de Cristo',
    'd.C': 'depois de Cristo',
  },
  beforeNumber: { núm: 'número', pág: 'página', p: 'página', art: 'artigo', cap: 'capítulo', vol: 'volume' },
  titles: 'Sr Sra Srta Dr Dra Prof Profa',
  countedWords: 'século guerra capítulo parte tomo ato tipo fase título',
  kings: rulers,
  centuries: 'século séculos',
  sayFirst: (form) =>
    form
      .replace(/(?<!\p{L})séc\.\s(?=[IVX]{1,6}(?!\p{L}))/gu, () => 'século ')
      .replace(/\bn\.?º\s?(?=\d)/giu, () => 'número ')
      .replace(
        new RegExp(`(?<![\\d.,/])1(?=\\s(?:de\\s)(?:${months.replaceAll(' ', '|')})(?!\\p{L}))`, 'gu'),
        () => 'primeiro',
      )
      .replace(/(?<![\w.,])([01]?\d|2[0-4])h([0-5]\d)(?!\w)/dgu, () => [1, ':', 2]),
})
