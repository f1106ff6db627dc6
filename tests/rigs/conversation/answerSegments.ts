import { sampleRateHz } from './scene'
import type { SimulatedConversation } from './simulatedConversation'

const duckedGain = 10 ** (-15 / 20)

export interface AnswerSegment {
  /** Samples that were lost, played twice, or louder or quieter than ducking allows. */
  readonly lostSamples: number
  readonly unducks: number
  /** Sound of a turn that was silenced, behind the fade. */
  readonly staleSamples: number
  readonly silences: number
  /** The position that the engine was told at an interruption, against what was rendered and past the device. */
  readonly heardErrorMs: readonly number[]
}

/** Compares what was rendered with the answer, sample by sample. */
export function answerSegments(each: SimulatedConversation, answer: Float32Array): AnswerSegment {
  const { speaker, output, said } = each
  let lostSamples = 0
  let staleSamples = 0
  const heardErrorMs: number[] = []
  const silences = speaker.told.filter(({ what }) => what === 'silence')
  for (const [i, run] of speaker.reports.entries()) {
    if (run.type !== 'run') continue
    const ends = speaker.reports
      .slice(i + 1)
      .find((later) => (later.type === 'run-end' || later.type === 'silenced') && later.turn === run.turn)
    // A run that nothing ended was cut by the end of the scene.
    const end = ends && 'frame' in ends ? ends.frame : each.renderedSamples
    const isSilenced = ends?.type === 'silenced'
    const told = silences.find(({ turn, frame }) => turn === run.turn && frame >= run.frame)
    const last = isSilenced && told ? told.frame : end
    for (let frame = run.frame; frame < last; frame++) {
      const expected = answer[run.sample + frame - run.frame]
      const ratio = output[frame] / expected
      if (Math.abs(expected) > 0.005 && !(ratio >= duckedGain - 0.01 && ratio <= 1.01)) lostSamples++
    }
    if (isSilenced) {
      const nextRun = speaker.reports.slice(i + 1).find((later) => later.type === 'run')
      const quietUntil = nextRun?.type === 'run' ? nextRun.frame : output.length
      for (let frame = end + 1; frame < quietUntil; frame++) if (output[frame] !== 0) staleSamples++
      const interrupt = said.find(({ message }) => message.type === 'interrupt' && message.turn === run.turn)
      if (interrupt?.message.type === 'interrupt' && interrupt.message.playedSamples) {
        const truth = run.sample + (end - run.frame)
        heardErrorMs.push((Math.abs(interrupt.message.playedSamples - truth) * 1000) / sampleRateHz)
      }
    }
  }
  return {
    lostSamples,
    unducks: speaker.told.filter(({ what }) => what === 'unduck').length,
    staleSamples,
    silences: silences.length,
    heardErrorMs,
  }
}
