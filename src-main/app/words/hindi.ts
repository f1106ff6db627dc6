import type { ShellWords } from './english'

/** Every word of the tray, the menus and the dialogs, in Hindi. */
export const hindi: ShellWords = {
  name: 'Parley',
  notStarted: 'Parley शुरू नहीं हो सका',

  keys: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Super: 'Super', Space: 'स्पेस' },

  tray: {
    phases: {
      idle: 'Parley',
      listening: 'Parley सुन रहा है',
      thinking: 'Parley सोच रहा है',
      speaking: 'Parley बोल रहा है',
      muted: 'Parley का माइक बंद है',
      trouble: 'Parley को आपकी ज़रूरत है',
    },
    quick: 'झटपट बातचीत',
    mute: 'माइक बंद करें',
    key: (pushToTalkKey) => `बोलने की कुंजी: ${pushToTalkKey}`,
    fetching: (share) =>
      share === undefined ? 'मॉडल डाउनलोड हो रहे हैं' : `मॉडल डाउनलोड हो रहे हैं: ${Math.floor(share * 100)}%`,
    open: 'Parley खोलें',
    quit: 'Parley बंद करें',
  },

  goesOn: {
    tray: {
      title: 'Parley ट्रे में चलता रहेगा',
      body: 'इसे बंद करने के लिए वहाँ इसके आइकन का मेन्यू खोलें, या इसकी विंडो में Ctrl+Q दबाएँ।',
    },
    menuBar: {
      title: 'Parley मेन्यू बार में चलता रहेगा',
      body: 'इसे बंद करने के लिए वहाँ इसके आइकन का मेन्यू खोलें, या इसकी विंडो में ⌘Q दबाएँ।',
    },
  },

  fetched: {
    title: (names) => `डाउनलोड हो गया: ${names}`,
    body: 'Parley खोलने और वहाँ से इस्तेमाल करने के लिए यहाँ दबाएँ।',
  },

  rings: {
    title: {
      timer: (label) => (label ? `टाइमर: ${label}` : 'टाइमर बज रहा है'),
      alarm: (label) => (label ? `अलार्म: ${label}` : 'अलार्म बज रहा है'),
    },
    body: 'Parley खोलकर इसे बंद करने के लिए यहाँ दबाएँ।',
  },

  menu: {
    about: 'Parley के बारे में',
    licence: 'GPL-3.0-or-later. आप जो कहते हैं, वह इस कंप्यूटर से बाहर नहीं जाता, जब तक आप ही ऐसा न चुनें।',
    quit: 'Parley बंद करें',
    edit: 'संपादन',
    view: 'दृश्य',
    window: 'विंडो',
    roles: {
      hide: 'Parley छिपाएँ',
      hideOthers: 'बाकी छिपाएँ',
      unhide: 'सब दिखाएँ',
      undo: 'पहले जैसा करें',
      redo: 'फिर से करें',
      cut: 'काटें',
      copy: 'कॉपी करें',
      paste: 'पेस्ट करें',
      pasteAndMatchStyle: 'इसी शैली में पेस्ट करें',
      delete: 'मिटाएँ',
      selectAll: 'सब चुनें',
      zoomIn: 'बड़ा करें',
      zoomOut: 'छोटा करें',
      resetZoom: 'असली आकार',
      togglefullscreen: 'पूरी स्क्रीन',
      minimize: 'विंडो छोटी करें',
      zoom: 'ज़ूम करें',
      front: 'सब सामने लाएँ',
      close: 'विंडो बंद करें',
    },
  },

  link: {
    mail: (address) => `अपने मेल प्रोग्राम में ${address} को लिखें?`,
    mailDetail: 'Parley खुद कुछ नहीं भेजता।',
    page: (host) => `${host} को अपने ब्राउज़र में खोलें?`,
    pageDetail: 'Parley खुद इसे किसी से नहीं माँगता। आपका ब्राउज़र माँगेगा।',
    notEncrypted: 'वहाँ जो आता-जाता है, वह एन्क्रिप्ट नहीं होता।',
    yes: 'खोलें',
    no: 'रद्द करें',
  },

  sandbox: {
    message: 'यहाँ Parley की विंडो सैंडबॉक्स में नहीं हैं।',
    detail:
      'AppImage ऐसे तब चलता है जब कंप्यूटर उसे यूज़र नेमस्पेस नहीं देता, जिनसे Chromium अपना सैंडबॉक्स बनाता है। उसके बिना Chromium की कोई खराबी विंडो के अंदर बंद नहीं रहती। विंडो में Parley के अपने पेज ही दिखते हैं। Parley के deb पैकेज में सैंडबॉक्स है।',
    yes: 'इसके बिना आगे बढ़ें',
    no: 'Parley बंद करें',
  },

  stopped: {
    message: 'Parley की विंडो लगातार दो बार रुक गई।',
    detail:
      'आपकी बातचीत सुरक्षित है। बाकी प्रोग्राम बंद करके फिर कोशिश करें। अगर यह फिर रुके, तो Parley बंद करके दोबारा शुरू करें।',
    again: 'फिर कोशिश करें',
    quit: 'Parley बंद करें',
  },

  folder: { title: 'मॉडल का फ़ोल्डर', use: 'यह फ़ोल्डर इस्तेमाल करें' },
}
