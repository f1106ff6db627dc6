import { AppError, type WavFault } from '@contract'

/** The sample rates that are taken for speech; a header that says otherwise is damaged or no audio. */
const lowestRateHz = 4_000
const highestRateHz = 384_000

/** Format tags of the `fmt ` chunk (Microsoft's mmreg.h). */
export const tagPcm = 1
const tagFloat = 3
const tagExtensible = 0xfffe

/** What a writer puts where it cannot know the size, because it streams. */
export const unknownSize = 0xffff_ffff

type SampleEncoding = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64'

/** Where the samples of a WAV lie and what they are. `frames` counts whole frames that are really there. */
export interface WavLayout {
  encoding: SampleEncoding
  channels: number
  sampleRateHz: number
  frames: number
  dataOffset: number
  frameBytes: number
}

export interface DecodedWav {
  /** The channels as one (see `decodeWav`), full scale at -1..1 (float files may go beyond). */
  samples: Float32Array
  sampleRateHz: number
  channels: number
}

/**
 * Reads the chunks of a WAV without touching its samples: RIFF, RF64 or BW64, PCM of 8, 16, 24 or 32 bits or float of 32 or
 * 64 bits, plain or extensible. A data size of 0 or 0xFFFFFFFF (a streamed file) and one beyond the end of the file
 * mean: to the end.
 *
 * @param name what to call the file in an error
 * @throws AppError `audio-unreadable`
 */
export function wavLayout(bytes: Uint8Array, name: string): WavLayout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const container = chunkId(bytes, 0)
  if (bytes.length < 12 || !['RIFF', 'RF64', 'BW64'].includes(container) || chunkId(bytes, 8) !== 'WAVE') {
    throw new AppError('audio-unreadable', { kind: 'wav-none', name, looksLike: guess(bytes) })
  }
  const riffSizeIsTrue = view.getUint32(4, true) + 8 === bytes.length
  let format: Omit<WavLayout, 'frames' | 'dataOffset'> | undefined
  let data: { offset: number; size: number; declared: number } | undefined
  let longDataSize = 0
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = chunkId(bytes, at)
    const declared = view.getUint32(at + 4, true)
    const offset = at + 8
    const left = bytes.length - offset
    let size = declared
    if (id === 'ds64' && left >= 16) longDataSize = Number(view.getBigUint64(offset + 8, true))
    if (id === 'fmt ') format = readFormat(view, offset, Math.min(declared, left), name)
    if (id === 'data') {
      if (declared === unknownSize) size = longDataSize || left
      if (declared === 0 && !riffSizeIsTrue) size = left
      data = { offset, size: Math.min(size, left), declared }
      if (format) break
    }
    at = nextChunk(bytes, offset, size)
  }
  if (!format) throw damaged(name, 'no-format')
  if (!data) throw damaged(name, 'no-data')
  const frames = Math.floor(data.size / format.frameBytes)
  if (frames === 0 && (data.size > 0 || data.declared > 0)) throw damaged(name, 'data-cut')
  return { ...format, frames, dataOffset: data.offset }
}

/** The chunks without which there is no sound. */
const isSought = (id: string): boolean => id === 'fmt ' || id === 'data'

/**
 * Where the next chunk begins. They lie on even offsets: an odd one is followed by a byte that its size does not count, and
 * that some writers leave out. A size that leads to no chunk is not believed: the next one that is needed is looked for.
 *
 * @returns the end of the file where there is none
 */
function nextChunk(bytes: Uint8Array, offset: number, size: number): number {
  const isPadded = size % 2 === 1 && !isSought(chunkId(bytes, offset + size))
  const told = offset + size + (isPadded ? 1 : 0)
  if (/^[\x20-\x7e]{4}$/.test(chunkId(bytes, told))) return told
  for (let at = offset; at + 8 <= bytes.length; at++)
    if ((bytes[at] === 0x66 || bytes[at] === 0x64) && isSought(chunkId(bytes, at))) return at
  return bytes.length
}

/** Channels cancel each other when their mean has less than this part of the power that unlike ones would leave. */
const leastLeft = 0.1

/**
 * Decodes a WAV (see `wavLayout` for what is understood) to one channel at its own rate: the mean of all, or the loudest
 * where they cancel each other, as those of a microphone with its wires crossed.
 *
 * @param name what to call the file in an error
 * @throws AppError `audio-unreadable`
 */
export function decodeWav(bytes: Uint8Array, name: string): DecodedWav {
  const { encoding, channels, sampleRateHz, frames, dataOffset, frameBytes } = wavLayout(bytes, name)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = sampleReaders[encoding]
  const sampleBytes = frameBytes / channels
  const samples = new Float32Array(frames)
  const powers = new Float64Array(channels)
  let meanPower = 0
  for (let frame = 0, start = dataOffset; frame < frames; frame++, start += frameBytes) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) {
      const sample = read(view, start + channel * sampleBytes)
      sum += sample
      powers[channel] += sample * sample
    }
    samples[frame] = sum / channels
    meanPower += samples[frame] ** 2
  }
  const unlike = powers.reduce((sum, power) => sum + power, 0) / channels ** 2
  if (meanPower < leastLeft * unlike) {
    const loudest = dataOffset + powers.indexOf(Math.max(...powers)) * sampleBytes
    for (let frame = 0; frame < frames; frame++) samples[frame] = read(view, loudest + frame * frameBytes)
  }
  return { samples, sampleRateHz, channels }
}

const sampleReaders: Record<SampleEncoding, (view: DataView, at: number) => number> = {
  u8: (view, at) => (view.getUint8(at) - 128) / 128,
  s16: (view, at) => view.getInt16(at, true) / 32_768,
  s24: (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8_388_608,
  s32: (view, at) => view.getInt32(at, true) / 2_147_483_648,
  f32: (view, at) => view.getFloat32(at, true),
  f64: (view, at) => view.getFloat64(at, true),
}

function readFormat(
  view: DataView,
  offset: number,
  size: number,
  name: string,
): Omit<WavLayout, 'frames' | 'dataOffset'> {
  if (size < 16) throw damaged(name, 'format-cut')
  let tag = view.getUint16(offset, true)
  const channels = view.getUint16(offset + 2, true)
  const sampleRateHz = view.getUint32(offset + 4, true)
  const frameBytes = view.getUint16(offset + 12, true)
  const bits = view.getUint16(offset + 14, true)
  // The sub-format's GUID begins with the plain tag.
  if (tag === tagExtensible && size >= 26) tag = view.getUint16(offset + 24, true)
  if (channels === 0) throw damaged(name, 'no-channels')
  if (sampleRateHz < lowestRateHz || sampleRateHz > highestRateHz) {
    throw new AppError('audio-unreadable', {
      kind: 'wav-rate',
      name,
      rateHz: sampleRateHz,
      lowestHz: lowestRateHz,
      highestHz: highestRateHz,
    })
  }
  // Samples fill their container from the top: 20 bits in 3 bytes read as 24, and 24 bits in 4 bytes as 32.
  const leastBytes = Math.ceil(bits / 8)
  const saidBytes = frameBytes / channels
  const bytes = Number.isInteger(saidBytes) ? Math.max(leastBytes, saidBytes) : leastBytes
  const encoding =
    tag === tagPcm
      ? (['u8', 's16', 's24', 's32'] as const)[bytes - 1]
      : tag === tagFloat
        ? ({ 4: 'f32', 8: 'f64' } as const)[bytes]
        : undefined
  if (!encoding) {
    throw new AppError('audio-unreadable', { kind: 'wav-format', name, bits, tag, bytes })
  }
  return { encoding, channels, sampleRateHz, frameBytes: channels * bytes }
}

function damaged(name: string, fault: WavFault): AppError {
  return new AppError('audio-unreadable', { kind: 'wav-damaged', name, fault })
}

function chunkId(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4))
}

/** What a file that is no WAV looks like, by its first bytes, for the error. */
/** What else it is by its first bytes. */
function guess(bytes: Uint8Array): string | undefined {
  const start = chunkId(bytes, 0)
  const isMp3 = start.startsWith('ID3') || (bytes[0] === 0xff && (bytes[1] & 0xe0) === 0xe0)
  return (
    { OggS: 'Ogg', fLaC: 'FLAC', RIFX: 'big-endian RIFX', FORM: 'AIFF', '\x1aEß£': 'WebM' }[start] ??
    (chunkId(bytes, 4) === 'ftyp' ? 'MP4' : isMp3 ? 'MP3' : undefined)
  )
}
