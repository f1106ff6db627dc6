import type { Clock } from '@contract'

/**
 * What lies between the logic of a window and all that is around it: devices, the engine, the user, time. All that crosses it
 * goes by one of these four ways, each by a name; so that a recording of it can stand in the place of all that is around.
 *
 *     inlet   something comes in: a frame, a message, a press
 *     tell    something goes out, and nothing is answered
 *     ask     something is asked, and answered at once
 *     derive  something is found out by the samples of a sound
 *
 * What comes in is taken one after the other: the next one, when all that follows from the one before is done. Meanwhile the
 * clock stands still.
 */
export interface Boundary {
  readonly now: Clock
  /** The next number, for what there may be several of. */
  number(): number
  /** Makes the way of something that comes in; what it returns is called from outside. Resolves with what `take` returns. */
  inlet<Args extends readonly unknown[], Result>(
    name: string,
    take: (...args: Args) => Result,
  ): (...args: Args) => Promise<Awaited<Result>>
  /** @param deed what is really done; what comes in within it is taken at once */
  tell(name: string, args: readonly unknown[], deed?: () => void): void
  ask<Answer>(name: string, args: readonly unknown[], answer: () => Answer): Answer
  derive<Found>(name: string, find: () => Found): Found
  /** Something is only looked at from outside: what that asks does not cross. */
  look<Seen>(at: () => Seen): Seen
}

/** Something is begun, and ends later: with data, or with an error of which name and message cross. */
export function call<Answer>(
  boundary: Boundary,
  name: string,
  args: readonly unknown[],
  begin: () => Promise<Answer>,
): Promise<Answer> {
  const numbered = `${name} ${boundary.number()}`
  return new Promise((resolve, reject) => {
    const is = boundary.inlet(`${numbered} is`, (answer: Answer) => resolve(answer))
    const fails = boundary.inlet(`${numbered} fails`, (error: Fault) => reject(thrownOf(error)))
    boundary.tell(numbered, args, () => {
      void begun(begin).then(is, (thrown: unknown) => fails(faultOf(thrown)))
    })
  })
}

/** What throws at once fails as well. */
async function begun<Answer>(begin: () => Promise<Answer>): Promise<Answer> {
  return begin()
}

interface Fault {
  readonly name: string
  readonly message: string
}

function faultOf(thrown: unknown): Fault {
  return thrown instanceof Error
    ? { name: thrown.name, message: thrown.message }
    : { name: 'Error', message: String(thrown) }
}

function thrownOf({ name, message }: Fault): Error {
  return Object.assign(new Error(message), { name })
}
