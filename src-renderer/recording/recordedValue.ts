/** What stands for a sound in a recording: its samples in 16 bits, little endian, as base64. */
const soundKey = '$sound'
/** The same without its samples: how many they are, and by what two of them can be told apart. */
const printKey = '$print'
/** Silence of so many samples, which stands for a sound that was taken out. */
const silenceKey = '$silence'
/** What JSON has no sign for: nothing, in a list; and what is not a number (NaN). */
const noneKey = '$none'
const numberKey = '$number'

const fullScale = 32_768

type Sound = (samples: Float32Array) => unknown

/** A value as it is recorded when it comes in: JSON, with sounds in 16 bits. */
export function recorded(value: unknown): unknown {
  return plain(value, (samples) => ({ [soundKey]: base64Of(samples) }))
}

/** A value as it is recorded when it goes out: of sounds only a print. */
export function printed(value: unknown): unknown {
  return plain(value, (samples) => ({ [printKey]: printOf(samples), length: samples.length }))
}

/** Silence in place of a sound that was recorded; undefined: it is none. */
export function silenced(value: object): unknown {
  if (silenceKey in value) return value
  if (!(soundKey in value)) return undefined
  return { [silenceKey]: samplesOf(value[soundKey] as string).length }
}

/** What was recorded, as whoever it came in to gets it. */
export function restored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(restored)
  if (typeof value !== 'object' || value === null) return value
  if (soundKey in value) return samplesOf(value[soundKey] as string)
  if (silenceKey in value) return new Float32Array(value[silenceKey] as number)
  if (noneKey in value) return undefined
  if (numberKey in value) return Number(value[numberKey])
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, restored(each)]))
}

function plain(value: unknown, sound: Sound): unknown {
  if (value === undefined) return { [noneKey]: 1 }
  if (typeof value === 'number') return Number.isFinite(value) ? value : { [numberKey]: String(value) }
  if (value instanceof Float32Array) return sound(value)
  if (Array.isArray(value)) return value.map((each) => plain(each, sound))
  if (typeof value !== 'object' || value === null)
    return typeof value === 'function' || typeof value === 'symbol' ? null : value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each, sound)]))
}

// Both are done for each frame of the microphone, on a computer that may be busy: nothing is called for each sample.
function base64Of(samples: Float32Array): string {
  const bytes = new Uint8Array(2 * samples.length)
  for (let i = 0; i < samples.length; i++) {
    const level = Math.max(-fullScale, Math.min(fullScale - 1, Math.round(fullScale * samples[i])))
    bytes[2 * i] = level
    bytes[2 * i + 1] = level >> 8
  }
  let signs = ''
  // More arguments than a call may have would be a long sound at once.
  for (let from = 0; from < bytes.length; from += 8192)
    signs += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(from, from + 8192)) as string
  return btoa(signs)
}

function samplesOf(base64: string): Float32Array {
  const signs = atob(base64)
  const samples = new Float32Array(signs.length >> 1)
  for (let i = 0; i < samples.length; i++)
    samples[i] = (((signs.charCodeAt(2 * i + 1) << 24) >> 16) | signs.charCodeAt(2 * i)) / fullScale
  return samples
}

/** FNV-1a over the bits of the samples, twice with other beginnings. */
function printOf(samples: Float32Array): string {
  const bits = new Uint32Array(samples.length)
  new Float32Array(bits.buffer).set(samples)
  let [first, second] = [0x811c_9dc5, 0x9e37_79b9]
  for (const each of bits) {
    first = Math.imul(first ^ each, 0x0100_0193)
    second = Math.imul(second ^ (each >>> 16) ^ (each << 16), 0x0100_0193)
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
