import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HeardSamples } from '../../../src-renderer/audio/heardSamples'
import { PlaybackQueue, type PlaybackReport } from '../../../src-renderer/audio/playbackQueue'

const quantum = 128

/** A queue whose quanta are rendered by hand, and all that it played and told. */
class Loudspeaker {
  readonly reports: PlaybackReport[] = []
  readonly heard = new HeardSamples()
  readonly played: number[] = []
  readonly queue: PlaybackQueue

  constructor(rateHz: number) {
    this.queue = new PlaybackQueue(rateHz, (report) => {
      this.reports.push(report)
      this.heard.take(report)
    })
  }

  render(quanta = 1): void {
    const output = new Float32Array(quantum)
    for (let i = 0; i < quanta; i++) {
      this.queue.render(output, this.played.length)
      this.played.push(...output)
    }
  }

  told<T extends PlaybackReport['type']>(type: T): Extract<PlaybackReport, { type: T }>[] {
    return this.reports.filter(
      (report): report is Extract<PlaybackReport, { type: T }> => report.type === type,
    )
  }
}

/** Samples of which each differs from all others, so that a lost or doubled one shows. */
const numbered = (count: number, from = 0): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (from + i + 1) / 65_536)

const withoutZeros = (samples: readonly number[]): number[] => samples.filter((sample) => sample !== 0)
const largestStep = (samples: readonly number[]): number =>
  Math.max(...samples.slice(1).map((sample, i) => Math.abs(sample - samples[i])))

describe('PlaybackQueue', () => {
  it('plays every sample once and in order, whenever the chunks come', () => {
    const step = fc.oneof(
      fc.record({ push: fc.integer({ min: 1, max: 900 }) }),
      fc.record({ render: fc.integer({ min: 1, max: 6 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const speaker = new Loudspeaker(24_000)
        let pushed = 0
        for (const each of steps) {
          if ('push' in each) {
            speaker.queue.push(1, 24_000, numbered(each.push, pushed))
            pushed += each.push
          } else speaker.render(each.render)
        }
        speaker.queue.end(1)
        speaker.render(Math.ceil(pushed / quantum) + 4)
        expect(withoutZeros(speaker.played)).toEqual([...numbered(pushed)])
        expect(speaker.told('drained')).toHaveLength(1)
        expect(speaker.heard.at(1, speaker.played.length)).toBe(pushed)
      }),
    )
  })

  it('knows which sample sounds in which frame', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 12 })), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(steps, fc.nat(), (pushes, any) => {
        const speaker = new Loudspeaker(24_000)
        let pushed = 0
        for (const [count, quanta] of pushes) {
          speaker.queue.push(1, 24_000, numbered(count, pushed))
          pushed += count
          speaker.render(quanta)
        }
        speaker.render(Math.ceil(pushed / quantum) + 4)
        const frame = any % speaker.played.length
        expect(speaker.heard.at(1, frame)).toBe(withoutZeros(speaker.played.slice(0, frame)).length)
      }),
    )
  })

  it.each([
    [24_000, 48_000],
    [24_000, 44_100],
    [22_050, 48_000],
  ])('joins chunks without a click (%i Hz played at %i Hz)', (rateHz, contextRateHz) => {
    const hertz = 700
    const tone = Float32Array.from(
      { length: rateHz / 4 },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / rateHz),
    )
    const speaker = new Loudspeaker(contextRateHz)
    for (let at = 0; at < tone.length; at += 997) speaker.queue.push(1, rateHz, tone.subarray(at, at + 997))
    speaker.render(Math.floor(contextRateHz / 4 / quantum) - 4)
    const errors = speaker.played.map((sample, i) =>
      Math.abs(sample - 0.5 * Math.sin((2 * Math.PI * hertz * i) / contextRateHz)),
    )
    expect(Math.max(...errors.slice(400))).toBeLessThan(5e-4)
  })

  it('is silent within one quantum, without a jump, and says exactly what was heard', () => {
    const ones = new Float32Array(48_000).fill(0.5)
    const speaker = new Loudspeaker(48_000)
    speaker.queue.push(3, 24_000, ones)
    speaker.render(20)
    speaker.queue.silence(3)
    speaker.render(5)
    const [last, ...after] = [20, 21, 22, 23, 24].map((i) =>
      speaker.played.slice(i * quantum, (i + 1) * quantum),
    )
    expect(largestStep(last)).toBeLessThan(0.006)
    expect(last.at(-1)).toBe(0)
    expect(after.flat().every((sample) => sample === 0)).toBe(true)
    const heard = (21 * quantum) / 2
    expect(speaker.told('silenced')).toEqual([
      { type: 'silenced', turn: 3, frame: 21 * quantum, sample: heard },
    ])
    expect(speaker.heard.at(3, 1e9)).toBe(heard)
  })

  it('has let no more be heard than it was given, however late it tells of a gap', () => {
    const speaker = new Loudspeaker(24_000)
    const push = (turn: number, count: number): void => {
      speaker.heard.give(turn, count)
      speaker.queue.push(turn, 24_000, numbered(count))
    }
    push(1, 3 * quantum)
    speaker.render(2)
    expect(speaker.heard.at(1, 2 * quantum)).toBe(2 * quantum)
    // Nothing was rendered since, but the loudspeaker's clock went on.
    expect(speaker.heard.at(1, 9 * quantum)).toBe(3 * quantum)
    push(1, quantum)
    expect(speaker.heard.at(1, 9 * quantum)).toBe(4 * quantum)
    push(2, quantum)
    speaker.render(4)
    expect(speaker.heard.at(2, 20 * quantum)).toBe(quantum)
    expect(speaker.heard.at(1, 20 * quantum)).toBe(0)
  })

  it('drops what belongs to an old turn', () => {
    const speaker = new Loudspeaker(24_000)
    speaker.queue.push(1, 24_000, numbered(5000))
    speaker.render(4)
    speaker.queue.push(2, 24_000, numbered(300, 10_000))
    speaker.queue.push(1, 24_000, numbered(5000))
    speaker.render(8)
    expect(withoutZeros(speaker.played.slice(5 * quantum))).toEqual([...numbered(300, 10_000)])
  })

  it('ducks by 15 dB, comes back within 80 ms, and loses nothing', () => {
    const speaker = new Loudspeaker(24_000)
    speaker.queue.push(1, 24_000, new Float32Array(24_000).fill(0.5))
    speaker.render(10)
    speaker.queue.setDucked(true)
    speaker.render(10)
    const ducked = speaker.played.at(-1)!
    expect(20 * Math.log10(ducked / 0.5)).toBeCloseTo(-15, 2)
    speaker.queue.setDucked(false)
    speaker.render(15)
    expect(
      speaker.played.findIndex((sample, i) => i > 20 * quantum && sample >= 0.5) - 20 * quantum,
    ).toBeCloseTo(1919, -1)
    expect(largestStep(speaker.played.slice(10 * quantum))).toBeLessThan(0.004)
    expect(speaker.heard.at(1, speaker.played.length)).toBe(speaker.played.length)
  })

  it('tells the first sample that can be heard, once a turn', () => {
    const speaker = new Loudspeaker(24_000)
    const samples = new Float32Array(1000)
    samples[400] = 0.0005
    samples.fill(0.1, 500)
    speaker.queue.push(7, 24_000, samples)
    speaker.render(12)
    expect(speaker.told('audible')).toEqual([{ type: 'audible', turn: 7, frame: 500 }])
  })

  it('tells the level while there is sound, and one zero behind it', () => {
    const speaker = new Loudspeaker(24_000)
    speaker.queue.push(1, 24_000, new Float32Array(2048).fill(0.25))
    speaker.render(40)
    expect(speaker.told('level').map(({ level }) => level)).toEqual([0.25, 0.25, 0])
  })

  it('is drained at once when a turn has no audio', () => {
    const speaker = new Loudspeaker(24_000)
    speaker.queue.end(4)
    expect(speaker.told('drained')).toEqual([{ type: 'drained', turn: 4, frame: 0 }])
  })
})
