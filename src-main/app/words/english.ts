import type { TrayPhase } from '@contract'

/** Roles of the menus whose names Electron has in English only. */
const roles = {
  hide: 'Hide Parley',
  hideOthers: 'Hide Others',
  unhide: 'Show All',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteAndMatchStyle: 'Paste and Match Style',
  delete: 'Delete',
  selectAll: 'Select All',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  resetZoom: 'Actual Size',
  togglefullscreen: 'Full Screen',
  minimize: 'Minimize',
  zoom: 'Zoom',
  front: 'Bring All to Front',
  close: 'Close',
}

/** Every word of the tray, the menus and the dialogs, in English: the measure for all other languages. */
export const english = {
  name: 'Parley',
  notStarted: 'Parley could not start',

  /** Keys as they are written on keyboards, by how Electron writes accelerators. */
  keys: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Super: 'Super', Space: 'Space' } as Readonly<
    Record<string, string>
  >,

  tray: {
    phases: {
      idle: 'Parley',
      listening: 'Parley is listening',
      thinking: 'Parley is thinking',
      speaking: 'Parley is speaking',
      muted: 'Parley is muted',
      trouble: 'Parley needs you',
    } satisfies Record<TrayPhase, string>,
    quick: 'Quick conversation',
    mute: 'Mute',
    key: (pushToTalkKey: string): string => `Push-to-talk key: ${pushToTalkKey}`,
    fetching: (share: number | undefined): string =>
      share === undefined ? 'Fetching models' : `Fetching models: ${Math.floor(share * 100)} %`,
    open: 'Open Parley',
    quit: 'Quit',
  },

  /** When a window was closed for the first time. */
  goesOn: {
    tray: {
      title: 'Parley goes on in the tray',
      body: 'Quit it from the menu of its icon there, or with Ctrl+Q in its window.',
    },
    menuBar: {
      title: 'Parley goes on in the menu bar',
      body: 'Quit it from the menu of its icon there, or with ⌘Q in its window.',
    },
  },

  /** When models were fetched that nobody has used yet. */
  fetched: {
    title: (names: string): string => `Fetched: ${names}`,
    body: 'Press here to open Parley, and use it from there.',
  },

  /** While a timer or an alarm rings, and nobody looks at Parley. */
  rings: {
    title: {
      timer: (label?: string): string => (label ? `Timer: ${label}` : 'A timer rings'),
      alarm: (label?: string): string => (label ? `Alarm: ${label}` : 'An alarm rings'),
    },
    body: 'Press here to open Parley and silence it.',
  },

  menu: {
    about: 'About Parley',
    licence: 'GPL-3.0-or-later. Nothing you say leaves this computer, unless you choose so.',
    quit: 'Quit',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    roles,
  },

  /** Before something is opened that an answer leads to. */
  link: {
    mail: (address: string): string => `Write to ${address} in your mail program?`,
    mailDetail: 'Parley itself sends nothing.',
    page: (host: string): string => `Open ${host} in your browser?`,
    pageDetail: 'Parley itself asks nobody for it. Your browser will.',
    notEncrypted: 'What goes there and back is not encrypted.',
    yes: 'Open',
    no: 'Cancel',
  },

  sandbox: {
    message: 'Parley’s windows have no sandbox here.',
    detail:
      'Chromium makes its sandbox of user namespaces, and this computer does not let an AppImage have them. Without the sandbox, a fault in Chromium can reach beyond the window. The windows show only Parley’s own pages. The deb package of Parley has the sandbox.',
    yes: 'Go on without it',
    no: 'Quit Parley',
  },

  /** When a window's page stopped again at once. */
  stopped: {
    message: 'The window of Parley stopped twice in a row.',
    detail:
      'Your conversation is kept. Close other programs and try again; if it stops again, quit Parley and start it again.',
    again: 'Try again',
    quit: 'Quit Parley',
  },

  folder: { title: 'Folder of a model', use: 'Use this folder' },
}

/** The words of the shell in one language. */
export type ShellWords = typeof english
