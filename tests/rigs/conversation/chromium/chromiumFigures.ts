import { sampleRateHz } from '../scene'
import { speechSpans } from '../scenes'
import { msToSamples, type SoundLibrary } from '../soundLibrary'
import { figure, known, median, quantile, sum, type Figure } from '../figure'
import { askedQuestions } from './askedQuestions'
import { duckedGain, heardAnswers, type HeardAnswer } from './heardAnswers'
import { endsOf, turnsOf, type PlayedScene } from './playScene'

const onsetReserveSamples = msToSamples(150)
/** Parts that follow each other so closely are one question. */
const longestPause = 1.5 * sampleRateHz
/** -14.5 dB: ducked, as near as it can be read. */
const isDucked = (gain: number): boolean => gain <= duckedGain + 0.01

/** What is looked at in a scene, read from what was played and sent. */
export interface SceneReading {
  readonly kind: PlayedScene['scene']['kind']
  /** Of each speech into an answer, in milliseconds from its first sample. Undefined: not at all. */
  readonly bargeIns: readonly { readonly duckMs?: number; readonly silenceMs?: number }[]
  readonly answers: number
  /** Answers that fell silent though nobody spoke. */
  readonly falseInterruptions: number
  readonly unducks: number
  readonly silences: number
  readonly lostSamples: number
  readonly staleSamples: number
  readonly questions: readonly QuestionReading[]
  readonly turns: number
  readonly turnsWithoutOneEnd: number
}

interface QuestionReading {
  /** How many utterances with this question in them the engine was to answer. */
  readonly asked: number
  /** Of the 150 ms before it. */
  readonly lostOnsetSamples: number
  readonly lostSamples: number
}

export function readScene(played: PlayedScene, sounds: SoundLibrary): SceneReading {
  const { scene, rateHz, messages, asked } = played
  const heard = heardAnswers(played.played, rateHz, messages)
  const spans = speechSpans(scene, sounds)
  const isCut = ({ end, isWhole }: HeardAnswer): boolean =>
    !isWhole && end < played.played.length - rateHz / 100
  const isInterrupting = scene.kind.startsWith('barge-in')
  const turns = turnsOf(asked)
  return {
    kind: scene.kind,
    // What is said first interrupts nothing.
    bargeIns: isInterrupting
      ? spans.slice(1).map(({ start }) => bargeInOf(heard.answers, (start * rateHz) / sampleRateHz, rateHz))
      : [],
    answers: heard.answers.length,
    falseInterruptions:
      spans.length > 0 ? 0 : heard.answers.filter(isCut).length + (turns.length - scene.acts.length),
    unducks: sum(heard.answers.map(({ gains }) => unducksOf(gains))),
    silences: heard.answers.filter(isCut).length,
    lostSamples: sum(heard.answers.map(({ wrongSamples }) => wrongSamples)),
    staleSamples: heard.staleSamples,
    questions: questionsOf(played, spans),
    turns: turns.length,
    turnsWithoutOneEnd: turns.filter((turn) => endsOf(messages, turn) !== 1).length,
  }
}

export function chromiumFigures(all: readonly SceneReading[]): Figure[] {
  const questions = all.flatMap((each) => each.questions)
  const bargeIns = all.flatMap((each) => each.bargeIns)
  const undisturbed = all.filter(({ kind }) => ['cough-and-click', 'mm-hm', 'fan', 'own-echo'].includes(kind))
  const total = (of: (each: SceneReading) => number, among = all): number => sum(among.map(of))
  const zero = (name: string, value: number, of: number): Figure => figure(`chromium-${name}`, value, 0, of)
  return [
    ...delayFigures(all, 'barge-in', ''),
    ...delayFigures(all, 'barge-in-over-echo', '-over-echo'),
    zero(
      'missed-barge-ins',
      bargeIns.filter(({ silenceMs }) => silenceMs === undefined).length,
      bargeIns.length,
    ),
    zero(
      'false-interruptions',
      total((each) => each.falseInterruptions),
      total((each) => each.answers, undisturbed),
    ),
    zero(
      'lost-samples-on-duck',
      total((each) => each.lostSamples),
      total((each) => each.unducks),
    ),
    zero(
      'stale-samples',
      total((each) => each.staleSamples),
      total((each) => each.silences),
    ),
    zero('questions-not-asked-once', questions.filter(({ asked }) => asked !== 1).length, questions.length),
    zero('lost-onset-samples', sum(questions.map((each) => each.lostOnsetSamples)), questions.length),
    zero('lost-question-samples', sum(questions.map((each) => each.lostSamples)), questions.length),
    zero(
      'turns-without-one-end',
      total((each) => each.turnsWithoutOneEnd),
      total((each) => each.turns),
    ),
  ]
}

/** Whether anything in a scene was other than it has to be, whatever the machine does beside. */
export function isFailed(reading: SceneReading): boolean {
  return chromiumFigures([reading]).some(({ name, value }) => !name.endsWith('-ms') && value !== 0)
}

function delayFigures(all: readonly SceneReading[], kind: SceneReading['kind'], suffix: string): Figure[] {
  const bargeIns = all.filter((each) => each.kind === kind).flatMap((each) => each.bargeIns)
  const ducks = known(bargeIns, ({ duckMs }) => duckMs)
  const silences = known(bargeIns, ({ silenceMs }) => silenceMs)
  return [
    figure(`chromium-duck-after-onset${suffix}-median-ms`, median(ducks), 60, ducks.length),
    figure(`chromium-duck-after-onset${suffix}-p95-ms`, quantile(ducks, 0.95), 100, ducks.length),
    figure(`chromium-silence-after-onset${suffix}-median-ms`, median(silences), 320, silences.length),
  ]
}

function bargeInOf(
  answers: readonly HeardAnswer[],
  onset: number,
  rateHz: number,
): { duckMs?: number; silenceMs?: number } {
  const into = answers.find(({ from, end }) => from <= onset && end > onset)
  if (!into || into.isWhole) return {}
  const begin = Math.round(onset) - into.from
  const toMs = (frames: number): number => (frames * 1000) / rateHz
  const silenceMs = toMs(into.end - onset)
  // What was ducked already was ducked for something else.
  const ducked = isDucked(into.gains[begin])
    ? -1
    : into.gains.findIndex((gain, i) => i >= begin && isDucked(gain))
  return { silenceMs, duckMs: ducked < 0 ? undefined : toMs(ducked - begin) }
}

/** How often it was ducked and came back. */
function unducksOf(gains: Float32Array): number {
  let count = 0
  let isDown = false
  for (const gain of gains) {
    if (isDucked(gain)) isDown = true
    else if (isDown && gain > 0.95) {
      isDown = false
      count++
    }
  }
  return count
}

function questionsOf(
  played: PlayedScene,
  spans: readonly { readonly start: number; readonly end: number }[],
): QuestionReading[] {
  const spoken: { start: number; end: number }[] = []
  for (const span of spans) {
    const last = spoken.at(-1)
    if (last && span.start - last.end < longestPause) last.end = span.end
    else spoken.push({ ...span })
  }
  const utterances = askedQuestions(played).filter(
    ({ isCommitted, isWithdrawn }) => isCommitted && !isWithdrawn,
  )
  return spoken.map(({ start, end }) => {
    const withIt = utterances.filter((each) => each.from < end && each.end > start)
    const [first] = withIt
    if (withIt.length === 0) return { asked: 0, lostOnsetSamples: end - start, lostSamples: end - start }
    return {
      asked: withIt.length,
      lostOnsetSamples: Math.max(0, first.from - (start - onsetReserveSamples)),
      lostSamples: first.lostSamples + Math.max(0, end - withIt.at(-1)!.end),
    }
  })
}
