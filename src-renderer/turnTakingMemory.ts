import { duplex } from '@contract'
import { z } from 'zod'
import type { AudioDevice } from './audio/devices'
import { echoReport } from './audio/echoReport'
import { initialEndpointDelay, type EndpointDelay } from './audio/endpointDelay'

/** Where a window keeps what is to outlive it; a browser's `localStorage` fits. */
export interface TextStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** How a voice is taken while this loudspeaker speaks, and the echo test that spoke for it, if there was one. */
const speakerNote = z.object({
  id: z.string(),
  label: z.string(),
  duplex,
  report: echoReport.optional(),
})
export type SpeakerNote = z.infer<typeof speakerNote>

/** The names under which it is kept, for all windows. */
export const turnTakingKeys = {
  patience: 'parley.patience',
  endpoint: 'parley.endpoint',
  speakers: 'parley.speakers',
}
const keys = turnTakingKeys
const patience = z.number().min(0).max(1)
/** More loudspeakers than anybody has; the one that was noted longest ago goes first. */
const mostSpeakers = 32

export interface TurnTakingMemory {
  readonly patience: number | undefined
  notePatience(patience: number): void
  /** How the speaker pauses, as far as it was learnt. */
  readonly endpoint: EndpointDelay | undefined
  noteEndpoint(endpoint: EndpointDelay): void
  /** Found by its id or, where the browser has given it another one, by its label. */
  speaker(device: AudioDevice): SpeakerNote | undefined
  noteSpeaker(note: SpeakerNote): void
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
  const speakers = (): SpeakerNote[] => read(keys.speakers, z.array(speakerNote)) ?? []
  const find = (device: AudioDevice): SpeakerNote | undefined =>
    speakers().find(({ id }) => id === device.id) ??
    speakers().find(({ label }) => label !== '' && label === device.label)
  return {
    get patience() {
      return read(keys.patience, patience)
    },
    notePatience: (chosen) => write(keys.patience, chosen),
    get endpoint() {
      return read(keys.endpoint, endpointDelay)
    },
    noteEndpoint: (endpoint) => write(keys.endpoint, endpoint),
    speaker: find,
    noteSpeaker(note) {
      const known = find(note)
      const others = speakers().filter(({ id }) => id !== known?.id)
      write(keys.speakers, [...others, note].slice(-mostSpeakers))
    },
  }
}

/** What an earlier version did not learn yet is as for a stranger. */
const endpointDelay = z
  .partialRecord(z.enum(Object.keys(initialEndpointDelay) as (keyof EndpointDelay)[]), z.number())
  .transform((learnt): EndpointDelay => ({ ...initialEndpointDelay, ...learnt }))
