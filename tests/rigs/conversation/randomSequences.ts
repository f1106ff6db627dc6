import fc from 'fast-check'
import { anySettings, events, play } from '../../unit/renderer/turnTable'

/** Lets anything happen to the state machine, so many times, and counts the utterances without exactly one end. */
export function utterancesWithoutOneEnd(sequences: number): number {
  let wrong = 0
  fc.assert(
    fc.property(events, anySettings, (happened, settings) => {
      const table = play(happened, settings)
      table.tell({ type: 'mute' })
      let open = 0
      for (const { type } of table.actions) {
        if (type === 'open' || type === 'reopen') open++
        if (type === 'commit' || type === 'cancel') open--
        if (open < 0 || open > 1) wrong++
        open = Math.min(1, Math.max(0, open))
      }
      wrong += open
    }),
    { numRuns: sequences, seed: 1 },
  )
  return wrong
}
