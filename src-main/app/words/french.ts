import type { ShellWords } from './english'

/** Every word of the tray, the menus and the dialogs, in French. No-break spaces stand where French has a space before a sign. */
export const french: ShellWords = {
  name: 'Parley',
  notStarted: 'Parley n’a pas pu démarrer',

  keys: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Maj', Super: 'Super', Space: 'Espace' },

  tray: {
    phases: {
      idle: 'Parley',
      listening: 'Parley écoute',
      thinking: 'Parley réfléchit',
      speaking: 'Parley parle',
      muted: 'Le micro de Parley est coupé',
      trouble: 'Parley a besoin de toi',
    },
    quick: 'Conversation rapide',
    mute: 'Couper le micro',
    key: (pushToTalkKey) => `Touche pour parler\u00a0: ${pushToTalkKey}`,
    fetching: (share) =>
      share === undefined
        ? 'Téléchargement de modèles'
        : `Téléchargement de modèles\u00a0: ${Math.floor(share * 100)}\u00a0%`,
    open: 'Ouvrir Parley',
    quit: 'Quitter',
  },

  goesOn: {
    tray: {
      title: 'Parley reste actif dans la zone de notification',
      body: 'Quitte-le par le menu de son icône, ou avec Ctrl+Q dans sa fenêtre.',
    },
    menuBar: {
      title: 'Parley reste actif dans la barre des menus',
      body: 'Quitte-le par le menu de son icône, ou avec ⌘Q dans sa fenêtre.',
    },
  },

  fetched: {
    title: (names) => `Téléchargé\u00a0: ${names}`,
    body: 'Clique ici pour ouvrir Parley, et utilise-le depuis là.',
  },

  rings: {
    title: {
      timer: (label) => (label ? `Minuteur\u00a0: ${label}` : 'Un minuteur sonne'),
      alarm: (label) => (label ? `Alarme\u00a0: ${label}` : 'Une alarme sonne'),
    },
    body: 'Clique ici pour ouvrir Parley et l’arrêter.',
  },

  menu: {
    about: 'À propos de Parley',
    licence: 'GPL-3.0-or-later. Rien de ce que tu dis ne quitte cet ordinateur, sauf si tu le choisis.',
    quit: 'Quitter',
    edit: 'Édition',
    view: 'Affichage',
    window: 'Fenêtre',
    roles: {
      hide: 'Masquer Parley',
      hideOthers: 'Masquer les autres',
      unhide: 'Tout afficher',
      undo: 'Annuler',
      redo: 'Rétablir',
      cut: 'Couper',
      copy: 'Copier',
      paste: 'Coller',
      pasteAndMatchStyle: 'Coller et adapter le style',
      delete: 'Supprimer',
      selectAll: 'Tout sélectionner',
      zoomIn: 'Zoom avant',
      zoomOut: 'Zoom arrière',
      resetZoom: 'Taille réelle',
      togglefullscreen: 'Plein écran',
      minimize: 'Réduire',
      zoom: 'Réduire/agrandir',
      front: 'Tout ramener au premier plan',
      close: 'Fermer',
    },
  },

  link: {
    mail: (address) => `Écrire à ${address} dans ton logiciel de messagerie\u00a0?`,
    mailDetail: 'Parley n’envoie rien lui-même.',
    page: (host) => `Ouvrir ${host} dans ton navigateur\u00a0?`,
    pageDetail: 'Parley ne demande rien à ce site. Ton navigateur, si.',
    notEncrypted: 'Ce qui est échangé avec ce site n’est pas chiffré.',
    yes: 'Ouvrir',
    no: 'Annuler',
  },

  sandbox: {
    message: 'Ici, les fenêtres de Parley n’ont pas de bac à sable.',
    detail:
      'Une AppImage démarre ainsi quand l’ordinateur ne lui donne pas d’espaces de noms utilisateur, dont Chromium fait son bac à sable. Sans lui, une faille de Chromium ne reste pas enfermée dans la fenêtre. Les fenêtres ne montrent que les pages de Parley. Le paquet deb de Parley a le bac à sable.',
    yes: 'Continuer sans',
    no: 'Quitter Parley',
  },

  stopped: {
    message: 'La fenêtre de Parley s’est arrêtée deux fois de suite.',
    detail:
      'Ta conversation est conservée. Ferme d’autres programmes et réessaie. Si elle s’arrête encore, quitte Parley et relance-le.',
    again: 'Réessayer',
    quit: 'Quitter Parley',
  },

  folder: { title: 'Dossier d’un modèle', use: 'Utiliser ce dossier' },
}
