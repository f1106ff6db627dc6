import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { DeviceKind } from '@contract'
import { deviceOfProvider } from './device'
import { ortLibrary, type Pointer } from './library'

/** How many operators of a run each device computed. What a provider makes one of, as CoreML and DirectML do, counts once. */
export type OperatorCounts = Readonly<Partial<Record<DeviceKind, number>>>

/**
 * Does a run, and counts which device computed what of it: a provider that was asked for takes what it can, and leaves the
 * rest to the processor without a word. ONNX Runtime's own profile of the run tells it, which names operators and no
 * numbers that they computed; ONNX Runtime's record of what it assigned leaves out what WebGPU takes.
 * @param runOptions those of the run
 * @returns undefined where no profile could be written or read
 */
export async function countOperators(
  runOptions: Pointer,
  run: () => Promise<void>,
): Promise<OperatorCounts | undefined> {
  const folder = beginProfile(runOptions)
  try {
    await run()
    return folder === undefined ? undefined : countsIn(folder)
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** The folder into which the run writes its profile. */
function beginProfile(runOptions: Pointer): string | undefined {
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-profile-'))
    const ort = ortLibrary()
    ort.check(ort.call.RunOptionsEnableProfiling(runOptions, path.join(folder, 'run')), 'Profile')
    return folder
  } catch {
    return undefined // it computes all the same
  }
}

function countsIn(folder: string): OperatorCounts | undefined {
  try {
    const [file] = readdirSync(folder)
    return operatorCounts(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as ProfileEvent[])
  } catch {
    return undefined
  }
}

/** What of an event in a profile is looked at. */
export interface ProfileEvent {
  readonly cat: string
  readonly name: string
  readonly args: { readonly op_name?: string; readonly provider?: string; readonly node_index?: string }
}

/** An operator has an event of this name, each time that it computes. */
const computed = '_kernel_time'
/** These move values between a device and the processor, and are the graph's own nowhere. */
const copies = new Set(['MemcpyFromHost', 'MemcpyToHost'])

/** Counts the operators in the profile of a run. One that a loop repeats counts once. */
export function operatorCounts(events: readonly ProfileEvent[]): OperatorCounts {
  const counts: Partial<Record<DeviceKind, number>> = {}
  const seen = new Set<string>()
  for (const { cat, name, args } of events) {
    if (cat !== 'Node' || !name.endsWith(computed) || copies.has(args.op_name ?? '')) continue
    const device = deviceOfProvider(args.provider ?? '')
    const key = `${name} ${args.node_index}`
    if (device === undefined || seen.has(key)) continue
    seen.add(key)
    counts[device] = (counts[device] ?? 0) + 1
  }
  return counts
}
