import type { ToolCall } from '../listener'
import type { ToolCallDelta } from './chatEvent'

/** More than any answer calls at once. */
const mostCalls = 32

/** Calls of tools, which come in pieces. */
export class GatheredToolCalls {
  readonly #calls: { id: string; name: string; args: string }[] = []
  /** Which call the pieces of a number go on with. */
  readonly #at = new Map<number | undefined, number>()

  /** @throws RangeError for more calls than there can be */
  add(deltas: readonly ToolCallDelta[]): void {
    for (const { index, id, function: called } of deltas) {
      const known = this.#at.get(index)
      // Some servers give all calls one number, or none: another ID is another call.
      const isOther = known === undefined || (id && this.#calls[known].id && this.#calls[known].id !== id)
      const at = isOther ? this.#calls.length : known
      if (at >= mostCalls) throw new RangeError('There are too many calls.')
      this.#at.set(index, at)
      const call = (this.#calls[at] ??= { id: '', name: '', args: '' })
      call.id ||= id ?? ''
      call.name ||= called?.name ?? ''
      call.args += called?.arguments ?? ''
    }
  }

  /** All of them, when their stream is over. One without an ID gets one. */
  get all(): readonly ToolCall[] {
    return this.#calls
      .filter(({ name }) => name !== '')
      .map(({ id, name, args }, i) => ({
        id: id || `call${String(i + 1).padStart(5, '0')}`,
        name,
        args: read(args),
      }))
  }
}

/** Text that is no JSON stays text. */
function read(args: string): unknown {
  // As servers write a call of a tool that takes none.
  if (args.trim() === '') return {}
  try {
    return JSON.parse(args)
  } catch {
    return args
  }
}
