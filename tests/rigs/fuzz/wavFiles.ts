import { AppError, longestUtteranceSeconds, shortestUtteranceSeconds } from '../../../src-preload/contract'
import { readAudio } from '../../../src-main/engine/sound/readAudio'
import { Random } from '../conversation/random'
import { wavBytes, type WavShape } from '../wavBytes'
import type { FuzzPart } from './fuzzPart'

const sampleRateHz = 16_000
const codes = ['audio-unreadable', 'audio-empty', 'audio-invalid', 'question-too-long']
const shapes: readonly WavShape[] = [
  { bits: 8 },
  { bits: 16 },
  { bits: 24 },
  { bits: 32 },
  { bits: 32, float: true },
]
const rates = [4000, 8000, 8000, 11_025, 16_000, 16_000, 22_050, 44_100, 48_000, 384_000]

interface MadeWav {
  readonly bytes: Uint8Array
  /** Whether it is to be read; undefined: who knows, for its bytes were changed. */
  readonly isRight: boolean | undefined
  readonly what: string
}

/** Sound files: right ones of every shape, ones that hold nothing to be answered, and ones with any bytes changed. */
export const wavFiles: FuzzPart = {
  all: 20_000,
  open: (seed) =>
    Promise.resolve({
      try: (input: number) => tryWav(anyWav(new Random(seed * 1_000_003 + input))),
      close: () => undefined,
    }),
}

async function tryWav({ bytes, isRight, what }: MadeWav): Promise<boolean> {
  let samples: Float32Array
  try {
    samples = await readAudio(bytes, 'a.wav')
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !codes.includes(thrown.code)) throw thrown
    if (isRight === true) throw new Error(`${what} was refused: ${thrown.message}`, { cause: thrown })
    return false
  }
  if (isRight === false) throw new Error(`${what} was taken`)
  const seconds = samples.length / sampleRateHz
  if (seconds < shortestUtteranceSeconds - 0.001 || seconds > longestUtteranceSeconds + 0.001)
    throw new Error(`${what} was taken with ${seconds} s`)
  if (!samples.every(Number.isFinite)) throw new Error(`${what} was taken with what are no numbers`)
  if (!samples.some((sample) => sample !== samples[0])) throw new Error(`${what} was taken, and is silent`)
  return true
}

function anyWav(random: Random): MadeWav {
  const way = random.next()
  if (way < 0.25) return { ...soundWav(random, 0.12 + 0.1 * random.next()), isRight: true }
  if (way < 0.4) return nothingHeard(random)
  return { ...changed(soundWav(random, 0.2 * random.next()), random), isRight: undefined }
}

type Wav = Omit<MadeWav, 'isRight'>

function soundWav(random: Random, seconds: number, sampleOf = loud): Wav {
  const shape = {
    ...random.pick(shapes),
    channels: random.pick([1, 1, 2, 5]),
    sampleRateHz: random.pick(rates),
  }
  const samples = Float32Array.from({ length: Math.ceil(seconds * shape.sampleRateHz) }, (_, i) =>
    sampleOf(i),
  )
  return { bytes: wavBytes(samples, shape), what: JSON.stringify({ ...shape, seconds }) }
}

const loud = (i: number): number => 0.5 * Math.sin(i / 9)

/** What is no question: too short, silent, at a rate that no sound has, without channels, with what are no numbers. */
function nothingHeard(random: Random): MadeWav {
  const made = (wav: Wav, why: string): MadeWav => ({ ...wav, isRight: false, what: `${wav.what}, ${why}` })
  const set = (at: number, value: number, bytes: 2 | 4, why: string): MadeWav => {
    const wav = soundWav(random, 0.2)
    const view = new DataView(wav.bytes.buffer)
    if (bytes === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    return made(wav, why)
  }
  return random.pick([
    () => made(soundWav(random, 0.09 * random.next()), 'which is short'),
    () =>
      made(
        soundWav(random, 0.2, () => 0),
        'which is silent',
      ),
    () =>
      made(
        soundWav(random, 0.2, () => 0.25),
        'which is constant',
      ),
    () => set(24, random.pick([0, 17, 3999, 384_001, 2 ** 32 - 1]), 4, 'at a wild rate'),
    () => set(22, 0, 2, 'without channels'),
    () => set(20, random.pick([0, 2, 6, 7, 17, 85]), 2, 'in another format'),
    () => {
      const samples = Float32Array.from({ length: 8000 }, (_, i) => loud(i))
      samples[Math.floor(random.next() * samples.length)] = random.pick([NaN, Infinity, -Infinity])
      return made({ bytes: wavBytes(samples, { bits: 32, float: true }), what: 'float' }, 'with no number')
    },
  ])()
}

/** Sizes of which a header may lie. */
const sizes = [0, 1, 2, 7, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_fffe, 0x7fff_fff0]

/** Something else in its header or anywhere, cut off, or with something put in between. */
function changed({ bytes, what }: Wav, random: Random): Wav {
  let now = Buffer.from(bytes)
  for (let i = 1 + random.next() * 5; i > 0 && now.length > 0; i--) {
    const inHeader = Math.floor(random.next() * Math.min(44, now.length))
    const way = random.next()
    if (way < 0.4) now[inHeader] = Math.floor(random.next() * 256)
    else if (way < 0.6 && now.length >= 44)
      now.writeUInt32LE(random.pick(sizes), random.pick([4, 16, 24, 28, 40]))
    else if (way < 0.8)
      now = now.subarray(0, random.next() < 0.5 ? inHeader : Math.floor(random.next() * now.length))
    else {
      const id = random.pick(['LIST', 'fmt ', 'data', 'ds64', 'RIFF', '\0\0\0\0'])
      const chunk = Buffer.alloc(8 + Math.floor(random.next() * 40), id, 'latin1')
      chunk.writeUInt32LE(random.next() < 0.5 ? chunk.length - 8 : random.pick(sizes), 4)
      const at = random.pick([12, 36, inHeader])
      now = Buffer.concat([now.subarray(0, at), chunk, now.subarray(at)])
    }
  }
  return { bytes: new Uint8Array(now), what: `${what} with other bytes` }
}
