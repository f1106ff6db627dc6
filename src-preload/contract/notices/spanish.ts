import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { ModelKind } from '../models'
import type { NoticeWords } from '../notice'
import { spanishDeviceNotices } from './devices/spanish'
import { spanishSettingNotices } from './settings/spanish'
import type { LineFault } from './noticeParams'

const attempts: Record<FileAttempt, string> = {
  opened: 'abrir',
  read: 'leer',
  made: 'crear',
  written: 'escribir',
  removed: 'eliminar',
}
const obstacles: Record<Exclude<FileObstacle, 'unknown'>, readonly [reason: string, remedy: string]> = {
  'not-allowed': ['no está permitido', 'Comprueba a quién pertenece y sus permisos, o elige otro lugar.'],
  'read-only': ['su disco es de solo lectura', 'Elige otro lugar.'],
  'not-there': ['no existe ese archivo ni esa carpeta', 'Comprueba la ruta.'],
  'file-in-path': ['una parte de la ruta es un archivo y no una carpeta', 'Comprueba la ruta.'],
  'is-folder': ['es una carpeta', 'Indica un archivo.'],
  'name-taken': ['otra cosa tiene ese nombre', 'Muévela, o elige otro lugar.'],
  'not-empty': ['hay otra cosa dentro', 'Muévela, o elige otro lugar.'],
  'disk-full': ['el disco está lleno', 'Haz sitio e inténtalo de nuevo.'],
  'share-full': ['tu parte del disco está llena', 'Haz sitio e inténtalo de nuevo.'],
  'held-open': ['otro programa lo tiene abierto', 'Ciérralo e inténtalo de nuevo.'],
  'too-many-open': ['hay demasiados archivos abiertos', 'Cierra otros programas e inténtalo de nuevo.'],
  'name-too-long': ['su nombre es demasiado largo', 'Elige uno más corto.'],
  'link-circle': ['sus enlaces dan vueltas en círculo', 'Comprueba la ruta.'],
  'too-large': ['es demasiado grande para su disco', 'Elige otro lugar.'],
  'no-file': ['es una tubería o un dispositivo, y no un archivo', 'Indica un archivo.'],
  'too-long': ['es mucho más largo de lo que puede ser un archivo así', 'Muévelo, o indica otro archivo.'],
  'disk-fails': ['su disco falla', 'Comprueba el disco.'],
  'nothing-behind': ['no hay nada detrás', 'Indica otro archivo.'],
  'reader-gone': ['quien debía leerlo ya no está', 'Inténtalo de nuevo.'],
  'computer-lost-it': ['el otro ordenador ya no lo tiene', 'Vuelve a conectarlo.'],
  'computer-silent': ['el otro ordenador no responde', 'Vuelve a conectarlo.'],
  'over-2-gb': ['ocupa más de 2 GB', 'Elige uno más pequeño.'],
}

const ranOut = {
  card: 'La tarjeta gráfica se quedó sin memoria',
  processor: 'Se agotó la memoria',
}
const lineFaults: Record<LineFault, string> = {
  'unknown-address': 'esa dirección no se conoce aquí; ¿está este equipo en línea?',
  'no-lookup': 'no se pudo preguntar ninguna dirección; ¿está este equipo en línea?',
  'no-network': 'no hay red',
  'no-way': 'no hay camino hasta allí',
  refused: 'nadie responde allí',
  'no-https': 'allí no se habla https; quizá su dirección empieza por http://',
  'hung-up': 'el otro lado colgó',
  timeout: 'sin respuesta a tiempo',
}
const lineFault = (fault?: LineFault, detail = 'nadie sabe por qué'): string =>
  fault === undefined ? detail : lineFaults[fault]
const kindNames: Record<ModelKind, string> = {
  listener: 'un oyente',
  voice: 'una voz',
  'turn-end': 'un modelo de fin de turno',
}

/** Every notice, in Spanish. */
export const spanishNotices = (
  formats: Formats,
  { bytes, languageName, list, number } = formats,
): NoticeWords => ({
  ...spanishSettingNotices,
  ...spanishDeviceNotices(formats),
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Algo inesperado salió mal: ${detail}`,
  file({ place = 'un archivo', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`el sistema dice ${code}`, 'Comprueba el disco, o elige otro lugar.']
        : obstacles[obstacle]
    return `No se pudo ${attempts[attempt]} ${place}: ${reason}. ${remedy}`
  },

  'microphone-numbers': () => 'El micrófono ha entregado números que no son sonido. Elige otro.',
  'question-minutes': ({ minutes }) =>
    `Una pregunta puede durar ${minutes} minutos como mucho. Pregunta por partes más cortas.`,
  'question-seconds': ({ seconds, longestSeconds }) =>
    `Eso duró ${seconds} s; este oyente retiene ${longestSeconds} s como mucho. Pregunta por partes más cortas.`,
  'question-too-long': () =>
    'Esa pregunta es demasiado larga para retenerla. Pregunta por partes más cortas.',
  'heard-too-short': () => 'Eso fue demasiado corto para oír una palabra. Habla otra vez.',
  'heard-silence': () => 'Solo hubo silencio. Comprueba el micrófono y habla otra vez.',
  'question-gone': () => 'Esa pregunta ya no se conserva. Hazla otra vez.',
  'answer-gone': () => 'Esa respuesta ya no se conserva. Haz la pregunta otra vez.',
  'answer-cut-off': () => 'Parley se paró en medio de esta respuesta. Pregunta otra vez.',
  'sound-empty': ({ name }) => `${name} no contiene sonido: grábalo otra vez.`,
  'sound-too-short': ({ name, seconds, leastSeconds }) =>
    `${name} es demasiado corto con ${number(seconds)} s: hacen falta al menos ${leastSeconds} s.`,
  'sound-too-long': ({ name, seconds, mostSeconds }) =>
    `${name} dura ${seconds} s: recórtalo a ${mostSeconds} s como mucho.`,
  'sound-numbers': ({ name }) =>
    `${name} contiene una muestra que no es un número: grábalo o conviértelo otra vez.`,
  'sound-silent': ({ name }) => `${name} solo contiene silencio: comprueba el micrófono y grábalo otra vez.`,
  'wav-none': ({ name, looksLike }) =>
    `${name} no es un archivo WAV${looksLike ? `, sino que parece ${looksLike}` : ''}: conviértelo antes a WAV.`,
  'wav-rate': ({ name, rateHz, lowestHz, highestHz }) =>
    `${name} tiene una frecuencia de muestreo de ${rateHz} Hz: conviértelo a una de ${lowestHz} a ${highestHz} Hz.`,
  'wav-format': ({ name, bits, tag, bytes }) =>
    `${name} contiene muestras de ${bits} bits en el formato WAV ${tag}, de ${bytes} bytes cada una, que Parley no entiende: conviértelo a PCM de 16 bits.`,
  'wav-damaged': ({ name, fault }) => {
    const what = {
      'format-cut': 'su formato está cortado',
      'no-format': 'falta su formato',
      'no-data': 'no tiene datos de sonido',
      'data-cut': 'sus datos de sonido están cortados',
      'no-channels': 'dice que no tiene canales',
    }[fault]
    return `${name} es un archivo WAV dañado: ${what}. Grábalo o conviértelo otra vez.`
  },

  'no-model-folder': ({ directory }) => `No existe la carpeta de modelo ${directory}. Comprueba la ruta.`,
  'model-files-missing': ({ directory, files }) =>
    `Al modelo de ${directory} le falta: ${list(files)}. Descárgalo otra vez, o elige otro.`,
  'model-file-damaged': ({ file, detail }) =>
    `${file} está dañado${detail ? ` (${detail})` : ''}. Descárgalo otra vez, o elige otro modelo.`,
  'model-file-other': ({ file, family, detail }) =>
    `${file} no es de un modelo ${family}${detail ? ` (${detail})` : ''}. Descárgalo otra vez, o elige otro modelo.`,
  'model-unsupported': ({ detail }) =>
    `El modelo necesita algo que Parley no sabe hacer (${detail}). Elige otro.`,
  'lfs-pointer': ({ file }) =>
    `${file} es un puntero de Git LFS, que está en lugar del archivo. «git lfs pull» en su carpeta lo trae.`,
  'web-page-file': ({ file }) =>
    `${file} es una página web, como la que se recibe cuando hay que iniciar sesión antes de descargar. Inicia sesión y descarga el archivo mismo.`,
  'model-not-onnx': ({ file }) =>
    `${file} está dañado: no es un modelo ONNX. Descárgalo otra vez, o elige otro modelo.`,
  'model-no-file': ({ file }) => `No existe el archivo ${file}. Descárgalo otra vez, o elige otro modelo.`,
  'weights-missing': ({ file, weights }) =>
    `A ${file} le faltan sus pesos: ${weights} no está a su lado. Descárgalo otra vez, o elige otro modelo.`,
  'weights-outside': ({ file, weights }) =>
    `${file} nombra pesos fuera de su propia carpeta${weights ? ` (${weights})` : ''}, que no se leen. Descárgalo otra vez, o elige otro modelo.`,
  'weights-short': ({ file }) =>
    `Los pesos de ${file} están dañados: su archivo es demasiado corto. Descárgalo otra vez, o elige otro modelo.`,
  'model-not-loaded': ({ file, detail }) =>
    `No se pudo cargar ${file}: ${detail} Descárgalo otra vez, o elige otro modelo.`,
  'no-end-of-turn': ({ file }) => `No existe el modelo de fin de turno ${file}. Comprueba la ruta.`,
  'end-of-turn-odd': ({ file, value }) =>
    `${file} dio ${value} donde va una probabilidad. Elige otro modelo de fin de turno.`,
  'end-of-turn-instead': ({ why }) =>
    `No se pudo cargar el modelo de fin de turno; el incorporado dice cuándo has terminado. ${why}`,
  'end-of-turn-none': ({ why }) =>
    `Parley no sabe por tu voz cuándo has terminado, solo por el silencio. ${why}`,
  'listener-instead': ({ name, why }) =>
    `No se pudo cargar ${name}; el oyente incorporado te escucha. ${why}`,
  'voice-instead': ({ name, why }) => `No se pudo cargar ${name}; habla la voz incorporada. ${why}`,
  'models-on-processor': () =>
    'El motor se paró dos veces mientras cargaba tus modelos; por eso funcionan en el procesador, que es más lento. Actualiza el controlador de tu tarjeta gráfica y reinicia Parley.',
  'models-built-in': () =>
    'El motor se paró una y otra vez mientras cargaba tus modelos; por eso responden los incorporados. Cierra otros programas y vuelve a usar tus modelos, o elige otros más pequeños.',

  'memory-short': ({ neededBytes, freeBytes }) =>
    `Los modelos necesitan ${bytes(neededBytes)} de memoria y hay ${bytes(freeBytes)} libres. Cierra otros programas, o elige un modelo más pequeño.`,
  'memory-for-answer': () =>
    'No hay memoria suficiente para esa respuesta. Cierra otros programas y pregunta otra vez.',
  'context-shorter': ({ tokens, wantedTokens, freeBytes }) =>
    `Las conversaciones se retienen durante ${tokens} tokens en lugar de ${wantedTokens}, porque hay ${bytes(freeBytes)} libres.`,
  'listener-smaller': ({ dtype, insteadOf, freeBytes }) =>
    `Se usa el oyente menor ${dtype} en lugar de ${insteadOf}, porque ${freeBytes === undefined ? 'un procesador responde antes con él' : `hay ${bytes(freeBytes)} libres`}.`,
  'on-processor': ({ parts, freeBytes }) =>
    `${parts === 'both' ? 'El oyente y la voz funcionan' : 'La voz funciona'} en el procesador, porque la tarjeta gráfica solo tiene ${bytes(freeBytes)} libres.`,
  'ran-out-context': ({ on, tokens }) =>
    `${ranOut[on]}; desde ahora las conversaciones se retienen durante ${tokens} tokens.`,
  'ran-out-smaller': ({ on, dtype }) => `${ranOut[on]}; por eso se usa el oyente menor ${dtype}.`,
  'ran-out-moved': ({ on, part }) =>
    `${ranOut[on]}; por eso ${part === 'listener' ? 'el oyente' : 'la voz'} funciona en el procesador.`,
  'runtime-no-platform': ({ platform }) => `ONNX Runtime no existe para ${platform}.`,
  'runtime-not-loaded': ({ file, detail, needsRedistributable }) =>
    `No se pudo cargar ONNX Runtime desde ${file}: ${detail}. ${needsRedistributable ? 'Instala Visual C++ Redistributable (x64) de Microsoft, o Parley otra vez.' : 'Instala Parley otra vez.'}`,
  'runtime-other-version': ({ version, wanted }) =>
    `Se encontró ONNX Runtime ${version}, pero Parley está hecho para ${wanted}. Instala Parley otra vez.`,
  'runtime-failed': ({ part, detail }) => `${part} ha fallado: ${detail}`,
  'computes-wrongly': () => 'Calcula mal: la misma entrada llevó a dos respuestas.',
  'device-silent': () => 'El dispositivo no dio respuesta.',
  'no-numbers': ({ part }) =>
    `${part === 'encoder' ? 'El codificador de audio' : 'El modelo de lenguaje'} dio números que no lo son. Pregunta otra vez, y descarga de nuevo el modelo si se repite.`,
  'no-token': () =>
    'El modelo de lenguaje prohíbe todos los tokens. Pregunta otra vez, y descarga de nuevo el modelo si se repite.',
  'listener-away': () => 'El oyente no está cargado.',
  'listener-busy': () => 'El oyente ha empezado otra respuesta. Pregunta otra vez.',

  'voice-unplayable': () =>
    'La voz ha producido un sonido que no se puede reproducir; elige otro archivo u otra precisión de su modelo.',
  'voice-silent': ({ voice }) =>
    `La voz ${voice} solo dio silencio; elige otra voz, u otro archivo de su modelo.`,
  'voice-cannot-say': ({ text }) => `La voz no puede decir «${text}».`,
  'no-phonemes': ({ code }) => `espeak-ng no encontró fonemas (código ${code}).`,
  'built-in-voice-broken': () =>
    'No se pudo cargar la voz incorporada (espeak-ng); reinstala Parley para reparar sus archivos.',
  'built-in-voice-unknown': ({ voice }) =>
    `La voz incorporada no tiene el idioma «${voice}»; elige otro, como «en-us».`,
  'voice-unknown': ({ voice }) => `Kokoro no tiene la voz «${voice}»; elige otra, como af_heart.`,
  'language-unpronounced': ({ language }) =>
    `Parley aún no sabe pronunciar este idioma (${languageName(language)}); elige una voz cuyo nombre empiece por a, b, e, f, h, i o p.`,
  'language-unspoken': ({ language }) =>
    `Lo que está escrito en ${language ? languageName(language) : 'otra escritura'} no se dice: ninguna voz de aquí puede hacerlo.`,
  'voice-slow': ({ factor, isBuiltIn }) =>
    `Esta voz tarda aquí ${number(factor)} s por cada segundo de sonido, de modo que se detiene. ${isBuiltIn ? 'Es más rápida cuando otros programas hacen menos.' : 'La voz incorporada es más rápida; puedes elegirla en Modelos.'}`,

  'store-newer': () =>
    'Tus conversaciones las guardó un Parley más nuevo que este. Se quedan como están, y nada de lo que se dice aquí se guarda. Instala el Parley más nuevo.',
  'store-damaged': ({ keptAs }) =>
    `El archivo de tus conversaciones está dañado y no se puede leer. Se conserva como ${keptAs}; se ha empezado uno nuevo.`,
  'store-locked': () =>
    'Otro Parley tiene abiertas tus conversaciones. Nada de lo que se dice aquí se guarda. Cierra el otro y vuelve a iniciar este.',
  'store-no-folder': () => 'Nada de lo que se dice se puede guardar aquí: no hay carpeta para ello.',
  'store-elsewhere': ({ place, not }) =>
    `${place} es un enlace, o ${not === 'yours' ? 'no es tuyo' : 'no es un archivo'}. Lo que se guarda ahí se quedaría cuando lo eliminas todo; por eso no se guarda nada de lo que se dice. Quítalo y vuelve a iniciar Parley.`,
  'store-full': ({ folder }) =>
    `No se pueden escribir las conversaciones en ${folder}: el disco está lleno. Lo que se dice desde ahora se recuerda hasta que Parley termine. Haz sitio, y se guardará con tu próxima pregunta.`,
  'store-unwritable': ({ folder, detail }) =>
    `No se pueden escribir las conversaciones en ${folder}: ${detail} Lo que se dice desde ahora se recuerda hasta que Parley termine. Haz que Parley pueda escribir ahí, y se guardará con tu próxima pregunta.`,
  'store-not-removed': ({ file }) =>
    `${file} contiene lo que se dijo, y no se pudo eliminar. Elimínalo cuando Parley haya terminado.`,
  'search-replaced': () => 'Mientras tanto se buscó otra cosa.',
  'archive-damaged': ({ file }) => `${file} está dañado. Elimínalo y descárgalo otra vez.`,

  'engine-again': ({ how }) => `El motor se ha parado (${how}) y se vuelve a iniciar.`,
  'engine-gave-up': ({ how }) =>
    `El motor se ha parado una y otra vez (${how}). Vuelve a iniciarlo; si no ayuda, reinicia Parley.`,
  'window-invalid': ({ detail }) => `La ventana ha enviado un mensaje no válido: ${detail}.`,
  'message-unreadable': ({ detail }) => `No se pudo leer un mensaje: ${detail}.`,
  'window-request-unknown': () => 'La ventana ha pedido algo que aquí no se conoce.',
  'too-many-turns': () => 'Hay demasiadas preguntas abiertas. Espera una respuesta y pregunta otra vez.',

  'no-model': ({ name, command }) =>
    `No existe el modelo ${name}.${command ? ` «${command}» muestra lo que hay; un repositorio del hub se escribe OWNER/NAME.` : ''}`,
  'model-not-fetched': ({ name, command }) =>
    `${name} aún no está en este equipo. Descárgalo con: ${command}`,
  'model-not-here': ({ name, command }) => `${name} no está en este equipo. «${command}» muestra lo que hay.`,
  'model-not-whole': ({ name }) => `${name} aún no está completo. Descárgalo primero.`,
  'model-in-use': ({ name }) => `${name} está en uso. Usa antes otro modelo y luego elimínalo.`,
  'being-fetched': ({ name }) => `${name} se está descargando. Detén eso primero.`,
  'model-files-held': ({ name }) =>
    `Algunos archivos de ${name} no se pudieron eliminar: un programa los tiene abiertos, o no son tuyos. Ciérralo, y Parley, y elimina otra vez el modelo.`,
  'model-other-kind': ({ name, wanted, is }) =>
    `${name} no es ${kindNames[wanted]}. ${{ listener: 'Va con --model.', voice: 'Va con --kokoro.', 'turn-end': 'Dice cuándo alguien ha terminado, y se usa solo.' }[is]}`,
  'model-comes-along': ({ name }) => `${name} vino con Parley y se va con él. Usa otro modelo en su lugar.`,
  'model-of-your-own': ({ name }) =>
    `${name} es una carpeta tuya, de la que el hub no tiene registro con que compararla.`,
  'folder-no-model': ({ directory }) =>
    `${directory} no contiene ningún modelo que Parley lea: ni onnx/decoder_model_merged.onnx (Voxtral), ni onnx/model.onnx y tokenizer.json, o kokoro-v1.0.onnx (Kokoro), ni un modelo de fin de turno (Smart Turn). Elige la carpeta que está sobre «onnx».`,
  'weights-linked': ({ directory, command }) =>
    `Los pesos de ${directory} son enlaces a otra carpeta, que Parley no sigue. ${command ? `Descárgalo con: ${command} (lo que está en esta caché no se descarga otra vez).` : 'Pon ahí los archivos mismos.'}`,
  'layout-lacks': ({ source, files }) =>
    `${source} no es un modelo como los que Parley lee: le falta ${list(files)}. Elige otro.`,
  'import-failed': ({ directory, isSlow }) =>
    `Parley no pudo examinar el modelo de ${directory}: ${isSlow ? 'tarda demasiado' : 'la carga falló de forma inesperada'}. Elige otra carpeta.`,
  'size-not-asked': () => 'No se pudo preguntar cuánto ocupa este modelo. Inténtalo otra vez.',
  'fetch-stopped': () =>
    'La descarga de este modelo se detuvo de forma inesperada. Descárgalo otra vez: sigue desde ahí.',
  'gave-up': ({ why }) => `${why} Comprueba la conexión y descárgalo otra vez: sigue desde donde se detuvo.`,
  'hub-sent-not': ({ host, what, status }) => `${host} no envió ${what} (estado ${status}).`,
  'hub-refused': ({ host, what, status }) =>
    `${host} no envió ${what} (estado ${status}). Inténtalo más tarde.`,
  'hub-nothing': ({ host, what }) => `${host} no tiene ${what}. Comprueba el nombre.`,
  'hub-token-by-https': ({ host, what }) =>
    `${host} solo da ${what} a quien tiene un token, y Parley solo envía el tuyo por https. Escribe HF_ENDPOINT con https://.`,
  'hub-terms': ({ host, what }) =>
    `${host} solo da ${what} a quienes aceptaron sus condiciones. Acéptalas en su página, y da a Parley un token tuyo (HF_TOKEN).`,
  'hub-closed': ({ host, what }) =>
    `${host} no da ${what}: no existe, o hace falta otro token. Comprueba el nombre, y pon en HF_TOKEN un token que pueda leerlo.`,
  'hub-strange': ({ host }) =>
    `${host} no responde como un hub de modelos. Comprueba HF_ENDPOINT, o inténtalo más tarde.`,
  'hub-stray-file': ({ host, repository, place }) =>
    `${host} nombra un archivo de ${repository} que quedaría fuera de la carpeta del modelo (${place}); por eso no se descargó nada. Comprueba HF_ENDPOINT, o elige otro modelo.`,
  'hub-unprovable': ({ host, repository, place }) =>
    `${host} no dice por qué hash se reconoce ${place} de ${repository}; por eso no se descargó nada: no se podría comprobar. Comprueba HF_ENDPOINT, o elige otro modelo.`,
  'hub-endless-list': ({ host, repository }) =>
    `${host} enumera sin fin los archivos de ${repository}; por eso no se descargó nada. Comprueba HF_ENDPOINT, o inténtalo más tarde.`,
  'hub-endless-answer': ({ host }) =>
    `${host} envía mucho más de lo que ocupa una respuesta; por eso no se leyó hasta el final. Comprueba HF_ENDPOINT, o inténtalo más tarde.`,
  'hub-leads-on': ({ host }) =>
    `${host} redirige una y otra vez, y nunca a lo que se pidió. Inténtalo más tarde.`,
  'hub-silent': ({ host }) => `${host} no responde.`,
  'file-unlike-record': ({ file, repository, aside }) =>
    `${file} de ${repository} no es lo que el hub tiene registrado, y se apartó como ${aside}. Descarga otra vez el modelo.`,
  'sent-other-part': ({ host, what, given }) =>
    `${host} envió otra parte de ${what} que la pedida (${given}).`,
  'sent-too-much': ({ host, what }) => `${host} envió más de ${what} de lo que el hub tiene registrado.`,
  'sent-too-little': ({ host, what, sentBytes, wholeBytes }) =>
    `${host} solo envió ${sentBytes} de ${wholeBytes} bytes de ${what}.`,
  'fell-silent': ({ what }) => `La conexión enmudeció mientras se descargaba ${what}.`,
  'line-failed': ({ host, fault, detail }) =>
    `La conexión con ${host} ha fallado (${lineFault(fault, detail)}).`,
  'proxy-failed': ({ proxy, host, fault, detail }) =>
    `No se pudo alcanzar el proxy ${proxy} (${lineFault(fault, detail)}), por eso no se pidió nada a ${host}. Comprueba HTTPS_PROXY y HTTP_PROXY.`,
  'proxy-wants-login': ({ host }) =>
    `El proxy hacia ${host} pide un usuario y una contraseña. Escríbelos en HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.`,
  'proxy-leads-not': ({ host, status }) => `El proxy hacia ${host} no lleva hasta allí (estado ${status}).`,
  'certificate-unknown': ({ host }) =>
    `${host} no puede demostrar que es ${host}: este equipo no confía en su certificado. Puede haber en medio una red que pide iniciar sesión, o el proxy de una empresa. Inicia sesión con un navegador; o haz que Parley confíe en el certificado de la empresa, como archivo que NODE_EXTRA_CA_CERTS nombra.`,
  'leads-nowhere': ({ host }) =>
    `${host} redirige a una dirección que no lo es; no se siguió. Eso hace una red que pide iniciar sesión: abre una página en un navegador e inténtalo otra vez.`,
  'leads-to-plain': ({ host, to }) =>
    `${host} redirige de https a http simple (${to}), donde otros pueden leerlo y cambiarlo; no se siguió. Eso hace una red que pide iniciar sesión: abre una página en un navegador e inténtalo otra vez.`,
  'web-page-instead': ({ host, what }) =>
    `De ${host} vino una página web en lugar de ${what}: en medio hay una red que pide iniciar sesión, o el filtro de una empresa. Inicia sesión con un navegador, o pregunta a quien lleva la red, e inténtalo otra vez.`,
  'token-characters': () =>
    'El token del hub de modelos (HF_TOKEN, o el de los ajustes) tiene un carácter que ningún token tiene. Cópialo otra vez.',
  'token-not-safe': ({ variable }) =>
    `Este sistema no tiene un lugar seguro para un token. Inicia Parley con ${variable} en su lugar.`,
  'address-wrong': ({ variable, fault, scheme }) =>
    `${variable ?? 'El proxy del sistema'} ${{ 'no-address': 'no es una dirección web, que empieza por https://', 'has-login': 'contiene un usuario o una contraseña, que Parley no envía', 'no-proxy': 'no es la dirección de un proxy, como http://proxy.home:3128', 'other-proxy': `nombra un proxy de un tipo que Parley no habla (${scheme})`, 'loose-percent': 'tiene un % en el usuario o la contraseña, que se escribe %25' }[fault]}. Corrígelo o quítalo.`,
  'disk-no-room': ({ folder, neededBytes, isUnpacked }) =>
    `El disco de ${folder} no tiene sitio para los ${bytes(neededBytes)} que aún faltan${isUnpacked ? ', descargados y descomprimidos' : ''}. Haz sitio y descárgalo otra vez: sigue desde donde se detuvo.`,
  'disk-full': ({ folder }) =>
    `El disco de ${folder} está lleno. Haz sitio e inténtalo otra vez: lo descargado se conserva.`,
  'being-written': ({ place }) => `Otro Parley está escribiendo ${place}. Inténtalo otra vez.`,
  'file-held': ({ file }) =>
    `Otro programa retiene ${file}, como un antivirus. Inténtalo otra vez cuando termine.`,
  'cuda-in-use': ({ folder }) => `Las bibliotecas de CUDA están en uso. Cierra Parley y elimina ${folder}.`,
  'index-other': ({ host, what }) =>
    `${host} tiene otro ${what} que aquel con el que se hizo Parley; no se usa. Actualiza Parley.`,

  'everything-removed': () => 'Todo se ha eliminado. Inicia Parley otra vez.',
  'other-parley': () =>
    'Otro Parley está funcionando y volvería a escribir lo que se elimina. No se eliminó nada. Ciérralo y luego elimínalo todo.',
  'port-in-use': ({ port }) => `El puerto ${port} está en uso. Elige otro.`,

  'usage-no-option': ({ option }) => `No hay ninguna opción ${option}. --help dice lo que hay.`,
  'usage-no-word': ({ word }) => `Sobra una palabra: ${word}. --help dice lo que hay.`,
  'usage-option-value': ({ option, needsValue }) =>
    `${option} ${needsValue ? 'necesita un valor' : 'no lleva ningún valor'}. --help dice más.`,
  'usage-no-command': ({ command }) => `No existe la orden ${command}. --help dice lo que hay.`,
  'usage-no-name': ({ command }) => `${command} necesita un nombre. --help dice más.`,
  'usage-port': ({ given }) => `--port toma un número de 1 a 65535, no ${given}.`,
  'usage-no-question': () => 'No hay palabras. Di qué hay que preguntar; --help dice más.',
  'question-characters': ({ count, most }) =>
    `La pregunta tiene ${count} caracteres, y el máximo es ${most}. Pregunta por partes más cortas.`,
  'recording-none': () => 'Esto no es una grabación que Parley pueda leer.',
  'usage-no-file': () => 'Indica un archivo WAV con una pregunta. --help dice más.',
  'usage-no-input': () => '- lee un WAV de la entrada estándar, que aquí es un terminal. Envíale uno.',
  'usage-no-output': () => 'El habla no le sirve a un terminal. Indica un archivo, o envíala a un programa.',
  'no-player': () =>
    'No se encontró ningún programa que reproduzca sonido. Instala uno: aplay (alsa-utils), paplay (pulseaudio-utils), play (sox) o ffplay (ffmpeg).',
  'player-failed': ({ program, detail }) =>
    `${program} no pudo reproducir la respuesta: ${detail}. Comprueba el altavoz.`,
  'no-recorder': () =>
    'No se encontró ningún programa que grabe. Instala uno: arecord (alsa-utils), parecord (pulseaudio-utils), sox o ffmpeg.',
  'recorder-failed': ({ program, detail }) => `${program} ya no graba: ${detail}. Comprueba el micrófono.`,
  'no-microphone': () => 'ffmpeg no encuentra ningún micrófono. Conecta uno.',
  'window-not-built': ({ detail }) => `No se pudo construir la ventana.\n${detail}`,

  // In a conversation that was saved as a file.
  'saved-spoken': ({ seconds }) => `(hablado, ${seconds.toFixed(1)} s)`,
  'saved-tool': ({ tool, outcome, result }) =>
    `${tool}, ${{ done: 'hecho', failed: 'no funcionó', refused: 'no permitido', interrupted: 'interrumpido' }[outcome]}${result === undefined ? '' : `: ${result}`}`,
  'saved-stopped': ({ heard }) =>
    heard === undefined ? 'Interrumpido antes de oírse.' : `Interrumpido, se oyó hasta «${heard}».`,
  'saved-failed': ({ why }) => `Falló: ${why ?? 'nadie sabe por qué.'}`,

  'store-damaged-until-next': ({ file }) =>
    `El archivo de tus conversaciones está dañado y no se puede leer. Sigue siendo ${file} hasta que Parley se inicie de nuevo, y entonces lleva la fecha en su nombre; se ha empezado uno nuevo.`,

  'stepped-in': ({ why, to }) => `${why} ${to === 'answer' ? 'Responde' : 'Habla'} este equipo en su lugar.`,
  'server-takes-no-sound': ({ host }) =>
    `${host} no acepta sonido: lo que dices se escribe en este equipo y se envía como texto.`,
  'goes-to': ({ host, what, isPlain }) =>
    `Lo que ${what === 'questions' ? 'dices' : 'se responde'} va a ${host}${isPlain ? ', sin cifrar' : ''}.`,
  'server-tools-left-out': ({ host, told, all }) =>
    `A ${host} se le cuentan ${told} de ${all} herramientas: no caben más junto a la conversación. Permite en los ajustes que recuerde más.`,
  'server-takes-no-tools': ({ host }) =>
    `${host} no acepta herramientas para este modelo: responde sin ellas. Elige otro modelo, o permítelas en el servidor.`,
  'server-unreached': ({ host, fault, detail }) =>
    `No se pudo alcanzar ${host} (${lineFault(fault, detail)}). Comprueba que funciona, y su dirección en los ajustes.`,
  'server-cut': ({ host }) => `La conexión con ${host} se cortó a la mitad. Pregunta otra vez.`,
  'server-silent': ({ host, seconds }) =>
    `${host} no envió nada durante ${seconds} s. Quizá está cargando su modelo: pregunta otra vez, o elige uno más pequeño.`,
  'server-stalled': ({ host, seconds }) =>
    `${host} se detuvo a la mitad y no envió nada durante ${seconds} s. Pregunta otra vez.`,
  'server-denied': ({ host, hasKey }) =>
    `${host} ${hasKey ? 'no acepta tu clave. Compruébala' : 'pide una clave. Escribe la tuya'} en los ajustes.`,
  'server-no-model': ({ host, model }) => `${host} no tiene el modelo ${model}. Elige otro en los ajustes.`,
  'server-names-no-model': ({ host }) =>
    `${host} no nombra ningún modelo. Carga uno allí o escribe el nombre de un modelo en los ajustes.`,
  'server-no-path': ({ host, path }) =>
    `${host} no tiene nada en ${path}. Comprueba su dirección en los ajustes: a menudo termina en /v1.`,
  'server-busy': ({ host, seconds }) =>
    `${host} tiene demasiado que hacer. Pregunta otra vez ${seconds === undefined ? 'más tarde' : `en ${seconds} s`}.`,
  'server-rejected': ({ host, status, said }) =>
    `${host} no acepta lo que se pidió${status ? ` (estado ${status})` : ''}. ${said ? `Dice: «${said}»` : 'Elige otro modelo en los ajustes.'}`,
  'server-failed': ({ host, status, said }) =>
    `${host} ha fallado${status ? ` (estado ${status})` : ''}. ${said ? `Dice: «${said}»` : 'Pregunta más tarde.'}`,
  'server-leads-away': ({ host, to }) =>
    `${host} redirige a ${to}, adonde Parley no siguió. Si te fías, escribe su dirección en los ajustes.`,
  'server-nonsense': ({ host }) =>
    `Lo que dice ${host} no es una respuesta. Comprueba su dirección en los ajustes: debe hablar como las chat completions de OpenAI.`,
  'server-too-much': ({ host }) =>
    `${host} envió mucho más que una respuesta; por eso no se le escuchó más. Elige otro modelo o servidor.`,
  'server-empty': ({ host }) =>
    `${host} no respondió nada. Pregunta con otras palabras, o permite respuestas más largas en los ajustes: algunos modelos piensan primero.`,
  'server-not-heard': ({ host }) =>
    `Lo que dijiste no se pudo escribir en este equipo, y ${host} no acepta sonido. Pregunta con otras palabras, o elige otro modelo.`,
  'server-key-first': () => 'Escribe primero la dirección del servidor: su clave es solo para él.',
  'server-key-characters': ({ variable }) =>
    `La clave del servidor (${variable}, o la de los ajustes) tiene un carácter que ninguna clave tiene. Cópiala otra vez.`,
  'answer-empty': () =>
    'No llegó ninguna respuesta. Pregunta con otras palabras, o permite respuestas más largas en los ajustes: algunos modelos piensan primero.',
  'calls-without-end': ({ calls }) =>
    `El oyente llamó ${calls} veces y más para una respuesta, y no llegó a ninguna. Pregunta de otra manera.`,
  'not-changed-full': () => 'No se cambió nada, porque el disco está lleno. Haz sitio e inténtalo otra vez.',
  'not-changed': ({ folder }) =>
    `No se cambió nada, porque Parley no puede escribir en ${folder}. Haz que pueda e inténtalo otra vez.`,

  'engine-stopped': ({ during }) =>
    ({
      question: 'El motor se ha parado mientras hablabas y se vuelve a iniciar. Dilo otra vez.',
      answer: 'El motor se ha parado en medio de esta respuesta y se vuelve a iniciar. Pregunta otra vez.',
      store: 'El motor se ha parado antes de poder hacerlo y se vuelve a iniciar. Inténtalo otra vez.',
    })[during],
  'line-cut': ({ during }) =>
    ({
      question: 'La conexión con Parley se ha cortado mientras hablabas. Dilo otra vez.',
      answer: 'La conexión con Parley se ha cortado en medio de esta respuesta. Pregunta otra vez.',
      store: 'La conexión con Parley se ha cortado antes de poder hacerlo. Inténtalo otra vez.',
    })[during],
  'engine-not-running': () => 'El motor no funciona. Vuelve a iniciarlo.',
  'too-many-tabs': () =>
    'Parley está abierto en demasiadas pestañas de este navegador. Cierra una e inténtalo otra vez.',
  'host-gone': () => 'Parley ya no responde. Inícialo otra vez y ábrelo con su nuevo enlace.',
  'not-understood': ({ detail }) => `El motor ha dicho algo que esta ventana no entiende (${detail}).`,
  'not-asked': ({ detail }) => `Eso no se le puede pedir al motor (${detail}).`,
})
