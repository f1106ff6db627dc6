import type { ShellWords } from './english'

/** Every word of the tray, the menus and the dialogs, in Spanish. */
export const spanish: ShellWords = {
  name: 'Parley',
  notStarted: 'Parley no ha podido iniciarse',

  keys: { Control: 'Ctrl', Alt: 'Alt', Shift: 'Mayús', Super: 'Super', Space: 'Espacio' },

  tray: {
    phases: {
      idle: 'Parley',
      listening: 'Parley está escuchando',
      thinking: 'Parley está pensando',
      speaking: 'Parley está hablando',
      muted: 'Parley está silenciado',
      trouble: 'Parley te necesita',
    },
    quick: 'Conversación rápida',
    mute: 'Silenciar',
    key: (pushToTalkKey) => `Tecla para hablar: ${pushToTalkKey}`,
    fetching: (share) =>
      share === undefined ? 'Descargando modelos' : `Descargando modelos: ${Math.floor(share * 100)} %`,
    open: 'Abrir Parley',
    quit: 'Salir',
  },

  goesOn: {
    tray: {
      title: 'Parley sigue en la bandeja del sistema',
      body: 'Para salir, usa el menú de su icono o Ctrl+Q en su ventana.',
    },
    menuBar: {
      title: 'Parley sigue en la barra de menús',
      body: 'Para salir, usa el menú de su icono o ⌘Q en su ventana.',
    },
  },

  fetched: {
    title: (names) => `Descargado: ${names}`,
    body: 'Haz clic aquí para abrir Parley y usarlo desde ahí.',
  },

  rings: {
    title: {
      timer: (label) => (label ? `Temporizador: ${label}` : 'Suena un temporizador'),
      alarm: (label) => (label ? `Alarma: ${label}` : 'Suena una alarma'),
    },
    body: 'Haz clic aquí para abrir Parley y pararlo.',
  },

  menu: {
    about: 'Acerca de Parley',
    licence: 'GPL-3.0-or-later. Nada de lo que dices sale de este equipo, a menos que tú lo elijas.',
    quit: 'Salir',
    edit: 'Edición',
    view: 'Ver',
    window: 'Ventana',
    roles: {
      hide: 'Ocultar Parley',
      hideOthers: 'Ocultar otros',
      unhide: 'Mostrar todo',
      undo: 'Deshacer',
      redo: 'Rehacer',
      cut: 'Cortar',
      copy: 'Copiar',
      paste: 'Pegar',
      pasteAndMatchStyle: 'Pegar con el mismo estilo',
      delete: 'Eliminar',
      selectAll: 'Seleccionar todo',
      zoomIn: 'Ampliar',
      zoomOut: 'Reducir',
      resetZoom: 'Tamaño real',
      togglefullscreen: 'Pantalla completa',
      minimize: 'Minimizar',
      zoom: 'Cambiar tamaño',
      front: 'Traer todo al frente',
      close: 'Cerrar',
    },
  },

  link: {
    mail: (address) => `¿Escribir a ${address} en tu programa de correo?`,
    mailDetail: 'Parley no envía nada.',
    page: (host) => `¿Abrir ${host} en tu navegador?`,
    pageDetail: 'Parley no pide nada a este sitio. Tu navegador sí.',
    notEncrypted: 'Lo que va y viene no está cifrado.',
    yes: 'Abrir',
    no: 'Cancelar',
  },

  sandbox: {
    message: 'Aquí las ventanas de Parley no tienen entorno aislado (sandbox).',
    detail:
      'Una AppImage se inicia así cuando el equipo no le da espacios de nombres de usuario, con los que Chromium crea su sandbox. Sin él, un fallo de Chromium no queda encerrado en la ventana. Las ventanas solo muestran páginas de Parley. El paquete deb de Parley tiene el sandbox.',
    yes: 'Seguir sin él',
    no: 'Salir de Parley',
  },

  stopped: {
    message: 'La ventana de Parley se ha cerrado dos veces seguidas.',
    detail:
      'Tu conversación se conserva. Cierra otros programas e inténtalo otra vez. Si se sigue cerrando, sal de Parley y vuelve a iniciarlo.',
    again: 'Intentarlo otra vez',
    quit: 'Salir de Parley',
  },

  folder: { title: 'Carpeta de un modelo', use: 'Usar esta carpeta' },
}
