import { answerSegments, type AnswerSegment } from './answerSegments'
import { figure, known, mean, median, quantile, share, sum, type Figure } from './figure'
import { frameMs, frameSamples, sampleRateHz } from './scene'
import { speechSpans } from './scenes'
import type { SimulatedConversation } from './simulatedConversation'
import { msToSamples, type SoundLibrary } from './soundLibrary'

const onsetReserveSamples = msToSamples(150)

/**
 * What must not interrupt. Words of 250 to 400 ms ("uh-huh", "yeah", "okay") are counted apart: by the rule that 250 ms of
 * voice within 400 ms confirm a barge-in they are one, and when they do nobody can know that no sentence follows.
 */
const disturbances: readonly string[] = ['cough', 'click', 'mm-hm', 'own-echo', 'fan']

/** Everything that is measured, from conversations that are over. */
export function figuresOf(all: readonly SimulatedConversation[], sounds: SoundLibrary): Figure[] {
  const kind = (...kinds: string[]): SimulatedConversation[] =>
    all.filter(({ scene }) => kinds.includes(scene.kind))
  const pauses = kind('pauses').map((each) => cutOf(each, sounds))
  const speakers = kind('speaker')
  const disturbed = kind(...disturbances)
  const bargeIns = kind('barge-in', 'barge-in-over-echo').map((each) => bargeInOf(each, sounds))
  const segments = all.map((each) => answerSegments(each, sounds.answer))
  const speakerTurns = speakers.flatMap((each) => turnsOf(each, sounds))
  const perfect = kind('pauses', 'speaker').flatMap((each) => waitsOf(each, sounds))
  const beyond = perfect.flatMap(({ beyondMs }) => (beyondMs === undefined ? [] : [beyondMs]))
  const onsets = all.flatMap((each) => lostOnsetSamples(each, sounds))
  const interruptions = disturbed.filter(isInterrupted)
  return [
    figure(
      'false-cutoffs',
      share(pauses, ({ isCut }) => isCut),
      0.15,
      pauses.length,
    ),
    figure(
      'false-cutoffs-with-reopening',
      share(pauses, ({ isSaved }) => !isSaved),
      0.05,
      pauses.length,
    ),
    {
      ...figure(
        'mean-endpoint-delay-ms',
        mean(perfect.filter((each) => each.kind === 'pauses').map(({ waitMs }) => waitMs)),
        350,
        pauses.length,
      ),
      goal: 'about 300',
    },
    figure(
      'false-cutoffs-adaptive',
      share(speakerTurns, ({ isCut }) => isCut),
      0.15,
      speakerTurns.length,
    ),
    figure(
      'false-cutoffs-adaptive-with-reopening',
      share(speakerTurns, ({ isSaved }) => !isSaved),
      0.05,
      speakerTurns.length,
    ),
    figure(
      'mean-endpoint-delay-adaptive-ms',
      mean(perfect.filter((each) => each.kind === 'speaker').map(({ waitMs }) => waitMs)),
      900,
      speakerTurns.length,
    ),
    figure('v2v-beyond-endpoint-ms', median(beyond), 20, beyond.length),
    ...bargeInFigures(kind('barge-in'), '', sounds),
    ...bargeInFigures(kind('barge-in-over-echo'), '-over-echo', sounds),
    figure(
      'missed-barge-ins',
      bargeIns.filter(({ silenceMs }) => silenceMs === undefined).length,
      0,
      bargeIns.length,
    ),
    figure('false-interruptions', interruptions.length, 0, disturbed.length),
    ...disturbances.map((each) =>
      figure(`false-interruptions-${each}`, kind(each).filter(isInterrupted).length, 0, kind(each).length),
    ),
    {
      ...figure(
        'interruptions-by-uh-huh-yeah-okay',
        kind('short-word').filter(isInterrupted).length,
        Infinity,
        kind('short-word').length,
      ),
      goal: 'none set',
    },
    {
      ...figure(
        'ducks-by-own-echo-a-minute',
        ducksAMinute(kind('own-echo')),
        Infinity,
        kind('own-echo').length,
      ),
      goal: 'none set',
    },
    figure(
      'lost-samples-on-duck',
      sum(segments.map(({ lostSamples }) => lostSamples)),
      0,
      sum(segments.map(({ unducks }) => unducks)),
    ),
    figure('lost-onset-samples', sum(onsets), 0, onsets.length),
    figure(
      'stale-samples-in-scenes',
      sum(segments.map(({ staleSamples }) => staleSamples)),
      0,
      sum(segments.map(({ silences }) => silences)),
    ),
    figure(
      'heard-position-error-ms',
      quantile(
        segments.flatMap((each) => each.heardErrorMs),
        0.95,
      ),
      100,
      segments.flatMap((each) => each.heardErrorMs).length,
    ),
  ]
}

function bargeInFigures(
  scenes: readonly SimulatedConversation[],
  suffix: string,
  sounds: SoundLibrary,
): Figure[] {
  const bargeIns = scenes.map((each) => bargeInOf(each, sounds))
  const ducks = known(bargeIns, ({ duckMs }) => duckMs)
  const silences = known(bargeIns, ({ silenceMs }) => silenceMs)
  return [
    figure(`duck-after-onset${suffix}-ms`, median(ducks), 60, ducks.length),
    figure(`duck-after-onset${suffix}-p95-ms`, quantile(ducks, 0.95), 100, ducks.length),
    figure(`silence-after-onset${suffix}-ms`, median(silences), 320, silences.length),
  ]
}

/**
 * Scenes that went wrong, to be looked at: interrupted by nothing, not interrupted by speech, cut short for good,
 * clipped, or with sound in them that is lost, or stale.
 */
export function failuresOf(
  all: readonly SimulatedConversation[],
  sounds: SoundLibrary,
): SimulatedConversation[] {
  return all.filter((each) => {
    const { kind } = each.scene
    const { lostSamples, staleSamples } = answerSegments(each, sounds.answer)
    if (lostSamples + staleSamples + sum(lostOnsetSamples(each, sounds)) > 0) return true
    if (kind.startsWith('barge-in')) return bargeInOf(each, sounds).silenceMs === undefined
    if (disturbances.includes(kind)) return isInterrupted(each)
    if (kind === 'pauses') return !cutOf(each, sounds).isSaved
    return kind === 'speaker' && turnsOf(each, sounds).some(({ isSaved }) => !isSaved)
  })
}

interface Cut {
  /** It was taken for complete before its last part was over. */
  readonly isCut: boolean
  /** In the end all of it was one utterance. */
  readonly isSaved: boolean
}

/** The one question of a scene. */
function cutOf(each: SimulatedConversation, sounds: SoundLibrary): Cut {
  const spans = speechSpans(each.scene, sounds)
  return cutBetween(each, spans[0].start, spans.at(-1)!.end, Infinity)
}

/** Each question of a speaker: parts that follow each other within a second are one. */
function turnsOf(each: SimulatedConversation, sounds: SoundLibrary): Cut[] {
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

/** How long after speech was over each last commit came, and the answer beyond that. */
function waitsOf(
  each: SimulatedConversation,
  sounds: SoundLibrary,
): { kind: string; waitMs: number; beyondMs: number | undefined }[] {
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
    return [{ kind: each.scene.kind, waitMs, beyondMs: isHit ? beyondMs : undefined }]
  })
}

function bargeInOf(
  each: SimulatedConversation,
  sounds: SoundLibrary,
): { duckMs: number | undefined; silenceMs: number | undefined } {
  const onset = speechSpans(each.scene, sounds)[0].start
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

/** Of one that is not interrupted. */
function ducksAMinute(scenes: readonly SimulatedConversation[]): number {
  const ducks = sum(scenes.map(({ speaker }) => speaker.told.filter(({ what }) => what === 'duck').length))
  return (ducks * 60_000) / sum(scenes.map(({ scene }) => scene.answerMs))
}

/** The typed question says `stop` once itself; what falls silent behind that was interrupted. */
function isInterrupted(each: SimulatedConversation): boolean {
  return each.speaker.told.some(({ what }) => what === 'silence')
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

export type { AnswerSegment, Figure }
export { frameMs }
