import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError, longestUtteranceSeconds } from '@contract'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import { decodeWav } from '../../src-main/engine/sound/wav'
import { WavWriter } from '../../src-main/engine/sound/wavWriter'

const folder = mkdtempSync(join(tmpdir(), 'wav-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('decodeWav', () => {
  const values = [0, 0.5, -0.5, 0.25, -1]

  it.each([
    ['8-bit', { bits: 8 }],
    ['16-bit', { bits: 16 }],
    ['24-bit', { bits: 24 }],
    ['32-bit', { bits: 32 }],
    ['32-bit float', { bits: 32, float: true }],
    ['64-bit float', { bits: 64, float: true }],
    ['extensible 24-bit', { bits: 24, extensible: true }],
    ['24-bit in 4 bytes', { bits: 24, sampleBytes: 4 }],
    ['extensible 24-bit in 4 bytes', { bits: 24, sampleBytes: 4, extensible: true }],
    ['12-bit', { bits: 12, sampleBytes: 2 }],
    ['24-bit of which the frame size is not told', { bits: 24, frameBytes: 0 }],
    ['extensible float', { bits: 32, float: true, extensible: true }],
  ])('reads %s', (_, kind) => {
    const decoded = decodeWav(wav({ ...kind, values }), 'a.wav')
    expect(Array.from(decoded.samples)).toEqual(values)
    expect(decoded).toMatchObject({ sampleRateHz: 16_000, channels: 1 })
  })

  it('takes the mean of the channels', () => {
    const { samples, channels } = decodeWav(
      wav({ channels: 8, values: [0.5, 0, 0, 0, 0, 0, 0, -1] }),
      'a.wav',
    )
    expect(channels).toBe(8)
    expect(Array.from(samples)).toEqual([-0.0625])
  })

  it.each([
    ['cancel each other', (x: number) => [x, -x], (x: number) => x],
    ['nearly do', (x: number) => [-0.9 * x, x], (x: number) => x],
    ['do so beside silent ones', (x: number) => [0, x, 0, -x], (x: number) => x],
    ['are alike', (x: number) => [x, x], (x: number) => x],
    ['are one and silence', (x: number) => [x, 0], (x: number) => x / 2],
  ])('hears the speaker in channels that %s', (_, channelsOf, heard) => {
    const spoken = Array.from({ length: 64 }, (_, i) => Math.round(8192 * Math.sin(i)) / 16_384)
    const { samples } = decodeWav(
      wav({ values: spoken.flatMap(channelsOf), channels: channelsOf(0).length }),
      'a.wav',
    )
    expect(samples.length).toBe(64)
    samples.forEach((sample, i) => expect(sample).toBeCloseTo(heard(spoken[i]), 4))
  })

  const list = chunk('LIST', Buffer.from('abc'))
  const sizeOf = (told: number): Buffer => {
    const chunk = Buffer.from(list)
    chunk.writeUInt32LE(told, 4)
    return chunk
  }
  it.each([
    ['of odd length', list],
    ['of odd length that is not filled up', list.subarray(0, -1)],
    ['that are said to be shorter', sizeOf(1)],
    ['that are said to be longer than the file', sizeOf(0x7fff_ffff)],
    ['that are said to be longer than all that is left', sizeOf(2 ** 32 - 1)],
  ])('passes over other chunks %s', (_, before) => {
    const decoded = decodeWav(wav({ values, before, after: before }), 'a.wav')
    expect(Array.from(decoded.samples)).toEqual(values)
  })

  it.each(['RF64', 'BW64'])('reads %s, whose sizes stand in a chunk of their own', (container) => {
    const sizes = Buffer.alloc(28)
    sizes.writeBigUInt64LE(10n, 8)
    const bytes = wav({ values, before: chunk('ds64', sizes), after: list, dataSize: 0xffff_ffff })
    bytes.write(container, 'latin1')
    expect(Array.from(decodeWav(bytes, 'a.wav').samples)).toEqual(values)
  })

  it('reads to the end where the size is unknown, and what there is of a file that is cut off', () => {
    for (const size of [0, 0xffff_ffff, 0x7fff_fff0]) {
      expect(decodeWav(wav({ values, dataSize: size, riffSize: 0xffff_ffff }), 'a.wav').samples.length).toBe(
        5,
      )
    }
    expect(decodeWav(wav({ values }).subarray(0, -3), 'a.wav').samples.length).toBe(3)
  })

  it('reads bytes that do not lie on an even address', () => {
    const bytes = wav({ values })
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    expect(Array.from(decodeWav(shifted.subarray(1), 'a.wav').samples)).toEqual(values)
  })

  it.each([
    ['no WAV', Buffer.from('hello'), /is not a WAV file/],
    ['MP3', Buffer.from('ID3\x04 and so on'), /looks like MP3/],
    ['an Ogg', Buffer.from('OggS and so on'), /looks like Ogg/],
    ['a header only', wav({ values }).subarray(0, 12), /format is missing/],
    ['no data chunk', wav({ values }).subarray(0, 36), /no audio data/],
    ['less than a frame', wav({ values }).subarray(0, 45), /cut off/],
    ['a wild rate', wav({ values, rateHz: 17 }), /17 Hz/],
    ['no channels', wav({ values, channels: 0 }), /no channels/],
    ['samples in too many bytes', wav({ values, bits: 24, frameBytes: 5 }), /24-bit .* in 5 bytes/],
    ['a compressed format', wav({ values, tag: 0x11 }), /format 17/],
  ])('says of %s what is wrong', (_, bytes, message) => {
    expect(codeOf(() => decodeWav(bytes, 'a.wav'))).toBe('audio-unreadable')
    expect(() => decodeWav(bytes, 'a.wav')).toThrow(message)
  })

  it('survives any bytes', () => {
    const source = wav({ values, extensible: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(source.length - 1), fc.nat(255)), { maxLength: 8 }), (edits) => {
        const bytes = Uint8Array.from(source)
        for (const [at, value] of edits) bytes[at] = value
        try {
          decodeWav(bytes, 'a.wav')
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AppError)
        }
      }),
    )
  })
})

describe('WavWriter', () => {
  it('writes what decodeWav reads, right after every write', () => {
    const path = join(folder, 'out.wav')
    const writer = new WavWriter(path, 24_000)
    expect(decodeWav(readFileSync(path), path).samples.length).toBe(0)
    writer.write(Float32Array.of(0, 0.5, -0.5))
    expect(Array.from(decodeWav(readFileSync(path), path).samples)).toEqual([0, 0.5, -0.5])
    writer.write(Float32Array.of(2, -2, NaN))
    writer.close()
    writer.close()
    const { samples, sampleRateHz } = decodeWav(readFileSync(path), path)
    expect(sampleRateHz).toBe(24_000)
    expect(Array.from(samples)).toEqual([0, 0.5, -0.5, 32_767 / 32_768, -1, 0])
  })

  it.skipIf(process.platform !== 'linux')('says in one sentence that the disk is full', () => {
    const write = (): void => new WavWriter('/dev/full', 24_000).write(new Float32Array(9))
    expect(codeOf(write)).toBe('output-failed')
    expect(write).toThrow(/^\/dev\/full could not be written: the disk is full\. [^.]*\.$/)
  })

  it('says that the folder does not exist', () => {
    const open = (): WavWriter => new WavWriter(join(folder, 'no', 'out.wav'), 24_000)
    expect(codeOf(open)).toBe('output-failed')
    expect(open).toThrow(/no such file or folder/)
  })
})

describe('readAudio', () => {
  const second = Array.from({ length: 16_000 }, (_, i) => 0.5 * Math.sin(i / 10))

  it('reads a file at 16 kHz as it is', async () => {
    const path = join(folder, 'in.wav')
    const writer = new WavWriter(path, 16_000)
    writer.write(Float32Array.from(second))
    writer.close()
    const audio = await readAudio(path)
    expect(audio.length).toBe(16_000)
    expect(Math.max(...audio)).toBeCloseTo(0.5, 3)
  })

  it.each([
    ['8-bit', { bits: 8 }, 16_000],
    ['24-bit at 48 kHz', { bits: 24, rateHz: 48_000 }, 5333],
    ['float', { bits: 32, float: true }, 16_000],
    ['8 channels', { channels: 8 }, 2000],
    ['192 kHz', { rateHz: 192_000, values: [...Array(4).keys()].flatMap(() => second) }, 5333],
  ])('reads %s', async (_, kind, length) => {
    const audio = await readAudio(wav({ values: second, ...kind }))
    expect(audio.length).toBe(length)
    expect(audio.every(Number.isFinite)).toBe(true)
  })

  it('takes ten minutes', async () => {
    const audio = await readAudio(wav({ bits: 8, values: second, repeat: 600 }))
    expect(audio.length).toBe(600 * 16_000)
  })

  it.each([
    ['an empty file', Buffer.alloc(0), 'audio-empty', /holds no sound/],
    ['no samples', wav({ values: [] }), 'audio-empty', /holds no sound/],
    ['0.05 s', wav({ values: second.slice(0, 800) }), 'audio-empty', /too short/],
    ['zeros', wav({ values: second.map(() => 0) }), 'audio-empty', /silence/],
    ['a constant offset', wav({ values: second.map(() => 0.25) }), 'audio-empty', /silence/],
    ['NaN', wav({ bits: 32, float: true, values: [...second, NaN] }), 'audio-invalid', /NaN/],
    ['infinity', wav({ bits: 32, float: true, values: [...second, Infinity] }), 'audio-invalid', /infinite/],
    [
      'overlong audio',
      wav({ bits: 8, values: second, repeat: longestUtteranceSeconds + 1 }),
      'question-too-long',
      /901 s/,
    ],
    ['text', Buffer.from('hello'), 'audio-unreadable', /not a WAV/],
  ])('refuses %s', async (_, bytes, code, message) => {
    await expect(readAudio(bytes, 'a.wav')).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    })
  })

  it('says that a file does not exist, or is a folder', async () => {
    const missing = join(folder, 'missing.wav')
    await expect(readAudio(missing)).rejects.toMatchObject({
      code: 'audio-unreadable',
      message: `${missing} could not be opened: there is no such file or folder. Check the path.`,
    })
    await expect(readAudio(folder)).rejects.toThrow(/is a folder/)
  })
})

interface WavKind {
  values: number[]
  repeat?: number
  bits?: number
  /** Bytes that a sample lies in, from their top; absent: as many as its bits need. */
  sampleBytes?: number
  /** What the header says of a frame, where that is not true. */
  frameBytes?: number
  float?: boolean
  extensible?: boolean
  channels?: number
  rateHz?: number
  tag?: number
  dataSize?: number
  riffSize?: number
  before?: Buffer
  after?: Buffer
}

/** A WAV written by the format's book, independent of the product's writer. */
function wav(kind: WavKind): Buffer {
  const { values, bits = 16, float = false, channels = 1, rateHz = 16_000 } = kind
  const bytes = kind.sampleBytes ?? bits / 8
  const once = Buffer.alloc(values.length * bytes)
  values.forEach((value, i) => {
    const level = Math.round(value * 2 ** (bits - 1)) * 2 ** (8 * bytes - bits)
    if (float && bits === 32) once.writeFloatLE(value, i * 4)
    else if (float) once.writeDoubleLE(value, i * 8)
    else if (bits === 8) once.writeUInt8(level + 128, i)
    else once.writeIntLE(level, i * bytes, bytes)
  })
  const data = Buffer.concat(Array<Buffer>(kind.repeat ?? 1).fill(once))
  const tag = kind.tag ?? (float ? 3 : 1)
  const format = Buffer.alloc(kind.extensible ? 40 : 16)
  format.writeUInt16LE(kind.extensible ? 0xfffe : tag, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(rateHz, 4)
  format.writeUInt32LE(rateHz * channels * bytes, 8)
  format.writeUInt16LE(kind.frameBytes ?? channels * bytes, 12)
  format.writeUInt16LE(bits, 14)
  if (kind.extensible) {
    format.writeUInt16LE(22, 16)
    format.writeUInt16LE(bits, 18)
    format.writeUInt16LE(tag, 24)
  }
  const dataChunk = chunk('data', data)
  if (kind.dataSize !== undefined) dataChunk.writeUInt32LE(kind.dataSize, 4)
  const chunks = [
    chunk('fmt ', format),
    kind.before ?? Buffer.alloc(0),
    dataChunk,
    kind.after ?? Buffer.alloc(0),
  ]
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks])
  const file = chunk('RIFF', body)
  if (kind.riffSize !== undefined) file.writeUInt32LE(kind.riffSize, 4)
  return file
}

function chunk(id: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.write(id, 'latin1')
  header.writeUInt32LE(content.length, 4)
  return Buffer.concat([header, content, Buffer.alloc(content.length & 1)])
}

function codeOf(run: () => unknown): string | undefined {
  try {
    run()
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown)
  }
  return undefined
}
