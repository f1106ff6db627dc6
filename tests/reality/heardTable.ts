import { saidKinds } from './sentences'
import type { Sound } from './soundOf'

/** One sentence as one voice said it, and what was heard. */
export interface Heard {
  readonly voice: string
  readonly kind: string
  readonly written: string
  readonly meant: readonly string[]
  readonly heard: readonly string[]
  /** Words to change, leave out and put in. */
  readonly errors: number
  readonly sound: Sound
}

/** What no sound may go beyond; see Sound. */
const limits = { peak: 0.99, worstJoin: 1, cutOffDb: -30, betweenVoicesDb: 3 }

/** The share of words that were heard otherwise, by kind and voice, as a table of Markdown. */
export function heardTable(results: readonly Heard[]): string {
  const voices = [...new Set(results.map(({ voice }) => voice))]
  const share = (those: readonly Heard[]): string => {
    const [errors, words] = [
      sum(those.map((each) => each.errors)),
      sum(those.map(({ meant }) => meant.length)),
    ]
    return words === 0 ? '-' : `${((100 * errors) / words).toFixed(1)} % (${errors} of ${words})`
  }
  const row = (name: string, isIt: (each: Heard) => boolean): string =>
    `| ${[name, ...voices.map((voice) => share(results.filter((each) => each.voice === voice && isIt(each))))].join(' | ')} |`
  const isEnglish = ({ kind }: Heard): boolean => saidKinds[kind].language === 'en'
  const kinds = Object.keys(saidKinds).filter((kind) => results.some((each) => each.kind === kind))
  return [
    `| kind | ${voices.join(' | ')} |`,
    `| ---${' | ---'.repeat(voices.length)} |`,
    ...kinds.map((kind) => row(kind, (each) => each.kind === kind)),
    row('all English', isEnglish),
  ].join('\n')
}

/** What is wrong with the sound, a sentence each; empty where all is right. */
export function soundTroubles(results: readonly Heard[]): string[] {
  const troubles = results.flatMap(({ voice, written, sound }) => {
    const named = `${voice}, "${written.slice(0, 40)}":`
    return [
      sound.peak > limits.peak ? `${named} a sample of ${sound.peak.toFixed(3)}` : [],
      sound.worstJoin > limits.worstJoin
        ? `${named} a click at a join (${sound.worstJoin.toFixed(1)} times)`
        : [],
      sound.cutOffDb > limits.cutOffDb ? `${named} ${sound.cutOffDb.toFixed(0)} dB are cut off` : [],
    ].flat()
  })
  const levels = [...levelsOf(results).values()]
  const apart = Math.max(...levels) - Math.min(...levels)
  if (apart > limits.betweenVoicesDb) troubles.push(`The voices are ${apart.toFixed(1)} dB apart.`)
  return troubles
}

/** The mean level of each voice, in dB. */
export function levelsOf(results: readonly Heard[]): Map<string, number> {
  const levels = new Map<string, number[]>()
  for (const { voice, sound } of results) levels.set(voice, [...(levels.get(voice) ?? []), sound.levelDb])
  return new Map([...levels].map(([voice, those]) => [voice, sum(those) / those.length]))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
