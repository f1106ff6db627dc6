import type { DeviceKind } from '../../config'
import type { Formats } from '../../formats'
import type { NoticeWords } from '../../notice'
import { cardNames } from '../cardNames'
import type { DeviceFix, DeviceNoticeParams, ModelPhrase } from './deviceNoticeParams'

const deviceNames: Record<DeviceKind, string> = { ...cardNames, cpu: 'le processeur' }

type Fix = DeviceNoticeParams['fix']
const fixes: Record<DeviceFix, (fix: Fix, formats: Formats) => string> = {
  nothing: () => 'Rien à faire\u00a0: un autre appareil calcule.',
  'choose-auto': () => 'Choisis auto comme appareil\u00a0: Parley prend le premier qui calcule.',
  'restart-parley': () => 'Redémarre Parley.',
  'restart-computer': () => 'Redémarre l’ordinateur. Si cela n’aide pas, réinstalle le pilote.',
  'install-parley': () => 'Réinstalle Parley.',
  'update-card-driver': () => 'Mets à jour le pilote de ta carte graphique.',
  'install-vulkan': ({ command }) => `Installe Vulkan et le pilote de ta carte graphique\u00a0: ${command}.`,
  'update-windows': () => 'Mets à jour Windows et le pilote de ta carte graphique.',
  'update-macos': () => 'Mets à jour macOS.',
  'fetch-cuda': ({ command }) =>
    `Télécharge les bibliothèques CUDA dans les réglages de Parley, sous Modèles, ou lance ${command}.`,
  'fetch-cuda-anew': ({ command }) =>
    `Supprime les bibliothèques CUDA dans les réglages de Parley, sous Modèles, et télécharge-les à nouveau, ou lance ${command}.`,
  'repeat-cuda': ({ command }) => `Relance ${command}. Si cela n’aide pas, mets à jour le pilote NVIDIA.`,
  'install-nvidia': ({ commands = [] }, { choice }) =>
    `Installe le pilote NVIDIA\u00a0: ${choice(commands)}.`,
  'update-nvidia': ({ commands = [], version }, { choice }) =>
    `Mets à jour le pilote NVIDIA vers la version ${version} ou une plus récente\u00a0: ${choice(commands)}.`,
}

const phrases: Record<ModelPhrase, string> = {
  'eight-languages': 'Entend et répond en huit langues.',
  'for-card': 'Le choix pour une carte graphique.',
  'for-processor': 'Le choix pour un ordinateur sans carte graphique.',
  'half-precision': 'Demi-précision là où ses auteurs la publient.',
  'natural-voice': 'Une voix naturelle.',
  smallest: 'Le plus petit téléchargement.',
  'learnt-from-people': 'Appris de vraies personnes, en 23 langues.',
  'used-at-once': 'Utilisé dès qu’il est là.',
  'comes-along': 'Fournie avec Parley.',
  'own-folder': 'Un dossier à toi.',
  'own-repository': 'Un dépôt que tu as choisi.',
}

/** What is told of devices, and of models in a list, in French. */
export const frenchDeviceNotices = (formats: Formats): Pick<NoticeWords, keyof DeviceNoticeParams> => ({
  'driver-too-old': ({ driver, oldest }) =>
    `Ton pilote NVIDIA est en version ${driver}. CUDA demande ${oldest} ou plus récent\u00a0: mets d’abord le pilote à jour.`,
  'device-instead': ({ device, insteadOf, why }) =>
    `${deviceNames[insteadOf]} n’a pas pu exécuter l’auditeur, ${deviceNames[device]} le fait. ${why}`,
  'card-instead': ({ part, why }) =>
    `La carte graphique n’a pas pu exécuter ${part === 'listener' ? 'l’auditeur' : 'la voix'}, le processeur le fait. ${why}`,
  'replays-ended': ({ why }) =>
    `La carte reçoit à nouveau chaque étape d’une réponse, ce qui est plus lent. ${why}`,
  'device-missed': ({ device, used, why }) =>
    `${deviceNames[device]} ne peut pas servir, les modèles tournent sur ${deviceNames[used]}. ${why}`,
  'no-card': ({ command }) =>
    `Aucune carte graphique ne peut servir\u00a0; les modèles tournent sur le processeur, ce qui est plus lent. ${command} dit pourquoi.`,
  'driver-first': ({ why }) => `${why} Puis relance ceci.`,
  'no-cuda': ({ platform, arch }) =>
    `CUDA n’existe pas pour ${platform} sur ${arch}. Parley y utilise un autre appareil.`,

  obstacle: ({ reason, fix }) => `${reason} ${fix}`,
  'device-differs': ({ difference }) =>
    `Le calcul est faux\u00a0: la réponse s’écarte de ${formats.number(difference)} de celle du processeur.`,
  'device-idle': () => 'Il ne calcule rien\u00a0: tout est resté au processeur.',
  'device-elsewhere': ({ device, platform }) => `${deviceNames[device]} n’existe que sous ${platform}.`,
  'no-webgpu-card': () => 'Il n’y a pas de carte graphique que WebGPU puisse utiliser.',
  'runtime-taken': () => 'Une autre version d’ONNX Runtime est utilisée dans ce processus.',
  'device-crashed': ({ how }) => `Le pilote a planté ou s’est bloqué au moment de calculer (${how}).`,
  'device-not-built': () => 'Cette version d’ONNX Runtime n’en a pas.',
  'cuda-failed': ({ detail }) => `CUDA a échoué\u00a0: ${detail}.`,
  'library-missing': ({ file, folder }) =>
    `${file} n’est pas là${folder === undefined ? '' : ` (cherché dans ${folder})`}.`,
  'library-not-loaded': ({ file, detail }) => `${file} n’a pas pu être chargé (${detail}).`,
  'library-foreign': ({ file }) => `${file} n’a pas été téléchargé par Parley.`,
  'library-changed': ({ file }) => `${file} n’est pas le fichier qui a été téléchargé.`,
  'library-open': ({ place }) =>
    `D’autres personnes sur cet ordinateur peuvent modifier ${place}, donc rien n’est chargé de là.`,
  'nvidia-none': ({ detail }) => `Il n’y a pas de pilote NVIDIA (${detail}).`,
  'nvidia-no-card': () => 'Le pilote NVIDIA ne trouve aucune carte.',
  'nvidia-fails': ({ detail }) => `Le pilote NVIDIA ne répond pas (${detail}).`,
  'nvidia-old': ({ speaks, needed }) =>
    `Le pilote NVIDIA est trop ancien\u00a0: il parle CUDA ${speaks}, et il faut CUDA ${needed}.`,
  fix: (fix) => fixes[fix.what](fix, formats),

  'about-model': ({ says }) => says.map((each) => phrases[each]).join(' '),
  'about-cuda': ({ card, diskBytes }) =>
    `Avec ces bibliothèques, de plus grands modèles tournent sur ta ${card}. Elles prennent ${formats.bytes(diskBytes)} de disque.`,
})
