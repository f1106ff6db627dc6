import type { NoticeWords } from '../../notice'
import { takenText, type TakenValueWords } from '../../takenValue'
import type { SettingNoticeParams } from './settingNoticeParams'

export const hindiTaken: TakenValueWords = {
  or: ' या ',
  trueOrFalse: 'true या false',
  list: 'पाठों की सूची',
  names: 'नामों के साथ पाठ',
  oneOf: (values) => (values.length === 1 ? `“${values[0]}”` : `इनमें से एक: ${values.join(', ')}`),
  number(isWhole, { least, most, above }) {
    const kind = isWhole ? 'पूर्णांक' : 'संख्या'
    if (above !== undefined) return `${above} से बड़ी ${kind}${most === undefined ? '' : `, अधिकतम ${most}`}`
    if (least === undefined) return kind
    return most === undefined ? `${kind}, कम से कम ${least}` : `${least} से ${most} तक की ${kind}`
  },
  text({ least, most }) {
    if (most === undefined) return least === undefined ? 'पाठ' : 'ऐसा पाठ जो खाली न हो'
    return least === undefined ? `अधिकतम ${most} अक्षरों का पाठ` : `${least} से ${most} अक्षरों का पाठ`
  },
}

/** What is told of settings, in Hindi. */
export const hindiSettingNotices: Pick<NoticeWords, keyof SettingNoticeParams> = {
  'setting-fault': ({ where, line, key, why }) =>
    `${where}${line === undefined ? '' : `, पंक्ति ${line}`}${key === undefined ? '' : `, ${key}`}: ${why}`,
  'setting-fixed': ({ name }) => `${name}: कोई विंडो इसे नहीं बदल सकती।`,
  'setting-wrong': ({ name, why }) => `${name} ऐसे सेट नहीं हो सकता। ${why}`,
  'setting-unknown': () => 'इस नाम की कोई सेटिंग नहीं है।',
  'setting-takes': ({ takes, given }) => `यहाँ ${given} नहीं, यह चलता है: ${takenText(takes, hindiTaken)}।`,
  'setting-stays': ({ because }) =>
    ({
      files: 'यह किसी कंप्यूटर की फ़ाइलों तक ले जाता है, और इस पर जैसा है वैसा ही रहता है।',
      leaves: 'इससे आपकी कही बात इस कंप्यूटर से बाहर जा सकती है। इसे यहाँ ख़ुद चुनें।',
      erases: 'इससे पुरानी बातचीत मिट जाती हैं। इसे यहाँ ख़ुद चुनें।',
    })[because],
  'graph-replays': () => 'enable_cuda_graph हर सवाल की जगह पहला ही दोहराता।',
  'address-unusable': ({ fault }) =>
    ({
      'no-address': 'यह https://api.example.com/v1 जैसा वेब पता नहीं है।',
      'has-login': 'इसमें उपयोगकर्ता नाम या पासवर्ड है। कुंजी की अपनी जगह है।',
      'has-query': 'इसमें ? या # है। इसे उसके बिना लिखें।',
      'plain-beyond': 'यह आपके अपने नेटवर्क से बाहर है, जहाँ http:// से दूसरे पढ़ सकते हैं। https:// लिखें।',
    })[fault],
  'settings-by-hand': () => 'पहले इसे हाथ से ठीक करना होगा।',
  'settings-too-long': () => 'सेटिंग की फ़ाइल के लिए यह बहुत लंबी है।',
  'settings-map': () => 'यहाँ सेटिंग अपने नामों से होती हैं, हर एक अपने मान के साथ।',
  'setting-name': () => 'सेटिंग का नाम एक शब्द होता है।',
  'yaml-wrong': ({ detail }) => `यह YAML नहीं है: ${detail}`,
  'yaml-unread': ({ detail }) => `इसे पढ़ा नहीं जा सका: ${detail}`,
  'json-wrong': ({ detail }) => `यह JSON नहीं है: ${detail}`,
  'choice-unwritten': ({ why }) => `आपका चुनाव Parley बंद होने तक ही रहेगा, क्योंकि वह लिखा नहीं जा सका। ${why}`,
  'former-unread': () =>
    'Parley के किसी पुराने संस्करण ने इस फ़ाइल में सेटिंग रखी थीं, और वे पढ़ी नहीं जा सकतीं। फ़ाइल जैसी है वैसी ही रहती है।',
  'tool-servers-none': () => 'इसमें कोई सर्वर नहीं है।',
  'tool-server-asks': ({ asked }) => `यह उपयोग के समय ${asked} पूछता है। उसकी जगह मान लिखें, और फिर इसे लें।`,
  'tool-server-wrong': ({ server }) =>
    `सर्वर “${server}” काम में नहीं आ सकता। उसे प्रोग्राम का command चाहिए या पता (url), आपके अपने नेटवर्क से बाहर https:// के साथ।`,
  'tool-server-unknown': ({ server }) => `${server} नाम का कोई सर्वर नहीं है।`,
}
