import type { NoticeWords } from '../../notice'
import { takenText, type TakenValueWords } from '../../takenValue'
import type { SettingNoticeParams } from './settingNoticeParams'

export const frenchTaken: TakenValueWords = {
  or: ' ou ',
  trueOrFalse: 'true ou false',
  list: 'une liste de textes',
  names: 'des textes sous leurs noms',
  oneOf: (values) => (values.length === 1 ? `«\u00a0${values[0]}\u00a0»` : `l’un de ${values.join(', ')}`),
  number(isWhole, { least, most, above }) {
    const kind = isWhole ? 'un nombre entier' : 'un nombre'
    if (above !== undefined)
      return `${kind} supérieur à ${above}${most === undefined ? '' : `, au plus ${most}`}`
    if (least === undefined) return kind
    return most === undefined ? `${kind}, au moins ${least}` : `${kind} de ${least} à ${most}`
  },
  text({ least, most }) {
    if (most === undefined) return least === undefined ? 'un texte' : 'un texte non vide'
    return least === undefined
      ? `un texte d’au plus ${most} caractères`
      : `un texte de ${least} à ${most} caractères`
  },
}

/** What is told of settings, in French. */
export const frenchSettingNotices: Pick<NoticeWords, keyof SettingNoticeParams> = {
  'setting-fault': ({ where, line, key, why }) =>
    `${where}${line === undefined ? '' : `, ligne ${line}`}${key === undefined ? '' : `, ${key}`}\u00a0: ${why}`,
  'setting-fixed': ({ name }) => `${name}\u00a0: aucune fenêtre ne peut changer cela.`,
  'setting-wrong': ({ name, why }) => `${name} ne peut pas être réglé ainsi. ${why}`,
  'setting-unknown': () => 'Aucun réglage ne porte ce nom.',
  'setting-takes': ({ takes, given }) => `Il faut ${takenText(takes, frenchTaken)}, et non ${given}.`,
  'setting-stays': ({ because }) =>
    ({
      files: 'Cela mène à des fichiers d’un ordinateur, et reste tel quel sur celui-ci.',
      leaves: 'Avec cela, ce que tu dis peut quitter cet ordinateur. Choisis-le ici toi-même.',
      erases: 'Avec cela, les conversations plus anciennes sont effacées. Choisis-le ici toi-même.',
    })[because],
  'graph-replays': () => 'enable_cuda_graph rejouerait la première question pour toutes les autres.',
  'address-unusable': ({ fault }) =>
    ({
      'no-address': 'Ce n’est pas une adresse web, comme https://api.example.com/v1.',
      'has-login': 'Elle contient un nom d’utilisateur ou un mot de passe. La clé a sa propre place.',
      'has-query': 'Elle contient un ? ou un #. Écris-la sans.',
      'plain-beyond':
        'Elle est hors de ton propre réseau, où d’autres pourraient lire avec http://. Écris https://.',
    })[fault],
  'settings-by-hand': () => 'Il faut d’abord le corriger à la main.',
  'settings-too-long': () => 'C’est trop long pour un fichier de réglages.',
  'settings-map': () => 'Ici se trouvent des réglages sous leurs noms, chacun avec sa valeur.',
  'setting-name': () => 'Le nom d’un réglage est un seul mot.',
  'yaml-wrong': ({ detail }) => `Ce n’est pas du YAML\u00a0: ${detail}`,
  'yaml-unread': ({ detail }) => `Cela ne peut pas être lu\u00a0: ${detail}`,
  'json-wrong': ({ detail }) => `Ce n’est pas du JSON\u00a0: ${detail}`,
  'choice-unwritten': ({ why }) =>
    `Ce que tu as choisi vaut jusqu’à la fin de Parley, car cela n’a pas pu être écrit. ${why}`,
  'former-unread': () =>
    'Une version antérieure de Parley gardait des réglages dans ce fichier, et ils ne peuvent pas être lus. Le fichier reste tel quel.',
  'tool-servers-none': () => 'Il ne contient aucun serveur.',
  'tool-server-asks': ({ asked }) =>
    `Il demande ${asked} à l’usage. Écris la valeur à sa place, puis reprends-le.`,
  'tool-server-wrong': ({ server }) =>
    `Le serveur «\u00a0${server}\u00a0» ne peut pas servir. Il lui faut la commande d’un programme (command) ou une adresse (url), avec https:// hors de ton propre réseau.`,
  'tool-server-unknown': ({ server }) => `Il n’y a pas de serveur ${server}.`,
}
