import { answerSegments, type AnswerSegment } from './answerSegments'
import { sum } from './figure'
import { frameSamples, sampleRateHz, type Scene } from './scene'
import { speechSpans } from './scenes'
import type { SimulatedConversation } from './simulatedConversation'
import { msToSamples, type SoundLibrary } from './soundLibrary'

const onsetReserveSamples = msToSamples(150)

/** What one scene says, without its sound: so little that it crosses from process to process. */
export interface MeasuredScene {
  readonly scene: Scene
  /** Each question that was spoken. */
  readonly cuts: readonly Cut[]
  readonly waits: readonly Wait[]
  /** Questions that were taken for complete before speech was over, and were not taken up again. */
  readonly cutsForGood: number
  /** When the first spoken question was taken for complete; undefined: never. */
  readonly firstCommitAt: number | undefined
  /** Of the first speech; undefined without any. */
  readonly bargeIn: BargeIn | undefined
  /** Whether the answer was silenced, and how often it was ducked. */
  readonly isInterrupted: boolean
  readonly ducks: number
  readonly segment: AnswerSegment
  readonly lostOnsetSamples: readonly number[]
}

export interface Cut {
  /** It was taken for complete before its last part was over. */
  readonly isCut: boolean
  /** In the end all of it was one utterance. */
  readonly isSaved: boolean
}

/** How long after speech was over it was taken for complete, and the answer beyond that where it was ready by then. */
export interface Wait {
  readonly waitMs: number
  readonly beyondMs: number | undefined
}

/** From the onset of the voice; undefined: it was not ducked, or not silenced, or silenced before. */
export interface BargeIn {
  readonly duckMs: number | undefined
  readonly silenceMs: number | undefined
}

/** Measures a conversation that is over. */
export function measureScene(each: SimulatedConversation, sounds: SoundLibrary): MeasuredScene {
  const { told } = each.speaker
  return {
    scene: each.scene,
    cuts: cutsOf(each, sounds),
    waits: waitsOf(each, sounds),
    cutsForGood: cutsForGood(each, sounds),
    firstCommitAt: each.said.find(({ message }) => message.type === 'utterance-end')?.at,
    bargeIn: bargeInOf(each, sounds),
    // The typed question says `stop` once itself; what falls silent behind that was interrupted.
    isInterrupted: told.some(({ what }) => what === 'silence'),
    ducks: told.filter(({ what }) => what === 'duck').length,
    segment: answerSegments(each, sounds.answer),
    lostOnsetSamples: lostOnsetSamples(each, sounds),
  }
}

/**
 * Went wrong, and is to be looked at: interrupted by nothing, not interrupted by speech, cut short for good, clipped, or
 * with sound in it that is lost, or stale.
 */
export function hasFailed(each: MeasuredScene): boolean {
  const { kind } = each.scene
  const { lostSamples, staleSamples } = each.segment
  if (lostSamples + staleSamples + sum(each.lostOnsetSamples) > 0) return true
  if (kind === 'word' || kind.startsWith('barge-in')) return each.bargeIn?.silenceMs === undefined
  if (disturbances.includes(kind)) return each.isInterrupted
  return (kind === 'pauses' || kind === 'speaker') && each.cuts.some(({ isSaved }) => !isSaved)
}

/**
 * What must not interrupt. Words of 250 to 400 ms ("uh-huh", "yeah", "okay") are counted apart: by the rule that 250 ms of
 * voice within 400 ms confirm a barge-in they are one, and when they do nobody can know that no sentence follows.
 */
export const disturbances: readonly string[] = [
  'cough',
  'click',
  'mm-hm',
  'own-echo',
  'fan',
  'noise',
  'babble',
]

/** Each question: parts that follow each other within a second are one. */
function cutsOf(each: SimulatedConversation, sounds: SoundLibrary): Cut[] {
  const questions: { start: number; end: number }[] = []
  for (const span of speechSpans(each.scene, sounds)) {
    const last = questions.at(-1)
    if (last && span.start - last.end < sampleRateHz) last.end = span.end
    else questions.push({ ...span })
  }
  return questions.map(({ start, end }, i) =>
    cutBetween(each, start, end, questions[i + 1]?.start ?? Infinity),
  )
}

function cutBetween(each: SimulatedConversation, start: number, end: number, next: number): Cut {
  const commits = each.said.filter(({ at, message }) => {
    const sample = msToSamples(at)
    return message.type === 'utterance-end' && sample > start && sample < next
  })
  const isCut = commits.some(({ at }) => msToSamples(at) < end)
  const last = commits.at(-1)
  if (!last || !('turn' in last.message)) return { isCut: true, isSaved: false }
  const { turn } = last.message
  const frames = each.said.flatMap(({ message, frame }) =>
    message.type === 'audio' && message.turn === turn && frame !== undefined ? [frame] : [],
  )
  const isWhole = frames.every((frame, i) => i === 0 || frame === frames[i - 1] + 1)
  const isSaved = isWhole && frames[0] * frameSamples <= start && (frames.at(-1)! + 1) * frameSamples >= end
  return { isCut, isSaved }
}

function cutsForGood({ scene, said }: SimulatedConversation, sounds: SoundLibrary): number {
  const end = Math.max(...speechSpans(scene, sounds).map((span) => span.end))
  const withdrawn = said.flatMap(({ message }) => (message.type === 'withdraw' ? [message.turn] : []))
  return said.filter(
    ({ at, message }) =>
      message.type === 'utterance-end' && msToSamples(at) < end && !withdrawn.includes(message.turn),
  ).length
}

/** How long after speech was over each last commit came, and the answer beyond that. */
function waitsOf(each: SimulatedConversation, sounds: SoundLibrary): Wait[] {
  const spans = speechSpans(each.scene, sounds)
  return each.said.flatMap(({ at, message }) => {
    if (message.type !== 'utterance-end') return []
    const sample = msToSamples(at)
    const spoken = spans.findLast(({ end }) => end <= sample)
    const goesOn = spans.some(({ start, end }) => start - sample < 0.8 * sampleRateHz && end > sample)
    if (!spoken || goesOn) return []
    const waitMs = at - (spoken.end * 1000) / sampleRateHz
    const heard = each.app.store.getState().exchanges.find(({ turn }) => turn === message.turn)?.stages
    const audible = each.speaker.reports.find(
      (report) => report.type === 'audible' && report.turn === message.turn,
    )
    if (audible?.type !== 'audible' || heard?.pausedAt === undefined || heard.speechEndAt === undefined)
      return []
    // What is ready by the end was not waited for. The wait is from the last frame with voice; the rest is what detecting and playing cost.
    const { pausedAt, speechEndAt, committedAt = Infinity } = heard
    const isHit = pausedAt + each.scene.thinkMs <= committedAt
    const audibleMs = (audible.frame * 1000) / sampleRateHz
    const beyondMs = audibleMs - (spoken.end * 1000) / sampleRateHz - (committedAt - speechEndAt)
    return [{ waitMs, beyondMs: isHit ? beyondMs : undefined }]
  })
}

function bargeInOf(each: SimulatedConversation, sounds: SoundLibrary): BargeIn | undefined {
  const onset = speechSpans(each.scene, sounds).at(0)?.start
  if (onset === undefined) return undefined
  const { told } = each.speaker
  const msAfter = (frame: number): number => (Math.max(0, frame - onset) * 1000) / sampleRateHz
  const silence = told.find(({ what, frame }) => what === 'silence' && frame >= onset)
  // The ducking that stayed: one before the onset may have ended behind it.
  const duck = told.findLast(({ what, frame }) => what === 'duck' && (!silence || frame <= silence.frame))
  const isEarly = told.some(({ what, frame }) => what === 'silence' && frame < onset)
  return {
    duckMs: duck && msAfter(duck.frame),
    silenceMs: silence && !isEarly ? msAfter(silence.frame) : undefined,
  }
}

/** For each speech that follows a second without any: samples that its utterance lacks of the 150 ms before it and of it. */
function lostOnsetSamples(each: SimulatedConversation, sounds: SoundLibrary): number[] {
  const spans = speechSpans(each.scene, sounds)
  const firsts = spans.filter(({ start }, i) => i === 0 || start - spans[i - 1].end > 1.2 * sampleRateHz)
  const starts = each.said.flatMap(({ message, frame }, i) =>
    message.type === 'audio' && frame !== undefined && each.said[i - 1]?.message.type === 'utterance-start'
      ? [frame]
      : [],
  )
  return firsts.map(({ start, end }) => {
    const from = starts
      .map((frame) => frame * frameSamples)
      .filter((sample) => sample < end)
      .at(-1)
    if (from === undefined || from < start - 2 * sampleRateHz) return end - start
    return Math.max(0, from - (start - onsetReserveSamples))
  })
}
