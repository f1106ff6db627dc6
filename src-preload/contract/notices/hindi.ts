import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { ModelKind } from '../models'
import type { NoticeWords } from '../notice'
import { hindiDeviceNotices } from './devices/hindi'
import { hindiSettingNotices } from './settings/hindi'
import type { LineFault } from './noticeParams'

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
  'no-file': ['यह पाइप या डिवाइस है, फ़ाइल नहीं', 'किसी फ़ाइल का नाम दें।'],
  'too-long': ['यह ऐसी फ़ाइल से कहीं ज़्यादा लंबी है', 'उसे हटाएँ, या दूसरी फ़ाइल का नाम दें।'],
  'disk-fails': ['उसकी डिस्क ख़राब है', 'डिस्क जाँचें।'],
  'nothing-behind': ['उसके पीछे कुछ नहीं है', 'दूसरी फ़ाइल का नाम दें।'],
  'reader-gone': ['जिसे पढ़ना था वह चला गया है', 'फिर कोशिश करें।'],
  'computer-lost-it': ['दूसरे कंप्यूटर के पास वह अब नहीं है', 'उसे फिर जोड़ें।'],
  'computer-silent': ['दूसरा कंप्यूटर जवाब नहीं देता', 'उसे फिर जोड़ें।'],
  'over-2-gb': ['यह 2 GB से बड़ी है', 'छोटी फ़ाइल चुनें।'],
}

const ranOut = {
  card: 'ग्राफ़िक्स कार्ड की मेमोरी ख़त्म हो गई',
  processor: 'मेमोरी ख़त्म हो गई',
}
const lineFaults: Record<LineFault, string> = {
  'unknown-address': 'यह पता यहाँ मालूम नहीं; क्या यह कंप्यूटर ऑनलाइन है?',
  'no-lookup': 'कोई पता पूछा नहीं जा सका; क्या यह कंप्यूटर ऑनलाइन है?',
  'no-network': 'नेटवर्क नहीं है',
  'no-way': 'वहाँ कोई रास्ता नहीं जाता',
  refused: 'वहाँ कोई जवाब नहीं देता',
  'no-https': 'वहाँ https नहीं बोला जाता; शायद पता http:// से शुरू होता है',
  'hung-up': 'दूसरी ओर से कनेक्शन काट दिया गया',
  timeout: 'समय पर जवाब नहीं आया',
}
const lineFault = (fault?: LineFault, detail = 'कोई नहीं जानता क्यों'): string =>
  fault === undefined ? detail : lineFaults[fault]
const kindNames: Record<ModelKind, string> = {
  listener: 'श्रोता',
  voice: 'आवाज़',
  'turn-end': 'बोलना पूरा होने का मॉडल',
}

/** Every notice, in Hindi. */
export const hindiNotices = (
  formats: Formats,
  { bytes, languageName, list, number } = formats,
): NoticeWords => ({
  ...hindiSettingNotices,
  ...hindiDeviceNotices(formats),
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `कुछ अनपेक्षित गड़बड़ हुई: ${detail}`,
  file({ place = 'फ़ाइल', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown' ? [`सिस्टम कहता है ${code}`, 'डिस्क जाँचें, या दूसरी जगह चुनें।'] : obstacles[obstacle]
    return `${place} को ${attempts[attempt]} नहीं जा सका: ${reason}। ${remedy}`
  },

  'microphone-numbers': () => 'माइक्रोफ़ोन से ऐसी संख्याएँ आईं जो ध्वनि नहीं हैं। दूसरा माइक्रोफ़ोन चुनें।',
  'question-minutes': ({ minutes }) => `एक सवाल ज़्यादा से ज़्यादा ${minutes} मिनट का हो सकता है। छोटे हिस्सों में पूछें।`,
  'question-seconds': ({ seconds, longestSeconds }) =>
    `वह ${seconds} s लंबा था; यह श्रोता ज़्यादा से ज़्यादा ${longestSeconds} s याद रखता है। छोटे हिस्सों में पूछें।`,
  'question-too-long': () => 'यह सवाल याद रखने के लिए बहुत लंबा है। छोटे हिस्सों में पूछें।',
  'heard-too-short': () => 'वह इतना छोटा था कि कोई शब्द नहीं सुना गया। फिर से बोलें।',
  'heard-silence': () => 'केवल सन्नाटा था। माइक्रोफ़ोन जाँचें और फिर से बोलें।',
  'question-gone': () => 'यह सवाल अब रखा नहीं है। इसे फिर से पूछें।',
  'answer-gone': () => 'यह जवाब अब रखा नहीं है। इसका सवाल फिर से पूछें।',
  'answer-cut-off': () => 'इस जवाब के बीच में Parley रुक गया। एक बार फिर पूछें।',
  'sound-empty': ({ name }) => `${name} में कोई ध्वनि नहीं है: उसे फिर से रिकॉर्ड करें।`,
  'sound-too-short': ({ name, seconds, leastSeconds }) =>
    `${name} केवल ${number(seconds)} s का है: कम से कम ${leastSeconds} s चाहिए।`,
  'sound-too-long': ({ name, seconds, mostSeconds }) =>
    `${name} ${seconds} s लंबा है: उसे ज़्यादा से ज़्यादा ${mostSeconds} s तक काटें।`,
  'sound-numbers': ({ name }) => `${name} में एक ऐसा नमूना है जो संख्या नहीं है: उसे फिर से रिकॉर्ड करें या बदलें।`,
  'sound-silent': ({ name }) => `${name} में केवल सन्नाटा है: माइक्रोफ़ोन जाँचें और फिर से रिकॉर्ड करें।`,
  'wav-none': ({ name, looksLike }) =>
    `${name} WAV फ़ाइल नहीं है${looksLike ? `, ${looksLike} जैसी दिखती है` : ''}: पहले उसे WAV में बदलें।`,
  'wav-rate': ({ name, rateHz, lowestHz, highestHz }) =>
    `${name} की नमूना दर ${rateHz} Hz है: उसे ${lowestHz} से ${highestHz} Hz में बदलें।`,
  'wav-format': ({ name, bits, tag, bytes }) =>
    `${name} में WAV प्रारूप ${tag} के ${bits}-बिट नमूने हैं, हर एक ${bytes} बाइट में, जिन्हें Parley नहीं समझता: उसे 16-बिट PCM में बदलें।`,
  'wav-damaged': ({ name, fault }) => {
    const what = {
      'format-cut': 'उसका प्रारूप कटा हुआ है',
      'no-format': 'उसका प्रारूप नहीं है',
      'no-data': 'उसमें ध्वनि डेटा नहीं है',
      'data-cut': 'उसका ध्वनि डेटा कटा हुआ है',
      'no-channels': 'वह शून्य चैनल बताती है',
    }[fault]
    return `${name} ख़राब WAV फ़ाइल है: ${what}। उसे फिर से रिकॉर्ड करें या बदलें।`
  },

  'no-model-folder': ({ directory }) => `मॉडल फ़ोल्डर ${directory} नहीं है। पथ जाँचें।`,
  'model-files-missing': ({ directory, files }) =>
    `${directory} के मॉडल में ${list(files)} नहीं है। उसे फिर से डाउनलोड करें, या दूसरा चुनें।`,
  'model-file-damaged': ({ file, detail }) =>
    `${file} ख़राब है${detail ? ` (${detail})` : ''}। उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'model-file-other': ({ file, family, detail }) =>
    `${file} ${family} मॉडल की नहीं है${detail ? ` (${detail})` : ''}। उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'model-unsupported': ({ detail }) => `मॉडल को कुछ ऐसा चाहिए जो Parley नहीं कर सकता (${detail})। दूसरा चुनें।`,
  'lfs-pointer': ({ file }) =>
    `${file} Git LFS का संकेतक है, जो असली फ़ाइल की जगह रहता है। उसके फ़ोल्डर में “git lfs pull” असली फ़ाइल लाता है।`,
  'web-page-file': ({ file }) =>
    `${file} एक वेब पेज है, जैसा तब मिलता है जब डाउनलोड से पहले साइन इन करना हो। साइन इन करें और असली फ़ाइल डाउनलोड करें।`,
  'model-not-onnx': ({ file }) => `${file} ख़राब है: यह ONNX मॉडल नहीं है। उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'model-no-file': ({ file }) => `फ़ाइल ${file} नहीं है। उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'weights-missing': ({ file, weights }) =>
    `${file} के वज़न नहीं हैं: उसके पास ${weights} नहीं है। उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'weights-outside': ({ file, weights }) =>
    `${file} अपने फ़ोल्डर के बाहर के वज़न बताती है${weights ? ` (${weights})` : ''}, जो नहीं पढ़े जाते। उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'weights-short': ({ file }) =>
    `${file} के वज़न ख़राब हैं: उनकी फ़ाइल बहुत छोटी है। उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'model-not-loaded': ({ file, detail }) =>
    `${file} लोड नहीं हो सकी: ${detail} उसे फिर से डाउनलोड करें, या दूसरा मॉडल चुनें।`,
  'no-end-of-turn': ({ file }) => `बोलना पूरा होने का मॉडल ${file} नहीं है। पथ जाँचें।`,
  'end-of-turn-odd': ({ file, value }) =>
    `${file} ने संभावना की जगह ${value} दिया। बोलना पूरा होने का दूसरा मॉडल चुनें।`,
  'end-of-turn-instead': ({ why }) =>
    `बोलना पूरा होने का मॉडल लोड नहीं हो सका, इसलिए अंतर्निहित मॉडल बताता है कि आप कब रुके। ${why}`,
  'end-of-turn-none': ({ why }) =>
    `Parley आपकी आवाज़ से नहीं, केवल सन्नाटे से जानता है कि आपने बोलना कब पूरा किया। ${why}`,
  'listener-instead': ({ name, why }) => `${name} लोड नहीं हो सका, इसलिए अंतर्निहित श्रोता आपको सुनता है। ${why}`,
  'voice-instead': ({ name, why }) => `${name} लोड नहीं हो सका, इसलिए अंतर्निहित आवाज़ बोलती है। ${why}`,
  'models-on-processor': () =>
    'आपके मॉडल लोड करते समय इंजन दो बार रुक गया, इसलिए वे प्रोसेसर पर चलते हैं, जो धीमा है। अपने ग्राफ़िक्स कार्ड का ड्राइवर अपडेट करें और Parley फिर से शुरू करें।',
  'models-built-in': () =>
    'आपके मॉडल लोड करते समय इंजन बार-बार रुक गया, इसलिए अंतर्निहित मॉडल जवाब देते हैं। दूसरे प्रोग्राम बंद करें और अपने मॉडल फिर से इस्तेमाल करें, या छोटे मॉडल चुनें।',

  'memory-short': ({ neededBytes, freeBytes }) =>
    `मॉडलों को ${bytes(neededBytes)} मेमोरी चाहिए और ${bytes(freeBytes)} ख़ाली है। दूसरे प्रोग्राम बंद करें, या छोटा मॉडल चुनें।`,
  'memory-for-answer': () => 'उस जवाब के लिए मेमोरी काफ़ी नहीं है। दूसरे प्रोग्राम बंद करें और फिर पूछें।',
  'context-shorter': ({ tokens, wantedTokens, freeBytes }) =>
    `बातचीत ${wantedTokens} की जगह ${tokens} टोकन तक याद रहती है, क्योंकि ${bytes(freeBytes)} ख़ाली है।`,
  'listener-smaller': ({ dtype, insteadOf, freeBytes }) =>
    `${insteadOf} की जगह छोटा श्रोता ${dtype} चलता है, क्योंकि ${freeBytes === undefined ? 'उससे प्रोसेसर जल्दी जवाब देता है' : `${bytes(freeBytes)} ख़ाली है`}।`,
  'on-processor': ({ parts, freeBytes }) =>
    `${parts === 'both' ? 'श्रोता और आवाज़ प्रोसेसर पर चलते हैं' : 'आवाज़ प्रोसेसर पर चलती है'}, क्योंकि ग्राफ़िक्स कार्ड में केवल ${bytes(freeBytes)} ख़ाली है।`,
  'ran-out-context': ({ on, tokens }) => `${ranOut[on]}, इसलिए अब से बातचीत ${tokens} टोकन तक याद रहती है।`,
  'ran-out-smaller': ({ on, dtype }) => `${ranOut[on]}, इसलिए छोटा श्रोता ${dtype} चलता है।`,
  'ran-out-moved': ({ on, part }) =>
    `${ranOut[on]}, इसलिए ${part === 'listener' ? 'श्रोता प्रोसेसर पर चलता है' : 'आवाज़ प्रोसेसर पर चलती है'}।`,
  'runtime-no-platform': ({ platform }) => `${platform} के लिए ONNX Runtime नहीं है।`,
  'runtime-not-loaded': ({ file, detail, needsRedistributable }) =>
    `ONNX Runtime को ${file} से लोड नहीं किया जा सका: ${detail}। ${needsRedistributable ? 'Microsoft का Visual C++ Redistributable (x64), या Parley फिर से इंस्टॉल करें।' : 'Parley फिर से इंस्टॉल करें।'}`,
  'runtime-other-version': ({ version, wanted }) =>
    `ONNX Runtime ${version} मिला, पर Parley ${wanted} के लिए बना है। Parley फिर से इंस्टॉल करें।`,
  'runtime-failed': ({ part, detail }) => `${part} विफल हुआ: ${detail}`,
  'computes-wrongly': () => 'वह ग़लत गणना करता है: एक ही इनपुट के दो जवाब आए।',
  'device-silent': () => 'उपकरण ने कोई जवाब नहीं दिया।',
  'no-numbers': ({ part }) =>
    `${part === 'encoder' ? 'ऑडियो एन्कोडर' : 'भाषा मॉडल'} ने ऐसी संख्याएँ दीं जो संख्या नहीं हैं। फिर पूछें, और दोबारा हो तो मॉडल फिर से डाउनलोड करें।`,
  'no-token': () => 'भाषा मॉडल हर टोकन को मना करता है। फिर पूछें, और दोबारा हो तो मॉडल फिर से डाउनलोड करें।',
  'listener-away': () => 'श्रोता अभी लोड नहीं है।',
  'listener-busy': () => 'श्रोता ने दूसरा जवाब शुरू कर दिया है। फिर पूछें।',

  'voice-unplayable': () => 'आवाज़ ने ऐसी ध्वनि बनाई जो बजाई नहीं जा सकती; उसके मॉडल की दूसरी फ़ाइल या परिशुद्धता चुनें।',
  'voice-silent': ({ voice }) => `आवाज़ ${voice} से केवल सन्नाटा आया; दूसरी आवाज़, या उसके मॉडल की दूसरी फ़ाइल चुनें।`,
  'voice-cannot-say': ({ text }) => `आवाज़ “${text}” नहीं बोल सकती।`,
  'no-phonemes': ({ code }) => `espeak-ng को कोई ध्वनि नहीं मिली (कोड ${code})।`,
  'built-in-voice-broken': () =>
    'अंतर्निहित आवाज़ (espeak-ng) लोड नहीं हो सकी; उसकी फ़ाइलें ठीक करने के लिए Parley फिर से इंस्टॉल करें।',
  'built-in-voice-unknown': ({ voice }) => `अंतर्निहित आवाज़ में भाषा “${voice}” नहीं है; दूसरी चुनें, जैसे “en-us”।`,
  'voice-unknown': ({ voice }) => `Kokoro में आवाज़ “${voice}” नहीं है; दूसरी चुनें, जैसे af_heart।`,
  'language-unpronounced': ({ language }) =>
    `Parley अभी ${languageName(language)} का उच्चारण नहीं कर सकता; ऐसी आवाज़ चुनें जिसका नाम a, b, e, f, h, i या p से शुरू होता हो।`,
  'language-unspoken': ({ language }) =>
    `जो ${language ? languageName(language) : 'दूसरी लिपि'} में लिखा है वह बोला नहीं जाता: यहाँ कोई आवाज़ उसे नहीं बोल सकती।`,
  'voice-slow': ({ factor, isBuiltIn }) =>
    `यह आवाज़ यहाँ हर सेकंड की ध्वनि के लिए ${number(factor)} s लेती है, इसलिए रुक-रुककर बोलती है। ${isBuiltIn ? 'दूसरे प्रोग्राम कम काम करें तो यह तेज़ होती है।' : 'अंतर्निहित आवाज़ तेज़ है; उसे मॉडल में चुन सकते हैं।'}`,

  'store-newer': () =>
    'आपकी बातचीत इससे नए Parley ने रखी थी। वह जैसी है वैसी रहती है, और यहाँ जो कहा जाता है वह नहीं रखा जाता। सबसे नया Parley इंस्टॉल करें।',
  'store-damaged': ({ keptAs }) =>
    `आपकी बातचीत की फ़ाइल ख़राब है और पढ़ी नहीं जा सकती। वह ${keptAs} के नाम से रखी है; नई फ़ाइल शुरू की गई।`,
  'store-locked': () =>
    'दूसरे Parley ने आपकी बातचीत खोल रखी है। यहाँ जो कहा जाता है वह नहीं रखा जाता। दूसरे को बंद करें और इसे फिर से शुरू करें।',
  'store-no-folder': () => 'यहाँ जो कहा जाता है वह रखा नहीं जा सकता: उसके लिए कोई फ़ोल्डर नहीं है।',
  'store-elsewhere': ({ place, not }) =>
    `${place} एक लिंक है, या ${not === 'yours' ? 'आपका नहीं है' : 'फ़ाइल नहीं है'}। वहाँ रखा सब कुछ हटाने पर भी रह जाता, इसलिए जो कहा जाता है वह नहीं रखा जाता। उसे हटाएँ और Parley फिर से शुरू करें।`,
  'store-full': ({ folder }) =>
    `बातचीत ${folder} में नहीं लिखी जा सकती: डिस्क भरी है। अब से जो कहा जाता है वह Parley के बंद होने तक याद रहता है। जगह बनाएँ, और वह आपके अगले सवाल के साथ रख लिया जाएगा।`,
  'store-unwritable': ({ folder, detail }) =>
    `बातचीत ${folder} में नहीं लिखी जा सकती: ${detail} अब से जो कहा जाता है वह Parley के बंद होने तक याद रहता है। Parley को वहाँ लिखने दें, और वह आपके अगले सवाल के साथ रख लिया जाएगा।`,
  'store-not-removed': ({ file }) =>
    `${file} में कही गई बातें हैं, और उसे हटाया नहीं जा सका। Parley के बंद होने पर उसे हटा दें।`,
  'search-replaced': () => 'इस बीच कुछ और खोजा गया।',
  'archive-damaged': ({ file }) => `${file} ख़राब है। उसे हटाएँ और फिर से डाउनलोड करें।`,

  'engine-again': ({ how }) => `इंजन रुक गया (${how}) और फिर से शुरू हो रहा है।`,
  'engine-gave-up': ({ how }) =>
    `इंजन बार-बार रुक गया (${how})। उसे फिर से शुरू करें; काम न बने तो Parley फिर से शुरू करें।`,
  'window-invalid': ({ detail }) => `विंडो ने अमान्य संदेश भेजा: ${detail}।`,
  'message-unreadable': ({ detail }) => `एक संदेश पढ़ा नहीं जा सका: ${detail}।`,
  'window-request-unknown': () => 'विंडो ने कुछ ऐसा माँगा जो यहाँ मालूम नहीं।',
  'too-many-turns': () => 'बहुत सारे सवाल खुले हैं। एक जवाब का इंतज़ार करें, फिर पूछें।',

  'no-model': ({ name, command }) =>
    `मॉडल ${name} नहीं है।${command ? ` “${command}” दिखाता है कि क्या-क्या है; हब की रिपॉज़िटरी OWNER/NAME लिखी जाती है।` : ''}`,
  'model-not-fetched': ({ name, command }) => `${name} अभी इस कंप्यूटर पर नहीं है। इससे डाउनलोड करें: ${command}`,
  'model-not-here': ({ name, command }) => `${name} इस कंप्यूटर पर नहीं है। “${command}” दिखाता है कि क्या है।`,
  'model-not-whole': ({ name }) => `${name} अभी पूरा नहीं है। पहले उसे डाउनलोड करें।`,
  'model-in-use': ({ name }) => `${name} इस्तेमाल में है। पहले दूसरा मॉडल इस्तेमाल करें, फिर इसे हटाएँ।`,
  'being-fetched': ({ name }) => `${name} डाउनलोड हो रहा है। पहले उसे रोकें।`,
  'model-files-held': ({ name }) =>
    `${name} की कुछ फ़ाइलें हटाई नहीं जा सकीं: किसी प्रोग्राम ने उन्हें खोल रखा है, या वे आपकी नहीं हैं। उसे और Parley को बंद करें, और मॉडल फिर से हटाएँ।`,
  'model-other-kind': ({ name, wanted, is }) =>
    `${name} ${kindNames[wanted]} नहीं है। ${{ listener: 'यह --model के साथ चलता है।', voice: 'यह --kokoro के साथ चलता है।', 'turn-end': 'यह बताता है कि बोलने वाले ने कब पूरा किया, और अपने आप काम आता है।' }[is]}`,
  'model-comes-along': ({ name }) =>
    `${name} Parley के साथ आया है और उसी के साथ जाएगा। इसकी जगह दूसरा मॉडल इस्तेमाल करें।`,
  'model-of-your-own': ({ name }) => `${name} आपका अपना फ़ोल्डर है, जिससे तुलना के लिए हब में कोई रिकॉर्ड नहीं है।`,
  'folder-no-model': ({ directory }) =>
    `${directory} में ऐसा कोई मॉडल नहीं है जिसे Parley पढ़े: न onnx/decoder_model_merged.onnx (Voxtral), न onnx/model.onnx और tokenizer.json या kokoro-v1.0.onnx (Kokoro), न बोलना पूरा होने का मॉडल (Smart Turn)। “onnx” के ऊपर का फ़ोल्डर चुनें।`,
  'weights-linked': ({ directory, command }) =>
    `${directory} के वज़न दूसरे फ़ोल्डर के लिंक हैं, जिन पर Parley नहीं जाता। ${command ? `इससे डाउनलोड करें: ${command} (जो इस कैश में है वह फिर से डाउनलोड नहीं होता)।` : 'असली फ़ाइलें वहाँ रखें।'}`,
  'layout-lacks': ({ source, files }) =>
    `${source} वैसा मॉडल नहीं है जैसा Parley पढ़ता है: उसमें ${list(files)} नहीं है। दूसरा चुनें।`,
  'import-failed': ({ directory, isSlow }) =>
    `Parley ${directory} के मॉडल को नहीं देख सका: ${isSlow ? 'बहुत समय लगता है' : 'लोड करना अचानक विफल हुआ'}। दूसरा फ़ोल्डर चुनें।`,
  'size-not-asked': () => 'यह मॉडल कितना बड़ा है, पूछा नहीं जा सका। फिर कोशिश करें।',
  'fetch-stopped': () => 'इस मॉडल का डाउनलोड अचानक रुक गया। फिर से डाउनलोड करें: वह वहीं से आगे बढ़ेगा।',
  'gave-up': ({ why }) => `${why} कनेक्शन जाँचें और फिर से डाउनलोड करें: वह जहाँ रुका था वहीं से आगे बढ़ेगा।`,
  'hub-sent-not': ({ host, what, status }) => `${host} ने ${what} नहीं भेजा (स्थिति ${status})।`,
  'hub-refused': ({ host, what, status }) =>
    `${host} ने ${what} नहीं भेजा (स्थिति ${status})। बाद में फिर कोशिश करें।`,
  'hub-nothing': ({ host, what }) => `${host} के पास ${what} नहीं है। नाम जाँचें।`,
  'hub-token-by-https': ({ host, what }) =>
    `${host} ${what} केवल टोकन वाले को देता है, और Parley आपका टोकन केवल https से भेजता है। HF_ENDPOINT को https:// के साथ लिखें।`,
  'hub-terms': ({ host, what }) =>
    `${host} ${what} केवल उन्हें देता है जिन्होंने उसकी शर्तें मानी हैं। वहाँ उसके पेज पर उन्हें मानें, और Parley को अपना टोकन दें (HF_TOKEN)।`,
  'hub-closed': ({ host, what }) =>
    `${host} ${what} नहीं देता: वह है नहीं, या दूसरा टोकन चाहिए। नाम जाँचें, और HF_TOKEN में ऐसा टोकन रखें जो उसे पढ़ सके।`,
  'hub-strange': ({ host }) => `${host} मॉडल हब की तरह जवाब नहीं देता। HF_ENDPOINT जाँचें, या बाद में फिर कोशिश करें।`,
  'hub-stray-file': ({ host, repository, place }) =>
    `${host} ${repository} की एक ऐसी फ़ाइल बताता है जो मॉडल के फ़ोल्डर के बाहर होती (${place}), इसलिए उसमें से कुछ नहीं लिया गया। HF_ENDPOINT जाँचें, या दूसरा मॉडल चुनें।`,
  'hub-unprovable': ({ host, repository, place }) =>
    `${host} नहीं बताता कि ${repository} की ${place} किस हैश से पहचानी जाती है, इसलिए उसमें से कुछ नहीं लिया गया: जाँच नहीं हो पाती। HF_ENDPOINT जाँचें, या दूसरा मॉडल चुनें।`,
  'hub-endless-list': ({ host, repository }) =>
    `${host} ${repository} की फ़ाइलें बिना अंत गिनाता है, इसलिए उसमें से कुछ नहीं लिया गया। HF_ENDPOINT जाँचें, या बाद में फिर कोशिश करें।`,
  'hub-endless-answer': ({ host }) =>
    `${host} जवाब से कहीं ज़्यादा भेजता है, इसलिए उसे अंत तक नहीं पढ़ा गया। HF_ENDPOINT जाँचें, या बाद में फिर कोशिश करें।`,
  'hub-leads-on': ({ host }) => `${host} बार-बार आगे भेजता है, पर माँगी हुई चीज़ तक कभी नहीं। बाद में फिर कोशिश करें।`,
  'hub-silent': ({ host }) => `${host} जवाब नहीं देता।`,
  'file-unlike-record': ({ file, repository, aside }) =>
    `${repository} की ${file} वैसी नहीं है जैसी हब में दर्ज है, और ${aside} के नाम से अलग रखी गई। मॉडल फिर से डाउनलोड करें।`,
  'sent-other-part': ({ host, what, given }) => `${host} ने ${what} का माँगे हुए से दूसरा भाग भेजा (${given})।`,
  'sent-too-much': ({ host, what }) => `${host} ने ${what} का हब में दर्ज से ज़्यादा भेजा।`,
  'sent-too-little': ({ host, what, sentBytes, wholeBytes }) =>
    `${host} ने ${what} के ${wholeBytes} में से केवल ${sentBytes} बाइट भेजे।`,
  'fell-silent': ({ what }) => `${what} डाउनलोड होते समय कनेक्शन चुप हो गया।`,
  'line-failed': ({ host, fault, detail }) => `${host} से कनेक्शन विफल हुआ (${lineFault(fault, detail)})।`,
  'proxy-failed': ({ proxy, host, fault, detail }) =>
    `प्रॉक्सी ${proxy} तक नहीं पहुँचा जा सका (${lineFault(fault, detail)}), इसलिए ${host} से कुछ नहीं पूछा गया। HTTPS_PROXY और HTTP_PROXY जाँचें।`,
  'proxy-wants-login': ({ host }) =>
    `${host} के रास्ते का प्रॉक्सी नाम और पासवर्ड माँगता है। उन्हें HTTPS_PROXY में लिखें: http://USER:PASSWORD@HOST:PORT।`,
  'proxy-leads-not': ({ host, status }) => `${host} के रास्ते का प्रॉक्सी वहाँ नहीं ले जाता (स्थिति ${status})।`,
  'certificate-unknown': ({ host }) =>
    `${host} यह नहीं दिखा सकता कि वह ${host} है: यह कंप्यूटर उसके प्रमाणपत्र पर भरोसा नहीं करता। शायद बीच में साइन इन माँगने वाला नेटवर्क है, या किसी कंपनी का प्रॉक्सी। ब्राउज़र से साइन इन करें; या NODE_EXTRA_CA_CERTS में नाम देकर Parley से कंपनी के प्रमाणपत्र पर भरोसा करवाएँ।`,
  'leads-nowhere': ({ host }) =>
    `${host} ऐसे पते पर भेजता है जो पता नहीं है, इसलिए वहाँ नहीं जाया गया। साइन इन माँगने वाला नेटवर्क ऐसा करता है: ब्राउज़र में कोई पेज खोलें और फिर कोशिश करें।`,
  'leads-to-plain': ({ host, to }) =>
    `${host} https से सादे http (${to}) पर भेजता है, जहाँ दूसरे उसे पढ़ और बदल सकते हैं, इसलिए वहाँ नहीं जाया गया। साइन इन माँगने वाला नेटवर्क ऐसा करता है: ब्राउज़र में कोई पेज खोलें और फिर कोशिश करें।`,
  'web-page-instead': ({ host, what }) =>
    `${host} से ${what} की जगह एक वेब पेज आया: बीच में साइन इन माँगने वाला नेटवर्क है, या किसी कंपनी का फ़िल्टर। ब्राउज़र से साइन इन करें, या नेटवर्क चलाने वाले से पूछें, और फिर कोशिश करें।`,
  'token-characters': () =>
    'मॉडल हब के टोकन (HF_TOKEN, या सेटिंग वाले) में ऐसा अक्षर है जो किसी टोकन में नहीं होता। उसे फिर से कॉपी करें।',
  'token-not-safe': ({ variable }) =>
    `इस सिस्टम में टोकन के लिए सुरक्षित जगह नहीं है। इसकी जगह ${variable} सेट करके Parley शुरू करें।`,
  'address-wrong': ({ variable, fault, scheme }) =>
    `${variable ?? 'सिस्टम का प्रॉक्सी'} ${{ 'no-address': 'वेब पता नहीं है, जो https:// से शुरू होता है', 'has-login': 'में नाम या पासवर्ड है, जो Parley नहीं भेजता', 'no-proxy': 'प्रॉक्सी का पता नहीं है, जैसे http://proxy.home:3128', 'other-proxy': `ऐसे प्रॉक्सी का नाम है जिसे Parley नहीं समझता (${scheme})`, 'loose-percent': 'के नाम या पासवर्ड में % है, जिसे %25 लिखा जाता है' }[fault]}। उसे सुधारें या हटाएँ।`,
  'disk-no-room': ({ folder, neededBytes, isUnpacked }) =>
    `${folder} की डिस्क में आने वाले ${bytes(neededBytes)}${isUnpacked ? ' (डाउनलोड और खोली हुई फ़ाइलें)' : ''} के लिए जगह नहीं है। जगह बनाएँ और फिर से डाउनलोड करें: वह जहाँ रुका था वहीं से आगे बढ़ेगा।`,
  'disk-full': ({ folder }) => `${folder} की डिस्क भरी है। जगह बनाएँ और फिर कोशिश करें: जो डाउनलोड हुआ वह रखा है।`,
  'being-written': ({ place }) => `दूसरा Parley ${place} लिख रहा है। फिर कोशिश करें।`,
  'file-held': ({ file }) =>
    `किसी दूसरे प्रोग्राम, जैसे वायरस स्कैनर, ने ${file} पकड़ रखी है। उसके पूरा होने पर फिर कोशिश करें।`,
  'cuda-in-use': ({ folder }) => `CUDA लाइब्रेरी इस्तेमाल में हैं। Parley बंद करें, और ${folder} हटाएँ।`,
  'index-other': ({ host, what }) =>
    `${host} के पास ${what} उससे अलग है जिससे Parley बना है; वह काम में नहीं आता। Parley अपडेट करें।`,

  'everything-removed': () => 'सब कुछ हटा दिया गया। Parley फिर से शुरू करें।',
  'other-parley': () =>
    'दूसरा Parley चल रहा है, और जो हटाया जाए उसे फिर लिख देता। कुछ नहीं हटाया गया। उसे बंद करें, फिर सब कुछ हटाएँ।',
  'port-in-use': ({ port }) => `पोर्ट ${port} इस्तेमाल में है। दूसरा चुनें।`,

  'usage-no-option': ({ option }) => `${option} नाम का कोई विकल्प नहीं है। --help बताता है कि क्या-क्या है।`,
  'usage-no-word': ({ word }) => `एक शब्द ज़्यादा है: ${word}। --help बताता है कि क्या-क्या है।`,
  'usage-option-value': ({ option, needsValue }) =>
    `${option} ${needsValue ? 'को एक मान चाहिए' : 'कोई मान नहीं लेता'}। --help और बताता है।`,
  'usage-no-command': ({ command }) => `${command} कोई आदेश नहीं है। --help बताता है कि क्या-क्या है।`,
  'usage-no-name': ({ command }) => `${command} को नाम चाहिए। --help और बताता है।`,
  'usage-port': ({ given }) => `--port 1 से 65535 तक की संख्या लेता है, ${given} नहीं।`,
  'usage-no-question': () => 'उसमें कोई शब्द नहीं है। बताएँ कि क्या पूछना है; --help और बताता है।',
  'question-characters': ({ count, most }) =>
    `सवाल में ${count} अक्षर हैं, और ${most} तक हो सकते हैं। छोटे हिस्सों में पूछें।`,
  'recording-none': () => 'यह ऐसी रिकॉर्डिंग नहीं है जिसे Parley पढ़ सके।',
  'usage-no-file': () => 'सवाल वाली WAV फ़ाइल का नाम दें। --help और बताता है।',
  'usage-no-input': () => '- मानक इनपुट से WAV पढ़ता है, जो यहाँ टर्मिनल है। उसमें WAV भेजें।',
  'usage-no-output': () => 'टर्मिनल के लिए बोली किसी काम की नहीं। फ़ाइल का नाम दें, या उसे किसी प्रोग्राम में भेजें।',
  'no-player': () =>
    'ध्वनि बजाने वाला कोई प्रोग्राम नहीं मिला। एक इंस्टॉल करें: aplay (alsa-utils), paplay (pulseaudio-utils), play (sox) या ffplay (ffmpeg)।',
  'player-failed': ({ program, detail }) => `${program} जवाब नहीं बजा सका: ${detail}। स्पीकर जाँचें।`,
  'no-recorder': () =>
    'रिकॉर्ड करने वाला कोई प्रोग्राम नहीं मिला। एक इंस्टॉल करें: arecord (alsa-utils), parecord (pulseaudio-utils), sox या ffmpeg।',
  'recorder-failed': ({ program, detail }) => `${program} अब रिकॉर्ड नहीं करता: ${detail}। माइक्रोफ़ोन जाँचें।`,
  'no-microphone': () => 'ffmpeg को कोई माइक्रोफ़ोन नहीं मिलता। एक जोड़ें।',
  'window-not-built': ({ detail }) => `विंडो नहीं बन सकी।\n${detail}`,

  // In a conversation that was saved as a file.
  'saved-spoken': ({ seconds }) => `(बोला गया, ${seconds.toFixed(1)} से॰)`,
  'saved-tool': ({ tool, outcome, result }) =>
    `${tool}, ${{ done: 'हो गया', failed: 'काम नहीं किया', refused: 'अनुमति नहीं मिली', interrupted: 'बीच में रोका गया' }[outcome]}${result === undefined ? '' : `: ${result}`}`,
  'saved-stopped': ({ heard }) =>
    heard === undefined ? 'सुने जाने से पहले रोका गया।' : `बीच में रोका गया, “${heard}” तक सुना गया।`,
  'saved-failed': ({ why }) => `विफल: ${why ?? 'कारण किसी को पता नहीं।'}`,

  'store-damaged-until-next': ({ file }) =>
    `आपकी बातचीत की फ़ाइल ख़राब है और पढ़ी नहीं जा सकती। वह Parley के अगली बार शुरू होने तक ${file} रहती है, फिर उसके नाम में तारीख़ जुड़ती है; नई फ़ाइल शुरू की गई।`,

  'stepped-in': ({ why, to }) => `${why} उसकी जगह यह कंप्यूटर ${to === 'answer' ? 'जवाब देता' : 'बोलता'} है।`,
  'server-takes-no-sound': ({ host }) =>
    `${host} ध्वनि नहीं लेता: आप जो कहते हैं वह इसी कंप्यूटर पर लिखा जाता है और पाठ के रूप में भेजा जाता है।`,
  'goes-to': ({ host, what, isPlain }) =>
    `${what === 'questions' ? 'आप जो कहते हैं' : 'जो जवाब दिया जाता है'}, वह ${isPlain ? 'बिना एन्क्रिप्शन के ' : ''}${host} को जाता है।`,
  'server-tools-left-out': ({ host, told, all }) =>
    `${host} को ${all} में से ${told} उपकरण बताए जाते हैं: बातचीत के साथ और नहीं समाते। सेटिंग में उसे ज़्यादा याद रखने दें।`,
  'server-takes-no-tools': ({ host }) =>
    `${host} इस मॉडल के लिए उपकरण नहीं लेता: वह उनके बिना जवाब देता है। दूसरा मॉडल चुनें, या सर्वर पर उनकी अनुमति दें।`,
  'server-unreached': ({ host, fault, detail }) =>
    `${host} तक नहीं पहुँचा जा सका (${lineFault(fault, detail)})। देखें कि वह चल रहा है, और सेटिंग में उसका पता जाँचें।`,
  'server-cut': ({ host }) => `${host} से कनेक्शन बीच में टूट गया। फिर पूछें।`,
  'server-silent': ({ host, seconds }) =>
    `${host} ने ${seconds} s तक कुछ नहीं भेजा। शायद वह अपना मॉडल लोड कर रहा है: फिर पूछें, या छोटा मॉडल चुनें।`,
  'server-stalled': ({ host, seconds }) => `${host} बीच में रुक गया और ${seconds} s तक कुछ नहीं भेजा। फिर पूछें।`,
  'server-denied': ({ host, hasKey }) =>
    `${host} ${hasKey ? 'आपकी कुंजी नहीं मानता। उसे सेटिंग में जाँचें।' : 'कुंजी माँगता है। अपनी कुंजी सेटिंग में डालें।'}`,
  'server-no-model': ({ host, model }) => `${host} में मॉडल ${model} नहीं है। सेटिंग में दूसरा चुनें।`,
  'server-names-no-model': ({ host }) =>
    `${host} कोई मॉडल नहीं बताता। वहाँ एक मॉडल लोड करें, या सेटिंग में किसी मॉडल का नाम लिखें।`,
  'server-no-path': ({ host, path }) =>
    `${host} के ${path} पर कुछ नहीं है। सेटिंग में उसका पता जाँचें: वह अक्सर /v1 पर ख़त्म होता है।`,
  'server-busy': ({ host, seconds }) =>
    `${host} के पास बहुत काम है। ${seconds === undefined ? 'बाद में' : `${seconds} s में`} फिर पूछें।`,
  'server-rejected': ({ host, status, said }) =>
    `${host} ने माँगी हुई बात नहीं मानी${status ? ` (स्थिति ${status})` : ''}। ${said ? `वह कहता है: “${said}”` : 'सेटिंग में दूसरा मॉडल चुनें।'}`,
  'server-failed': ({ host, status, said }) =>
    `${host} विफल हुआ${status ? ` (स्थिति ${status})` : ''}। ${said ? `वह कहता है: “${said}”` : 'बाद में फिर पूछें।'}`,
  'server-leads-away': ({ host, to }) =>
    `${host} ${to} पर भेजता है, जहाँ Parley नहीं गया। भरोसा हो तो उसका पता सेटिंग में लिखें।`,
  'server-nonsense': ({ host }) =>
    `${host} जो कहता है वह जवाब नहीं है। सेटिंग में उसका पता जाँचें: उसे OpenAI की chat completions की तरह बोलना चाहिए।`,
  'server-too-much': ({ host }) =>
    `${host} ने जवाब से कहीं ज़्यादा भेजा, इसलिए उसे आगे नहीं सुना गया। दूसरा मॉडल या सर्वर चुनें।`,
  'server-empty': ({ host }) =>
    `${host} ने कोई जवाब नहीं दिया। दूसरे शब्दों में पूछें, या सेटिंग में लंबे जवाबों की अनुमति दें: कुछ मॉडल पहले सोचते हैं।`,
  'server-not-heard': ({ host }) =>
    `आपने जो कहा वह इस कंप्यूटर पर लिखा नहीं जा सका, और ${host} ध्वनि नहीं लेता। दूसरे शब्दों में पूछें, या दूसरा मॉडल चुनें।`,
  'server-key-first': () => 'पहले सर्वर का पता डालें: उसकी कुंजी केवल उसी के लिए है।',
  'server-key-characters': ({ variable }) =>
    `सर्वर की कुंजी (${variable}, या सेटिंग वाली) में ऐसा अक्षर है जो किसी कुंजी में नहीं होता। उसे फिर से कॉपी करें।`,
  'answer-empty': () => 'कोई जवाब नहीं आया। दूसरे शब्दों में पूछें, या सेटिंग में लंबे जवाबों की अनुमति दें: कुछ मॉडल पहले सोचते हैं।',
  'calls-without-end': ({ calls }) =>
    `श्रोता ने एक जवाब के लिए ${calls} बार और उससे ज़्यादा बुलाया, और जवाब नहीं बना। दूसरी तरह से पूछें।`,
  'not-changed-full': () => 'कुछ नहीं बदला गया, क्योंकि डिस्क भरी है। जगह बनाएँ, और फिर कोशिश करें।',
  'not-changed': ({ folder }) =>
    `कुछ नहीं बदला गया, क्योंकि Parley ${folder} में नहीं लिख सकता। उसे लिखने दें, और फिर कोशिश करें।`,

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
