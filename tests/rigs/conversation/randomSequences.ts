import fc from 'fast-check'
import { allPairs, anySettings, events, play, type Reached } from '../../unit/renderer/turnTable'

export interface SequencesReport {
  /** Sequences in which an utterance did not end exactly once; the shortest one is printed. */
  readonly wrong: number
  /** Events that came in some state less often than once in a thousand sequences. */
  readonly rarePairs: readonly string[]
}

/** Lets anything happen to the state machine, so many times: every utterance must end exactly once. */
export function randomSequences(sequences: number): SequencesReport {
  const reached: Reached = new Map()
  let wrong = 0
  const run = { numRuns: sequences, seed: 1 }
  fc.assert(
    fc.property(events, anySettings, (happened, settings) => {
      if (!endsOnce(happened, settings, reached)) wrong++
    }),
    run,
  )
  if (wrong > 0) {
    const { counterexample } = fc.check(
      fc.property(events, anySettings, (...each) => endsOnce(...each)),
      run,
    )
    console.log(`Wrong: ${fc.stringify(counterexample)}`)
  }
  return { wrong, rarePairs: allPairs.filter((pair) => (reached.get(pair) ?? 0) < sequences / 1000) }
}

function endsOnce(happened: Parameters<typeof play>[0], settings: object, reached?: Reached): boolean {
  const table = play(happened, settings, reached)
  table.tell({ type: 'mute' })
  let isOpen = false
  for (const { type } of table.actions) {
    const begins = type === 'open' || type === 'reopen'
    const ends = type === 'commit' || type === 'cancel'
    if ((begins && isOpen) || (ends && !isOpen)) return false
    if (begins || ends) isOpen = begins
  }
  return !isOpen
}
