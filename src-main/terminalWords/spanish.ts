import type { Formats } from '@contract'
import type { TerminalWords } from './english'

/** The words of the command line in Spanish. */
export const spanish = ({ bytes, list }: Formats): TerminalWords => ({
  language: 'es',
  settings: 'Ajustes, para esta ejecución (docs/settings.md los explica todos):',
  settingLabels: {
    muted: 'silenciado',
    'turnTaking.handsFree': 'escuchar sin tecla',
    'sampling.seed': 'semilla del azar',
    'turnTaking.duplex': 'cuando hablas durante una respuesta',
    'turnTaking.patience': 'cuánto espera cuando haces una pausa',
    microphone: 'micrófono',
    speaker: 'altavoz',
    voice: 'voz',
    listener: 'lo que oye y responde',
    voiceModel: 'lo que habla',
    'keeping.mode': 'conservar las conversaciones',
    'keeping.audio': 'conservar el sonido de las preguntas',
    'keeping.days': 'conservarlas durante',
    recording: 'grabación para informes de errores',
    pushToTalkKey: 'tecla para hablar',
  },
  said: {
    standardInput: 'La entrada estándar',
    stopped: 'detenido. La misma orden sigue desde aquí.',
    failed: 'Eso falló.',
    noAnswer: 'No llegó ninguna respuesta. Pregunta con otras palabras.',
    asksInWindow: (tool) =>
      `La herramienta ${tool} pregunta antes, y solo puede hacerlo en la ventana de Parley. No se ha llamado.`,
    waitsForTools: (names) => `Espera al servidor de herramientas: ${names}.`,
    withoutTools: (names, list) =>
      `El servidor de herramientas no está: ${names}. La respuesta llega sin sus herramientas. «${list}» dice por qué.`,
    noSuchVoice: (names) =>
      `Aquí no hay ninguna voz «${names}»: habla la de siempre. La ventana las muestra todas.`,
    questionOver: 'esa era la pregunta.',
    ringing: 'Suena un temporizador o una alarma. Abre Parley para pararlo.',
  },
  figures: {
    firstToken: 'primer token',
    firstWord: 'primera palabra',
    firstAudio: 'primer sonido',
    tokens: 'tokens por segundo',
    realTime: 'factor de tiempo real',
  },
  start: {
    usage: (usualPort) => `npm start -- [OPCIONES]

Abre Parley: la aplicación de escritorio, o la misma en el navegador donde no puede haber aplicación de escritorio.

  --web         abrirlo en el navegador
  --port N      con el navegador: escuchar en este puerto del ordenador (si no, ${usualPort} o uno libre)
  --no-open     con el navegador: solo mostrar el enlace que lo abre`,
    inBrowser: (why) => `${why} Parley se abre en el navegador.`,
    obstacles: {
      'no-display': 'No hay pantalla.',
      root: 'Electron no funciona como root.',
      sandbox: (closer) =>
        `Electron no tiene aquí un entorno aislado, porque ${closer} le niega los espacios de nombres de usuario.`,
      unreachable: (host) => `Electron no está instalado, y no se puede llegar a ${host}.`,
      mirror: 'su origen',
      'not-fetched': 'Electron no se pudo descargar.',
      'node-too-old': (node, needed) =>
        `Electron no se pudo descargar con Node ${node}. Necesita ${needed} o más nuevo.`,
    },
    closers: {
      AppArmor: 'AppArmor',
      kernel: 'el núcleo',
      system: 'este sistema',
      'no-unshare': 'la falta del comando unshare',
    },
    foreignSwitch: (name) => `Con --${name} otro programa podría escuchar. Inicia Parley sin esa opción.`,
    fetching: 'Descargando Electron, una sola vez (unos 110 MB)...',
    building: 'Construyendo la ventana, unos diez segundos...',
    at: (link) => `Parley está en ${link}`,
    used: 'Ese enlace se ha usado. El próximo navegador entra con este:',
    ends: 'Ctrl-C lo termina.',
    removed:
      'Todo lo que Parley tenía en este ordenador se ha eliminado, como muestra su página. Parley termina.',
  },
  ask: {
    usage: (called) => `${called('"¿Cuál es la capital de Francia?" [--say] [--out RESPUESTA.wav]')}

Pregunta esto y muestra la respuesta mientras se escribe. La palabra - representa la entrada estándar.`,
  },
  talk: {
    usage: (called) => `${called('PREGUNTA.wav [OTRA.wav ...] [--out RESPUESTA.wav]')}

Hace las preguntas habladas seguidas, como una sola conversación; muestra las respuestas según llegan y las escribe como
voz. Una pregunta llamada - se lee de la entrada estándar, también mientras se graba: el primer Ctrl-C termina la grabación.

  --transcribe    escribir lo que se dice en vez de responder`,
  },
  answers: `--out FILE      escribir la respuesta como voz en este WAV, mientras se dice; - la escribe en la salida estándar, y el
                  texto al lado
  --say           reproducirla en el altavoz del sistema
  --json          mostrar un suceso por línea
  --figures       decir en la salida de error lo rápida que fue la respuesta

Ctrl-C lo termina al momento. Termina con 1 si no hay respuesta, y con 2 si la orden no se entiende.`,
  listen: {
    usage: (called) => `${called('[--model ID] [--kokoro ID]')}

Habla contigo por el micrófono y el altavoz del sistema, hasta Ctrl-C: habla, haz pausas, interrumpe. Muestra lo que decís
los dos, y en la salida de error lo que pasa. No se conserva nada, salvo si lo grabas para un informe de errores (--recording).

Graba con arecord, parecord, sox o ffmpeg, y reproduce con aplay, paplay, play o ffplay; el primero que haya.
Usa auriculares; donde el micrófono oye el altavoz, usa --turn-taking-duplex half.`,
    phases: { idle: 'listo', listening: 'escucha', thinking: 'piensa', speaking: 'habla' },
    you: (said) => `Tú: ${said}`,
    seconds: (seconds) => `(${seconds} s de voz)`,
    parley: (said) => `Parley: ${said}`,
    noAnswer: (why) => `(sin respuesta) ${why}`,
  },
  models: {
    usage: (called) => `${called('ORDEN')}

  list          lo que se puede descargar, y lo que hay en este ordenador
  pull ID       descargar un modelo, o seguir con él; ID está en la lista, o DUEÑO/NOMBRE, o DUEÑO/NOMBRE:DTYPE
  verify [ID]   leer otra vez los archivos de un modelo y compararlos con el registro del hub (sin ID, todos)
  remove ID     eliminar un modelo de este ordenador; una carpeta tuya solo se olvida
  import DIR    añadir a la lista una carpeta tuya

Ctrl-C detiene una descarga; el próximo pull sigue desde ahí. Entorno: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY, NO_PROXY y
PARLEY_MODELS_DIR (donde están los modelos).`,
    kinds: { listener: 'oyente', voice: 'voz', 'turn-end': 'fin de turno' },
    lie: (folder) => `Los modelos están en ${folder}`,
    removed: (name) => `${name} se ha eliminado.`,
    imported: (name) => `${name} está listo. Un Parley en marcha lo conocerá cuando se inicie otra vez.`,
    ready: (name, folder) => `${name} está listo en ${folder}`,
    none: 'Todavía no hay ningún modelo descargado en este ordenador.',
    whole: (name) => `${name} es como consta en el registro del hub.`,
    damaged: (name, files) => `${name} está dañado: ${list(files)}. Descárgalo otra vez: pull ${name}`,
    partly: (done) => `en parte aquí (${done})`,
    isReady: 'listo',
    waiting: (name) => `${name}: otro Parley lo descarga; se espera a eso`,
    asking: (name) => `${name}: pregunta qué hay`,
    progress: (name, done, all) => `${name}: ${done} de ${all}`,
    checking: (name, done, all) => `${name}: comprueba ${done} de ${all}`,
    left: (time) => `quedan ${time}`,
  },
  tools: {
    usage: (called) => `${called('ORDEN')}

  list           se conecta con los servidores de herramientas que has añadido, y dice cómo están y qué ofrecen
  import FILE    toma los servidores del archivo JSON de otro programa (mcpServers)
  remove NAME    olvida un servidor

Los servidores están bajo toolServers en settings.yaml. Un programa entre ellos hace en este ordenador todo aquello para lo
que está hecho: añade aquello en lo que confíes. La ventana pregunta si una herramienta puede usarse.`,
    added: (names) => `${names}: añadido. Un Parley en marcha lo conocerá cuando se inicie otra vez.`,
    removed: (name) => `${name} se ha eliminado.`,
    none: 'No se ha añadido ningún servidor.',
    leftOut: (count) => `${count} herramientas fuera: demasiadas, o demasiado grandes`,
  },
  web: {
    usedLink: 'Este enlace ya no abre Parley: cada uno sirve una vez. Donde Parley se ejecuta, muestra otro.',
    onlyByLink: 'Parley se abre con un enlace, una sola vez. Donde se ejecuta, muestra uno.',
    otherHost: 'Este servidor no se conoce aquí.',
    onlyGet: 'Aquí solo se responde a GET.',
    onlyOwnPages: 'Solo se responde a páginas del propio Parley.',
    noFile: 'No existe ese archivo.',
    noPages: 'Las cifras son para programas, y para ninguna página.',
    noFigures: 'Aquí no hay nada. Mira /health, /ready, /status y /metrics.',
  },
  replay: {
    usage: (called) => `${called('ARCHIVO [--redact ARCHIVO]')}

Reproduce una grabación para informes de errores ante la lógica de la ventana, con un reloj virtual, y compara letra por
letra lo que hace la ventana con lo que hizo entonces. Termina con 1 si algo difiere.

  --redact ARCHIVO  escribir la misma grabación sin sonido y sin palabras; también se puede reproducir`,
    redacted: (file) => `${file} está escrito: sin sonido y sin palabras.`,
    same: (lines) => `Las ${lines} líneas son letra por letra como se grabaron.`,
    differs: (line, before) =>
      `La línea ${line} difiere. Las ${before} líneas anteriores son como se grabaron.`,
    recorded: (line) => `grabado: ${line}`,
    replayed: (line) => `reproducido: ${line}`,
    nothing: '(nada)',
  },
  cuda: {
    usage: (called, major, driver) => `${called('[OPCIONES]')}

Descarga lo que Parley necesita para calcular en una tarjeta NVIDIA: la parte CUDA de ONNX Runtime y las bibliotecas de NVIDIA
de CUDA ${major} y cuDNN 9, del índice de paquetes de Python, en una carpeta de este usuario. El controlador (${driver} o más
nuevo) tiene que estar instalado antes. No cambia nada más. Ctrl-C lo detiene; la próxima llamada sigue desde ahí.

  --check   solo decir lo que falta
  --yes     descargar también sin controlador, por ejemplo para otro ordenador

Entorno: PARLEY_CUDA_DIR (donde están las bibliotecas), HTTPS_PROXY, NO_PROXY.`,
    complete: 'CUDA está completo.',
    fetching: (most, folder) => `Descargando como mucho ${bytes(most)} en ${folder}`,
    there: 'Las bibliotecas están ahí.',
    computes: 'CUDA calcula.',
    doesNotCompute: 'CUDA todavía no calcula.',
  },
  doctor: {
    usage: (called) => `${called('[--json]')}

Dice lo que Parley encuentra en este ordenador, si está bien, y qué hacer donde no lo está.`,
    states: { ok: 'bien', trouble: 'fallo', unknown: 'nota' },
    names: {
      system: 'sistema',
      memory: 'memoria',
      disk: 'disco',
      places: 'lo que Parley tiene en el disco',
      card: 'tarjeta gráfica',
      processor: 'procesador',
      models: 'modelos',
      settings: 'ajustes',
      microphone: 'micrófono',
      key: 'tecla para hablar',
      app: 'aplicación de escritorio',
      sandbox: 'entorno aislado',
    },
    system: (name, arch, cores, node) => `${name} en ${arch}, ${cores} núcleos, Node ${node}`,
    free: (size) => `${size} libres`,
    freeOf: (free, all) => `${free} libres de ${all}`,
    driver: (version) => `controlador ${version}`,
    nothing: 'nada',
    noDisk: (folder) => `no hay disco para ${folder}`,
    noCard: 'no se encontró ninguna',
    noNvidiaCard: 'no hay tarjeta NVIDIA',
    noGraphicsCard: 'no hay tarjeta gráfica',
    computes: 'calcula',
    computesPartly: (card, processor) =>
      `calcula ${card} de las operaciones de su prueba, el procesador ${processor}`,
    doesNotCompute: 'no calcula',
    onlyBuiltIn: 'solo los integrados, que son pequeños',
    noMicrophone: 'no hay ninguno',
    microphones: (count) => `${count} se puede(n) usar`,
    microphoneDenied: 'hay uno, pero no puedes usarlo',
    microphoneUntold: 'el sistema solo se lo dice a la propia aplicación',
    keyWayland: 'Wayland no dice a ningún programa qué teclas se pulsan en otra parte',
    keyNoDesktop: 'aquí no hay escritorio',
    keyHeard: 'uiohook oye cómo baja y sube',
    keyUnheard: 'uiohook no está, así que una tecla puede empezar y parar, pero no mantenerse',
    appOpens: 'puede abrir una ventana',
    appInBrowser: (why) => `${why} Parley se abre en el navegador.`,
    sandboxAround: 'rodea las ventanas',
    sandboxOff: 'las ventanas funcionan sin él',
    sandboxOffBy: (closer) =>
      `las ventanas funcionan sin él, porque ${closer} le niega los espacios de nombres de usuario`,
    sandboxClosed: (closer) =>
      `${closer} niega a los programas los espacios de nombres de usuario: una AppImage de Parley funciona aquí sin él, y desde el código fuente Parley se abre en el navegador`,
    fixes: {
      node: 'Instala Node 20.19 o más nuevo.',
      install: 'Instala Parley otra vez.',
      memory: 'Cierra otros programas.',
      disk: 'Haz sitio para los modelos.',
      noDisk: 'Conéctalo, o indica otra carpeta (PARLEY_MODELS_DIR).',
      models: (command) => `Ejecuta ${command} para ver lo que se puede descargar.`,
      plugIn: 'Conecta uno. Mientras tanto puedes escribir.',
      group: 'Añádete a su grupo, e inicia sesión otra vez: sudo usermod -aG audio $USER.',
      allow: 'Permite el micrófono a Parley en los ajustes del sistema cuando lo pida.',
      waylandKey: 'Da a una tecla, en los ajustes de tu escritorio, la orden: parley --toggle.',
      hook: 'Ejecuta npm install uiohook-napi.',
      sandbox: 'Instala el paquete deb: trae su propio permiso. La AppImage no tiene ninguno.',
    },
  },
})
