import { z } from 'zod'
import type { AudioDevice } from './audio/devices'
import { echoReport, type EchoReport } from './audio/echoReport'
import { initialEndpointDelay, type EndpointDelay } from './audio/endpointDelay'

/** Where a window keeps what is to outlive it; a browser's `localStorage` fits. */
export interface TextStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** A loudspeaker, and the microphone that hears it. */
export interface SoundPath {
  readonly speaker: AudioDevice
  readonly microphone: AudioDevice
}

const device = z.object({ id: z.string(), label: z.string() })
const pathNote = device.extend({
  // An earlier version did not note it.
  microphone: device.optional(),
  report: echoReport.optional(),
})
type PathNote = z.infer<typeof pathNote>

/** The names under which it is kept, for all windows of a browser. */
export const turnTakingKeys = { endpoint: 'parley.endpoint', echoTests: 'parley.speakers' }
const keys = turnTakingKeys
/** More than anybody has; what was noted longest ago goes first. */
const mostPaths = 64

export interface TurnTakingMemory {
  /** How the speaker pauses, as far as it was learnt. */
  readonly endpoint: EndpointDelay | undefined
  noteEndpoint(endpoint: EndpointDelay): void
  /**
   * What the last echo test said. Devices are found by their ids or, where the browser has given them others, by their
   * labels.
   */
  echoTest(path: SoundPath): EchoReport | undefined
  noteEchoTest(path: SoundPath, report: EchoReport): void
}

/** What turn taking knows from earlier. What cannot be read any more counts as never noted. */
export function turnTakingMemory(storage: TextStorage): TurnTakingMemory {
  const read = <T>(key: string, schema: z.ZodType<T>): T | undefined => {
    try {
      return schema.safeParse(JSON.parse(storage.getItem(key) ?? 'null')).data
    } catch {
      return undefined
    }
  }
  const write = (key: string, value: unknown): void => storage.setItem(key, JSON.stringify(value))
  const paths = (): PathNote[] => read(keys.echoTests, z.array(pathNote)) ?? []
  const ofPath = (notes: readonly PathNote[], { speaker, microphone }: SoundPath): PathNote | undefined => {
    const ofSpeaker = matching(notes, speaker, (note) => note)
    return matching(ofSpeaker, microphone, (note) => note.microphone).at(-1)
  }
  return {
    get endpoint() {
      return read(keys.endpoint, endpointDelay)
    },
    noteEndpoint: (endpoint) => write(keys.endpoint, endpoint),
    echoTest: (path) => ofPath(paths(), path)?.report,
    noteEchoTest(path, report) {
      const notes = paths()
      const known = ofPath(notes, path)
      const { speaker, microphone } = path
      const note = { ...named(speaker), microphone: named(microphone), report }
      write(keys.echoTests, [...notes.filter((each) => each !== known), note].slice(-mostPaths))
    },
  }
}

function named({ id, label }: AudioDevice): AudioDevice {
  return { id, label }
}

/** The notes of a device: by its id, else by its label. */
function matching(
  notes: readonly PathNote[],
  { id, label }: AudioDevice,
  deviceOf: (note: PathNote) => AudioDevice | undefined,
): readonly PathNote[] {
  const byId = notes.filter((note) => deviceOf(note)?.id === id)
  if (byId.length > 0 || label === '') return byId
  return notes.filter((note) => deviceOf(note)?.label === label)
}

/** What an earlier version did not learn yet is as for a stranger; what none learns any more is left out. */
const endpointDelay = z
  .object({
    ...{ pauseMs: z.number(), spreadMs: z.number(), cautionMs: z.number() },
    ...{ doneRightShare: z.number(), moreRightShare: z.number() },
    recentMs: z.array(z.number()),
  } satisfies Record<keyof EndpointDelay, z.ZodType>)
  .partial()
  .transform((learnt): EndpointDelay => ({ ...initialEndpointDelay, ...learnt }))
