import type { NoticeWords } from '../../notice'
import { takenText, type TakenValueWords } from '../../takenValue'
import type { SettingNoticeParams } from './settingNoticeParams'

export const spanishTaken: TakenValueWords = {
  or: ' o ',
  trueOrFalse: 'true o false',
  list: 'una lista de textos',
  names: 'textos con sus nombres',
  oneOf: (values) => (values.length === 1 ? `«${values[0]}»` : `uno de ${values.join(', ')}`),
  number(isWhole, { least, most, above }) {
    const kind = isWhole ? 'un número entero' : 'un número'
    if (above !== undefined)
      return `${kind} mayor que ${above}${most === undefined ? '' : `, como mucho ${most}`}`
    if (least === undefined) return kind
    return most === undefined ? `${kind}, al menos ${least}` : `${kind} de ${least} a ${most}`
  },
  text({ least, most }) {
    if (most === undefined) return least === undefined ? 'un texto' : 'un texto que no esté vacío'
    return least === undefined
      ? `un texto de ${most} caracteres como mucho`
      : `un texto de ${least} a ${most} caracteres`
  },
}

/** What is told of settings, in Spanish. */
export const spanishSettingNotices: Pick<NoticeWords, keyof SettingNoticeParams> = {
  'setting-fault': ({ where, line, key, why }) =>
    `${where}${line === undefined ? '' : `, línea ${line}`}${key === undefined ? '' : `, ${key}`}: ${why}`,
  'setting-fixed': ({ name }) => `${name}: ninguna ventana puede cambiar eso.`,
  'setting-wrong': ({ name, why }) => `${name} no se puede ajustar así. ${why}`,
  'setting-unknown': () => 'Ningún ajuste se llama así.',
  'setting-takes': ({ takes, given }) => `Aquí vale ${takenText(takes, spanishTaken)}, no ${given}.`,
  'setting-stays': ({ because }) =>
    ({
      files: 'Lleva a archivos de un ordenador, y en este se queda como está.',
      leaves: 'Con esto, lo que dices puede salir de este ordenador. Elígelo aquí tú mismo.',
      erases: 'Con esto se borran las conversaciones más antiguas. Elígelo aquí tú mismo.',
    })[because],
  'graph-replays': () => 'enable_cuda_graph repetiría la primera pregunta en lugar de las demás.',
  'address-unusable': ({ fault }) =>
    ({
      'no-address': 'No es una dirección web, como https://api.example.com/v1.',
      'has-login': 'Lleva un nombre de usuario o una contraseña. La clave tiene su propio sitio.',
      'has-query': 'Lleva un ? o un #. Escríbela sin eso.',
      'plain-beyond':
        'Está fuera de tu propia red, donde con http:// otros podrían leer lo que envías. Escribe https://.',
    })[fault],
  'settings-by-hand': () => 'Primero hay que corregirlo a mano.',
  'settings-too-long': () => 'Es demasiado largo para ser un archivo de ajustes.',
  'settings-map': () => 'Aquí van ajustes con sus nombres, cada uno con su valor.',
  'setting-name': () => 'El nombre de un ajuste es una sola palabra.',
  'yaml-wrong': ({ detail }) => `No es YAML: ${detail}`,
  'yaml-unread': ({ detail }) => `No se puede leer: ${detail}`,
  'json-wrong': ({ detail }) => `No es JSON: ${detail}`,
  'choice-unwritten': ({ why }) =>
    `Lo que has elegido vale hasta que Parley termine, porque no se pudo guardar. ${why}`,
  'former-unread': () =>
    'Una versión anterior de Parley guardaba ajustes en este archivo, y no se pueden leer. El archivo se queda como está.',
  'tool-servers-none': () => 'No contiene ningún servidor.',
  'tool-server-asks': ({ asked }) =>
    `Pregunta por ${asked} al usarse. Escribe el valor en su lugar y tómalo después.`,
  'tool-server-wrong': ({ server }) =>
    `El servidor «${server}» no se puede usar. Necesita la orden de un programa (command) o una dirección (url), con https:// fuera de tu propia red.`,
  'tool-server-unknown': ({ server }) => `No hay ningún servidor ${server}.`,
}
