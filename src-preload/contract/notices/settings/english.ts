import type { NoticeWords } from '../../notice'
import { takenText, type TakenValueWords } from '../../takenValue'
import type { SettingNoticeParams } from './settingNoticeParams'

export const englishTaken: TakenValueWords = {
  or: ', or ',
  trueOrFalse: 'true or false',
  list: 'a list of texts',
  names: 'texts by their names',
  oneOf: (values) => (values.length === 1 ? `“${values[0]}”` : `one of ${values.join(', ')}`),
  number(isWhole, { least, most, above }) {
    const kind = isWhole ? 'a whole number' : 'a number'
    if (above !== undefined) return `${kind} above ${above}${most === undefined ? '' : `, at most ${most}`}`
    if (least === undefined) return kind
    return most === undefined ? `${kind}, at least ${least}` : `${kind} from ${least} to ${most}`
  },
  text({ least, most }) {
    if (most === undefined) return least === undefined ? 'a text' : 'a text that is not empty'
    return least === undefined
      ? `a text of at most ${most} characters`
      : `a text of ${least} to ${most} characters`
  },
}

/** What is told of settings, in English. */
export const englishSettingNotices: Pick<NoticeWords, keyof SettingNoticeParams> = {
  'setting-fault': ({ where, line, key, why }) =>
    `${where}${line === undefined ? '' : `, line ${line}`}${key === undefined ? '' : `, ${key}`}: ${why}`,
  'setting-fixed': ({ name }) => `${name}: No window may change that.`,
  'setting-wrong': ({ name, why }) => `${name}: ${why}`,
  'setting-unknown': () => 'There is no setting of this name.',
  'setting-takes': ({ takes, given }) => `It takes ${takenText(takes, englishTaken)}, not ${given}.`,
  'setting-stays': ({ because }) =>
    ({
      files: 'It points to files of a computer, so this computer keeps its own.',
      leaves: 'With it, what you say can leave this computer. Choose it here yourself.',
      erases: 'With it, older conversations are erased. Choose it here yourself.',
    })[because],
  'graph-replays': () => 'enable_cuda_graph would replay the first prompt for every other one.',
  'address-unusable': ({ fault }) =>
    ({
      'no-address': 'It is not a web address, such as https://api.example.com/v1.',
      'has-login': 'It has a user name or a password in it. A key has a place of its own.',
      'has-query': 'It has a ? or a # in it. Write it without.',
      'plain-beyond':
        'It is beyond your own network, where others could read along with http://. Write https://.',
    })[fault],
  'settings-by-hand': () => 'It has to be corrected by hand first.',
  'settings-too-long': () => 'It is too long to be a file of settings.',
  'settings-map': () => 'A settings file has names of settings, each with its value.',
  'setting-name': () => 'The name of a setting is one word.',
  'yaml-wrong': ({ detail }) => `It is not YAML: ${detail}`,
  'yaml-unread': ({ detail }) => `It cannot be read: ${detail}`,
  'json-wrong': ({ detail }) => `It is not JSON: ${detail}`,
  'choice-unwritten': ({ why }) =>
    `What you chose holds until Parley ends, because it could not be written. ${why}`,
  'former-unread': () =>
    'An earlier Parley kept settings in this file, and they cannot be read. The file stays as it is.',
  'tool-servers-none': () => 'There are no servers in it.',
  'tool-server-asks': ({ asked }) =>
    `It asks for ${asked} when it is used. Write the value in its place, and take it over then.`,
  'tool-server-wrong': ({ server }) =>
    `The server “${server}” cannot be used. It needs the command of a program, or a url: with https:// where it is beyond your own network.`,
  'tool-server-unknown': ({ server }) => `There is no server ${server}.`,
}
