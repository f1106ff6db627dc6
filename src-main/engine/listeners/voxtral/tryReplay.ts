import { performance } from 'node:perf_hooks'
import type { NextLogits } from './stepLogits'
import type { Replaying, StepReplay } from './stepReplay'

/** Steps that are compared before replays are believed: the first of them is the capture itself. */
const triedSteps = 3

/** A decoder behind a short prompt, for trying. */
export interface TriedSteps {
  readonly vocabSize: number
  /** Runs the step of a token as steps always are. */
  readonly run: (token: number) => Promise<NextLogits>
  /** The row [hiddenSize] of a token. */
  readonly rowOf: (token: number) => Float32Array
  /** Forgets all steps. */
  readonly back: () => void
}

/**
 * Captures a step and replays the next ones, and compares them with runs of the same steps. Replays end where they do not
 * say the same, or where steps take so long that they are not worth it.
 */
export async function tryReplay(
  replay: StepReplay,
  { longestStepMs }: Pick<Replaying, 'longestStepMs'>,
  { vocabSize, run, rowOf, back }: TriedSteps,
): Promise<void> {
  let stepMs = Infinity
  const runSteps = async (tokens: readonly number[]): Promise<Float32Array[]> => {
    const said: Float32Array[] = []
    for (const token of tokens) {
      const start = performance.now()
      said.push((await run(token)).whole().slice())
      stepMs = Math.min(stepMs, performance.now() - start)
    }
    back()
    return said
  }
  const tokens = Array.from({ length: triedSteps }, (_, step) => (step * 37 + 41) % vocabSize)
  const expected = await runSteps(tokens)
  // So that a replay finds nothing where it writes that would be right without it.
  await runSteps(tokens.map((token) => (token + 7) % vocabSize))
  for (const [step, token] of tokens.entries()) if (!(await replay.isAs(expected, step, rowOf(token)))) return
  if (stepMs > longestStepMs) replay.release()
}
