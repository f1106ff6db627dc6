import type { ShellWords } from './english'

/** Every word of the tray, the menus and the dialogs, in German. */
export const german: ShellWords = {
  name: 'Parley',
  notStarted: 'Parley konnte nicht starten',

  keys: { Control: 'Strg', Alt: 'Alt', Shift: 'Umschalt', Super: 'Super', Space: 'Leertaste' },

  tray: {
    phases: {
      idle: 'Parley',
      listening: 'Parley hört zu',
      thinking: 'Parley denkt nach',
      speaking: 'Parley spricht',
      muted: 'Parley ist stummgeschaltet',
      trouble: 'Parley braucht dich',
    },
    quick: 'Kurzes Gespräch',
    mute: 'Stummschalten',
    key: (pushToTalkKey) => `Sprechtaste: ${pushToTalkKey}`,
    fetching: (share) =>
      share === undefined
        ? 'Modelle werden heruntergeladen'
        : `Modelle werden heruntergeladen: ${Math.floor(share * 100)} %`,
    open: 'Parley öffnen',
    quit: 'Beenden',
  },

  goesOn: {
    tray: {
      title: 'Parley läuft im Infobereich weiter',
      body: 'Du beendest es im Menü seines Symbols dort oder mit Strg+Q in seinem Fenster.',
    },
    menuBar: {
      title: 'Parley läuft in der Menüleiste weiter',
      body: 'Du beendest es im Menü seines Symbols dort oder mit ⌘Q in seinem Fenster.',
    },
  },

  fetched: {
    title: (names) => `Heruntergeladen: ${names}`,
    body: 'Klicke hier, um Parley zu öffnen, und verwende es von dort aus.',
  },

  rings: {
    title: {
      timer: (label) => (label ? `Timer: ${label}` : 'Ein Timer klingelt'),
      alarm: (label) => (label ? `Wecker: ${label}` : 'Ein Wecker klingelt'),
    },
    body: 'Klicke hier, um Parley zu öffnen und ihn abzustellen.',
  },

  menu: {
    about: 'Über Parley',
    licence:
      'GPL-3.0-or-later. Nichts von dem, was du sagst, verlässt diesen Computer, wenn du es nicht anders wählst.',
    quit: 'Beenden',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    window: 'Fenster',
    roles: {
      hide: 'Parley ausblenden',
      hideOthers: 'Andere ausblenden',
      unhide: 'Alle einblenden',
      undo: 'Rückgängig',
      redo: 'Wiederholen',
      cut: 'Ausschneiden',
      copy: 'Kopieren',
      paste: 'Einfügen',
      pasteAndMatchStyle: 'Einsetzen und Stil anpassen',
      delete: 'Löschen',
      selectAll: 'Alles auswählen',
      zoomIn: 'Vergrößern',
      zoomOut: 'Verkleinern',
      resetZoom: 'Originalgröße',
      togglefullscreen: 'Vollbild',
      minimize: 'Minimieren',
      zoom: 'Zoomen',
      front: 'Alle nach vorne bringen',
      close: 'Schließen',
    },
  },

  link: {
    mail: (address) => `Im Mailprogramm an ${address} schreiben?`,
    mailDetail: 'Parley selbst verschickt nichts.',
    page: (host) => `${host} im Browser öffnen?`,
    pageDetail: 'Parley selbst ruft nichts davon ab. Das tut dein Browser.',
    notEncrypted: 'Was hin- und hergeht, ist nicht verschlüsselt.',
    yes: 'Öffnen',
    no: 'Abbrechen',
  },

  sandbox: {
    message: 'Die Fenster von Parley haben hier keine Sandbox.',
    detail:
      'So startet ein AppImage, wenn der Computer ihm keine User-Namespaces gibt. Aus ihnen baut Chromium seine Sandbox. Ohne sie bleibt ein Fehler in Chromium nicht im Fenster eingeschlossen. Die Fenster zeigen nur Seiten von Parley selbst. Das deb-Paket von Parley hat die Sandbox.',
    yes: 'Ohne Sandbox weiter',
    no: 'Parley beenden',
  },

  stopped: {
    message: 'Das Fenster von Parley ist zweimal hintereinander abgestürzt.',
    detail:
      'Dein Gespräch bleibt erhalten. Schließe andere Programme und versuche es noch einmal. Stürzt es weiter ab, beende Parley und starte es neu.',
    again: 'Noch einmal versuchen',
    quit: 'Parley beenden',
  },

  folder: { title: 'Ordner eines Modells', use: 'Diesen Ordner verwenden' },
}
