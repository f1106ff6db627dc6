import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { NoticeWords } from '../notice'

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
  'disk-fails': ['su disco falla', 'Comprueba el disco.'],
  'nothing-behind': ['no hay nada detrás', 'Indica otro archivo.'],
  'reader-gone': ['quien debía leerlo ya no está', 'Inténtalo de nuevo.'],
  'computer-lost-it': ['el otro ordenador ya no lo tiene', 'Vuelve a conectarlo.'],
  'computer-silent': ['el otro ordenador no responde', 'Vuelve a conectarlo.'],
  'over-2-gb': ['ocupa más de 2 GB', 'Elige uno más pequeño.'],
}

/** Every notice, in Spanish. */
export const spanishNotices = (_: Formats): NoticeWords => ({
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Algo inesperado salió mal: ${detail}`,
  file({ place = 'un archivo', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`el sistema dice ${code}`, 'Comprueba el disco, o elige otro lugar.']
        : obstacles[obstacle]
    return `No se pudo ${attempts[attempt]} ${place}: ${reason}. ${remedy}`
  },

  'driver-too-old': ({ driver, oldest }) =>
    `Tu controlador de NVIDIA es la versión ${driver}. CUDA necesita ${oldest} o posterior: actualiza antes el controlador.`,

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
