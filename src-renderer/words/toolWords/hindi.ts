import type { Formats } from '@contract'
import type { ToolWords } from './english'

/** Words of tools in Hindi. */
export const hindiTools = ({ clockTime }: Pick<Formats, 'clockTime'>): ToolWords => ({
  name: 'औज़ार',
  about: 'जवाब के लिए Parley क्या कर सकता है, और क्या पहले आपसे पूछता है।',
  open: 'औज़ार दिखाएँ',
  own: 'Parley के अपने',
  names: {
    get_time: 'समय',
    get_date: 'तारीख़',
    calculate: 'कैलकुलेटर',
    set_timer: 'टाइमर लगाना',
    set_alarm: 'अलार्म लगाना',
    list_timers: 'टाइमर बताना',
    cancel_timer: 'टाइमर रद्द करना',
    read_clipboard: 'क्लिपबोर्ड पढ़ना',
    write_clipboard: 'क्लिपबोर्ड पर लिखना',
    open_address: 'पेज खोलना',
  },
  step: {
    running: 'चल रहा है',
    with: 'इससे बुलाया गया',
    result: 'नतीजा',
    outcomes: {
      done: 'हो गया',
      failed: 'नहीं हो सका',
      refused: 'अनुमति नहीं मिली',
      interrupted: 'बीच में रोका गया',
    },
  },
  question: {
    title: (tool) => `क्या Parley “${tool}” इस्तेमाल करे?`,
    of: (server) => `“${server}” का एक औज़ार।`,
    says: {
      'only-reads': 'इसका सर्वर कहता है कि यह सिर्फ़ पढ़ता है।',
      'may-destroy': 'इसका सर्वर कहता है कि यह कुछ बदल या मिटा सकता है।',
    },
    no: 'अनुमति न दें',
    always: 'हमेशा अनुमति दें',
    once: 'एक बार अनुमति दें',
  },
  consent: { ask: 'पूछे', always: 'हमेशा', never: 'कभी नहीं' },
  free: (tools) => `बिना पूछे, क्योंकि ये सिर्फ़ कुछ बताते या बजते हैं: ${tools}।`,
  servers: 'सर्वर',
  noServers:
    'Model Context Protocol के सर्वर और औज़ार जोड़ते हैं। उन्हें settings.yaml में toolServers के नीचे वैसे ही लिखें जैसे दूसरे प्रोग्राम mcpServers के नीचे लिखते हैं, या ऐसी फ़ाइल से “npm run tools -- import FILE” से लें।',
  leftOut: (count) => `इसके ${count} उपकरण छोड़े गए: वे बहुत ज़्यादा हैं, या बहुत बड़े।`,
  serverStates: { connecting: 'जुड़ रहा है', ready: 'तैयार', failed: 'मौजूद नहीं' },
  plainKeys:
    'इसे दिए गए वेरिएबल या हेडर सेटिंग में सादे टेक्स्ट में हैं। जो आपकी फ़ाइलें पढ़ सकता है, वह उनमें रखी कुंजी भी पढ़ सकता है।',
  elsewhere: (host) => `इसके औज़ारों को जो दिया जाता है, वह ${host} को जाता है।`,
  tellsTo: (host) => `औज़ार ${host} को बता सकते हैं कि उन्हें किससे बुलाया गया।`,
  here: 'इसी कंप्यूटर का एक प्रोग्राम। वह क्या करता है, Parley नहीं देखता।',
  troubles: {
    'not-found': 'ऐसा कोई प्रोग्राम नहीं है, या वह शुरू नहीं हो सकता। settings.yaml में उसका command जाँचें।',
    ended: 'यह अपने आप बंद हो गया। आपके अगले सवाल के साथ फिर कोशिश होगी।',
    unreachable: 'इसके पते पर कोई जवाब नहीं देता। आपके अगले सवाल के साथ फिर कोशिश होगी।',
    'not-allowed': 'इसे दूसरी कुंजी चाहिए। उसे settings.yaml में headers के नीचे लिखें।',
    silent: 'यह जवाब नहीं देता। आपके अगले सवाल के साथ फिर कोशिश होगी।',
    nonsense: 'जो यह कहता है वह Model Context Protocol नहीं है। इसका पता या command जाँचें।',
    'too-much': 'इसने बहुत ज़्यादा कहा, इसलिए इसे छोड़ दिया गया।',
  },
  ringing: {
    timer: 'टाइमर',
    alarm: 'अलार्म',
    labelled: (what, label) => `${what}: ${label}`,
    rings: 'बज रहा है',
    rangAt: (at) => `बजा: ${clockTime(at)}`,
    stop: 'रोकें',
    seen: 'समझ गया',
  },
})
