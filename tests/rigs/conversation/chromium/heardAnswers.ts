import type { EngineMessage } from '@contract'
import { PlaybackQueue } from '../../../../src-renderer/audio/playbackQueue'

const quantum = 128
export const duckedGain = 10 ** (-15 / 20)
/** Of a gain that is read from samples. */
const tolerance = 0.01
/** Back to full volume takes 80 ms; down takes 5 ms: no gain changes faster than that. */
const duckMs = 5
/** Fainter than the noise under the answers: not to be divided by. */
const readable = 1e-5

/** An answer, or the part of it that was heard, in the loudspeaker's samples. */
export interface HeardAnswer {
  readonly turn: number
  readonly from: number
  /** Behind its last sample that is not zero. */
  readonly end: number
  /** It was heard to its own end. */
  readonly isWhole: boolean
  /** How loud each of its samples was played, from `from` on. */
  readonly gains: Float32Array
  /** Samples that are not the answer's own at any gain that ducking can make: lost, doubled, or of something else. */
  readonly wrongSamples: number
}

export interface Heard {
  readonly answers: readonly HeardAnswer[]
  /** Sound that is of no answer, or of an old one. */
  readonly staleSamples: number
}

/**
 * Reads from the loudspeaker's samples which answers were heard. Each has a noise of its own under it, and none has a
 * zero in it.
 */
export function heardAnswers(
  played: Float32Array,
  rateHz: number,
  messages: readonly EngineMessage[],
): Heard {
  const turns = [...new Set(messages.flatMap((each) => (each.type === 'audio' ? [each.turn] : [])))]
  const expected = new Map(turns.map((turn) => [turn, rendered(turn, rateHz, messages)]))
  const answers: HeardAnswer[] = []
  let staleSamples = 0
  for (const { from, end } of stretches(played)) {
    const newest = answers.at(-1)?.turn ?? 0
    const found = turns
      .filter((turn) => turn > newest)
      .map((turn) => readAnswer(played.subarray(from, end), expected.get(turn)!, turn, from, rateHz))
      .sort((a, b) => a.wrongSamples - b.wrongSamples)
      .at(0)
    if (found && found.wrongSamples < 0.1 * (end - from)) answers.push(found)
    else staleSamples += end - from
  }
  return { answers, staleSamples }
}

function readAnswer(
  heard: Float32Array,
  answer: Float32Array,
  turn: number,
  from: number,
  rateHz: number,
): HeardAnswer {
  const first = answer.findIndex((sample) => sample !== 0)
  const last = answer.findLastIndex((sample) => sample !== 0)
  const isWhole = heard.length > last - first
  const steepest = (1 - duckedGain) / ((duckMs * rateHz) / 1000)
  const gains = new Float32Array(heard.length)
  let wrongSamples = 0
  let gain = 1
  let since = Infinity
  // In the quantum in which it falls silent it fades.
  const whole = isWhole ? heard.length : heard.length - quantum
  for (let i = 0; i < heard.length; i++) {
    const sample = answer[first + i] as number | undefined
    since++
    if (i < whole && sample === undefined) wrongSamples++
    else if (i < whole && Math.abs(sample!) > readable) {
      const ratio = heard[i] / sample!
      const isPossible = ratio >= duckedGain - tolerance && ratio <= 1 + tolerance
      if (!isPossible || Math.abs(ratio - gain) > since * steepest + tolerance) wrongSamples++
      gain = ratio
      since = 0
    }
    gains[i] = gain
  }
  return { turn, from, end: from + heard.length, isWhole, gains, wrongSamples }
}

/** The answer as playback renders it when nothing disturbs it and all of it is there in one piece. */
function rendered(turn: number, rateHz: number, messages: readonly EngineMessage[]): Float32Array {
  const chunks = messages.flatMap((each) => (each.type === 'audio' && each.turn === turn ? [each] : []))
  const queue = new PlaybackQueue(rateHz, () => undefined)
  const samples = Float32Array.from(chunks.flatMap((chunk) => [...chunk.samples]))
  const voiceRateHz = chunks[0].sampleRateHz
  queue.push(turn, voiceRateHz, samples)
  const length = Math.ceil(((samples.length / voiceRateHz) * rateHz) / quantum + 8) * quantum
  const output = new Float32Array(length)
  for (let frame = 0; frame < length; frame += quantum)
    queue.render(output.subarray(frame, frame + quantum), frame)
  return output
}

/** Where there is sound: stretches with no silence of a quantum in them. */
function* stretches(samples: Float32Array): Generator<{ from: number; end: number }> {
  let from = -1
  let last = -1
  for (let i = 0; i <= samples.length; i++) {
    const isOver = i === samples.length || i - last > quantum
    if (from >= 0 && isOver) {
      yield { from, end: last + 1 }
      from = -1
    }
    if (i === samples.length || samples[i] === 0) continue
    if (from < 0) from = i
    last = i
  }
}
