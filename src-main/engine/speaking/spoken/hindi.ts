import { toCardinal, toOrdinal } from 'n2words/hi-IN'
import { otherLanguage } from './otherLanguage'

const cardinal = (whole: bigint): string => toCardinal(whole)
const months = 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'

function year(written: number): string {
  if (written < 1100 || written > 1999) return cardinal(BigInt(written))
  const rest = written % 100
  return `${toCardinal(Math.floor(written / 100))} सौ${rest === 0 ? '' : ` ${toCardinal(rest)}`}`
}

const fractions: Readonly<Record<string, string | undefined>> = {
  '1/2': 'आधा',
  '1/4': 'एक चौथाई',
  '3/4': 'तीन चौथाई',
  '1/3': 'एक तिहाई',
  '2/3': 'दो तिहाई',
}

export const hindi = otherLanguage({
  tag: 'hi',
  decimal: '.',
  joinsDecimals: false,
  cardinal,
  ordinal: (whole, noun) =>
    noun === 'f' ? toOrdinal(whole).replace(/ा$/, 'ी').replace(/वाँ$/, 'वीं') : toOrdinal(whole),
  year,
  date({ day, month, year: inYear }) {
    const said = [
      day === undefined ? '' : cardinal(BigInt(day)),
      month === undefined ? '' : months.split(' ')[month - 1],
      inYear === undefined ? '' : year(inYear),
    ]
    return said.filter(Boolean).join(' ')
  },
  time(hour, minute) {
    const front = cardinal(BigInt(hour))
    return minute === 0 ? `${front} बजे` : `${front} बजकर ${cardinal(BigInt(minute))} मिनट`
  },
  fraction: (n, d) => fractions[`${n}/${d}`],
  squareUnit: (name, isCubed) => `${isCubed ? 'घन' : 'वर्ग'} ${name}`,
  ordinalMarks: '(?:वाँ|वां|वें|(?<f>वीं))',
  andCents: '',
  regnal: (value) => toOrdinal(value),
  signs: {
    minus: 'ऋण',
    plus: 'धन',
    plusOrMinus: 'धन या ऋण',
    times: 'गुणा',
    by: 'गुणा',
    dividedBy: 'भाग',
    over: 'बटा',
    equals: 'बराबर',
    notEqual: 'बराबर नहीं',
    about: 'लगभग',
    isAbout: 'लगभग',
    less: 'से कम',
    greater: 'से ज़्यादा',
    atMost: 'अधिकतम',
    atLeast: 'कम से कम',
    squared: 'का वर्ग',
    cubed: 'का घन',
    power: 'की घात',
    root: 'वर्गमूल',
    of: 'का',
    infinity: 'अनंत',
    to: 'से',
    outOf: 'में से',
    per: 'प्रति',
    and: 'और',
    or: 'या',
    point: 'दशमलव',
    dot: 'डॉट',
    at: 'ऐट',
    slash: 'स्लैश',
    hashtag: 'हैशटैग',
    number: 'नंबर',
    version: 'संस्करण',
    port: 'पोर्ट',
    section: 'धारा',
    copyright: 'कॉपीराइट',
    sum: 'योग',
    integral: 'समाकल',
    code: 'कोड स्क्रीन पर है।',
  },
  months,
  shortMonths: 'जन फ़र मार्च अप्रै मई जून जुल अग सित अक्टू नव दिस',
  currencies: {
    '₹ INR Rs Rs. रु. रु': 'रुपया|रुपये;पैसा|पैसे',
    '$ US$ USD': 'डॉलर|डॉलर;सेंट|सेंट',
    '€ EUR': 'यूरो|यूरो;सेंट|सेंट',
    '£ GBP': 'पाउंड|पाउंड;पेंस|पेंस',
    '¥ JPY': 'येन|येन;सेन|सेन',
  },
  scales: {
    हज़ार: 'हज़ार',
    हजार: 'हज़ार',
    लाख: 'लाख',
    करोड़: 'करोड़',
    अरब: 'अरब',
    मिलियन: 'मिलियन',
    बिलियन: 'बिलियन',
  },
  units: {
    '°C ºC': 'डिग्री सेल्सियस',
    '°F': 'डिग्री फ़ारेनहाइट',
    '°': 'डिग्री',
    '%': 'प्रतिशत',
    '‰': 'प्रति हज़ार',
    'm मी': 'मीटर',
    'km किमी': 'किलोमीटर',
    'cm सेमी': 'सेंटीमीटर',
    mm: 'मिलीमीटर',
    'g ग्रा': 'ग्राम',
    'kg किग्रा': 'किलोग्राम',
    mg: 'मिलीग्राम',
    'l L': 'लीटर',
    'ml mL': 'मिलीलीटर',
    h: 'घंटा|घंटे',
    min: 'मिनट',
    s: 'सेकंड',
    ms: 'मिलीसेकंड',
    Hz: 'हर्ट्ज़',
    MHz: 'मेगाहर्ट्ज़',
    GHz: 'गीगाहर्ट्ज़',
    MB: 'मेगाबाइट',
    GB: 'गीगाबाइट',
    TB: 'टेराबाइट',
    W: 'वाट',
    kW: 'किलोवाट',
    kWh: 'किलोवाट घंटा|किलोवाट घंटे',
    V: 'वोल्ट',
    A: 'एम्पियर',
    dB: 'डेसिबल',
    kcal: 'किलोकैलोरी',
  },
  sides: 'उत्तर दक्षिण पूर्व पश्चिम',
  abbreviations: { डॉ: 'डॉक्टर', प्रो: 'प्रोफ़ेसर', श्री: 'श्री', पृ: 'पृष्ठ' },
  beforeNumber: { नं: 'नंबर', सं: 'संख्या', पृ: 'पृष्ठ' },
  sayFirst: (form) => form.replace(/(?<=\d:[0-5]\d)\sबजे/gu, () => ''),
})
