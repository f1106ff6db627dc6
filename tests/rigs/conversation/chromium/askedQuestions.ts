import { frameMark } from '../../../e2e/app/soundCard'
import { frameSamples, sampleRateHz } from '../scene'
import { msToSamples } from '../soundLibrary'
import type { PlayedScene } from './playScene'

/** Samples that are compared, and how far they are looked for. */
const windowSamples = 4096
const searchSamples = msToSamples(250)
/** Samples; two resamplers are on the way. */
const exactly = 2
/** Likeness of what is the same but for noise, echo and the way through the browser. */
const surely = 0.8

/** An utterance as the engine got it, placed in what the microphone heard. */
export interface AskedQuestion {
  readonly turn: number
  /** Samples of the scene. */
  readonly from: number
  readonly end: number
  /** Between its first words and its last ones something is missing, or there twice. */
  readonly lostSamples: number
  readonly isCommitted: boolean
  /** It was taken back before it was answered: what it held is in the next one. */
  readonly isWithdrawn: boolean
  /** From the end of a frame at the microphone to when the window had it. */
  readonly lateMs: number
}

/** Every utterance that the engine was sent while a scene was played, where it can be found in what was heard. */
export function askedQuestions(played: PlayedScene): AskedQuestion[] {
  const { asked, captured, room } = played
  return asked.flatMap((begin) => {
    if (begin.type !== 'utterance-start') return []
    const { turn } = begin
    const frames = asked.flatMap((each) =>
      each.type === 'audio' && each.turn === turn ? [each.samples] : [],
    )
    const samples = Float32Array.from(frames.flatMap((frame) => [...frame]))
    const place = (at: number): Placed | undefined => {
      const frame = Math.ceil((at + windowSamples) / frameSamples) - 1
      const mark = frameMark(frames[frame])
      const arrivedMs = captured.find((each) => each.mark === mark)!.arrivedSeconds * 1000
      const expected = msToSamples(arrivedMs) - (frame + 1) * frameSamples + at
      const { sample, likeness } = find(samples.subarray(at, at + windowSamples), room, expected)
      const frameEndMs = ((sample - at + (frame + 1) * frameSamples) * 1000) / sampleRateHz
      return likeness < surely ? undefined : { from: sample - at, lateMs: arrivedMs - frameEndMs }
    }
    const loud = loudWindows(samples)
    const first = firstOf(loud, place)
    const last = firstOf(loud.reverse(), place)
    if (first === undefined || last === undefined) return []
    const { from, lateMs } = first
    const isCommitted = asked.some((each) => each.type === 'utterance-end' && each.turn === turn)
    const isWithdrawn = asked.some((each) => each.type === 'withdraw' && each.turn === turn)
    const moved = Math.abs(last.from - from)
    const lostSamples = moved > exactly ? moved : 0
    return [{ turn, from, end: from + samples.length, lostSamples, isCommitted, isWithdrawn, lateMs }]
  })
}

/** Where the utterance begins, if a window of it lies where it was found, and how late the window's last frame came. */
interface Placed {
  readonly from: number
  readonly lateMs: number
}

function firstOf(windows: readonly number[], place: (at: number) => Placed | undefined): Placed | undefined {
  for (const at of windows) {
    const placed = place(at)
    if (placed) return placed
  }
  return undefined
}

/** Where there is sound, window by window. */
function loudWindows(samples: Float32Array): number[] {
  const windows: { at: number; energy: number }[] = []
  for (let at = 0; at + windowSamples <= samples.length; at += windowSamples / 2) {
    const window = samples.subarray(at, at + windowSamples)
    windows.push({ at, energy: energyOf(window) })
  }
  const most = Math.max(...windows.map(({ energy }) => energy))
  return windows.filter(({ energy }) => energy > most / 10).map(({ at }) => at)
}

function energyOf(samples: Float32Array): number {
  return samples.reduce((sum, each) => sum + each * each, 0)
}

/** The place near `expected` where the sound is most like this, and how like, 0..1. */
function find(
  sound: Float32Array,
  room: Float32Array,
  expected: number,
): { sample: number; likeness: number } {
  let likeness = 0
  let sample = expected
  const from = Math.max(0, expected - searchSamples)
  const to = Math.min(room.length - sound.length, expected + searchSamples)
  const energy = energyOf(sound)
  let there = energyOf(room.subarray(from, from + sound.length))
  for (let at = from; at <= to; at++) {
    let product = 0
    for (let i = 0; i < sound.length; i++) product += sound[i] * room[at + i]
    const like = product / Math.sqrt(energy * there)
    if (like > likeness) [likeness, sample] = [like, at]
    there += room[at + sound.length] ** 2 - room[at] ** 2
  }
  return { sample, likeness }
}
