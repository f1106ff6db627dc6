import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { NoticeWords } from '../notice'

const attempts: Record<FileAttempt, string> = {
  opened: 'd’ouvrir',
  read: 'de lire',
  made: 'de créer',
  written: 'd’écrire',
  removed: 'de supprimer',
}
const obstacles: Record<Exclude<FileObstacle, 'unknown'>, readonly [reason: string, remedy: string]> = {
  'not-allowed': [
    'ce n’est pas permis',
    'Vérifie à qui il appartient et ses droits, ou choisis un autre endroit.',
  ],
  'read-only': ['son disque est en lecture seule', 'Choisis un autre endroit.'],
  'not-there': ['il n’y a ni fichier ni dossier de ce nom', 'Vérifie le chemin.'],
  'file-in-path': ['une partie de son chemin est un fichier et non un dossier', 'Vérifie le chemin.'],
  'is-folder': ['c’est un dossier', 'Indique un fichier.'],
  'name-taken': ['autre chose porte ce nom', 'Déplace cela, ou choisis un autre endroit.'],
  'not-empty': ['autre chose s’y trouve', 'Déplace cela, ou choisis un autre endroit.'],
  'disk-full': ['le disque est plein', 'Fais de la place et réessaie.'],
  'share-full': ['ta part du disque est pleine', 'Fais de la place et réessaie.'],
  'held-open': ['un autre programme l’a ouvert', 'Ferme-le et réessaie.'],
  'too-many-open': ['trop de fichiers sont ouverts', 'Ferme d’autres programmes et réessaie.'],
  'name-too-long': ['son nom est trop long', 'Choisis-en un plus court.'],
  'link-circle': ['ses liens tournent en rond', 'Vérifie le chemin.'],
  'too-large': ['il est trop grand pour son disque', 'Choisis un autre endroit.'],
  'disk-fails': ['son disque est défaillant', 'Vérifie le disque.'],
  'nothing-behind': ['il n’y a rien derrière', 'Indique un autre fichier.'],
  'reader-gone': ['celui qui devait le lire est parti', 'Réessaie.'],
  'computer-lost-it': ['l’autre ordinateur ne l’a plus', 'Reconnecte-le.'],
  'computer-silent': ['l’autre ordinateur ne répond pas', 'Reconnecte-le.'],
  'over-2-gb': ['il dépasse 2 Go', 'Choisis-en un plus petit.'],
}

/** Every notice, in French. */
export const frenchNotices = (_: Formats): NoticeWords => ({
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Quelque chose d’inattendu s’est produit\u00a0: ${detail}`,
  file({ place = 'un fichier', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`le système dit ${code}`, 'Vérifie le disque, ou choisis un autre endroit.']
        : obstacles[obstacle]
    return `Impossible ${attempts[attempt]} ${place}\u00a0: ${reason}. ${remedy}`
  },

  'driver-too-old': ({ driver, oldest }) =>
    `Ton pilote NVIDIA est en version ${driver}. CUDA demande ${oldest} ou plus récent\u00a0: mets d’abord le pilote à jour.`,

  'engine-stopped': ({ during }) =>
    ({
      question: 'Le moteur s’est arrêté pendant que tu parlais et redémarre. Répète ta question.',
      answer: 'Le moteur s’est arrêté au milieu de cette réponse et redémarre. Repose ta question.',
      store: 'Le moteur s’est arrêté avant de pouvoir le faire et redémarre. Réessaie.',
    })[during],
  'line-cut': ({ during }) =>
    ({
      question: 'La connexion à Parley a été coupée pendant que tu parlais. Répète ta question.',
      answer: 'La connexion à Parley a été coupée au milieu de cette réponse. Repose ta question.',
      store: 'La connexion à Parley a été coupée avant que ce soit fait. Réessaie.',
    })[during],
  'engine-not-running': () => 'Le moteur ne tourne pas. Redémarre-le.',
  'too-many-tabs': () =>
    'Parley est ouvert dans trop d’onglets de ce navigateur. Fermes-en un, puis réessaie.',
  'host-gone': () => 'Parley ne répond plus. Relance-le, et ouvre-le par son nouveau lien.',
  'not-understood': ({ detail }) =>
    `Le moteur a dit une chose que cette fenêtre ne comprend pas (${detail}).`,
  'not-asked': ({ detail }) => `On ne peut pas demander cela au moteur (${detail}).`,
})
