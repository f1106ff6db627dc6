import { withDigits } from './withDigits'

const lengths = { h: 3600, m: 60, s: 1 } as const
const unit = '(h(?:ours?|rs?)?|m(?:inutes?|ins?)?|s(?:econds?|ecs?)?)'
const part = new RegExp(`^(\\d+(?:\\.\\d+)?) ?${unit}(?![a-z])( and a half)?[ ,]*(?:and )?`)

/**
 * A length of time in seconds, as people write and say it: `90 seconds`, `1h 30m`, `five minutes`, `an hour and a half`,
 * `half an hour`, `two and a half minutes`.
 * @returns undefined where it is not a duration
 */
export function readDuration(text: string): number | undefined {
  let rest = withDigits(text.trim().toLowerCase())
    .replace(/[.?!]$/, '')
    .replace(/\bhalf an? /g, '0.5 ')
    .replace(/\b(\d+) and a half /g, '$1.5 ')
    .replace(/\ban? /g, (article, at: number, whole: string) =>
      whole.startsWith('half', at + 2) ? article : '1 ',
    )
  if (rest === '') return undefined
  let seconds = 0
  while (rest !== '') {
    const match = part.exec(rest)
    if (match === null) return undefined
    seconds +=
      (Number(match[1]) + (match[3] === undefined ? 0 : 0.5)) * lengths[match[2][0] as 'h' | 'm' | 's']
    rest = rest.slice(match[0].length)
  }
  return Math.round(seconds)
}
