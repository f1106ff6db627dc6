import { figure, known, mean, median, quantile, share, sum, type Figure } from './figure'
import { disturbances, type MeasuredScene } from './measureScene'

/** Everything that is measured in scenes. */
export function figuresOf(all: readonly MeasuredScene[]): Figure[] {
  const kind = (...kinds: string[]): MeasuredScene[] => all.filter(({ scene }) => kinds.includes(scene.kind))
  const pauses = kind('pauses').flatMap(({ cuts }) => cuts)
  const speakerTurns = kind('speaker').flatMap(({ cuts }) => cuts)
  const made = disturbances.filter((each) => kind(each).length > 0)
  const disturbed = kind(...made)
  const bargeIns = kind('barge-in', 'barge-in-over-echo')
  const segments = all.map(({ segment }) => segment)
  const waits = (of: string): number[] => kind(of).flatMap((each) => each.waits.map(({ waitMs }) => waitMs))
  const beyond = known(
    kind('pauses', 'speaker').flatMap((each) => each.waits),
    ({ beyondMs }) => beyondMs,
  )
  const onsets = all.flatMap(({ lostOnsetSamples }) => lostOnsetSamples)
  const interrupted = (scenes: readonly MeasuredScene[]): number =>
    scenes.filter(({ isInterrupted }) => isInterrupted).length
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
      ...figure('mean-endpoint-delay-ms', mean(waits('pauses')), 350, pauses.length),
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
    figure('mean-endpoint-delay-adaptive-ms', mean(waits('speaker')), 900, speakerTurns.length),
    figure('v2v-beyond-endpoint-ms', median(beyond), 20, beyond.length),
    ...bargeInFigures(kind('barge-in'), ''),
    ...bargeInFigures(kind('barge-in-over-echo'), '-over-echo'),
    figure(
      'missed-barge-ins',
      bargeIns.filter(({ bargeIn }) => bargeIn?.silenceMs === undefined).length,
      0,
      bargeIns.length,
    ),
    figure('false-interruptions', interrupted(disturbed), 0, disturbed.length),
    ...made.map((each) =>
      figure(`false-interruptions-${each}`, interrupted(kind(each)), 0, kind(each).length),
    ),
    figure(
      'interruptions-by-uh-huh-yeah-okay',
      share(kind('short-word'), ({ isInterrupted }) => isInterrupted),
      0.1,
      kind('short-word').length,
    ),
    figure(
      'missed-words',
      kind('word').filter(({ bargeIn }) => bargeIn?.silenceMs === undefined).length,
      0,
      kind('word').length,
    ),
    figure(
      'silence-after-a-word-ms',
      median(known(kind('word'), ({ bargeIn }) => bargeIn?.silenceMs)),
      330,
      kind('word').length,
    ),
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

export function bargeInFigures(scenes: readonly MeasuredScene[], suffix: string): Figure[] {
  const bargeIns = scenes.map(({ bargeIn }) => bargeIn)
  const ducks = known(bargeIns, (each) => each?.duckMs)
  const silences = known(bargeIns, (each) => each?.silenceMs)
  return [
    figure(`duck-after-onset${suffix}-ms`, median(ducks), 60, ducks.length),
    figure(`duck-after-onset${suffix}-p95-ms`, quantile(ducks, 0.95), 100, ducks.length),
    figure(`silence-after-onset${suffix}-ms`, median(silences), 320, silences.length),
  ]
}

/** Of answers that are not interrupted. */
function ducksAMinute(scenes: readonly MeasuredScene[]): number {
  return (sum(scenes.map(({ ducks }) => ducks)) * 60_000) / sum(scenes.map(({ scene }) => scene.answerMs))
}
