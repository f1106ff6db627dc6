import type { ContactPurpose, Formats, OwnPart } from '@contract'
import type { Words } from './english'
import { spanishSettings } from './settingNames/spanish'
import { spanishTools } from './toolWords/spanish'

const partNames: Record<OwnPart, string> = {
  host: 'el propio Parley',
  engine: 'el motor',
  fetch: 'una descarga',
  window: 'una ventana',
  network: 'el proceso de red de las ventanas',
  other: 'otro proceso de Parley',
}
const purposeNames: Record<ContactPurpose, string> = {
  model: 'Un modelo',
  cuda: 'Bibliotecas para una tarjeta NVIDIA',
  proxy: 'Un proxy, que transmite lo que se pide a otros',
  link: 'Un enlace que has abierto en tu navegador',
  electron: 'Electron, que muestra las ventanas',
  server: 'respuestas a lo que dices',
}

/** Every word of the window, in Spanish. */
export const spanish = ({
  bytes,
  clockTime,
  count,
  decibels,
  duration,
  list,
  percent,
  timeLeft,
}: Formats): Words => ({
  language: 'es',
  name: 'Parley',
  fullStop: '.',

  phase: {
    idle: 'Listo',
    listening: 'Escuchando',
    thinking: 'Pensando',
    voicing: 'Preparando',
    speaking: 'Hablando',
    muted: 'Silenciado',
    trouble: 'Problema',
  },
  starting: 'Iniciando',
  waiting: 'En espera',
  off: 'Apagado',

  ring: {
    hold: 'Mantener para hablar',
    listens: 'Te escucha',
    held: 'Mantén Espacio para hablar',
    level: 'Nivel',
  },

  listens: {
    legend: 'Cuándo escucha Parley',
    labels: { always: 'Siempre', held: 'Con tecla', off: 'Nunca' },
    meanings: {
      always: 'Solo tienes que hablar. Lo que otros digan en la sala puede tomarse por una pregunta.',
      held: 'Parley te oye solo mientras mantienes pulsado Espacio o el anillo.',
      off: 'Parley no te oye. Puedes escribir.',
    },
  },

  connection: {
    connecting: 'El motor se está iniciando.',
    waiting: 'Otra ventana está hablando. La tuya es la siguiente.',
    loading: 'Los modelos estaban en reposo y se vuelven a cargar. Tu pregunta se conserva.',
    restarting: 'El motor se ha parado y se vuelve a iniciar.',
    cut: 'La conexión con Parley se ha cortado y se está restableciendo.',
    lost: 'El motor no responde.',
  },

  actions: {
    'allow-microphone': 'Permitir el micrófono',
    'choose-microphone': 'Elegir un micrófono',
    'restart-engine': 'Volver a iniciarlo',
    retry: 'Intentarlo otra vez',
    seen: 'Entendido',
  },

  trouble: {
    denied:
      'Parley no puede usar el micrófono. Permítelo en los ajustes de tu navegador o sistema e inténtalo otra vez.',
    noMicrophone: 'No se ha encontrado ningún micrófono. Conecta uno o escribe tu pregunta.',
    busy: 'Otro programa está usando el micrófono. Ciérralo e inténtalo otra vez.',
    notOpened: 'No se ha podido abrir el micrófono. Elige otro.',
    zeros: 'Tu micrófono solo da silencio. Mira si tiene un interruptor o elige otro.',
    asleep: 'Tu navegador deja que Parley escuche después de un clic. Haz clic en cualquier sitio.',
    stalled: 'Tu micrófono ha dejado de dar sonido. Intenta abrirlo de nuevo.',
    unplugged: ({ lost, next }) =>
      `${lost || 'Tu micrófono'}: desconectado. Parley escucha ahora por ${next}.`,
    noVoiceActivity: 'Aquí no se distinguen las voces del ruido. Mantén pulsado Espacio para hablar.',
    noLoudspeaker: 'No se ha podido abrir ningún altavoz. Las respuestas solo se escriben.',
    speakerUnplugged: ({ lost }) =>
      `${lost || 'Tu altavoz'}: desconectado. Parley habla ahora por el habitual.`,
    loudspeakerRefused: 'Ese altavoz no se puede usar. Parley habla por el habitual.',
    echoStays: 'Este micrófono oye lo que dice Parley. Usa auriculares o prueba el eco en los ajustes.',
    silentUntilClick: 'Tu navegador deja que Parley hable después de un clic. Haz clic en cualquier sitio.',
    tooLate: 'Era demasiado tarde para deshacerlo: ya está borrado.',
    gone: 'Lo que se dijo aquí solo estaba en la memoria y se perdió con el motor.',
  },

  row: {
    mute: 'Silenciar el micrófono',
    unmute: 'Activar el micrófono',
    muted: 'Tu micrófono está silenciado.',
    stop: 'Parar',
    continue: 'No había terminado',
    field: 'Tu pregunta',
    placeholder: 'O escribe aquí',
    send: 'Enviar',
    tooLong: (chars, longest) =>
      `Son ${chars} caracteres; una pregunta puede tener ${longest}. Pregunta en partes más cortas.`,
  },

  quick: { open: 'Abrir Parley' },

  conversation: {
    name: 'Conversación',
    empty: 'Di algo, o mantén pulsado Espacio mientras hablas.',
    emptyMore: 'También puedes escribir.',
    nothingLeaves: 'Nada sale de este equipo.',
    emptyMuted: 'El micrófono está silenciado. Puedes escribir.',
    emptyHeld: 'Mantén pulsado Espacio mientras hablas.',
    emptyOff: 'El micrófono está apagado. Puedes escribir.',
    offered: 'El modelo incluido que escucha es pequeño. Conoce estas preguntas y algunas más:',
    small: 'Aquí solo está el pequeño modelo incluido, que conoce unas pocas preguntas.',
    larger: 'Elegir uno que sepa más',
    wholeQuestion: 'Mostrar toda la pregunta',
    lessOfIt: 'Mostrar menos',
    spoken: 'Has hablado',
    spokenFor: (duration) => `Has hablado ${duration}`,
    speaking: 'Estás hablando',
    correct: (question) => `Corregir «${question}»`,
    correction: 'Lo que has dicho',
    stopped: 'Lo has parado aquí. El resto no se ha dicho.',
    stoppedEarly: 'Lo has parado antes de que hablara.',
    failed: 'Esta pregunta no ha tenido respuesta.',
    again: 'Preguntar otra vez',
    actions: {
      about: (question) => `Sobre «${question}»`,
      copy: 'Copiar la respuesta',
      read: 'Leer en voz alta',
      edit: 'Cambiar y preguntar',
    },
    newest: 'Ir a lo más reciente',
    table: 'Tabla',
    code: 'Código',
    copyCode: 'Copiar este código',
    copied: 'Copiado.',
    notCopied: 'No se ha podido copiar. Selecciona el texto y cópialo a mano.',
    link: {
      title: (host) =>
        host === '' ? '¿Escribir en tu programa de correo?' : `¿Abrir ${host} en una pestaña nueva?`,
      text: 'Parley no pide nada a este sitio. Tu navegador sí.',
      yes: 'Abrir',
      no: 'Cancelar',
    },
  },

  stages: {
    name: 'Cuánto ha tardado la última respuesta',
    wait: 'Esperar',
    listen: 'Escuchar',
    think: 'Pensar',
    speak: 'Hablar',
    heardAfter: (duration) => `Respuesta oída tras ${duration}`,
    writtenAfter: (duration) => `Respuesta empezada tras ${duration}`,
    saved: (duration) => `Empezar pronto ahorró ${duration}`,
    moments: {
      softEndMs: 'Empezado en tu pausa',
      commitMs: 'Tu pausa ha sido bastante larga',
      firstTokenMs: 'Primer token',
      firstWordMs: 'Primera palabra',
      firstChunkMs: 'Primer sonido hecho',
      firstQueuedMs: 'Primer sonido entregado al altavoz',
      firstAudibleMs: 'Primer sonido oído',
    },
  },

  figures: {
    name: 'Cifras',
    open: 'Todas las cifras',
    none: 'Esta conversación aún no tiene cifras. Pregunta algo.',
    table: 'Como tabla',
    turns: 'Cuánto tardaron las respuestas',
    median: (duration) => `La mitad de las respuestas llegó en menos de ${duration}.`,
    turn: 'Respuesta',
    together: 'En total',
    speed: 'Tokens por segundo',
    speedMedian: (rate) => `La mitad de las respuestas se escribió a ${rate} o más rápido.`,
    pauses: 'Tus pausas',
    pausesNone: 'Aún no se conoce ninguna pausa dentro de tus frases.',
    answersAfter: (duration) => `Responde tras ${duration} de silencio.`,
    length: 'Duración',
    often: 'Cuántas veces',
    fill: 'Cómo de llena está la conversación',
    fillSays: (used, whole) =>
      `${used} de ${whole} tokens. Cuando no queda sitio, se dejan fuera las preguntas más antiguas.`,
    memory: 'Memoria',
    memorySays:
      'Lo que ocupan los modelos se calcula a partir de sus archivos. Lo que queda libre lo dice tu sistema.',
    places: { card: 'Tarjeta gráfica', memory: 'Este equipo' },
    parts: { listener: 'Oído', voice: 'Voz', conversation: 'Conversación llena', free: 'Libre' },
    place: 'Dónde',
    part: 'Qué',
    size: 'Cuánto',
    what: 'Qué',
    run: {
      name: 'Desde que empezó Parley',
      says: (since) => `Contado desde ${since}, en todas las ventanas.`,
      answered: 'Respuestas',
      interrupted: 'Respuestas interrumpidas',
      begunEarly: 'Respuestas empezadas en una pausa',
      keptEarly: 'De ellas, conservadas',
      toolCalls: 'Llamadas a herramientas',
      waiting: 'Preguntas que esperan ahora',
      engineExits: 'Veces que terminó el motor',
      error: (code) => `Errores: ${code}`,
      memory: {
        engine: 'Memoria del motor',
        host: 'Memoria de la aplicación',
        page: 'Memoria de las ventanas',
        gpu: 'Memoria de lo que las dibuja',
        fetch: 'Memoria de lo que descarga',
        other: 'Memoria de los demás auxiliares',
      },
    },
    report: {
      name: 'Cuando algo va mal',
      about:
        'Un informe contiene lo que encuentra el doctor, tus ajustes sin tus textos y el final del registro. No hay en él nada de lo que se ha dicho. Léelo antes de dárselo a alguien.',
      make: 'Hacer un informe',
      making: 'Parley examina este equipo. Tarda unos segundos.',
      failed: 'No se ha podido hacer el informe: Parley no responde. Inícialo de nuevo e inténtalo otra vez.',
      copy: 'Copiarlo',
      openLogs: 'Abrir la carpeta del registro',
    },
  },

  panel: { close: 'Cerrar' },

  keyboard: {
    ...{ Control: 'Ctrl', Alt: 'Alt', Shift: 'Mayús', Super: 'Super' },
    ...{ Space: 'Espacio', Escape: 'Esc' },
  },

  settings: {
    name: 'Ajustes',
    sound: 'Sonido',
    microphone: 'Micrófono',
    speaker: 'Altavoz',
    systemDevice: 'El que elija el sistema',
    noDevice: 'No se ha encontrado ninguno',
    level: 'Nivel',
    tone: 'Reproducir un tono',
    groups: { listening: 'Escucha', answers: 'Respuestas', look: 'Aspecto' },
    origins: {
      file: 'De settings.yaml',
      from: (name) => `De ${name}`,
      chosen: 'Elegido aquí',
      usual: 'Como siempre',
    },
    between: (least, most) => `De ${least} a ${most}.`,
    atLeast: (least) => `${least} como mínimo.`,
    keys: 'Teclas',
    keyNames: {
      talk: 'Hablar mientras se mantiene',
      stop: 'Parar',
      continue: 'No había terminado',
      mute: 'Silenciar',
      settings: 'Ajustes',
      list: 'Conversaciones',
      find: 'Buscar en las conversaciones',
      figures: 'Cifras',
      undo: 'Deshacer un borrado',
    },
    hold: 'mantener',
  },

  settingNames: spanishSettings,
  units: { ms: 'ms', times: '×', tokens: 'tokens', minutes: 'minutos', '%': '%' },

  server: {
    name: 'Otro equipo',
    noAddress: 'Escribe la dirección del servidor: hasta entonces responde este equipo.',
    firstListed: (model: string) => `El primero de su lista: ${model}`,
    askModels: 'Preguntar qué modelos tiene',
    noneListed: 'No indica ningún modelo. Escribe el nombre de uno.',
    answerHere: 'Volver a responder aquí',
    keyByEnvironment:
      'Un navegador no tiene un lugar seguro para una clave. Si el servidor la pide, inicia Parley con PARLEY_SERVER_KEY definido.',
    key: {
      name: 'Clave del servidor',
      about: 'Si el servidor la pide. Se guarda en el almacén seguro de tu sistema, solo para este servidor.',
      kept: 'Hay una clave para este servidor guardada en el almacén seguro de tu sistema.',
      unsafe:
        'Tu sistema no tiene un almacén seguro (un llavero), y cualquiera podría leer una clave en el disco. Inicia Parley con PARLEY_SERVER_KEY definido.',
      keep: 'Guardar',
    },
  },

  settingsFile: {
    name: 'Todo a la vez',
    about: 'Lo que lleva a archivos de este equipo, como los modelos, se queda como está.',
    save: 'Guardar en un archivo',
    take: 'Tomar de un archivo',
    taken: 'Ahora vale lo que dice el archivo.',
    notTaken: 'Esto no se ha tomado:',
    reset: 'Todo como siempre',
    sure: '¿Dejar todos los ajustes como siempre?',
    yes: 'Como siempre',
    no: 'Como están',
    wrong: 'Errores en lo que se dice de los ajustes:',
  },

  turnTaking: {
    patience: {
      legend: 'Cuánto espera Parley cuando haces una pausa',
      labels: { quick: 'Poco', usual: 'Normal', patient: 'Mucho' },
      meanings: {
        quick: 'Parley responde poco después de que pares, y puede adelantarse cuando buscas una palabra.',
        usual: 'Parley aprende cuánto duran tus pausas y responde un poco después.',
        patient: 'Parley espera más antes de responder, para cuando piensas mientras hablas.',
      },
    },
    duplex: {
      legend: 'Cuando hablas durante una respuesta',
      labels: { full: 'Se para', 'duck-only': 'Más bajo', half: 'Sigue' },
      meanings: {
        full: 'Tus palabras terminan la respuesta y son tu siguiente pregunta.',
        'duck-only': 'Parley sigue más bajo mientras hablas. Espacio o Esc lo detiene.',
        half: 'Parley no te oye hasta que termina. Espacio o Esc lo detiene.',
      },
    },
  },

  voice: {
    name: 'Voz',
    listen: 'Escuchar',
    listenToMoods: 'Escuchar una frase en un tono',
    moods: { glad: 'Alegre', calm: 'Tranquilo', grave: 'Serio', urgent: 'Urgente' },
    man: 'hombre',
    woman: 'mujer',
    choose: 'Elegir una voz',
    grade: (letter) => `nota ${letter}`,
    aboutGrades:
      'Las notas son de los autores de Kokoro: cuánto había para aprender una voz y qué calidad tenía. Si te gusta es otra cosa.',
    listenTo: (name) => `Escuchar a ${name}`,
    favourites: 'Favoritas',
    isFavourite: (name) => `${name} es una favorita`,
    blendWith: 'Mezclar con',
    noBlend: 'Ninguna otra voz',
    shareOf: (name) => `Cuánto de ${name}`,
    blended: (main, other, share) => `${main} con ${percent(share)} de ${other}`,
    follows: (languages) =>
      `Cada frase se dice en su idioma. Las voces de este modelo hablan ${languages}. La voz integrada dice lo que está en otro.`,
    followsBuiltIn: 'Cada frase se dice en su idioma, tan bien como la voz integrada lo conoce.',
  },

  echo: {
    test: 'Probar el eco',
    stop: 'Parar la prueba',
    running: 'Probando. No hagas ruido durante cinco segundos.',
    failed: {
      'dead-microphone': 'Tu micrófono no da nada. Elige otro y repite la prueba.',
      'no-microphone':
        'No se ha podido abrir el micrófono. Cierra los otros programas que lo usan y repite la prueba.',
      disturbed: 'Alguien ha hablado o algo ha hecho ruido. Repite la prueba en silencio.',
      'not-played': 'El altavoz no ha sonado. Elige otro y repite la prueba.',
    },
    proposals: {
      none: 'Tu micrófono no oye este altavoz. Puedes hablar durante las respuestas.',
      removed: 'El eco de este altavoz se elimina. Puedes hablar durante las respuestas.',
      known: 'El eco de este altavoz se distingue de tu voz. Puedes hablar durante las respuestas.',
      'duck-only':
        'Una parte del eco podría confundirse con tu voz. Parley debería bajar el volumen cuando hablas, y no pararse.',
      half: 'El eco se parece demasiado a tu voz. Parley debería seguir hablando y oírte cuando termine.',
    },
    figures: ({ delayMs = 0, echoDb, leftDb }) =>
      [
        `Eco después de ${duration(delayMs)}`,
        ...(echoDb === undefined ? [] : [decibels(echoDb)]),
        ...(leftDb === undefined ? [] : [`quedan ${decibels(leftDb)}`]),
      ].join(', '),
    take: 'Usar eso',
  },

  desktop: {
    name: 'Tecla para hablar',
    states: {
      hold: 'Mantenla pulsada en cualquier programa y habla.',
      toggle:
        'Púlsala en cualquier programa para empezar y otra vez para terminar. Este escritorio no dice cuándo se suelta una tecla.',
      taken: 'Otro programa tiene esta tecla. Elige otra.',
    },
    trials: {
      recording: 'Pulsa las teclas nuevas: Ctrl o Alt con otra, o una tecla de función.',
      trying: 'Pulsa tu tecla ahora.',
      worked: 'Funciona.',
      failed: 'La tecla no ha llegado. Elige otra, o da una tecla a «parley --toggle» en tu escritorio.',
    },
    record: 'Elegir otra',
    tryIt: 'Probarla',
  },

  sandbox: {
    name: 'Entorno aislado',
    off: 'Parley funciona sin el entorno aislado (sandbox) de Chromium. Una AppImage se inicia así cuando el equipo no le da espacios de nombres de usuario. El paquete deb tiene su sandbox.',
  },

  models: {
    name: 'Modelos',
    open: 'Elegir modelos',
    about: 'Un modelo más grande sabe más que el incluido y habla con más naturalidad.',
    kinds: { listener: 'Oye y responde', voice: 'Habla', 'turn-end': 'Sabe cuándo has terminado' },
    card: 'Tarjeta gráfica',
    builtIn: {
      listener: { name: 'Incluido', about: 'Pequeño y siempre aquí. Conoce unas pocas preguntas.' },
      voice: { name: 'Incluido', about: 'Pequeño y siempre aquí. Suena como una máquina.' },
      'turn-end': { name: 'Incluido', about: 'Pequeño y siempre aquí. Solo sabe inglés.' },
    },
    figures: ({
      expectedSeconds,
      sizeBytes,
      isSizeApproximate,
      licence,
      memoryBytes,
      isOwnDirectory,
      source,
    }) =>
      isOwnDirectory
        ? source
        : [
            sizeBytes === undefined
              ? 'El tamaño se sabe al descargarlo'
              : `${isSizeApproximate ? 'Unos ' : ''}${bytes(sizeBytes)}`,
            ...(memoryBytes === undefined || memoryBytes === sizeBytes
              ? []
              : [`${bytes(memoryBytes)} de memoria`]),
            ...(expectedSeconds === undefined ? [] : [`${timeLeft(expectedSeconds)} de descarga`]),
            ...(licence === undefined ? [] : [licence]),
          ].join(', '),
    progress: 'Cuánto hay aquí',
    suggested: 'Recomendado para este equipo',
    computing: 'Lo que calcula',
    computesOn: (operations, card) =>
      `${count(operations)} ${operations === 1 ? 'operación' : 'operaciones'} en ${card ?? 'el procesador'}`,
    retrying: (trouble) => `${trouble} Se intenta otra vez.`,
    coming: (cards, share, secondsLeft) => {
      const names = list(cards.map(({ name }) => name))
      const left = secondsLeft === undefined ? '' : `, faltan ${timeLeft(secondsLeft)}`
      return share === undefined
        ? `Descargando ${names}`
        : `Descargando ${names}: ${Math.floor(share * 100)} %${left}`
    },
    failed: (models) => `No se ha podido descargar ${list(models)}.`,
    seeWhy: 'Ver por qué',
    here: (cards) =>
      `${list(cards.map(({ name }) => name))} ya ${cards.length === 1 ? 'está' : 'están'} aquí.`,
    useThemNow: 'Usar ahora',
    later: 'Más tarde',
    states: {
      partial: ({ doneBytes, sizeBytes = 0 }) => `Aquí hay ${bytes(doneBytes)} de ${bytes(sizeBytes)}.`,
      fetching: ({ doneBytes, sizeBytes, bytesPerSecond, secondsLeft }) =>
        [
          sizeBytes === undefined ? 'Parley pregunta qué hay' : `${bytes(doneBytes)} de ${bytes(sizeBytes)}`,
          ...(bytesPerSecond === undefined ? [] : [`${bytes(bytesPerSecond)} por segundo`]),
          ...(secondsLeft === undefined ? [] : [`quedan ${timeLeft(secondsLeft)}`]),
        ].join(', '),
      waiting: () => 'Otro Parley lo está descargando. Este lo espera.',
      checking: ({ doneBytes, sizeBytes = 0 }) =>
        `Encontrado en este equipo. Comprobando: ${bytes(doneBytes)} de ${bytes(sizeBytes)}`,
    },
    askSize: 'Preguntar el tamaño',
    fetch: ({ sizeBytes = 0, isSizeApproximate }) =>
      `Descargar ${isSizeApproximate ? 'unos ' : ''}${bytes(sizeBytes)}`,
    goOn: 'Seguir',
    pause: 'Pausar',
    cancel: 'Cancelar',
    remove: 'Eliminar',
    forget: 'Olvidar',
    keep: 'Guardar',
    sure: ({ isOwnDirectory, doneBytes }) =>
      isOwnDirectory
        ? '¿Quitarlo de esta lista? La carpeta se queda.'
        : `¿Eliminar ${bytes(doneBytes)} de este equipo?`,
    use: 'Usar',
    inUse: 'En uso',
    meanwhile: 'En uso mientras tanto',
    notLoaded: 'Elegido, pero no cargado',
    tryAgain: 'Intentarlo otra vez',
    installed: 'Instalado',
    useNow: 'Usar ahora',
    folder: {
      name: 'Un modelo tuyo',
      about: 'Una carpeta con un modelo Voxtral, Kokoro o Smart Turn en ONNX. Se queda donde está.',
      use: 'Usar una carpeta…',
      command:
        'Una carpeta tuya se añade a esta lista con una orden: npm run models -- import CARPETA. Después abre otra vez esta lista.',
    },
    token: {
      name: 'Token para el repositorio de modelos',
      about:
        'Algunos autores solo dan sus modelos a quienes conocen. Tu token se guarda en el almacén seguro de tu sistema.',
      kept: 'Hay un token guardado en el almacén seguro de tu sistema.',
      unsafe:
        'Tu sistema no tiene un almacén seguro (un llavero), y cualquiera podría leer un token en el disco. Inicia Parley con HF_TOKEN definido.',
      keep: 'Guardar',
    },
  },

  privacy: {
    name: 'Privacidad',
    about: 'A quién ha pedido algo Parley y qué tiene en este disco.',
    open: 'Ver eso',
    connections: (since) => `Conexiones desde ${since}`,
    none: 'Ninguna. Parley no ha pedido nada a nadie.',
    contact: ({ purpose, requests, receivedBytes, lastAt }) =>
      [
        purposeNames[purpose],
        requests === 1 ? 'una petición' : `${requests} peticiones`,
        ...(receivedBytes === undefined || purpose === 'proxy' ? [] : [`${bytes(receivedBytes)} recibidos`]),
        `la última: ${clockTime(lastAt)}`,
      ].join(', '),
    seen: 'Lo que muestra el sistema',
    seenBy: 'Aquí solo se esperan una descarga y un servidor que hayas elegido.',
    seenAt: ({ part, firstAt, lastAt }) =>
      `Por ${partNames[part]} (${
        clockTime(firstAt) === clockTime(lastAt)
          ? clockTime(firstAt)
          : `${clockTime(firstAt)} a ${clockTime(lastAt)}`
      })`,
    notes: 'Parley anota a quién pide algo.',
    looks: ({ parts, everySeconds }) =>
      `Cada ${everySeconds} segundos mira también las conexiones TCP que Linux muestra de sus propios procesos (ahora: ${list(parts.map((part) => partNames[part]))}). Una que viene y se va entre medias no se ve.`,
    closed: (parts) =>
      `Parley no puede mirar dentro de lo que el sistema mantiene cerrado: ${list(parts.map((part) => partNames[part]))}.`,
    notLooked: 'En este sistema Parley no puede ver a qué más se conectan sus procesos.',
    browser: 'Tu navegador es un programa aparte: lo que hace por su cuenta no se ve aquí.',
    disk: 'En este disco',
    nothing: 'Nada.',
    places: {
      settings: 'Ajustes de la aplicación de escritorio',
      config: 'Configuración',
      models: 'Los modelos descargados y cuáles has elegido',
      cuda: 'Bibliotecas para una tarjeta NVIDIA',
      conversations: 'Conversaciones',
      recordings: 'Grabaciones para informes de errores',
      logs: 'El registro de lo que ha pasado, sin una palabra de lo que se ha dicho',
      note: 'Una nota de que la telemetría se ha eliminado',
      token: 'Tu token para el repositorio de modelos, sellado',
      window: 'Lo que guardan las ventanas',
      autostart: 'El inicio con el equipo',
      link: 'Un enlace entregado a un navegador',
      browser: 'Lo que este navegador guarda para Parley',
      bundled: 'Un modelo que vino con Parley y se queda hasta que lo desinstalas',
    },
    leadsTo: (target) => `Un enlace. Aquello a lo que lleva no cuenta: ${target}`,
    usersOwn: 'Un archivo tuyo, que Parley solo lee.',
    together: (size) => `En total ${size}.`,
    browserTells: 'Lo que un navegador guarda para Parley, solo lo puede decir una página de ese navegador.',
    again: 'Mirar otra vez',
    remove: {
      name: 'Eliminarlo todo',
      about:
        'Todo lo de arriba sale de este equipo y Parley se cierra. Lo tuyo se queda: las carpetas de modelos y los archivos que has indicado.',
      ask: 'Eliminarlo todo…',
      sure: (size) => `¿Eliminar ${size} de este equipo para siempre? No hay vuelta atrás.`,
      keepModels: (size) => `Conservar los modelos y las bibliotecas (${size})`,
      yes: 'Eliminar',
      no: 'Conservar',
      running: 'Parley lo está eliminando.',
      failed: 'No se ha podido eliminar: Parley no responde. Inícialo otra vez e inténtalo de nuevo.',
    },
    removed: {
      name: 'Eliminado',
      went: 'Lo que se ha ido',
      nothing: 'No había nada.',
      stayed: 'Lo que se ha quedado',
      why: {
        wanted: 'Querías conservarlo.',
        'users-own': 'Es tuyo.',
        linked: 'Un enlace llevaba allí. El enlace ya no está.',
        shared: 'Contiene otra cosa, o es de otro Parley que está funcionando.',
        held: 'Un programa lo tiene abierto, o no se permite eliminarlo. Cierra los otros programas y elimínalo tú.',
        fetching: 'Otro Parley lo está descargando. Ciérralo y elimínalo tú.',
        open: 'Chromium lo tiene abierto. Desaparece cuando sales de Parley.',
      },
      ended: 'Parley se ha cerrado. Puedes cerrar esta página.',
      quit: 'Salir de Parley',
    },
    failed: 'Parley no responde. Inícialo otra vez y ábrelo con su nuevo enlace.',
  },

  licences: {
    name: 'Licencias',
    about:
      'Parley es software libre bajo la Licencia Pública General de GNU (GPL), versión 3 o posterior. Incluye obras de otros autores.',
    open: 'Leer las licencias',
    source: (address) => `Fuente: ${address}`,
    failed: 'Las licencias no están. Compila o instala Parley de nuevo.',
  },

  recording: {
    name: 'Grabación para informes de errores',
    about:
      'Un archivo en este ordenador recibe todo lo que cada ventana oye, dice y hace, con sonido y palabras, también de las conversaciones privadas, para poder volver a ver un error. Empieza cuando las ventanas se han cargado de nuevo y termina sola a los 15 minutos. Nada se envía a ninguna parte. Antes de dar el archivo a alguien, parley replay con --redact le quita el sonido y las palabras.',
    begin: 'Empezar a grabar',
    now: 'Todo se graba para un informe de errores: sonido, palabras y tiempos.',
    nowPrivate: 'Esta conversación privada se graba en el disco, para un informe de errores.',
    wouldBePrivate:
      'Tu conversación es privada. Una grabación la escribe en el disco de todos modos, también lo que ya se dijo en ella.',
    privateMeans:
      'Las conversaciones privadas no se guardan en ninguna parte, pero hay una grabación en marcha para un informe de errores, y también las escribe.',
    isPrivate: 'Privada, se graba',
    stop: 'Detener la grabación',
    lies: (file) => (file ? `La grabación está en ${file}.` : 'La grabación ha terminado.'),
    full: (file) => `La grabación ha llegado a su duración máxima.${file ? ` Está en ${file}.` : ''}`,
    seen: 'Vale',
  },
  conversations: {
    name: 'Conversaciones',
    find: 'Buscar en todas las conversaciones',
    none: 'Todavía no se ha dicho nada.',
    noMatch: (query) => `No se ha encontrado nada de «${query}».`,
    stillSearched: (count) =>
      `${count === 1 ? 'Aún se lee 1 pregunta anterior' : `Aún se leen ${count} preguntas anteriores`}. Lo que se encuentre allí se añadirá.`,
    found: (count, isWhole) =>
      `${isWhole ? '' : 'Más de '}${count === 1 ? '1 pregunta encontrada' : `${count} preguntas encontradas`}`,
    foundNamed: (count, isWhole) =>
      `${isWhole ? '' : 'Más de '}${count === 1 ? '1 conversación encontrada' : `${count} conversaciones encontradas`} por su nombre.`,
    findShort: 'Buscar',
    begin: 'Nueva conversación',
    beginShort: 'Nueva',
    beginPrivate: 'Nueva conversación privada',
    beginPrivateShort: 'Privada',
    isPrivate: 'Privada',
    privateMeans: 'Nada de esta conversación se escribe en el disco. Desaparece cuando Parley se cierra.',
    spokenAt: (time) => `Pregunta hablada, ${time}`,
    rename: (name) => `Cambiar el nombre de «${name}»`,
    newName: 'Nombre de la conversación',
    remove: (name) => `Borrar «${name}»`,
    removeExchange: (question) => `Borrar «${question}» y su respuesta`,
    removeAll: 'Borrar todas las conversaciones',
    removed: {
      exchange: 'Pregunta y respuesta borradas.',
      conversation: 'Conversación borrada.',
      everything: 'Todas las conversaciones borradas.',
    },
    andMore: (count) => (count === 1 ? 'Y una cosa más.' : `Y ${count} cosas más.`),
    undo: 'Deshacer',
    earlier: 'Mostrar lo que se dijo antes',
    today: 'Hoy',
    yesterday: 'Ayer',
    save: {
      name: 'Guardar la conversación abierta',
      formats: { markdown: 'Markdown', json: 'JSON' },
      nothing: 'Todavía no hay nada que guardar. Pregunta algo primero.',
    },
  },

  tools: spanishTools({ clockTime }),

  keeping: {
    legend: 'Guardar las conversaciones en este equipo',
    labels: { never: 'Nunca', 'until-quit': 'Hasta que salga', yes: 'Sí' },
    meanings: {
      never:
        'Lo dicho está solo en la memoria. Desaparece cuando Parley se cierra o tiene que iniciarse de nuevo tras un problema.',
      'until-quit':
        'Lo dicho está ahí hasta que sales de Parley, también después de un problema. Luego se borra.',
      yes: 'Lo dicho se queda en este equipo hasta que lo borres. Quien pueda leer tus archivos puede leerlo.',
    },
    audio: 'Guardar también el sonido de mis preguntas',
    howLong: 'Durante cuánto tiempo',
    always: 'Hasta que lo borre',
    days: (count) => (count === 365 ? 'Un año' : count === 1 ? 'Un día' : `${count} días`),
    leaving: '¿Qué hacer con lo que ya está guardado?',
    removeKept: 'Borrarlo',
    leaveKept: 'Dejarlo',
    ask: 'Tus conversaciones se borran cuando sales. ¿Quieres que Parley las guarde en este equipo?',
    name: 'Guardar conversaciones',
    about: 'Si lo dicho se queda en este equipo, y cuánto tiempo.',
    open: 'Elegir qué se guarda',
    leave: 'Dejarlo así',
    note: ({ mode, days }) =>
      mode === 'never'
        ? 'Las nuevas no se escriben en el disco y desaparecen cuando Parley se cierra.'
        : mode === 'until-quit'
          ? 'Las nuevas se borran cuando sales de Parley.'
          : days === undefined
            ? 'Se guardan en este equipo.'
            : `Se guardan en este equipo durante ${days === 1 ? 'un día' : `${days} días`}.`,
    hindered: {
      'store-locked':
        'Lo que dices ahora está solo en la memoria y desaparece cuando Parley se cierra: otro Parley tiene abiertas tus conversaciones.',
      'store-newer':
        'Lo que dices ahora está solo en la memoria y desaparece cuando Parley se cierra: el archivo de tus conversaciones es de un Parley más nuevo.',
      'disk-full':
        'Lo que dices ahora está solo en la memoria y desaparece cuando Parley se cierra: el disco está lleno.',
      'store-unwritable':
        'Lo que dices ahora está solo en la memoria y desaparece cuando Parley se cierra: no se puede escribir en el archivo de tus conversaciones.',
    },
    change: 'Cambiar eso',
  },

  welcome: {
    step: (step, steps) => `${step} de ${steps}`,
    explain: {
      title: 'Tú hablas, tu equipo responde',
      titleElsewhere: 'Tú hablas, otro equipo responde',
      text: 'Parley necesita tu micrófono para oírte.',
      staysHere: 'Trabaja solo en este equipo: nada de lo que dices se envía a ninguna parte.',
      next: 'Se te pregunta una vez. Puedes retirarlo en cualquier momento.',
      action: 'Permitir el micrófono',
      failed: 'También puedes seguir sin él: escribes, y Parley responde.',
      again: 'Preguntar otra vez',
      skip: 'Prefiero escribir',
    },
    models: {
      title: 'Un Parley que sabe más',
      text: 'Lo que viene incluido sabe poco y suena como una máquina. Para este equipo, estos son los más adecuados.',
      looking: 'Parley está mirando este equipo.',
      parts: { listener: 'Oye y responde', voice: 'Habla', libraries: 'Para tu tarjeta NVIDIA' },
      size: ({ sizeBytes = 0, isSizeApproximate }) =>
        `${isSizeApproximate ? 'unos ' : ''}${bytes(sizeBytes)}`,
      fits: ({ runsOn, lacks, freeBytes, freeDiskBytes = 0 }, { diskBytes, memoryBytes }) => {
        if (lacks === 'disk')
          return `Ocupan ${bytes(diskBytes)} en el disco, y hay ${bytes(freeDiskBytes)} libres. Haz sitio y elígelos después en Modelos.`
        if (lacks === 'memory')
          return `Ocupan ${bytes(memoryBytes)} de memoria, y hay ${bytes(freeBytes)} libres. Cierra otros programas antes de usarlos.`
        return runsOn === 'card'
          ? `Caben en tu tarjeta gráfica: ocupan ${bytes(memoryBytes)} de los ${bytes(freeBytes)} que hay libres en ella.`
          : `Caben en este equipo: ocupan ${bytes(memoryBytes)} de los ${bytes(freeBytes)} de memoria que hay libres.`
      },
      howLong: '¿Cuánto tarda?',
      measuring: 'Parley mira lo rápido que llegan.',
      takes: (seconds: number) => `A la velocidad a la que llegan ahora, tarda ${timeLeft(seconds)}.`,
      meanwhile: 'Se descargan mientras sigues, y Parley te avisa cuando están aquí.',
      get: (count) => (count === 1 ? 'Descargar' : count === 2 ? 'Descargar los dos' : 'Descargar todo'),
      later: 'Más tarde',
      all: 'Todos los modelos',
    },
    sound: {
      title: 'Comprueba el sonido',
      text: 'Habla: el nivel debe moverse. Reproduce un tono: debes oírlo.',
      action: 'Empezar',
    },
    greeting: '¿Qué sabes hacer?',
  },
})
