import type { NoticeWords } from '../../notice'
import { takenText, type TakenValueWords } from '../../takenValue'
import type { SettingNoticeParams } from './settingNoticeParams'

export const germanTaken: TakenValueWords = {
  or: ' oder ',
  trueOrFalse: 'true oder false',
  list: 'eine Liste von Texten',
  names: 'Texte unter ihren Namen',
  oneOf: (values) => (values.length === 1 ? `„${values[0]}“` : `eines von ${values.join(', ')}`),
  number(isWhole, { least, most, above }) {
    const kind = isWhole ? 'eine ganze Zahl' : 'eine Zahl'
    if (above !== undefined) return `${kind} über ${above}${most === undefined ? '' : `, höchstens ${most}`}`
    if (least === undefined) return kind
    return most === undefined ? `${kind}, mindestens ${least}` : `${kind} von ${least} bis ${most}`
  },
  text({ least, most }) {
    if (most === undefined) return least === undefined ? 'ein Text' : 'ein Text, der nicht leer ist'
    return least === undefined
      ? `ein Text von höchstens ${most} Zeichen`
      : `ein Text von ${least} bis ${most} Zeichen`
  },
}

/** What is told of settings, in German. */
export const germanSettingNotices: Pick<NoticeWords, keyof SettingNoticeParams> = {
  'setting-fault': ({ where, line, key, why }) =>
    `${where}${line === undefined ? '' : `, Zeile ${line}`}${key === undefined ? '' : `, ${key}`}: ${why}`,
  'setting-fixed': ({ name }) => `${name}: Das darf kein Fenster ändern.`,
  'setting-wrong': ({ name, why }) => `${name} lässt sich so nicht einstellen. ${why}`,
  'setting-unknown': () => 'So heißt keine Einstellung.',
  'setting-takes': ({ takes, given }) => `Hier gilt ${takenText(takes, germanTaken)}, nicht ${given}.`,
  'setting-stays': ({ because }) =>
    ({
      files: 'Das führt zu Dateien eines Computers und bleibt auf diesem, wie es ist.',
      leaves: 'Damit kann, was du sagst, diesen Computer verlassen. Wähle es hier selbst.',
      erases: 'Damit werden ältere Gespräche gelöscht. Wähle es hier selbst.',
    })[because],
  'graph-replays': () => 'enable_cuda_graph würde für jede Frage die erste wiederholen.',
  'address-unusable': ({ fault }) =>
    ({
      'no-address': 'Das ist keine Webadresse wie https://api.example.com/v1.',
      'has-login':
        'Darin steht ein Benutzername oder ein Passwort. Für den Schlüssel gibt es ein eigenes Feld.',
      'has-query': 'Darin steht ein ? oder ein #. Schreib sie ohne das.',
      'plain-beyond':
        'Sie liegt außerhalb deines eigenen Netzes, wo bei http:// andere mitlesen könnten. Schreib https://.',
    })[fault],
  'settings-by-hand': () => 'Das muss zuerst von Hand berichtigt werden.',
  'settings-too-long': () => 'Das ist zu lang für eine Datei mit Einstellungen.',
  'settings-map': () => 'Hier stehen Einstellungen unter ihren Namen, jede mit ihrem Wert.',
  'setting-name': () => 'Der Name einer Einstellung ist ein einziges Wort.',
  'yaml-wrong': ({ detail }) => `Das ist kein YAML: ${detail}`,
  'yaml-unread': ({ detail }) => `Das lässt sich nicht lesen: ${detail}`,
  'json-wrong': ({ detail }) => `Das ist kein JSON: ${detail}`,
  'choice-unwritten': ({ why }) =>
    `Was du gewählt hast, gilt nur, bis Parley endet, denn es ließ sich nicht speichern. ${why}`,
  'former-unread': () =>
    'Ein früheres Parley hat in dieser Datei Einstellungen aufbewahrt, und sie lassen sich nicht lesen. Die Datei bleibt, wie sie ist.',
  'tool-servers-none': () => 'Darin stehen keine Server.',
  'tool-server-asks': ({ asked }) =>
    `Es fragt bei der Benutzung nach ${asked}. Schreibe den Wert an diese Stelle, und übernimm es dann.`,
  'tool-server-wrong': ({ server }) =>
    `Der Server „${server}“ lässt sich nicht verwenden. Er braucht das Kommando eines Programms (command) oder eine Adresse (url), außerhalb deines eigenen Netzes mit https://.`,
  'tool-server-unknown': ({ server }) => `Es gibt keinen Server ${server}.`,
}
