import type { MappedText } from '../mappedText'
import type { SpokenLanguage } from './language'

/** Endings that make a dotted name an address or a file, so that its dot is said. */
const dotted =
  'com|org|net|edu|gov|io|dev|app|ai|co|uk|de|fr|es|it|eu|us|ca|ch|at|nl|be|br|in|jp|cn|au|info|me|tv|wiki|' +
  'txt|md|pdf|docx?|xlsx?|pptx?|csv|json|ya?ml|toml|xml|html?|css|[jt]sx?|mjs|py|rs|go|java|cpp|sh|exe|zip|gz|' +
  'png|jpe?g|gif|svg|mp[34]|wav|onnx|ini|cfg|conf|log|lock'

/** Addresses in short: of a URL the host, of an e-mail both sides. Their underscores and strokes are no markup. */
export function sayAddresses(form: MappedText, { signs }: SpokenLanguage): MappedText {
  const say = (name: string): string =>
    name
      .replaceAll('.', ` ${signs.dot} `)
      .replace(/[_-]+/g, ' ')
      .replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ')
  return form
    .replace(
      /(?<![\p{L}\p{N}])(?:https?|ftp|wss?|file):\/\/(?:www\.)?([^\s/?#)\]}>"'”]+)([^\s)\]}>"”]*)/gu,
      ({ 1: host, 2: rest }) => {
        // A full stop or comma at its end belongs to the sentence, as does the mark of emphasis.
        const after = (/[.,;:!?*]+$/u.exec(host + rest)?.[0] ?? '').replace(/\*/g, '')
        return say(host.replace(/^.*@|:\d+$|[.,;:!?*]+$/gu, '')) + after
      },
    )
    .replace(
      /(?<![\w.+-])(?:mailto:)?([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/gu,
      ({ 1: who, 2: host }) => `${say(who.replaceAll('+', ` ${signs.plus} `))} ${signs.at} ${say(host)}`,
    )
    .replace(
      new RegExp(
        String.raw`(?<![\w.@/-])(?:www\.)?((?:[\w-]{2,63}\.){1,8}(?:${dotted}))(?![\w-])(?!\.\w)(?:\/[\w./?=&%#~+-]*\w)?\/?`,
        'gu',
      ),
      ({ 1: name }) => say(name),
    )
}
