/** Something that is tried with inputs by their numbers. */
export interface FuzzTarget {
  /**
   * Tries one input. The same number and seed make the same input.
   * @returns whether it was taken; false: it was refused, as it ought to be
   * @throws Error saying what was wrong: it was taken and ought not to be, or the other way round, or no sentence said why
   */
  try(input: number): boolean | Promise<boolean>
  close(): void | Promise<void>
}

/** One kind of input. */
export interface FuzzPart {
  /** So many are what the goals are about. */
  readonly all: number
  open(seed: number): Promise<FuzzTarget>
}

export interface FuzzOffence {
  readonly input: number
  readonly message: string
}

/** What came of a row of inputs. */
export interface FuzzReport {
  readonly tried: number
  readonly taken: number
  readonly slowestMs: number
  readonly offences: readonly FuzzOffence[]
}

/** So many offences are told; their number is. */
const toldOffences = 20

/** Tries a row of inputs, one behind the other. @param tell is told how many are done, now and then */
export async function tryInputs(
  target: FuzzTarget,
  from: number,
  count: number,
  tell: (done: number) => void = () => undefined,
): Promise<FuzzReport> {
  const offences: FuzzOffence[] = []
  let [taken, slowestMs, at] = [0, 0, 0]
  const stray = (thrown: unknown): void => {
    offences.push({ input: at, message: `Nobody caught ${saidOf(thrown)}` })
  }
  process.on('unhandledRejection', stray).on('uncaughtException', stray)
  try {
    for (at = from; at < from + count && offences.length < toldOffences; at++) {
      const began = performance.now()
      try {
        if (await target.try(at)) taken++
      } catch (thrown) {
        offences.push({ input: at, message: saidOf(thrown) })
      }
      slowestMs = Math.max(slowestMs, performance.now() - began)
      if (at % 100 === 0) tell(at - from)
    }
  } finally {
    process.off('unhandledRejection', stray).off('uncaughtException', stray)
  }
  return { tried: at - from, taken, slowestMs, offences }
}

function saidOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const said = thrown.stack ?? thrown.message
  return thrown.cause === undefined ? said : `${said}\nfor ${saidOf(thrown.cause)}`
}
