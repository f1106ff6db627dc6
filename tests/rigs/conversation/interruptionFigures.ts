import type { Figure } from './figure'
import { interruptAtRandom } from './randomInterruptions'
import { toneAnswers } from './toneAnswers'

/** So many are what the goals are about. */
export const allInterruptions = 10_000

/** What sounds and is remembered after random interruptions. A run with fewer of them says so in its goals. */
export async function interruptionFigures(count: number): Promise<Figure[]> {
  const { interruptions, staleSamples, wrongWords, otherwiseShown } = await interruptAtRandom(
    await toneAnswers(),
    count,
  )
  const within = wrongWords.filter((words) => Math.abs(words) <= 1).length / wrongWords.length
  const fewer = interruptions < allInterruptions ? `, but in ${allInterruptions}` : ''
  return [
    {
      name: 'stale-chunks',
      value: staleSamples,
      goal: `0${fewer}`,
      ok: staleSamples === 0,
      of: interruptions,
    },
    {
      name: 'heard-position-within-one-word',
      value: Math.floor(1000 * within) / 1000,
      goal: '>= 0.95',
      ok: within >= 0.95,
      of: wrongWords.length,
    },
    {
      name: 'heard-position-shown-otherwise',
      value: otherwiseShown,
      goal: '0',
      ok: otherwiseShown === 0,
      of: wrongWords.length,
    },
  ]
}
