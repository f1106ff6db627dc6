import { ortLibrary, type ApiCalls, type Pointer } from '../../../src-main/engine/onnx/library'
import { native } from '../../../src-main/engine/onnx/native'
import type { CardCopy } from '../../../src-main/engine/onnx/cardCopy'

/** What goes wrong: the provider refuses to capture, a replay fails, or computes what it did before. */
export type CaptureFault = 'capture' | 'replay' | 'stale'

/**
 * Lets the processor's provider capture and replay as CUDA's does, as far as its caller can tell: a run whose number is new
 * is captured with the addresses of all its values; later ones of that number compute in that very memory, and read nothing of
 * the processor's again. What breaks that is an error here, where a card would silently compute nonsense. Undo with `end`.
 */
export function capturingRuns(inputOfProcessor: string): {
  /** Runs in their order: `run`, `capture 1`, `replay 1`, `release 1`. */
  readonly told: string[]
  /** The next of this kind fails, for good or once. */
  fault: CaptureFault | undefined
  readonly copy: CardCopy
  end(): void
} {
  const { call } = ortLibrary()
  const before = { ...call }
  const told: string[] = []
  const numbers = new Map<Pointer, string>()
  const bound = new Map<Pointer, Map<string, Pointer>>()
  const captured = new Map<string, { addresses: Map<string, Pointer>; ofProcessor: number }>()
  const released = new Set<string>()
  const rig = { told, fault: undefined as CaptureFault | undefined, copy: copyHere(), end }
  const failing = (text: string): Pointer =>
    // A status of the runtime's own making, since it is the runtime that releases it.
    before.CreateMemoryInfo(text, 1, 0, 0, [null]) as Pointer

  const wrap = (name: keyof ApiCalls, now: (...args: never[]) => unknown): void => {
    const { async } = before[name]
    call[name] = Object.assign((...args: unknown[]) => now(...(args as never[])), { async })
  }
  const note = (binding: Pointer, name: string, value: Pointer): void => {
    const of = bound.get(binding) ?? new Map<string, Pointer>()
    bound.set(binding, of.set(name, value))
  }
  wrap('BindInput', (binding: Pointer, name: string, value: Pointer) => {
    note(binding, name, value)
    return before.BindInput(binding, name, value)
  })
  wrap('ReleaseIoBinding', (binding: Pointer) => {
    bound.delete(binding)
    return before.ReleaseIoBinding(binding)
  })
  wrap('BindOutput', (binding: Pointer, name: string, value: Pointer) => {
    note(binding, name, value)
    return before.BindOutput(binding, name, value)
  })
  wrap('AddRunConfigEntry', (options: Pointer, key: string, value: string) => {
    if (key === 'gpu_graph_id') numbers.set(options, value)
    return before.AddRunConfigEntry(options, key, value)
  })
  wrap('ReleaseRunOptions', (options: Pointer) => {
    numbers.delete(options) // others may come to lie there
    return before.ReleaseRunOptions(options)
  })
  wrap('SessionReleaseCapturedGraph', (session: Pointer, number: number) => {
    released.add(`${number}`)
    told.push(`release ${number}`)
    return before.SessionReleaseCapturedGraph(session, number)
  })
  const runAsync = before.RunWithBinding.async
  let inFlight = 0
  call.RunWithBinding = Object.assign(
    (...args: unknown[]) => {
      const [session, options, binding] = args as [Pointer, Pointer | null, Pointer]
      const number = options === null ? undefined : numbers.get(options)
      if (number === undefined) return before.RunWithBinding(session, options, binding)
      if (number === '-1') told.push('run')
      else {
        const isReplay = captured.has(number)
        told.push(`${isReplay ? 'replay' : 'capture'} ${number}`)
        if (released.has(number)) throw new Error(`${number} was released.`)
        if (!isReplay && inFlight > 0) throw new Error('Another run spoils the capture.')
        if (rig.fault === (isReplay ? 'replay' : 'capture')) return failing('the capture is spoilt')
        const addresses = addressesOf(bound.get(binding)!)
        const ofProcessor = numberAt(addresses.get(inputOfProcessor)!)
        const had = captured.get(number)
        if (had === undefined) captured.set(number, { addresses, ofProcessor })
        else {
          for (const [name, address] of addresses)
            if (had.addresses.get(name) !== address) throw new Error(`${name} lies elsewhere than captured.`)
          if (had.ofProcessor !== ofProcessor) throw new Error(`${inputOfProcessor} is not read again.`)
          if (rig.fault === 'stale') return null
        }
      }
      return before.RunWithBinding(session, options, binding)
    },
    {
      async: (...args: unknown[]) => {
        const number = numbers.get(args[1] as Pointer)
        if (number !== undefined && number !== '-1') throw new Error('A captured run belongs to one thread.')
        if (number === '-1') told.push('run')
        const ended = args.pop() as (...result: unknown[]) => void
        inFlight++
        runAsync(...args, (...result: unknown[]) => {
          inFlight--
          ended(...result)
        })
      },
    },
  )
  /** By their values, which a card keeps in its memory. */
  function addressesOf(values: ReadonlyMap<string, Pointer>): Map<string, Pointer> {
    const address = (value: Pointer): Pointer => {
      const out: [Pointer | null] = [null]
      before.GetTensorMutableData(value, out)
      return out[0]!
    }
    return new Map([...values].map(([name, value]) => [name, address(value)]))
  }
  function end(): void {
    Object.assign(call, before)
  }
  return rig
}

function numberAt(address: Pointer): number {
  return native.decode(address, 'int32_t') as number
}

/** What a card's runtime does between two memories, within one. */
function copyHere(): CardCopy {
  const libc = native.load('libc.so.6')
  const write = libc.func('void* memcpy(uintptr_t, const void*, size_t)')
  const read = libc.func('void* memcpy(void*, uintptr_t, size_t)')
  return {
    write: (pairs) => pairs.forEach(([to, from]) => void write(to.address, from, from.byteLength)),
    read: (pairs) => pairs.forEach(([from, to]) => void read(to, from.address, to.byteLength)),
  }
}
