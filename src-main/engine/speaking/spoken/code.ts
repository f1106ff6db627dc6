import type { MappedText } from '../mappedText'
import { before } from './around'
import type { Sign, SpokenLanguage } from './language'

const assigned: Readonly<Record<string, Sign>> = { '+': 'plus', '-': 'minus', '*': 'times', '/': 'dividedBy' }

/** Signs of programs, and names of files and folders. */
export function sayCode(form: MappedText, { signs }: SpokenLanguage): MappedText {
  return (
    form
      .replace(/\s?&&\s?/gu, () => ` ${signs.and} `)
      .replace(/(?<=[\p{L}\d)\]"']\s?)\|\|(?=\s?[\p{L}\d(!"'])/gu, () => ` ${signs.or} `)
      .replace(/(?<=\p{L}|\))(?:\(\))/gu, () => '')
      .replace(/(?<=\p{L} )([-+*/])=(?= )/gu, ({ 1: sign }) => `${signs[assigned[sign]]} ${signs.equals}`)
      .replace(/(?<=\p{L}\d?)\+\+(?=[\s;,.)]|$)/gu, () => ` ${signs.plus} ${signs.plus}`)
      .replace(/(?<![\p{L}\p{N}])([CFJ])#(?![\p{L}\d#])/dgu, () => [1, ' sharp'])
      .replace(/(?<=^|[\s(])#(?=\p{L})/gu, () => `${signs.hashtag} `)
      .replace(/(?<=^|[\s(])@(?=[\p{L}_])/gu, () => `${signs.at} `)
      // A path: its names with a stroke between them; of a hidden file the point is said.
      .replace(/(?<![\p{L}\p{N}/:.])(~|\.{1,2})?(?:\/[\w.@-]{1,64}){1,12}\/?(?![\p{L}\p{N}])/gu, (match) => {
        const { 0: written, 1: root } = match
        const isPath =
          root !== undefined ||
          /^\/(?:[\w.-]+\/|(?:etc|usr|var|tmp|home|dev|opt|bin|proc|sys|root|mnt|srv|api|lib)\b)/u.test(
            written,
          )
        if (!isPath || /[\p{L}\p{N}]$/u.test(before(match, 1))) return undefined
        const stop = /[.]+$/u.exec(written)?.[0] ?? ''
        const names = written
          .slice(root?.length ?? 0, written.length - stop.length)
          .split('/')
          .filter(Boolean)
        const said = names.map((name) =>
          name
            .replace(/^\./u, `${signs.dot} `)
            .replace(/\.(?=\w)/gu, ` ${signs.dot} `)
            .replace(/[-_]/gu, ' '),
        )
        return [...(root === '~' ? ['home'] : []), ...said].join(` ${signs.slash} `) + stop
      })
      .replace(/(?<![\p{L}\p{N}])[A-Z]:\\(?:[\w .-]{1,64}\\?){1,12}/gu, ({ 0: written }) =>
        written
          .replace(':', '')
          .replace(/\.(?=\w)/gu, ` ${signs.dot} `)
          .split('\\')
          .filter(Boolean)
          .join(` ${signs.slash} `),
      )
      // ".NET" and ".bashrc": the point is a part of the name.
      .replace(/(?<=^|[\s("'“])\.(?=\p{L}{2})/gu, () => `${signs.dot} `)
      .replace(/(?<=\p{L})::(?=\p{L})|(?<=\p{L})\.(?=\p{Ll}+\p{Lu}?\p{L}*\()/gu, () => ` ${signs.dot} `)
      .replace(/(?<=^|\s)--(?=[a-z][\w-]*)/gu, () => 'dash dash ')
      .replace(/(?<=\p{L}{2}\s)-(?=[a-zA-Z](?:[\s,.;:)]|$))/gu, () => 'dash ')
  )
}
