import type { ToolCall } from '../listener'
import type { ToolCallDelta } from './chatEvent'

/** More than any answer calls at once. */
const mostCalls = 32

/** Calls of tools, which come in pieces. */
export class GatheredToolCalls {
  readonly #calls: { id: string; name: string; args: string }[] = []

  /** @throws RangeError for more calls than there can be */
  add(deltas: readonly ToolCallDelta[]): void {
    for (const { index, id, function: called } of deltas) {
      // Without a number, one with an ID begins another call.
      const at = index ?? Math.max(0, this.#calls.length - (id ? 0 : 1))
      if (at > this.#calls.length || at >= mostCalls) throw new RangeError('A call is out of its order.')
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
      .map(({ id, name, args }, i) => ({ id: id || `call-${i + 1}`, name, args: read(args) }))
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
