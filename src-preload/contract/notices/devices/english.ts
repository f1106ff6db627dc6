import type { DeviceKind } from '../../config'
import type { Formats } from '../../formats'
import type { NoticeWords } from '../../notice'
import { cardNames } from '../cardNames'
import type { DeviceFix, DeviceNoticeParams, ModelPhrase } from './deviceNoticeParams'

const deviceNames: Record<DeviceKind, string> = { ...cardNames, cpu: 'the processor' }

type Fix = DeviceNoticeParams['fix']
const fixes: Record<DeviceFix, (fix: Fix, formats: Formats) => string> = {
  nothing: () => 'Nothing to do: another device is used.',
  'choose-auto': () => 'Choose auto as the device: Parley takes the first one that computes.',
  'restart-parley': () => 'Restart Parley.',
  'restart-computer': () => 'Restart the computer. If that does not help, install the driver again.',
  'install-parley': () => 'Install Parley again.',
  'update-card-driver': () => 'Update the driver of your graphics card.',
  'install-vulkan': ({ command }) => `Install Vulkan and the driver of your graphics card: ${command}.`,
  'update-windows': () => 'Update Windows and the driver of your graphics card.',
  'update-macos': () => 'Update macOS.',
  'fetch-cuda': ({ command }) =>
    `Fetch the CUDA libraries in Parley’s settings under Models, or run ${command}.`,
  'fetch-cuda-anew': ({ command }) =>
    `Remove the CUDA libraries in Parley’s settings under Models and fetch them again, or run ${command}.`,
  'repeat-cuda': ({ command }) => `Run ${command} again. If that does not help, update the NVIDIA driver.`,
  'install-nvidia': ({ commands = [] }, { choice }) => `Install NVIDIA’s driver: ${choice(commands)}.`,
  'update-nvidia': ({ commands = [], version }, { choice }) =>
    `Update NVIDIA’s driver to version ${version} or newer: ${choice(commands)}.`,
}

const phrases: Record<ModelPhrase, string> = {
  'eight-languages': 'Hears and answers in eight languages.',
  'for-card': 'The choice for a graphics card.',
  'for-processor': 'The choice for a computer without a graphics card.',
  'half-precision': 'Half precision wherever its makers publish it.',
  'natural-voice': 'A natural voice.',
  smallest: 'The smallest download.',
  'learnt-from-people': 'Learnt from people, in 23 languages.',
  'used-at-once': 'Used as soon as it is here.',
  'comes-along': 'Comes with Parley.',
  'own-folder': 'A folder of your own.',
  'own-repository': 'A repository that you chose.',
}

/** What is told of devices, and of models in a list, in English. */
export const englishDeviceNotices = (formats: Formats): Pick<NoticeWords, keyof DeviceNoticeParams> => ({
  'driver-too-old': ({ driver, oldest }) =>
    `Your NVIDIA driver is version ${driver}. CUDA needs ${oldest} or newer: update the driver first.`,
  'device-instead': ({ device, insteadOf, why }) =>
    `${deviceNames[insteadOf]} could not run the listener, so ${deviceNames[device]} does. ${why}`,
  'card-instead': ({ part, why }) =>
    `The graphics card could not run the ${part}, so it runs on the processor. ${why}`,
  'replays-ended': ({ why }) => `The card takes each step of an answer anew, which is slower. ${why}`,
  'device-missed': ({ device, used, why }) =>
    `${deviceNames[device]} cannot be used, so the models run on ${deviceNames[used]}. ${why}`,
  'no-card': ({ command }) =>
    `No graphics card can be used, so the models run on the processor, which is slower. ${command} tells why.`,
  'driver-first': ({ why }) => `${why} Then run this again.`,
  'no-cuda': ({ platform, arch }) =>
    `CUDA does not exist for ${platform} on ${arch}. Parley uses another device there.`,

  obstacle: ({ reason, fix }) => `${reason} ${fix}`,
  'device-differs': ({ difference }) =>
    `It computes wrongly: its answer differs from the processor’s by ${formats.number(difference)}.`,
  'device-idle': () => 'It computes nothing: the processor did all the work.',
  'device-elsewhere': ({ device, platform }) => `${deviceNames[device]} exists on ${platform} only.`,
  'no-webgpu-card': () => 'There is no graphics card that WebGPU can use.',
  'runtime-taken': () => 'Another build of ONNX Runtime is in use in this process.',
  'device-crashed': ({ how }) => `Its driver crashed or hung when it had to compute (${how}).`,
  'device-not-built': () => 'This build of ONNX Runtime has none.',
  'cuda-failed': ({ detail }) => `CUDA failed: ${detail}.`,
  'library-missing': ({ file, folder }) =>
    `${file} is not there${folder === undefined ? '' : ` (looked in ${folder})`}.`,
  'library-not-loaded': ({ file, detail }) => `${file} could not be loaded (${detail}).`,
  'library-foreign': ({ file }) => `${file} was not fetched by Parley.`,
  'library-changed': ({ file }) => `${file} is not the file that was fetched.`,
  'library-open': ({ place }) =>
    `Other users of this computer can change ${place}, so no library is loaded from there.`,
  'nvidia-none': ({ detail }) => `There is no NVIDIA driver (${detail}).`,
  'nvidia-no-card': () => 'The NVIDIA driver finds no card.',
  'nvidia-fails': ({ detail }) => `The NVIDIA driver does not answer (${detail}).`,
  'nvidia-old': ({ speaks, needed }) =>
    `The NVIDIA driver is too old: it speaks CUDA ${speaks}, and CUDA ${needed} is needed.`,
  fix: (fix) => fixes[fix.what](fix, formats),

  'about-model': ({ says }) => says.map((each) => phrases[each]).join(' '),
  'about-cuda': ({ card, diskBytes }) =>
    `With these libraries larger models run on your ${card}. They take ${formats.bytes(diskBytes)} of disk.`,
})
