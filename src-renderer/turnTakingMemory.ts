import { duplex, type Duplex } from '@contract'
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

/** How a voice is taken while the loudspeaker speaks, and the echo test that spoke for it, if there was one. */
export interface SoundPathChoice {
  readonly duplex: Duplex
  readonly report?: EchoReport | undefined
}

const device = z.object({ id: z.string(), label: z.string() })
const pathNote = device.extend({
  // An earlier version did not note it.
  microphone: device.optional(),
  duplex,
  report: echoReport.optional(),
})
type PathNote = z.infer<typeof pathNote>

/** The names under which it is kept, for all windows. */
export const turnTakingKeys = {
  patience: 'parley.patience',
  endpoint: 'parley.endpoint',
  speakers: 'parley.speakers',
}
const keys = turnTakingKeys
const patience = z.number().min(0).max(1)
/** More than anybody has; what was noted longest ago goes first. */
const mostPaths = 64

export interface TurnTakingMemory {
  readonly patience: number | undefined
  notePatience(patience: number): void
  /** How the speaker pauses, as far as it was learnt. */
  readonly endpoint: EndpointDelay | undefined
  noteEndpoint(endpoint: EndpointDelay): void
  /**
   * Devices are found by their ids or, where the browser has given them others, by their labels. With a microphone of
   * which nothing is noted goes what was chosen last for the loudspeaker, but no test: that heard another microphone.
   */
  path(path: SoundPath): SoundPathChoice | undefined
  notePath(path: SoundPath, choice: SoundPathChoice): void
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
  const paths = (): PathNote[] => read(keys.speakers, z.array(pathNote)) ?? []
  const ofSpeaker = (notes: readonly PathNote[], { speaker }: SoundPath): readonly PathNote[] =>
    matching(notes, speaker, (note) => note)
  const ofPath = (notes: readonly PathNote[], path: SoundPath): PathNote | undefined =>
    matching(ofSpeaker(notes, path), path.microphone, ({ microphone }) => microphone).at(-1)
  return {
    get patience() {
      return read(keys.patience, patience)
    },
    notePatience: (chosen) => write(keys.patience, chosen),
    get endpoint() {
      return read(keys.endpoint, endpointDelay)
    },
    noteEndpoint: (endpoint) => write(keys.endpoint, endpoint),
    path(path) {
      const notes = paths()
      const known = ofPath(notes, path)
      if (known) return { duplex: known.duplex, report: known.report }
      const last = ofSpeaker(notes, path).at(-1)
      return last && { duplex: last.duplex }
    },
    notePath(path, choice) {
      const notes = paths()
      const known = ofPath(notes, path)
      const { speaker, microphone } = path
      const note = { ...named(speaker), microphone: named(microphone), ...choice }
      write(keys.speakers, [...notes.filter((each) => each !== known), note].slice(-mostPaths))
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

/** What an earlier version did not learn yet is as for a stranger. */
const endpointDelay = z
  .partialRecord(z.enum(Object.keys(initialEndpointDelay) as (keyof EndpointDelay)[]), z.number())
  .transform((learnt): EndpointDelay => ({ ...initialEndpointDelay, ...learnt }))
