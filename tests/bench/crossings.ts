import { ortLibrary, type ApiFunction } from '../../src-main/engine/onnx/library'

/**
 * Counts the bytes that the engine's runs read from and write to JavaScript's memory: of every run, all bound tensors
 * that lie there. On a card these are the bytes that cross the bus. Begin before the models are loaded.
 * @returns the bytes so far
 */
export function countCrossings(): () => number {
  const { call } = ortLibrary()
  const bytesOf = new Map<unknown, number>()
  const boundTo = new Map<unknown, Map<string, unknown>>()
  let crossed = 0

  const watch = (name: ApiFunction, seen: (args: unknown[]) => void, when = 'before'): void => {
    const original = call[name]
    const watched = (...args: unknown[]): unknown => {
      if (when === 'before') seen(args)
      const result = original(...args)
      if (when === 'after') seen(args)
      return result
    }
    const async = (...args: unknown[]): void => {
      seen(args)
      original.async(...args)
    }
    call[name] = Object.assign(watched, { async })
  }
  const bind =
    (kind: string, isHere: boolean) =>
    ([binding, name, value]: unknown[]): void => {
      const bound = boundTo.get(binding) ?? new Map<string, unknown>()
      boundTo.set(binding, bound)
      if (isHere) bound.set(`${kind} ${String(name)}`, value)
      else bound.delete(`${kind} ${String(name)}`)
    }
  const made = (args: unknown[]): void => {
    const [value] = args.at(-1) as [unknown]
    bytesOf.set(value, Number(args[2]))
  }
  watch('CreateTensorWithDataAsOrtValue', made, 'after')
  watch('ReleaseValue', ([value]) => void bytesOf.delete(value))
  watch('BindInput', bind('in', true))
  watch('BindOutput', bind('out', true))
  watch('BindOutputToDevice', bind('out', false))
  watch('ReleaseIoBinding', ([binding]) => void boundTo.delete(binding))
  watch('RunWithBinding', ([, , binding]) => {
    for (const value of boundTo.get(binding)?.values() ?? []) crossed += bytesOf.get(value) ?? 0
  })
  return () => crossed
}
