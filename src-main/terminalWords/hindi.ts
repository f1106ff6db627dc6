import type { Formats } from '@contract'
import type { TerminalWords } from './english'

/** The words of the command line in Hindi. */
export const hindi = ({ bytes, list }: Formats): TerminalWords => ({
  language: 'hi',
  settings: 'इस बार के लिए सेटिंग (docs/settings.md सब बताता है):',
  settingLabels: {
    muted: 'म्यूट',
    'turnTaking.handsFree': 'बिना कुंजी के सुनना',
    'sampling.seed': 'संयोग का बीज',
    'turnTaking.duplex': 'जब आप जवाब के बीच बोलें',
    'turnTaking.patience': 'आपके रुकने पर कितना इंतज़ार',
    microphone: 'माइक्रोफ़ोन',
    speaker: 'स्पीकर',
    voice: 'आवाज़',
    listener: 'कौन सुनता और जवाब देता है',
    voiceModel: 'कौन बोलता है',
    'keeping.mode': 'बातचीत रखना',
    'keeping.audio': 'सवालों की ध्वनि रखना',
    'keeping.days': 'कब तक रखना',
    recording: 'गड़बड़ी की रिपोर्ट के लिए रिकॉर्डिंग',
    pushToTalkKey: 'बोलने की कुंजी',
  },
  said: {
    standardInput: 'मानक इनपुट',
    stopped: 'रोका गया। वही कमांड यहीं से आगे चलेगा।',
    failed: 'यह विफल रहा।',
    noAnswer: 'कोई जवाब नहीं आया। दूसरे शब्दों में पूछें।',
    asksInWindow: (tool) => `टूल ${tool} पहले पूछता है, और वह केवल Parley की विंडो में पूछ सकता है। उसे नहीं चलाया गया।`,
    waitsForTools: (names) => `टूल सर्वर का इंतज़ार है: ${names}।`,
    withoutTools: (names, list) =>
      `टूल सर्वर नहीं मिला: ${names}। जवाब उसके टूल के बिना आएगा। “${list}” बताता है कि क्यों।`,
    noSuchVoice: (names) =>
      `यहाँ “${names}” नाम की कोई आवाज़ नहीं है, इसलिए सामान्य आवाज़ बोलती है। विंडो में सभी आवाज़ें दिखती हैं।`,
    questionOver: 'सवाल पूरा हुआ।',
    ringing: 'टाइमर या अलार्म बज रहा है। उसे बंद करने के लिए Parley खोलें।',
  },
  figures: {
    firstToken: 'पहला टोकन',
    firstWord: 'पहला शब्द',
    firstAudio: 'पहली ध्वनि',
    tokens: 'टोकन प्रति सेकंड',
    realTime: 'वास्तविक समय का अनुपात',
  },
  start: {
    usage: (usualPort) => `npm start -- [विकल्प]

Parley खोलता है: डेस्कटॉप ऐप, या जहाँ डेस्कटॉप ऐप नहीं चल सकता वहाँ ब्राउज़र में वही ऐप।

  --web         ब्राउज़र में खोलें
  --port N      ब्राउज़र के साथ: कंप्यूटर का यह पोर्ट (वरना ${usualPort} या कोई खाली)
  --no-open     ब्राउज़र के साथ: केवल खोलने का लिंक दिखाएँ`,
    inBrowser: (why) => `${why} Parley ब्राउज़र में खुलता है।`,
    obstacles: {
      'no-display': 'यहाँ कोई स्क्रीन नहीं है।',
      root: 'Electron root के रूप में नहीं चलता।',
      sandbox: (closer) => `Electron को यहाँ सैंडबॉक्स नहीं मिलता, क्योंकि ${closer} उसे user namespaces नहीं देता।`,
      unreachable: (host) => `Electron इंस्टॉल नहीं है, और ${host} तक पहुँचा नहीं जा सकता।`,
      mirror: 'उसका स्रोत',
      'not-fetched': 'Electron नहीं लाया जा सका।',
      'node-too-old': (node, needed) => `Node ${node} से Electron नहीं लाया जा सका। उसे ${needed} या नया चाहिए।`,
    },
    closers: {
      AppArmor: 'AppArmor',
      kernel: 'कर्नेल',
      system: 'यह सिस्टम',
      'no-unshare': 'unshare कमांड का न होना',
    },
    foreignSwitch: (name) => `--${name} के साथ कोई दूसरा प्रोग्राम सुन सकता है। Parley को इसके बिना शुरू करें।`,
    fetching: 'Electron लाया जा रहा है, एक बार (लगभग 110 MB)...',
    building: 'विंडो बनाई जा रही है, इसमें लगभग दस सेकंड लगते हैं...',
    at: (link) => `Parley यहाँ है: ${link}`,
    used: 'वह लिंक इस्तेमाल हो चुका है। अगला ब्राउज़र इससे आएगा:',
    ends: 'Ctrl-C से यह बंद होता है।',
    removed: 'इस कंप्यूटर पर Parley का सब कुछ हटा दिया गया, जैसा उसका पेज बताता है। Parley बंद होता है।',
  },
  ask: {
    usage: (called) => `${called('"फ़्रांस की राजधानी क्या है?" [--say] [--out ANSWER.wav]')}

यह पूछता है और लिखे जाते समय ही जवाब दिखाता है। शब्द - मानक इनपुट की जगह है।`,
  },
  talk: {
    usage: (called) => `${called('QUESTION.wav [MORE.wav ...] [--out ANSWER.wav]')}

बोले गए सवाल एक के बाद एक, एक ही बातचीत के रूप में पूछता है; जवाब आते ही दिखाता है और उन्हें आवाज़ के रूप में लिखता है।
- नाम का सवाल मानक इनपुट से पढ़ा जाता है, रिकॉर्ड होते समय भी: पहला Ctrl-C रिकॉर्डिंग रोकता है।

  --transcribe    जवाब देने के बजाय कही बात लिखें`,
  },
  answers: `--out FILE      जवाब को बोले जाते समय इस WAV में लिखें; - उसे मानक आउटपुट में लिखता है, और पाठ उसके बगल में दिखाता है
  --say           सिस्टम के स्पीकर पर चलाएँ
  --json          हर पंक्ति में एक घटना दिखाएँ
  --figures       मानक त्रुटि पर बताएँ कि जवाब कितनी जल्दी आया

Ctrl-C तुरंत बंद करता है। जवाब न हो तो 1 पर, और कमांड समझ न आए तो 2 पर समाप्त होता है।`,
  listen: {
    usage: (called) => `${called('[--model ID] [--kokoro ID]')}

सिस्टम के माइक्रोफ़ोन और स्पीकर से आपसे बात करता है, Ctrl-C तक: बोलें, रुकें, टोकें। दोनों ने जो कहा वह दिखाता है, और मानक
त्रुटि पर जो हो रहा है। इसमें से कुछ रखा नहीं जाता, जब तक आप उसे गड़बड़ी की रिपोर्ट के लिए रिकॉर्ड न करें (--recording)।

arecord, parecord, sox या ffmpeg से रिकॉर्ड करता है, और aplay, paplay, play या ffplay से चलाता है; जो पहले मिले।
हेडफ़ोन लगाएँ; जहाँ माइक्रोफ़ोन स्पीकर को सुनता हो, --turn-taking-duplex half लें।`,
    phases: { idle: 'तैयार', listening: 'सुन रहा है', thinking: 'सोच रहा है', speaking: 'बोल रहा है' },
    you: (said) => `आप: ${said}`,
    seconds: (seconds) => `(${seconds} सेकंड की बात)`,
    parley: (said) => `Parley: ${said}`,
    noAnswer: (why) => `(कोई जवाब नहीं) ${why}`,
  },
  models: {
    usage: (called) => `${called('COMMAND')}

  list          क्या लाया जा सकता है, और इस कंप्यूटर पर क्या है
  pull ID       मॉडल लाएँ, या आगे बढ़ाएँ; ID सूची से, या OWNER/NAME, या OWNER/NAME:DTYPE
  verify [ID]   मॉडल की फ़ाइलें फिर पढ़कर हब के रिकॉर्ड से मिलाएँ (बिना ID के सब)
  remove ID     इस कंप्यूटर से मॉडल हटाएँ; आपका अपना फ़ोल्डर केवल भुला दिया जाता है
  import DIR    अपना फ़ोल्डर सूची में लें

Ctrl-C लाना रोकता है; अगला pull वहीं से आगे चलता है। परिवेश: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY, NO_PROXY, और
PARLEY_MODELS_DIR (जहाँ मॉडल रहते हैं)।`,
    kinds: { listener: 'श्रोता', voice: 'आवाज़', 'turn-end': 'बारी का अंत' },
    lie: (folder) => `मॉडल ${folder} में हैं`,
    removed: (name) => `${name} हटा दिया गया।`,
    imported: (name) => `${name} तैयार है। चल रहा Parley इसे अगली शुरुआत पर जानेगा।`,
    ready: (name, folder) => `${name} ${folder} में तैयार है`,
    none: 'इस कंप्यूटर पर अभी कोई लाया हुआ मॉडल नहीं है।',
    whole: (name) => `${name} वैसा ही है जैसा हब के रिकॉर्ड में है।`,
    damaged: (name, files) => `${name} ख़राब है: ${list(files)}। इसे फिर लाएँ: pull ${name}`,
    partly: (done) => `कुछ यहाँ है (${done})`,
    isReady: 'तैयार',
    waiting: (name) => `${name}: दूसरा Parley इसे ला रहा है; उसका इंतज़ार है`,
    asking: (name) => `${name}: पूछा जा रहा है कि क्या है`,
    progress: (name, done, all) => `${name}: ${all} में से ${done}`,
    checking: (name, done, all) => `${name}: ${all} में से ${done} जाँचा`,
    left: (time) => `${time} बाकी`,
  },
  tools: {
    usage: (called) => `${called('COMMAND')}

  list           आपके जोड़े हुए टूल सर्वरों से जुड़ता है, और बताता है कि वे कैसे हैं और क्या देते हैं
  import FILE    दूसरे प्रोग्राम की JSON फ़ाइल से सर्वर लेता है (mcpServers)
  remove NAME    एक सर्वर भूल जाता है

सर्वर settings.yaml में toolServers के नीचे होते हैं। उनमें का प्रोग्राम इस कंप्यूटर पर वह सब करता है जिसके लिए वह बना है:
वही जोड़ें जिस पर भरोसा हो। टूल चले या नहीं, यह विंडो में पूछा जाता है।`,
    added: (names) => `${names}: जोड़ा गया। चल रहा Parley इसे अगली शुरुआत पर जानेगा।`,
    removed: (name) => `${name} हटा दिया गया।`,
    none: 'कोई सर्वर नहीं जोड़ा गया।',
    leftOut: (count) => `${count} उपकरण छोड़े गए: बहुत ज़्यादा, या बहुत बड़े`,
  },
  web: {
    usedLink:
      'यह लिंक अब Parley नहीं खोलता: हर लिंक एक ही बार खुलता है। जहाँ Parley चल रहा है, वह नया लिंक दिखाता है।',
    onlyByLink: 'Parley एक लिंक से खुलता है, एक बार। जहाँ वह चल रहा है, वहाँ वह लिंक दिखाता है।',
    otherHost: 'यह होस्ट यहाँ जाना-पहचाना नहीं है।',
    onlyGet: 'यहाँ केवल GET का जवाब मिलता है।',
    onlyOwnPages: 'केवल Parley के अपने पेजों को जवाब मिलता है।',
    noFile: 'ऐसी कोई फ़ाइल नहीं है।',
    noPages: 'ये आँकड़े प्रोग्रामों के लिए हैं, किसी पेज के लिए नहीं।',
    noFigures: 'यहाँ कुछ नहीं है। /health, /ready, /status और /metrics देखें।',
  },
  replay: {
    usage: (called) => `${called('FILE [--redact FILE]')}

बग रिपोर्ट की रिकॉर्डिंग को आभासी घड़ी पर विंडो के तर्क के आगे चलाता है, और विंडो जो करती है उसे अक्षर-अक्षर उससे
मिलाता है जो उसने तब किया था। कुछ अलग हो तो 1 के साथ समाप्त होता है।

  --redact FILE   वही रिकॉर्डिंग बिना आवाज़ और बिना शब्दों के लिखें; वह भी चलाई जा सकती है`,
    redacted: (file) => `${file} लिखी गई: बिना आवाज़ और बिना शब्दों के।`,
    same: (lines) => `सभी ${lines} पंक्तियाँ अक्षर-अक्षर वैसी ही हैं जैसी रिकॉर्ड हुई थीं।`,
    differs: (line, before) => `पंक्ति ${line} अलग है। उससे पहले की ${before} पंक्तियाँ वैसी ही हैं जैसी रिकॉर्ड हुई थीं।`,
    recorded: (line) => `रिकॉर्ड: ${line}`,
    replayed: (line) => `अब: ${line}`,
    nothing: '(कुछ नहीं)',
  },
  cuda: {
    usage: (called, major, driver) => `${called('[विकल्प]')}

NVIDIA कार्ड पर गणना के लिए Parley को जो चाहिए वह लाता है: ONNX Runtime का CUDA भाग और NVIDIA की CUDA ${major} और cuDNN 9
लाइब्रेरी, Python के पैकेज इंडेक्स से, इस उपयोगकर्ता के फ़ोल्डर में। ड्राइवर (${driver} या नया) पहले से इंस्टॉल होना चाहिए।
और कुछ नहीं बदलता। Ctrl-C रोकता है; अगली बार वहीं से आगे चलता है।

  --check   केवल बताएँ कि क्या कमी है
  --yes     बिना ड्राइवर के भी लाएँ, जैसे दूसरे कंप्यूटर के लिए

परिवेश: PARLEY_CUDA_DIR (जहाँ लाइब्रेरी रहती हैं), HTTPS_PROXY, NO_PROXY।`,
    complete: 'CUDA पूरा है।',
    fetching: (most, folder) => `${folder} में अधिकतम ${bytes(most)} लाया जा रहा है`,
    there: 'लाइब्रेरी मौजूद हैं।',
    computes: 'CUDA गणना करता है।',
    doesNotCompute: 'CUDA अभी गणना नहीं करता।',
  },
  doctor: {
    usage: (called) => `${called('[--json]')}

बताता है कि Parley को इस कंप्यूटर पर क्या मिला, वह ठीक है या नहीं, और न हो तो क्या करें।`,
    states: { ok: 'ठीक', trouble: 'समस्या', unknown: 'सूचना' },
    names: {
      system: 'सिस्टम',
      memory: 'मेमोरी',
      disk: 'डिस्क',
      places: 'डिस्क पर Parley का क्या है',
      card: 'ग्राफ़िक्स कार्ड',
      processor: 'प्रोसेसर',
      models: 'मॉडल',
      settings: 'सेटिंग',
      microphone: 'माइक्रोफ़ोन',
      key: 'बोलने की कुंजी',
      app: 'डेस्कटॉप ऐप',
      sandbox: 'सैंडबॉक्स',
    },
    system: (name, arch, cores, node) => `${arch} पर ${name}, ${cores} कोर, Node ${node}`,
    free: (size) => `${size} खाली`,
    freeOf: (free, all) => `${all} में से ${free} खाली`,
    driver: (version) => `ड्राइवर ${version}`,
    nothing: 'कुछ नहीं',
    noDisk: (folder) => `${folder} के लिए कोई डिस्क नहीं है`,
    noCard: 'कोई नहीं मिला',
    noNvidiaCard: 'NVIDIA कार्ड नहीं है',
    noGraphicsCard: 'ग्राफ़िक्स कार्ड नहीं है',
    computes: 'गणना करता है',
    computesPartly: (card, processor) => `अपनी जाँच की ${card} गणनाएँ करता है, प्रोसेसर ${processor}`,
    doesNotCompute: 'गणना नहीं करता',
    onlyBuiltIn: 'केवल अंतर्निहित, जो छोटे हैं',
    noMicrophone: 'कोई नहीं है',
    microphones: (count) => `${count} काम में आ सकते हैं`,
    microphoneDenied: 'एक है, पर आपको उसकी अनुमति नहीं है',
    microphoneUntold: 'सिस्टम यह केवल ऐप को ही बताता है',
    keyWayland: 'Wayland किसी प्रोग्राम को नहीं बताता कि कहीं और कौन सी कुंजी दबी',
    keyNoDesktop: 'यहाँ डेस्कटॉप नहीं है',
    keyHeard: 'uiohook उसका दबना और छूटना सुनता है',
    keyUnheard: 'uiohook नहीं है, इसलिए कुंजी शुरू और बंद कर सकती है पर दबाए नहीं रखी जा सकती',
    appOpens: 'विंडो खोल सकता है',
    appInBrowser: (why) => `${why} Parley ब्राउज़र में खुलता है।`,
    sandboxAround: 'विंडो के चारों ओर है',
    sandboxOff: 'विंडो उसके बिना चलती हैं',
    sandboxOffBy: (closer) => `विंडो उसके बिना चलती हैं, क्योंकि ${closer} उसे user namespaces नहीं देता`,
    sandboxClosed: (closer) =>
      `${closer} प्रोग्रामों को user namespaces नहीं देता: Parley का AppImage यहाँ उसके बिना चलता है, और स्रोत से Parley ब्राउज़र में खुलता है`,
    fixes: {
      node: 'Node 20.19 या नया इंस्टॉल करें।',
      install: 'Parley दोबारा इंस्टॉल करें।',
      memory: 'दूसरे प्रोग्राम बंद करें।',
      disk: 'मॉडलों के लिए जगह बनाएँ।',
      noDisk: 'उसे जोड़ें, या दूसरा फ़ोल्डर बताएँ (PARLEY_MODELS_DIR)।',
      models: (command) => `${command} चलाएँ और देखें कि क्या लाया जा सकता है।`,
      plugIn: 'एक जोड़ें। तब तक आप टाइप कर सकते हैं।',
      group: 'ख़ुद को उसके समूह में जोड़ें, और फिर लॉग इन करें: sudo usermod -aG audio $USER।',
      allow: 'पूछे जाने पर सिस्टम की सेटिंग में Parley को माइक्रोफ़ोन की अनुमति दें।',
      waylandKey: 'अपने डेस्कटॉप की सेटिंग में किसी कुंजी को यह कमांड दें: parley --toggle।',
      hook: 'npm install uiohook-napi चलाएँ।',
      sandbox: 'deb पैकेज इंस्टॉल करें: वह अपनी अनुमति साथ लाता है। AppImage के पास कोई नहीं।',
    },
  },
})
