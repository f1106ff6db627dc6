import type { DeviceKind } from '../../config'
import type { Formats } from '../../formats'
import type { NoticeWords } from '../../notice'
import { cardNames } from '../cardNames'
import type { DeviceFix, DeviceNoticeParams, ModelPhrase } from './deviceNoticeParams'

const deviceNames: Record<DeviceKind, string> = { ...cardNames, cpu: 'प्रोसेसर' }

type Fix = DeviceNoticeParams['fix']
const fixes: Record<DeviceFix, (fix: Fix, formats: Formats) => string> = {
  nothing: () => 'कुछ करने की ज़रूरत नहीं: दूसरा उपकरण गणना करता है।',
  'choose-auto': () => 'उपकरण के लिए auto चुनें: Parley वह पहला उपकरण लेता है जो गणना करता है।',
  'restart-parley': () => 'Parley फिर से शुरू करें।',
  'restart-computer': () => 'कंप्यूटर फिर से शुरू करें। इससे ठीक न हो तो ड्राइवर दोबारा इंस्टॉल करें।',
  'install-parley': () => 'Parley दोबारा इंस्टॉल करें।',
  'update-card-driver': () => 'अपने ग्राफ़िक्स कार्ड का ड्राइवर अपडेट करें।',
  'install-vulkan': ({ command }) => `Vulkan और अपने ग्राफ़िक्स कार्ड का ड्राइवर इंस्टॉल करें: ${command}।`,
  'update-windows': () => 'Windows और अपने ग्राफ़िक्स कार्ड का ड्राइवर अपडेट करें।',
  'update-macos': () => 'macOS अपडेट करें।',
  'fetch-cuda': ({ command }) => `Parley की सेटिंग में मॉडल के नीचे CUDA लाइब्रेरी लाएँ, या ${command} चलाएँ।`,
  'fetch-cuda-anew': ({ command }) =>
    `Parley की सेटिंग में मॉडल के नीचे CUDA लाइब्रेरी हटाकर दोबारा लाएँ, या ${command} चलाएँ।`,
  'repeat-cuda': ({ command }) => `${command} दोबारा चलाएँ। इससे ठीक न हो तो NVIDIA ड्राइवर अपडेट करें।`,
  'install-nvidia': ({ commands = [] }, { choice }) => `NVIDIA का ड्राइवर इंस्टॉल करें: ${choice(commands)}।`,
  'update-nvidia': ({ commands = [], version }, { choice }) =>
    `NVIDIA का ड्राइवर संस्करण ${version} या नए पर अपडेट करें: ${choice(commands)}।`,
}

const phrases: Record<ModelPhrase, string> = {
  'eight-languages': 'आठ भाषाओं में सुनता और जवाब देता है।',
  'for-card': 'ग्राफ़िक्स कार्ड के लिए सही चुनाव।',
  'for-processor': 'बिना ग्राफ़िक्स कार्ड वाले कंप्यूटर के लिए सही चुनाव।',
  'half-precision': 'आधी सटीकता, जहाँ इसके निर्माता वह देते हैं।',
  'natural-voice': 'एक स्वाभाविक आवाज़।',
  smallest: 'सबसे छोटा डाउनलोड।',
  'learnt-from-people': 'लोगों से सीखा हुआ, 23 भाषाओं में।',
  'used-at-once': 'आते ही इस्तेमाल होता है।',
  'comes-along': 'Parley के साथ आता है।',
  'own-folder': 'आपका अपना फ़ोल्डर।',
  'own-repository': 'आपका चुना हुआ रिपॉज़िटरी।',
}

/** What is told of devices, and of models in a list, in Hindi. */
export const hindiDeviceNotices = (formats: Formats): Pick<NoticeWords, keyof DeviceNoticeParams> => ({
  'driver-too-old': ({ driver, oldest }) =>
    `आपका NVIDIA ड्राइवर संस्करण ${driver} है। CUDA को ${oldest} या नया चाहिए: पहले ड्राइवर अपडेट करें।`,
  'device-instead': ({ device, insteadOf, why }) =>
    `${deviceNames[insteadOf]} श्रोता को नहीं चला सका, इसलिए ${deviceNames[device]} चलाता है। ${why}`,
  'card-instead': ({ part, why }) =>
    `ग्राफ़िक्स कार्ड ${part === 'listener' ? 'श्रोता' : 'आवाज़'} को नहीं चला सका, इसलिए प्रोसेसर चलाता है। ${why}`,
  'replays-ended': ({ why }) => `कार्ड जवाब का हर चरण नए सिरे से लेता है, जो धीमा है। ${why}`,
  'device-missed': ({ device, used, why }) =>
    `${deviceNames[device]} काम में नहीं आ सकता, इसलिए मॉडल ${deviceNames[used]} पर चलते हैं। ${why}`,
  'no-card': ({ command }) =>
    `कोई ग्राफ़िक्स कार्ड काम में नहीं आ सकता, इसलिए मॉडल प्रोसेसर पर चलते हैं, जो धीमा है। ${command} बताता है क्यों।`,
  'driver-first': ({ why }) => `${why} फिर इसे दोबारा चलाएँ।`,
  'no-cuda': ({ platform, arch }) =>
    `${arch} पर ${platform} के लिए CUDA नहीं है। वहाँ Parley दूसरा उपकरण इस्तेमाल करता है।`,

  obstacle: ({ reason, fix }) => `${reason} ${fix}`,
  'device-differs': ({ difference }) =>
    `यह ग़लत गणना करता है: इसका उत्तर प्रोसेसर के उत्तर से ${formats.number(difference)} अलग है।`,
  'device-idle': () => 'यह कुछ गणना नहीं करता: सब प्रोसेसर पर रह गया।',
  'device-elsewhere': ({ device, platform }) => `${deviceNames[device]} केवल ${platform} पर है।`,
  'no-webgpu-card': () => 'ऐसा कोई ग्राफ़िक्स कार्ड नहीं है जिसे WebGPU इस्तेमाल कर सके।',
  'runtime-taken': () => 'इस प्रक्रिया में ONNX Runtime का दूसरा संस्करण इस्तेमाल में है।',
  'device-crashed': ({ how }) => `गणना के समय इसका ड्राइवर बंद हो गया या अटक गया (${how})।`,
  'device-not-built': () => 'ONNX Runtime के इस संस्करण में यह नहीं है।',
  'cuda-failed': ({ detail }) => `CUDA विफल रहा: ${detail}।`,
  'library-missing': ({ file, folder }) =>
    `${file} नहीं है${folder === undefined ? '' : ` (${folder} में ढूँढा)`}।`,
  'library-not-loaded': ({ file, detail }) => `${file} लोड नहीं हो सकी (${detail})।`,
  'library-foreign': ({ file }) => `${file} Parley ने नहीं लाई है।`,
  'library-changed': ({ file }) => `${file} वह फ़ाइल नहीं है जो लाई गई थी।`,
  'library-open': ({ place }) => `इस कंप्यूटर के दूसरे लोग ${place} को बदल सकते हैं, इसलिए वहाँ से कुछ लोड नहीं होता।`,
  'nvidia-none': ({ detail }) => `NVIDIA ड्राइवर नहीं है (${detail})।`,
  'nvidia-no-card': () => 'NVIDIA ड्राइवर को कोई कार्ड नहीं मिला।',
  'nvidia-fails': ({ detail }) => `NVIDIA ड्राइवर जवाब नहीं देता (${detail})।`,
  'nvidia-old': ({ speaks, needed }) =>
    `NVIDIA ड्राइवर बहुत पुराना है: वह CUDA ${speaks} जानता है, और CUDA ${needed} चाहिए।`,
  fix: (fix) => fixes[fix.what](fix, formats),

  'about-model': ({ says }) => says.map((each) => phrases[each]).join(' '),
  'about-cuda': ({ card, diskBytes }) =>
    `इन लाइब्रेरी से बड़े मॉडल आपके ${card} पर चलते हैं। ये डिस्क पर ${formats.bytes(diskBytes)} लेती हैं।`,
})
