import { FrameCutter, type CaptureFormat } from './frameCutter'

/** The chunks of a track, and what frames to cut of them. */
export interface CaptureWork {
  readonly chunks: ReadableStream<AudioData>
  readonly format: CaptureFormat
}

/** A second; chunks are 10 ms long. */
const longestChunk = 96_000

/** Cuts frames out of a track as its chunks come. Its time is what was delivered. */
async function cutFrames({ chunks, format }: CaptureWork): Promise<void> {
  const reader = chunks.getReader()
  const plane = new Float32Array(longestChunk)
  const mono = new Float32Array(longestChunk)
  let cutter: FrameCutter | undefined
  let rateHz = 0
  let seconds = 0
  for (let { value: chunk } = await reader.read(); chunk; { value: chunk } = await reader.read()) {
    if (!cutter || chunk.sampleRate !== rateHz) {
      rateHz = chunk.sampleRate
      cutter = new FrameCutter(rateHz, format, longestChunk, (report) => postMessage(report))
      cutter.begin(seconds)
    }
    const length = Math.min(longestChunk, chunk.numberOfFrames)
    const channels = chunk.numberOfChannels
    for (let planeIndex = 0; planeIndex < channels; planeIndex++) {
      chunk.copyTo(plane, { planeIndex, frameCount: length, format: 'f32-planar' })
      for (let i = 0; i < length; i++) mono[i] = (planeIndex > 0 ? mono[i] : 0) + plane[i] / channels
    }
    chunk.close()
    seconds += length / rateHz
    cutter.push(mono.subarray(0, length))
  }
}

onmessage = ({ data }: MessageEvent<CaptureWork>) => void cutFrames(data)
