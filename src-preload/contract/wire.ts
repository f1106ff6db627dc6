import { AppError } from './errors'

/**
 * How a message crosses a byte line (a WebSocket). Without samples it is JSON text. With samples it is binary, so that
 * audio costs four bytes a sample:
 *
 *     uint32 LE header length | UTF-8 JSON header | zeros up to a multiple of 4 | float32 LE samples
 *
 * The header is the message without its `samples`.
 */

/** The bytes before the header: its length. */
const lengthBytes = 4
const sampleBytes = Float32Array.BYTES_PER_ELEMENT
const textEncoder = new TextEncoder()
const textDecoder = new TextDecoder('utf-8', { fatal: true })

/** What a message costs beside its text and samples: its objects, and the time of whoever takes it. */
const messageBytesAtLeast = 1024

/** The same for one that is answered with a conversation, or out of what is kept: that is long, and takes its time. */
const storeMessageBytes = 64 * 1024
const storeMessages = new Set(['open', 'begin', 'store'])

interface Weighed {
  readonly type?: string
  readonly text?: string
  readonly samples?: Float32Array
}

/**
 * About as many bytes as a message and its answer take up in memory, and never few: a thousand small ones are no trifle.
 */
export function messageBytes(message: object): number {
  const { type = '', text, samples } = message as Weighed
  const atLeast = storeMessages.has(type) ? storeMessageBytes : messageBytesAtLeast
  return atLeast + 2 * (text?.length ?? 0) + (samples?.byteLength ?? 0)
}

/** A message as one text or binary frame. */
export function encodeMessage(message: object): string | ArrayBuffer {
  if (!('samples' in message) || !(message.samples instanceof Float32Array)) return JSON.stringify(message)
  const { samples, ...rest } = message
  const header = textEncoder.encode(JSON.stringify(rest))
  const samplesAt = aligned(lengthBytes + header.length)
  const frame = new ArrayBuffer(samplesAt + samples.length * sampleBytes)
  new DataView(frame).setUint32(0, header.length, true)
  new Uint8Array(frame).set(header, lengthBytes)
  if (isLittleEndian) new Float32Array(frame, samplesAt).set(samples)
  else
    for (const [i, sample] of samples.entries())
      new DataView(frame).setFloat32(samplesAt + i * sampleBytes, sample, true)
  return frame
}

/**
 * The message of a frame; its fields are still to be checked against a schema. The samples are a copy of their own.
 * @throws AppError `message-invalid` for what `encodeMessage` cannot have made
 */
export function decodeMessage(data: string | ArrayBuffer | Uint8Array): unknown {
  if (typeof data === 'string') return parseObject(data)
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data)
  if (bytes.length < lengthBytes) throw invalid('it is shorter than the length of its header')
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const samplesAt = aligned(lengthBytes + headerLength)
  if (samplesAt > bytes.length) throw invalid('its header is cut off')
  if ((bytes.length - samplesAt) % sampleBytes !== 0) throw invalid('its last sample is cut off')
  let header: string
  try {
    header = textDecoder.decode(bytes.subarray(lengthBytes, lengthBytes + headerLength))
  } catch (cause) {
    throw invalid('its header is no UTF-8', cause)
  }
  return { ...parseObject(header), samples: readSamples(new Uint8Array(bytes.subarray(samplesAt))) }
}

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** Samples of bytes that are a copy, so that they begin where a sample may begin. */
function readSamples(bytes: Uint8Array): Float32Array {
  if (isLittleEndian) return new Float32Array(bytes.buffer)
  const view = new DataView(bytes.buffer)
  return Float32Array.from({ length: bytes.length / sampleBytes }, (_, i) =>
    view.getFloat32(i * sampleBytes, true),
  )
}

function parseObject(json: string): object {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (cause) {
    throw invalid('it is no JSON', cause)
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw invalid('it is no object')
  return parsed
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / sampleBytes) * sampleBytes
}

function invalid(reason: string, cause?: unknown): AppError {
  return new AppError('message-invalid', { kind: 'message-unreadable', detail: reason }, { cause })
}
