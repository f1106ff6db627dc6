import type { DeviceKind } from '../../config'
import type { Formats } from '../../formats'
import type { NoticeWords } from '../../notice'
import { cardNames } from '../cardNames'
import type { DeviceFix, DeviceNoticeParams, ModelPhrase } from './deviceNoticeParams'

const deviceNames: Record<DeviceKind, string> = { ...cardNames, cpu: 'der Prozessor' }

type Fix = DeviceNoticeParams['fix']
const fixes: Record<DeviceFix, (fix: Fix, formats: Formats) => string> = {
  nothing: () => 'Nichts zu tun: Ein anderes Gerät rechnet.',
  'choose-auto': () => 'Wähle auto als Gerät: Parley nimmt das erste, das rechnet.',
  'restart-parley': () => 'Starte Parley neu.',
  'restart-computer': () => 'Starte den Computer neu. Wenn das nicht hilft, installiere den Treiber neu.',
  'install-parley': () => 'Installiere Parley neu.',
  'update-card-driver': () => 'Aktualisiere den Treiber deiner Grafikkarte.',
  'install-vulkan': ({ command }) => `Installiere Vulkan und den Treiber deiner Grafikkarte: ${command}.`,
  'update-windows': () => 'Aktualisiere Windows und den Treiber deiner Grafikkarte.',
  'update-macos': () => 'Aktualisiere macOS.',
  'fetch-cuda': ({ command }) =>
    `Hole die CUDA-Bibliotheken in den Einstellungen von Parley unter Modelle, oder führe ${command} aus.`,
  'fetch-cuda-anew': ({ command }) =>
    `Entferne die CUDA-Bibliotheken in den Einstellungen von Parley unter Modelle und hole sie neu, oder führe ${command} aus.`,
  'repeat-cuda': ({ command }) =>
    `Führe ${command} noch einmal aus. Wenn das nicht hilft, aktualisiere den NVIDIA-Treiber.`,
  'install-nvidia': ({ commands = [] }, { choice }) =>
    `Installiere den Treiber von NVIDIA: ${choice(commands)}.`,
  'update-nvidia': ({ commands = [], version }, { choice }) =>
    `Aktualisiere den Treiber von NVIDIA auf Version ${version} oder neuer: ${choice(commands)}.`,
}

const phrases: Record<ModelPhrase, string> = {
  'eight-languages': 'Hört und antwortet in acht Sprachen.',
  'for-card': 'Die Wahl für eine Grafikkarte.',
  'for-processor': 'Die Wahl für einen Computer ohne Grafikkarte.',
  'half-precision': 'Halbe Genauigkeit, wo ihre Hersteller sie anbieten.',
  'natural-voice': 'Eine natürliche Stimme.',
  smallest: 'Der kleinste Download.',
  'learnt-from-people': 'Von Menschen gelernt, in 23 Sprachen.',
  'used-at-once': 'Wird verwendet, sobald es da ist.',
  'comes-along': 'Kommt mit Parley.',
  'own-folder': 'Ein eigener Ordner von dir.',
  'own-repository': 'Ein Repository, das du gewählt hast.',
}

/** What is told of devices, and of models in a list, in German. */
export const germanDeviceNotices = (formats: Formats): Pick<NoticeWords, keyof DeviceNoticeParams> => ({
  'driver-too-old': ({ driver, oldest }) =>
    `Dein NVIDIA-Treiber hat die Version ${driver}. CUDA braucht ${oldest} oder neuer: Aktualisiere zuerst den Treiber.`,
  'device-instead': ({ device, insteadOf, why }) =>
    `${deviceNames[insteadOf]} konnte den Zuhörer nicht ausführen, das tut nun ${deviceNames[device]}. ${why}`,
  'card-instead': ({ part, why }) =>
    `Die Grafikkarte konnte ${part === 'listener' ? 'den Zuhörer' : 'die Stimme'} nicht ausführen, das tut nun der Prozessor. ${why}`,
  'replays-ended': ({ why }) =>
    `Die Karte bekommt jeden Schritt einer Antwort neu, das ist langsamer. ${why}`,
  'device-missed': ({ device, used, why }) =>
    `${deviceNames[device]} lässt sich nicht verwenden, die Modelle laufen auf ${used === 'cpu' ? 'dem Prozessor' : deviceNames[used]}. ${why}`,
  'no-card': ({ command }) =>
    `Es lässt sich keine Grafikkarte verwenden; die Modelle laufen auf dem Prozessor, was langsamer ist. ${command} sagt, warum.`,
  'driver-first': ({ why }) => `${why} Dann führe das noch einmal aus.`,
  'no-cuda': ({ platform, arch }) =>
    `CUDA gibt es nicht für ${platform} auf ${arch}. Parley verwendet dort ein anderes Gerät.`,

  obstacle: ({ reason, fix }) => `${reason} ${fix}`,
  'device-differs': ({ difference }) =>
    `Es rechnet falsch: Seine Antwort weicht um ${formats.number(difference)} von der des Prozessors ab.`,
  'device-idle': () => 'Es rechnet nichts: Alles blieb dem Prozessor.',
  'device-elsewhere': ({ device, platform }) => `${deviceNames[device]} gibt es nur unter ${platform}.`,
  'no-webgpu-card': () => 'Es gibt keine Grafikkarte, die WebGPU verwenden kann.',
  'runtime-taken': () => 'In diesem Prozess ist eine andere Fassung von ONNX Runtime in Gebrauch.',
  'device-crashed': ({ how }) => `Der Treiber stürzte ab oder blieb hängen, als er rechnen sollte (${how}).`,
  'device-not-built': () => 'Diese Fassung von ONNX Runtime hat das nicht.',
  'cuda-failed': ({ detail }) => `CUDA versagte: ${detail}.`,
  'library-missing': ({ file, folder }) =>
    `${file} ist nicht da${folder === undefined ? '' : ` (gesucht in ${folder})`}.`,
  'library-not-loaded': ({ file, detail }) => `${file} ließ sich nicht laden (${detail}).`,
  'library-foreign': ({ file }) => `${file} wurde nicht von Parley geholt.`,
  'library-changed': ({ file }) => `${file} ist nicht die Datei, die geholt wurde.`,
  'library-open': ({ place }) =>
    `Andere auf diesem Computer können ${place} ändern, darum wird von dort nichts geladen.`,
  'nvidia-none': ({ detail }) => `Es gibt keinen NVIDIA-Treiber (${detail}).`,
  'nvidia-no-card': () => 'Der NVIDIA-Treiber findet keine Karte.',
  'nvidia-fails': ({ detail }) => `Der NVIDIA-Treiber antwortet nicht (${detail}).`,
  'nvidia-old': ({ speaks, needed }) =>
    `Der NVIDIA-Treiber ist zu alt: Er spricht CUDA ${speaks}, nötig ist CUDA ${needed}.`,
  fix: (fix) => fixes[fix.what](fix, formats),

  'about-model': ({ says }) => says.map((each) => phrases[each]).join(' '),
  'about-cuda': ({ card, diskBytes }) =>
    `Mit diesen Bibliotheken laufen größere Modelle auf deiner ${card}. Sie brauchen ${formats.bytes(diskBytes)} auf dem Datenträger.`,
})
