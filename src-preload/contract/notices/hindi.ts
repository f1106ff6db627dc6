import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { NoticeWords } from '../notice'

const attempts: Record<FileAttempt, string> = {
  opened: 'खोला',
  read: 'पढ़ा',
  made: 'बनाया',
  written: 'लिखा',
  removed: 'हटाया',
}
const obstacles: Record<Exclude<FileObstacle, 'unknown'>, readonly [reason: string, remedy: string]> = {
  'not-allowed': ['इसकी अनुमति नहीं है', 'देखें कि यह किसका है और अनुमतियाँ क्या हैं, या दूसरी जगह चुनें।'],
  'read-only': ['उसकी डिस्क केवल पढ़ी जा सकती है', 'दूसरी जगह चुनें।'],
  'not-there': ['ऐसी कोई फ़ाइल या फ़ोल्डर नहीं है', 'पथ जाँचें।'],
  'file-in-path': ['उसके पथ का एक भाग फ़ाइल है, फ़ोल्डर नहीं', 'पथ जाँचें।'],
  'is-folder': ['यह एक फ़ोल्डर है', 'किसी फ़ाइल का नाम दें।'],
  'name-taken': ['यह नाम किसी और का है', 'उसे हटाएँ, या दूसरी जगह चुनें।'],
  'not-empty': ['उसमें कुछ और रखा है', 'उसे हटाएँ, या दूसरी जगह चुनें।'],
  'disk-full': ['डिस्क भरी है', 'जगह बनाएँ और फिर कोशिश करें।'],
  'share-full': ['डिस्क में आपका हिस्सा भरा है', 'जगह बनाएँ और फिर कोशिश करें।'],
  'held-open': ['किसी दूसरे प्रोग्राम ने उसे खोल रखा है', 'उसे बंद करें और फिर कोशिश करें।'],
  'too-many-open': ['बहुत सारी फ़ाइलें खुली हैं', 'दूसरे प्रोग्राम बंद करें और फिर कोशिश करें।'],
  'name-too-long': ['उसका नाम बहुत लंबा है', 'छोटा नाम चुनें।'],
  'link-circle': ['उसके लिंक गोल घूमते हैं', 'पथ जाँचें।'],
  'too-large': ['यह अपनी डिस्क के लिए बहुत बड़ी है', 'दूसरी जगह चुनें।'],
  'disk-fails': ['उसकी डिस्क ख़राब है', 'डिस्क जाँचें।'],
  'nothing-behind': ['उसके पीछे कुछ नहीं है', 'दूसरी फ़ाइल का नाम दें।'],
  'reader-gone': ['जिसे पढ़ना था वह चला गया है', 'फिर कोशिश करें।'],
  'computer-lost-it': ['दूसरे कंप्यूटर के पास वह अब नहीं है', 'उसे फिर जोड़ें।'],
  'computer-silent': ['दूसरा कंप्यूटर जवाब नहीं देता', 'उसे फिर जोड़ें।'],
  'over-2-gb': ['यह 2 GB से बड़ी है', 'छोटी फ़ाइल चुनें।'],
}

/** Every notice, in Hindi. */
export const hindiNotices = (_: Formats): NoticeWords => ({
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `कुछ अनपेक्षित गड़बड़ हुई: ${detail}`,
  file({ place = 'फ़ाइल', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown' ? [`सिस्टम कहता है ${code}`, 'डिस्क जाँचें, या दूसरी जगह चुनें।'] : obstacles[obstacle]
    return `${place} को ${attempts[attempt]} नहीं जा सका: ${reason}। ${remedy}`
  },

  'driver-too-old': ({ driver, oldest }) =>
    `आपका NVIDIA ड्राइवर संस्करण ${driver} है। CUDA को ${oldest} या नया चाहिए: पहले ड्राइवर अपडेट करें।`,

  'engine-stopped': ({ during }) =>
    ({
      question: 'आपके बोलते समय इंजन रुक गया और फिर से शुरू हो रहा है। एक बार फिर कहें।',
      answer: 'इस जवाब के बीच में इंजन रुक गया और फिर से शुरू हो रहा है। एक बार फिर पूछें।',
      store: 'यह करने से पहले इंजन रुक गया और फिर से शुरू हो रहा है। एक बार फिर कोशिश करें।',
    })[during],
  'line-cut': ({ during }) =>
    ({
      question: 'आपके बोलते समय Parley से कनेक्शन टूट गया। एक बार फिर कहें।',
      answer: 'इस जवाब के बीच में Parley से कनेक्शन टूट गया। एक बार फिर पूछें।',
      store: 'यह करने से पहले Parley से कनेक्शन टूट गया। एक बार फिर कोशिश करें।',
    })[during],
  'engine-not-running': () => 'इंजन नहीं चल रहा। इसे फिर से शुरू करें।',
  'too-many-tabs': () => 'Parley इस ब्राउज़र के बहुत सारे टैब में खुला है। एक टैब बंद करें, फिर कोशिश करें।',
  'host-gone': () => 'Parley अब जवाब नहीं दे रहा। इसे फिर से शुरू करें और इसके नए लिंक से खोलें।',
  'not-understood': ({ detail }) => `इंजन ने कुछ ऐसा कहा जो यह विंडो नहीं समझती (${detail})।`,
  'not-asked': ({ detail }) => `इंजन से यह नहीं पूछा जा सकता (${detail})।`,
})
