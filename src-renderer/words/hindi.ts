import type { ContactPurpose, Formats, OwnPart } from '@contract'
import type { Words } from './english'
import { hindiSettings } from './settingNames/hindi'
import { hindiTools } from './toolWords/hindi'

const partNames: Record<OwnPart, string> = {
  host: 'खुद Parley',
  engine: 'इंजन',
  fetch: 'डाउनलोड',
  window: 'विंडो',
  network: 'विंडो का नेटवर्क प्रोसेस',
  other: 'Parley का कोई और प्रोसेस',
}
const purposeNames: Record<ContactPurpose, string> = {
  model: 'मॉडल',
  cuda: 'NVIDIA कार्ड की लाइब्रेरी',
  proxy: 'प्रॉक्सी, जो माँगी गई चीज़ आगे पहुँचाता है',
  link: 'एक लिंक जो आपने अपने ब्राउज़र में खोला',
  electron: 'Electron, जो विंडो दिखाता है',
  server: 'आप जो कहते हैं, उसके उत्तर',
}

/** Every word of the window, in Hindi. */
export const hindi = ({
  bytes,
  clockTime,
  count,
  decibels,
  duration,
  list,
  percent,
  timeLeft,
}: Formats): Words => ({
  language: 'hi',
  name: 'Parley',
  fullStop: '।',

  phase: {
    idle: 'तैयार',
    listening: 'सुन रहा है',
    thinking: 'सोच रहा है',
    voicing: 'तैयारी में',
    speaking: 'बोल रहा है',
    muted: 'माइक बंद',
    trouble: 'समस्या',
  },
  starting: 'शुरू हो रहा है',
  waiting: 'इंतज़ार में',
  off: 'बंद',

  ring: {
    hold: 'बोलने के लिए दबाए रखें',
    listens: 'आपको सुन रहा है',
    held: 'स्पेस दबाकर बोलें',
    level: 'आवाज़ का स्तर',
  },

  listens: {
    legend: 'Parley कब सुने',
    labels: { always: 'हमेशा', held: 'कुंजी दबाने पर', off: 'कभी नहीं' },
    meanings: {
      always: 'बस बोलिए। कमरे में कोई और बोले, तो वह भी सवाल समझा जा सकता है।',
      held: 'Parley आपको तभी सुनता है जब आप स्पेस या घेरा दबाए रखते हैं।',
      off: 'Parley आपको नहीं सुनता। आप टाइप कर सकते हैं।',
    },
  },

  connection: {
    connecting: 'इंजन शुरू हो रहा है।',
    waiting: 'दूसरी विंडो में बात चल रही है। इसके बाद आपकी बारी है।',
    loading: 'मॉडल खाली थे और फिर से लोड हो रहे हैं। आपका सवाल सुरक्षित है।',
    restarting: 'इंजन रुक गया और फिर से शुरू हो रहा है।',
    cut: 'Parley से कनेक्शन टूट गया और फिर से जोड़ा जा रहा है।',
    lost: 'इंजन जवाब नहीं दे रहा।',
  },

  actions: {
    'allow-microphone': 'माइक की अनुमति दें',
    'choose-microphone': 'माइक चुनें',
    'restart-engine': 'इसे फिर से शुरू करें',
    retry: 'फिर कोशिश करें',
    seen: 'ठीक है',
  },

  trouble: {
    denied: 'Parley को माइक इस्तेमाल करने की अनुमति नहीं है। अपने ब्राउज़र या सिस्टम की सेटिंग में अनुमति दें, फिर कोशिश करें।',
    noMicrophone: 'कोई माइक नहीं मिला। माइक लगाएँ, या अपना सवाल टाइप करें।',
    busy: 'माइक किसी और प्रोग्राम के पास है। उसे बंद करें, फिर कोशिश करें।',
    notOpened: 'माइक नहीं खुल सका। कोई और माइक चुनें।',
    zeros: 'आपके माइक से कोई आवाज़ नहीं आ रही। देखें कि उस पर कोई स्विच तो नहीं, या कोई और माइक चुनें।',
    asleep: 'आपका ब्राउज़र Parley को क्लिक के बाद ही सुनने देता है। कहीं भी क्लिक करें।',
    stalled: 'आपके माइक से आवाज़ आना बंद हो गया। उसे फिर से खोलकर देखें।',
    unplugged: ({ lost, next }) => `${lost || 'आपका माइक'} हट गया है। अब ${next} से सुना जा रहा है।`,
    noVoiceActivity: 'यहाँ शोर में आवाज़ पहचानी नहीं जा रही। बोलने के लिए स्पेस दबाए रखें।',
    noLoudspeaker: 'कोई स्पीकर नहीं खुल सका। जवाब सिर्फ़ लिखे जाएँगे।',
    speakerUnplugged: ({ lost }) => `${lost || 'आपका स्पीकर'} हट गया है। अब आम स्पीकर से बोला जा रहा है।`,
    loudspeakerRefused: 'यह स्पीकर इस्तेमाल नहीं हो सकता। अब आम स्पीकर से बोला जा रहा है।',
    echoStays: 'Parley जो बोलता है, वह इस माइक में सुनाई देता है। हेडफ़ोन लगाएँ, या सेटिंग में गूँज जाँचें।',
    silentUntilClick: 'आपका ब्राउज़र Parley को क्लिक के बाद ही बोलने देता है। कहीं भी क्लिक करें।',
    tooLate: 'वापस लाने में देर हो गई: यह मिट चुका है।',
    gone: 'यहाँ की बातें केवल मेमोरी में थीं और इंजन के साथ चली गईं।',
  },

  row: {
    mute: 'माइक बंद करें',
    unmute: 'माइक चालू करें',
    muted: 'आपका माइक बंद है।',
    stop: 'रोकें',
    continue: 'मेरी बात पूरी नहीं हुई थी',
    field: 'आपका सवाल',
    placeholder: 'या यहाँ टाइप करें',
    send: 'भेजें',
    tooLong: (chars, longest) => `इसमें ${chars} अक्षर हैं; एक सवाल में ${longest} तक हो सकते हैं। छोटे-छोटे हिस्सों में पूछें।`,
  },

  quick: { open: 'Parley खोलें' },

  conversation: {
    name: 'बातचीत',
    empty: 'कुछ कहें, या स्पेस दबाए रखकर बोलें।',
    emptyMore: 'आप टाइप भी कर सकते हैं।',
    nothingLeaves: 'कुछ भी इस कंप्यूटर से बाहर नहीं जाता।',
    emptyMuted: 'माइक बंद है। आप टाइप कर सकते हैं।',
    emptyHeld: 'बोलते समय स्पेस दबाए रखें।',
    emptyOff: 'माइक बंद है। आप टाइप कर सकते हैं।',
    offered: 'साथ आया सुनने वाला मॉडल छोटा है। वह ये और कुछ और सवाल जानता है:',
    small: 'यहाँ सिर्फ़ साथ आया छोटा मॉडल है, जो कुछ ही सवाल जानता है।',
    larger: 'ज़्यादा जानने वाला मॉडल चुनें',
    wholeQuestion: 'पूरा सवाल दिखाएँ',
    lessOfIt: 'कम दिखाएँ',
    spoken: 'आपने बोलकर पूछा',
    spokenFor: (duration) => `आप ${duration} बोले`,
    speaking: 'आप बोल रहे हैं',
    correct: (question) => `“${question}” ठीक करें`,
    correction: 'आपने जो कहा',
    stopped: 'आपने इसे यहाँ रोका। बाकी नहीं बोला गया।',
    stoppedEarly: 'आपने इसे बोलने से पहले ही रोक दिया।',
    failed: 'इस सवाल का जवाब नहीं मिला।',
    again: 'फिर पूछें',
    actions: {
      about: (question) => `“${question}” के बारे में`,
      copy: 'जवाब कॉपी करें',
      read: 'पढ़कर सुनाएँ',
      edit: 'बदलकर पूछें',
    },
    newest: 'सबसे नए पर जाएँ',
    table: 'टेबल',
    code: 'कोड',
    copyCode: 'यह कोड कॉपी करें',
    copied: 'कॉपी हो गया।',
    notCopied: 'कॉपी नहीं हो सका। इसे चुनें और खुद कॉपी करें।',
    link: {
      title: (host) => (host === '' ? 'अपने मेल प्रोग्राम में लिखें?' : `${host} को नए टैब में खोलें?`),
      text: 'Parley खुद इसे किसी से नहीं माँगता। आपका ब्राउज़र माँगेगा।',
      yes: 'खोलें',
      no: 'रद्द करें',
    },
  },

  stages: {
    name: 'पिछले जवाब में कितना समय लगा',
    wait: 'रुकना',
    listen: 'सुनना',
    think: 'सोचना',
    speak: 'बोलना',
    heardAfter: (duration) => `आपको जवाब ${duration} बाद सुनाई दिया`,
    writtenAfter: (duration) => `जवाब ${duration} बाद शुरू हुआ`,
    saved: (duration) => `जल्दी शुरू करने से ${duration} बचे`,
    moments: {
      softEndMs: 'आपके ठहरने पर शुरू',
      commitMs: 'आप काफ़ी देर ठहरे',
      firstTokenMs: 'पहला टोकन',
      firstWordMs: 'पहला शब्द',
      firstChunkMs: 'पहली आवाज़ बनी',
      firstQueuedMs: 'पहली आवाज़ स्पीकर को दी गई',
      firstAudibleMs: 'पहली आवाज़ सुनाई दी',
    },
  },

  figures: {
    name: 'आँकड़े',
    open: 'सभी आँकड़े',
    none: 'इस बातचीत के अभी कोई आँकड़े नहीं हैं। कुछ पूछें।',
    table: 'तालिका के रूप में',
    turns: 'जवाबों में कितना समय लगा',
    median: (duration) => `आधे जवाब ${duration} के भीतर आए।`,
    turn: 'जवाब',
    together: 'कुल',
    speed: 'प्रति सेकंड टोकन',
    speedMedian: (rate) => `आधे जवाब ${rate} या उससे तेज़ लिखे गए।`,
    pauses: 'आपके विराम',
    pausesNone: 'आपके वाक्यों के बीच का कोई विराम अभी पता नहीं है।',
    answersAfter: (duration) => `${duration} की चुप्पी के बाद जवाब आता है।`,
    length: 'लंबाई',
    often: 'कितनी बार',
    fill: 'बातचीत कितनी भरी है',
    fillSays: (used, whole) => `${whole} में से ${used} टोकन। जगह न रहने पर सबसे पुराने सवाल छोड़ दिए जाते हैं।`,
    memory: 'मेमोरी',
    memorySays: 'मॉडल कितनी मेमोरी लेते हैं, यह उनकी फ़ाइलों से गिना गया है। कितनी खाली है, यह आपका सिस्टम बताता है।',
    places: { card: 'ग्राफ़िक्स कार्ड', memory: 'यह कंप्यूटर' },
    parts: { listener: 'सुनने वाला', voice: 'आवाज़', conversation: 'पूरी भरी बातचीत', free: 'खाली' },
    place: 'कहाँ',
    part: 'क्या',
    size: 'कितना',
    what: 'क्या',
    run: {
      name: 'Parley के शुरू होने से अब तक',
      says: (since) => `${since} से अब तक की गिनती, सभी विंडो में।`,
      answered: 'जवाब',
      interrupted: 'बीच में रोके गए जवाब',
      begunEarly: 'विराम में शुरू किए गए जवाब',
      keptEarly: 'उनमें से रखे गए',
      toolCalls: 'टूल के कॉल',
      waiting: 'अभी इंतज़ार करते सवाल',
      engineExits: 'इंजन कितनी बार बंद हुआ',
      error: (code) => `त्रुटियाँ: ${code}`,
      memory: {
        engine: 'इंजन की मेमोरी',
        host: 'ऐप की मेमोरी',
        page: 'विंडो की मेमोरी',
        gpu: 'विंडो बनाने वाले हिस्से की मेमोरी',
        fetch: 'डाउनलोड करने वाले हिस्से की मेमोरी',
        other: 'बाकी सहायक हिस्सों की मेमोरी',
      },
    },
    report: {
      name: 'जब कुछ गड़बड़ हो',
      about:
        'रिपोर्ट में वह होता है जो डॉक्टर को मिला, आपके टेक्स्ट के बिना आपकी सेटिंग, और लॉग का अंतिम हिस्सा। उसमें कही गई कोई बात नहीं होती। किसी को देने से पहले उसे पढ़ें।',
      make: 'रिपोर्ट बनाएँ',
      making: 'Parley इस कंप्यूटर को देख रहा है। इसमें कुछ सेकंड लगते हैं।',
      failed: 'रिपोर्ट नहीं बन सकी: Parley जवाब नहीं दे रहा। इसे फिर शुरू करें, और एक बार और कोशिश करें।',
      copy: 'कॉपी करें',
      openLogs: 'लॉग का फ़ोल्डर खोलें',
    },
  },

  panel: { close: 'बंद करें' },

  keyboard: {
    ...{ Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Super: 'Super' },
    ...{ Space: 'स्पेस', Escape: 'Esc' },
  },

  settings: {
    name: 'सेटिंग',
    sound: 'ध्वनि',
    microphone: 'माइक',
    speaker: 'स्पीकर',
    systemDevice: 'जो सिस्टम चुने',
    noDevice: 'कुछ नहीं मिला',
    level: 'आवाज़ का स्तर',
    tone: 'एक ध्वनि बजाएँ',
    groups: { listening: 'सुनना', answers: 'जवाब', look: 'रूप' },
    origins: {
      file: 'settings.yaml से',
      from: (name) => `${name} से`,
      chosen: 'यहाँ चुना गया',
      usual: 'सामान्य करें',
    },
    between: (least, most) => `${least} से ${most} तक।`,
    atLeast: (least) => `कम से कम ${least}।`,
    keys: 'कुंजियाँ',
    keyNames: {
      talk: 'दबाए रखकर बोलें',
      stop: 'रोकें',
      continue: 'मेरी बात पूरी नहीं हुई थी',
      mute: 'माइक बंद करें',
      settings: 'सेटिंग',
      list: 'बातचीत की सूची',
      find: 'सभी बातचीत में खोजें',
      figures: 'आँकड़े',
      undo: 'मिटाया हुआ वापस लाएँ',
    },
    hold: 'दबाए रखें',
  },

  settingNames: hindiSettings,
  units: { ms: 'मि॰से॰', times: '×', tokens: 'टोकन', minutes: 'मिनट', '%': '%' },

  server: {
    name: 'दूसरा कंप्यूटर',
    noAddress: 'सर्वर का पता लिखें: तब तक यही कंप्यूटर जवाब देता है।',
    firstListed: (model: string) => `सूची का पहला: ${model}`,
    askModels: 'पूछें कि उसमें कौन-से मॉडल हैं',
    noneListed: 'वह कोई मॉडल नहीं बताता। किसी एक का नाम लिखें।',
    answerHere: 'फिर से यहीं जवाब दें',
    keyByEnvironment:
      'ब्राउज़र में कुंजी के लिए सुरक्षित जगह नहीं है। अगर सर्वर कुंजी माँगे, तो Parley को PARLEY_SERVER_KEY के साथ शुरू करें।',
    key: {
      name: 'सर्वर की कुंजी',
      about: 'अगर सर्वर माँगे। यह सिस्टम के सुरक्षित भंडार में, सिर्फ़ इसी सर्वर के लिए रखी जाती है।',
      kept: 'सिस्टम के सुरक्षित भंडार में इस सर्वर की कुंजी रखी है।',
      unsafe:
        'आपके सिस्टम में सुरक्षित भंडार (कीरिंग) नहीं है, इसलिए डिस्क पर रखी कुंजी कोई भी पढ़ सकता है। इसके बजाय Parley को PARLEY_SERVER_KEY के साथ शुरू करें।',
      keep: 'सहेजें',
    },
  },

  settingsFile: {
    name: 'सब एक साथ',
    about: 'जो इस कंप्यूटर की फ़ाइलों तक ले जाता है, जैसे मॉडल, वह वैसा ही रहता है।',
    save: 'फ़ाइल में सहेजें',
    take: 'फ़ाइल से लें',
    taken: 'अब वही लागू है जो फ़ाइल में है।',
    notTaken: 'फ़ाइल से नहीं लिया गया:',
    reset: 'सब सामान्य करें',
    sure: 'क्या सभी सेटिंग फिर सामान्य कर दी जाएँ?',
    yes: 'सामान्य करें',
    no: 'ऐसी ही रहें',
    wrong: 'सेटिंग में जो ग़लत लिखा है:',
  },

  turnTaking: {
    patience: {
      legend: 'आपके ठहरने पर Parley कितना रुके',
      labels: { quick: 'कम', usual: 'सामान्य', patient: 'ज़्यादा' },
      meanings: {
        quick: 'आपके रुकते ही जल्दी जवाब देता है। आप कोई शब्द सोच रहे हों, तो बीच में भी बोल सकता है।',
        usual: 'सीखता है कि आप कितनी देर ठहरते हैं, और उसके थोड़ा बाद जवाब देता है।',
        patient: 'जवाब देने से पहले ज़्यादा रुकता है, ताकि आप सोच-सोचकर बोल सकें।',
      },
    },
    duplex: {
      legend: 'जब आप जवाब के बीच में बोलें',
      labels: { full: 'रुक जाए', 'duck-only': 'धीमे बोले', half: 'बोलता रहे' },
      meanings: {
        full: 'आपके बोलते ही जवाब रुक जाता है, और आपकी बात अगला सवाल बनती है।',
        'duck-only': 'आपके बोलते समय धीमी आवाज़ में बोलता रहता है। स्पेस या Esc से रुकता है।',
        half: 'पूरा बोल लेने तक आपको नहीं सुनता। स्पेस या Esc से रुकता है।',
      },
    },
  },

  voice: {
    name: 'आवाज़',
    listen: 'सुनें',
    listenToMoods: 'किसी भाव में एक वाक्य सुनें',
    moods: { glad: 'ख़ुश', calm: 'शांत', grave: 'गंभीर', urgent: 'ज़रूरी' },
    man: 'पुरुष',
    woman: 'महिला',
    choose: 'आवाज़ चुनें',
    grade: (letter) => `दर्जा ${letter}`,
    aboutGrades:
      'दर्जे Kokoro बनाने वालों के हैं: आवाज़ सीखने को कितनी सामग्री थी और वह कितनी अच्छी थी। आपको कैसी लगती है, यह अलग बात है।',
    listenTo: (name) => `${name} को सुनें`,
    favourites: 'पसंदीदा',
    isFavourite: (name) => `${name} पसंदीदा है`,
    blendWith: 'किसके साथ मिलाएँ',
    noBlend: 'कोई और आवाज़ नहीं',
    shareOf: (name) => `${name} कितनी हो`,
    blended: (main, other, share) => `${main}, ${percent(share)} ${other} के साथ`,
    follows: (languages) =>
      `हर वाक्य अपनी भाषा में बोला जाता है। इस मॉडल की आवाज़ें ये भाषाएँ बोलती हैं: ${languages}। बाकी भाषाएँ अंतर्निहित आवाज़ बोलती है।`,
    followsBuiltIn: 'हर वाक्य अपनी भाषा में बोला जाता है, जितनी अच्छी तरह अंतर्निहित आवाज़ उसे जानती है।',
  },

  echo: {
    test: 'गूँज जाँचें',
    stop: 'जाँच रोकें',
    running: 'जाँच चल रही है। पाँच सेकंड चुप रहें।',
    failed: {
      'dead-microphone': 'आपके माइक से कुछ नहीं आ रहा। कोई और माइक चुनें, फिर जाँचें।',
      'no-microphone': 'माइक नहीं खुल सका। इसे इस्तेमाल करने वाले बाकी प्रोग्राम बंद करें, फिर जाँचें।',
      disturbed: 'कोई बोला, या कहीं शोर हुआ। शांति होने पर फिर जाँचें।',
      'not-played': 'स्पीकर से आवाज़ नहीं आई। कोई और स्पीकर चुनें, फिर जाँचें।',
    },
    proposals: {
      none: 'आपका माइक इस स्पीकर को नहीं सुनता। आप जवाब के बीच में बोल सकते हैं।',
      removed: 'इस स्पीकर की गूँज हटा दी जाती है। आप जवाब के बीच में बोल सकते हैं।',
      known: 'इस स्पीकर की गूँज आपकी आवाज़ से अलग पहचानी जाती है। आप जवाब के बीच में बोल सकते हैं।',
      'duck-only':
        'गूँज का कुछ हिस्सा आपकी आवाज़ समझा जा सकता है। आपके बोलने पर Parley को रुकने के बजाय धीमे बोलना चाहिए।',
      half: 'गूँज आपकी आवाज़ से बहुत मिलती है। Parley को बोलते रहना और पूरा बोलकर आपको सुनना चाहिए।',
    },
    figures: ({ delayMs = 0, echoDb, leftDb }) =>
      [
        `गूँज ${duration(delayMs)} बाद`,
        ...(echoDb === undefined ? [] : [decibels(echoDb)]),
        ...(leftDb === undefined ? [] : [`${decibels(leftDb)} बाकी`]),
      ].join(', '),
    take: 'यही चुनें',
  },

  desktop: {
    name: 'बोलने की कुंजी',
    states: {
      hold: 'किसी भी प्रोग्राम में इसे दबाए रखें और बोलें।',
      toggle:
        'शुरू करने के लिए किसी भी प्रोग्राम में इसे दबाएँ, और खत्म करने के लिए फिर दबाएँ। यह डेस्कटॉप नहीं बताता कि कुंजी कब छोड़ी गई।',
      taken: 'यह कुंजी किसी और प्रोग्राम के पास है। कोई और चुनें।',
    },
    trials: {
      recording: 'नई कुंजियाँ दबाएँ: Ctrl या Alt के साथ कोई और, या कोई फ़ंक्शन कुंजी।',
      trying: 'अब अपनी कुंजी दबाएँ।',
      worked: 'यह काम करती है।',
      failed: 'कुंजी का दबना पता नहीं चला। कोई और चुनें, या अपने डेस्कटॉप में “parley --toggle” को एक कुंजी दें।',
    },
    record: 'कोई और चुनें',
    tryIt: 'आज़माएँ',
  },

  sandbox: {
    name: 'सैंडबॉक्स',
    off: 'Parley बिना Chromium के सैंडबॉक्स के चल रहा है। AppImage ऐसे तब चलता है जब कंप्यूटर उसे यूज़र नेमस्पेस नहीं देता। deb पैकेज में सैंडबॉक्स है।',
  },

  models: {
    name: 'मॉडल',
    open: 'मॉडल चुनें',
    about: 'बड़ा मॉडल साथ आए मॉडल से ज़्यादा जानता है और ज़्यादा सहज बोलता है।',
    kinds: { listener: 'सुनता और जवाब देता है', voice: 'बोलता है', 'turn-end': 'पहचानता है कि आपकी बात पूरी हुई' },
    card: 'ग्राफ़िक्स कार्ड',
    builtIn: {
      listener: { name: 'साथ आया', about: 'छोटा, और हमेशा यहाँ। कुछ ही सवाल जानता है।' },
      voice: { name: 'साथ आया', about: 'छोटा, और हमेशा यहाँ। मशीन जैसा बोलता है।' },
      'turn-end': { name: 'साथ आया', about: 'छोटा, और हमेशा यहाँ। सिर्फ़ अंग्रेज़ी जानता है।' },
    },
    figures: ({
      expectedSeconds,
      sizeBytes,
      isSizeApproximate,
      licence,
      memoryBytes,
      isOwnDirectory,
      source,
    }) =>
      isOwnDirectory
        ? source
        : [
            sizeBytes === undefined
              ? 'आकार डाउनलोड करते समय पता चलेगा'
              : `${isSizeApproximate ? 'लगभग ' : ''}${bytes(sizeBytes)}`,
            ...(memoryBytes === undefined || memoryBytes === sizeBytes
              ? []
              : [`${bytes(memoryBytes)} मेमोरी`]),
            ...(expectedSeconds === undefined ? [] : [`डाउनलोड में ${timeLeft(expectedSeconds)}`]),
            ...(licence === undefined ? [] : [licence]),
          ].join(', '),
    progress: 'कितना आ चुका है',
    suggested: 'इस कंप्यूटर के लिए सुझाया गया',
    computing: 'क्या गणना करता है',
    computesOn: (operations, card) => `${card ?? 'प्रोसेसर'} पर ${count(operations)} गणनाएँ`,
    retrying: (trouble) => `${trouble} फिर कोशिश हो रही है।`,
    coming: (cards, share, secondsLeft) => {
      const names = list(cards.map(({ name }) => name))
      const left = secondsLeft === undefined ? '' : `, ${timeLeft(secondsLeft)} बाकी`
      return share === undefined
        ? `डाउनलोड हो रहा है: ${names}`
        : `डाउनलोड हो रहा है: ${names}, ${Math.floor(share * 100)}%${left}`
    },
    failed: (models) => `${list(models)} डाउनलोड नहीं हो सका।`,
    seeWhy: 'कारण देखें',
    here: (cards) => `${list(cards.map(({ name }) => name))} ${cards.length === 1 ? 'आ गया है' : 'आ गए हैं'}।`,
    useThemNow: 'अभी इस्तेमाल करें',
    later: 'बाद में',
    states: {
      partial: ({ doneBytes, sizeBytes = 0 }) => `${bytes(sizeBytes)} में से ${bytes(doneBytes)} आ चुका है।`,
      fetching: ({ doneBytes, sizeBytes, bytesPerSecond, secondsLeft }) =>
        [
          sizeBytes === undefined
            ? 'पूछा जा रहा है कि क्या-क्या है'
            : `${bytes(sizeBytes)} में से ${bytes(doneBytes)}`,
          ...(bytesPerSecond === undefined ? [] : [`${bytes(bytesPerSecond)} प्रति सेकंड`]),
          ...(secondsLeft === undefined ? [] : [`${timeLeft(secondsLeft)} बाकी`]),
        ].join(', '),
      waiting: () => 'दूसरा Parley इसे डाउनलोड कर रहा है। यह उसका इंतज़ार कर रहा है।',
      checking: ({ doneBytes, sizeBytes = 0 }) =>
        `इस कंप्यूटर पर मिला। जाँच हो रही है: ${bytes(sizeBytes)} में से ${bytes(doneBytes)}`,
    },
    askSize: 'आकार पूछें',
    fetch: ({ sizeBytes = 0, isSizeApproximate }) =>
      `${isSizeApproximate ? 'लगभग ' : ''}${bytes(sizeBytes)} डाउनलोड करें`,
    goOn: 'जारी रखें',
    pause: 'रोकें',
    cancel: 'रद्द करें',
    remove: 'हटाएँ',
    forget: 'भूल जाएँ',
    keep: 'रखें',
    sure: ({ isOwnDirectory, doneBytes }) =>
      isOwnDirectory ? 'इसे इस सूची से हटाएँ? फ़ोल्डर बना रहेगा।' : `इस कंप्यूटर से ${bytes(doneBytes)} हटाएँ?`,
    use: 'इस्तेमाल करें',
    inUse: 'इस्तेमाल में',
    meanwhile: 'फ़िलहाल इस्तेमाल में',
    notLoaded: 'चुना गया, पर लोड नहीं हुआ',
    tryAgain: 'फिर कोशिश करें',
    installed: 'इंस्टॉल है',
    useNow: 'अभी इस्तेमाल करें',
    folder: {
      name: 'आपका अपना मॉडल',
      about: 'एक फ़ोल्डर जिसमें ONNX में Voxtral, Kokoro या Smart Turn मॉडल हो। वह अपनी जगह पर ही रहता है।',
      use: 'कोई फ़ोल्डर चुनें…',
      command:
        'आपका फ़ोल्डर इस सूची में एक कमांड से जुड़ता है: npm run models -- import FOLDER. उसके बाद यह सूची फिर खोलें।',
    },
    token: {
      name: 'मॉडल हब का टोकन',
      about: 'कुछ निर्माता मॉडल सिर्फ़ उन्हीं को देते हैं जिन्हें वे जानते हैं। आपका टोकन सिस्टम के सुरक्षित भंडार में रखा जाता है।',
      kept: 'सिस्टम के सुरक्षित भंडार में एक टोकन रखा है।',
      unsafe:
        'आपके सिस्टम में सुरक्षित भंडार (कीरिंग) नहीं है, इसलिए डिस्क पर रखा टोकन कोई भी पढ़ सकता है। इसके बजाय Parley को HF_TOKEN के साथ शुरू करें।',
      keep: 'सहेजें',
    },
  },

  privacy: {
    name: 'निजता',
    about: 'Parley ने किससे क्या माँगा, और इस डिस्क पर उसका क्या है।',
    open: 'देखें',
    connections: (since) => `${since} से अब तक के कनेक्शन`,
    none: 'कोई नहीं। Parley ने किसी से कुछ नहीं माँगा।',
    contact: ({ purpose, requests, receivedBytes, lastAt }) =>
      [
        purposeNames[purpose],
        requests === 1 ? 'एक बार माँगा' : `${requests} बार माँगा`,
        ...(receivedBytes === undefined || purpose === 'proxy' ? [] : [`${bytes(receivedBytes)} मिला`]),
        `आखिरी बार ${clockTime(lastAt)}`,
      ].join(', '),
    seen: 'सिस्टम के अनुसार',
    seenBy: 'यहाँ सिर्फ़ डाउनलोड और आपका चुना हुआ सर्वर दिखना चाहिए।',
    seenAt: ({ part, firstAt, lastAt }) =>
      `${partNames[part]} (${
        clockTime(firstAt) === clockTime(lastAt)
          ? clockTime(firstAt)
          : `${clockTime(firstAt)} से ${clockTime(lastAt)}`
      })`,
    notes: 'Parley लिख लेता है कि वह किससे माँगता है।',
    looks: ({ parts, everySeconds }) =>
      `हर ${everySeconds} सेकंड में वह उन TCP कनेक्शन को भी देखता है जो Linux उसके अपने प्रोसेस के दिखाता है (अभी: ${list(parts.map((part) => partNames[part]))})। जो कनेक्शन बीच में बनकर खत्म हो जाए, वह छूट जाता है।`,
    closed: (parts) =>
      `सिस्टम जिसे बंद रखता है, उसमें Parley नहीं देख सकता: ${list(parts.map((part) => partNames[part]))}।`,
    notLooked: 'इस सिस्टम पर Parley नहीं देख सकता कि उसके प्रोसेस और किससे जुड़ते हैं।',
    browser: 'आपका ब्राउज़र एक अलग प्रोग्राम है: वह खुद जो करता है, यहाँ नहीं दिखता।',
    disk: 'इस डिस्क पर',
    nothing: 'कुछ नहीं।',
    places: {
      settings: 'डेस्कटॉप ऐप की सेटिंग',
      config: 'कॉन्फ़िगरेशन',
      models: 'डाउनलोड किए गए मॉडल, और आपने कौन-से चुने',
      cuda: 'NVIDIA कार्ड की लाइब्रेरी',
      conversations: 'बातचीत',
      recordings: 'गड़बड़ी की रिपोर्ट के लिए रिकॉर्डिंग',
      logs: 'क्या हुआ इसका लॉग, जिसमें कही गई कोई बात नहीं होती',
      note: 'टेलीमेट्री हटाए जाने का नोट',
      token: 'मॉडल हब का आपका टोकन, सीलबंद',
      window: 'विंडो जो याद रखती हैं',
      autostart: 'कंप्यूटर के साथ शुरू होना',
      link: 'ब्राउज़र को दिया गया लिंक',
      browser: 'यह ब्राउज़र Parley के लिए जो रखता है',
      bundled: 'Parley के साथ आया मॉडल, जो उसे अनइंस्टॉल करने तक रहता है',
    },
    leadsTo: (target) => `एक लिंक। वह जहाँ ले जाता है, उसे गिना नहीं गया: ${target}`,
    usersOwn: 'आपकी अपनी फ़ाइल, जिसे Parley सिर्फ़ पढ़ता है।',
    together: (size) => `कुल ${size}।`,
    browserTells: 'ब्राउज़र Parley के लिए जो रखता है, वह सिर्फ़ उसी ब्राउज़र का पेज बता सकता है।',
    again: 'फिर देखें',
    remove: {
      name: 'सब हटाएँ',
      about:
        'ऊपर का सब कुछ इस कंप्यूटर से हट जाएगा और Parley बंद हो जाएगा। जो आपका है, वह रहेगा: मॉडल के फ़ोल्डर और आपकी बताई फ़ाइलें।',
      ask: 'सब हटाएँ…',
      sure: (size) => `इस कंप्यूटर से ${size} हमेशा के लिए हटाएँ? यह वापस नहीं आएगा।`,
      keepModels: (size) => `मॉडल और लाइब्रेरी रखें (${size})`,
      yes: 'हटाएँ',
      no: 'रखें',
      running: 'Parley इसे हटा रहा है।',
      failed: 'यह नहीं हट सका: Parley जवाब नहीं दे रहा। इसे फिर से शुरू करें और एक बार फिर कोशिश करें।',
    },
    removed: {
      name: 'हटा दिया गया',
      went: 'क्या हटा',
      nothing: 'कुछ था ही नहीं।',
      stayed: 'क्या रह गया',
      why: {
        wanted: 'आप इसे रखना चाहते थे।',
        'users-own': 'यह आपका है।',
        linked: 'एक लिंक वहाँ ले जाता था। लिंक हट गया है।',
        shared: 'इसमें कुछ और भी है, या यह किसी और चल रहे Parley का है।',
        held: 'किसी प्रोग्राम ने इसे खोल रखा है, या इसे हटाने की अनुमति नहीं है। बाकी प्रोग्राम बंद करें, फिर इसे खुद हटाएँ।',
        fetching: 'दूसरा Parley इसे डाउनलोड कर रहा है। उसे बंद करें, फिर इसे खुद हटाएँ।',
        open: 'Chromium ने इसे खोल रखा है। Parley बंद करने पर यह हट जाएगा।',
      },
      ended: 'Parley बंद हो गया है। आप यह पेज बंद कर सकते हैं।',
      quit: 'Parley बंद करें',
    },
    failed: 'Parley जवाब नहीं दे रहा। इसे फिर से शुरू करें और इसके नए लिंक से खोलें।',
  },

  licences: {
    name: 'लाइसेंस',
    about:
      'Parley मुक्त सॉफ़्टवेयर है, GNU General Public License के संस्करण 3 या उसके बाद के संस्करण के तहत। इसमें दूसरों की कृतियाँ भी हैं।',
    open: 'लाइसेंस पढ़ें',
    source: (address) => `स्रोत: ${address}`,
    failed: 'लाइसेंस यहाँ नहीं हैं। Parley को फिर से बनाएँ या इंस्टॉल करें।',
  },

  recording: {
    name: 'गड़बड़ी की रिपोर्ट के लिए रिकॉर्डिंग',
    about:
      'इस कंप्यूटर की एक फ़ाइल में वह सब लिखा जाता है जो हर विंडो सुनती, कहती और करती है, आवाज़ और शब्दों के साथ, निजी बातचीत भी, ताकि गड़बड़ी फिर से देखी जा सके। यह विंडो के फिर से लोड होने पर शुरू होती है और 15 मिनट बाद अपने आप ख़त्म होती है। कुछ भी कहीं नहीं भेजा जाता। फ़ाइल किसी को देने से पहले parley replay, --redact के साथ, उससे आवाज़ और शब्द हटा देता है।',
    begin: 'रिकॉर्डिंग शुरू करें',
    now: 'गड़बड़ी की रिपोर्ट के लिए सब कुछ रिकॉर्ड हो रहा है: आवाज़, शब्द और समय।',
    nowPrivate: 'यह निजी बातचीत गड़बड़ी की रिपोर्ट के लिए डिस्क पर रिकॉर्ड हो रही है।',
    wouldBePrivate: 'आपकी बातचीत निजी है। रिकॉर्डिंग उसे फिर भी डिस्क पर लिखती है, जो पहले कहा गया वह भी।',
    privateMeans:
      'निजी बातचीत कहीं नहीं रखी जाती, पर गड़बड़ी की रिपोर्ट के लिए रिकॉर्डिंग चल रही है और उसे भी लिखती है।',
    isPrivate: 'निजी, रिकॉर्ड हो रही है',
    stop: 'रिकॉर्डिंग रोकें',
    lies: (file) => (file ? `रिकॉर्डिंग ${file} में है।` : 'रिकॉर्डिंग ख़त्म हुई।'),
    full: (file) => `रिकॉर्डिंग अपनी अधिकतम लंबाई तक पहुँच गई।${file ? ` वह ${file} में है।` : ''}`,
    seen: 'ठीक है',
  },
  conversations: {
    name: 'बातचीत',
    find: 'सभी बातचीत में खोजें',
    none: 'अभी तक कुछ नहीं कहा गया।',
    noMatch: (query) => `“${query}” के लिए कुछ नहीं मिला।`,
    stillSearched: (count) =>
      `${count === 1 ? '1 पुराना सवाल अभी पढ़ा जा रहा है' : `${count} पुराने सवाल अभी पढ़े जा रहे हैं`}। वहाँ जो मिलेगा, वह जुड़ जाएगा।`,
    found: (count, isWhole) =>
      `${isWhole ? '' : 'कम से कम '}${count === 1 ? '1 सवाल मिला' : `${count} सवाल मिले`}`,
    foundNamed: (count, isWhole) => `नाम से ${isWhole ? '' : 'कम से कम '}${count} बातचीत मिलीं।`,
    findShort: 'खोजें',
    begin: 'नई बातचीत',
    beginShort: 'नई',
    beginPrivate: 'नई निजी बातचीत',
    beginPrivateShort: 'नई निजी',
    isPrivate: 'निजी',
    privateMeans: 'इस बातचीत का कुछ भी डिस्क पर नहीं लिखा जाता। Parley बंद होते ही यह मिट जाती है।',
    spokenAt: (time) => `आप ${time} पर बोले`,
    rename: (name) => `“${name}” का नाम बदलें`,
    newName: 'बातचीत का नाम',
    remove: (name) => `“${name}” मिटाएँ`,
    removeExchange: (question) => `“${question}” और उसका जवाब मिटाएँ`,
    removeAll: 'सारी बातचीत मिटाएँ',
    removed: {
      exchange: 'सवाल और जवाब मिटा दिए गए।',
      conversation: 'बातचीत मिटा दी गई।',
      everything: 'सारी बातचीत मिटा दी गई।',
    },
    andMore: (count) => `इससे पहले ${count} और।`,
    undo: 'वापस लाएँ',
    earlier: 'पहले की बातें दिखाएँ',
    today: 'आज',
    yesterday: 'कल',
    save: {
      name: 'खुली बातचीत सहेजें',
      formats: { markdown: 'Markdown', json: 'JSON' },
      nothing: 'सहेजने के लिए अभी कुछ नहीं है। पहले कुछ पूछें।',
    },
  },

  tools: hindiTools({ clockTime }),

  keeping: {
    legend: 'बातचीत इस कंप्यूटर पर रखें',
    labels: { never: 'कभी नहीं', 'until-quit': 'बंद करने तक', yes: 'हाँ' },
    meanings: {
      never:
        'जो कहा गया, वह सिर्फ़ मेमोरी में रहता है। Parley बंद होने पर, या समस्या के बाद दोबारा शुरू होने पर, वह मिट जाता है।',
      'until-quit': 'जो कहा गया, वह Parley बंद करने तक रहता है, किसी समस्या के बाद भी। फिर वह मिटा दिया जाता है।',
      yes: 'जो कहा गया, वह इस कंप्यूटर पर तब तक रहता है जब तक आप उसे न मिटाएँ। जो आपकी फ़ाइलें पढ़ सकता है, वह इसे भी पढ़ सकता है।',
    },
    audio: 'मेरे सवालों की आवाज़ भी रखें',
    howLong: 'कितने समय तक',
    always: 'जब तक मैं न मिटाऊँ',
    days: (count) => (count === 365 ? 'एक साल' : count === 1 ? 'एक दिन' : `${count} दिन`),
    leaving: 'जो रखा हुआ है, उसका क्या करें?',
    removeKept: 'उसे मिटाएँ',
    leaveKept: 'रहने दें',
    ask: 'Parley बंद करने पर आपकी बातचीत मिट जाती है। क्या Parley इसे इस कंप्यूटर पर रखे?',
    name: 'बातचीत रखना',
    about: 'जो कहा गया, वह इस कंप्यूटर पर रहे या नहीं, और कब तक।',
    open: 'चुनें कि क्या रखा जाए',
    leave: 'ऐसे ही रहने दें',
    note: ({ mode, days }) =>
      mode === 'never'
        ? 'नई बातचीत डिस्क पर नहीं लिखी जाती, और Parley बंद होने पर मिट जाती है।'
        : mode === 'until-quit'
          ? 'Parley बंद करने पर नई बातचीत मिटा दी जाती है।'
          : days === undefined
            ? 'बातचीत इस कंप्यूटर पर रखी जाती है।'
            : `बातचीत इस कंप्यूटर पर ${days === 1 ? 'एक दिन' : `${days} दिन`} रखी जाती है।`,
    hindered: {
      'store-locked':
        'अब जो कहा जाता है वह केवल मेमोरी में है, और Parley बंद होने पर मिट जाएगा: दूसरे Parley ने आपकी बातचीत खोल रखी है।',
      'store-newer':
        'अब जो कहा जाता है वह केवल मेमोरी में है, और Parley बंद होने पर मिट जाएगा: आपकी बातचीत की फ़ाइल नए Parley की है।',
      'disk-full': 'अब जो कहा जाता है वह केवल मेमोरी में है, और Parley बंद होने पर मिट जाएगा: डिस्क भर गई है।',
      'store-unwritable':
        'अब जो कहा जाता है वह केवल मेमोरी में है, और Parley बंद होने पर मिट जाएगा: आपकी बातचीत की फ़ाइल लिखी नहीं जा सकती।',
    },
    change: 'इसे बदलें',
  },

  welcome: {
    step: (step, steps) => `${steps} में से ${step}`,
    explain: {
      title: 'आप बोलें, आपका कंप्यूटर जवाब देगा',
      titleElsewhere: 'आप बोलें, दूसरा कंप्यूटर जवाब देगा',
      text: 'आपको सुनने के लिए Parley को आपका माइक चाहिए।',
      staysHere: 'यह सिर्फ़ इसी कंप्यूटर पर काम करता है: आप जो कहते हैं, वह कहीं नहीं भेजा जाता।',
      next: 'आपसे एक बार पूछा जाएगा। आप अनुमति कभी भी वापस ले सकते हैं।',
      action: 'माइक की अनुमति दें',
      failed: 'आप इसके बिना भी आगे बढ़ सकते हैं: आप टाइप करें, यह जवाब देगा।',
      again: 'फिर पूछें',
      skip: 'टाइप करना है',
    },
    models: {
      title: 'ज़्यादा जानने वाला Parley',
      text: 'जो पहले से मौजूद है, वह कम जानता है, और उसकी आवाज़ मशीन जैसी है। इस कंप्यूटर के लिए ये सबसे अच्छे हैं।',
      looking: 'Parley इस कंप्यूटर को देख रहा है।',
      parts: { listener: 'सुनता और जवाब देता है', voice: 'बोलता है', libraries: 'आपके NVIDIA कार्ड के लिए' },
      size: ({ sizeBytes = 0, isSizeApproximate }) =>
        `${isSizeApproximate ? 'लगभग ' : ''}${bytes(sizeBytes)}`,
      fits: ({ runsOn, lacks, freeBytes, freeDiskBytes = 0 }, { diskBytes, memoryBytes }) => {
        if (lacks === 'disk')
          return `इन्हें डिस्क पर ${bytes(diskBytes)} चाहिए, और ${bytes(freeDiskBytes)} खाली है। जगह बनाएँ, फिर इन्हें मॉडल में चुनें।`
        if (lacks === 'memory')
          return `इन्हें ${bytes(memoryBytes)} मेमोरी चाहिए, और ${bytes(freeBytes)} खाली है। इस्तेमाल करने से पहले दूसरे प्रोग्राम बंद करें।`
        return runsOn === 'card'
          ? `ये आपके ग्राफ़िक्स कार्ड में आ जाते हैं: वहाँ खाली ${bytes(freeBytes)} में से ये ${bytes(memoryBytes)} लेते हैं।`
          : `ये इस कंप्यूटर में आ जाते हैं: खाली ${bytes(freeBytes)} मेमोरी में से ये ${bytes(memoryBytes)} लेते हैं।`
      },
      howLong: 'इसमें कितना समय लगेगा?',
      measuring: 'Parley देख रहा है कि वे कितनी तेज़ी से आते हैं।',
      takes: (seconds: number) => `अभी जितनी तेज़ी से आते हैं, उसमें ${timeLeft(seconds)} लगेंगे।`,
      meanwhile: 'आप आगे बढ़ें, ये डाउनलोड होते रहेंगे, और आ जाने पर Parley आपको बताएगा।',
      get: (count) => (count === 1 ? 'डाउनलोड करें' : count === 2 ? 'दोनों डाउनलोड करें' : 'सभी डाउनलोड करें'),
      later: 'बाद में',
      all: 'सभी मॉडल',
    },
    sound: {
      title: 'ध्वनि जाँचें',
      text: 'बोलें: आवाज़ का स्तर हिलना चाहिए। एक ध्वनि बजाएँ: वह आपको सुनाई देनी चाहिए।',
      action: 'शुरू करें',
    },
    greeting: 'आप क्या-क्या कर सकते हैं?',
  },
})
