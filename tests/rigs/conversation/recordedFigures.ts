import { figure, known, mean, median, quantile, share, sum, type Figure } from './figure'
import { disturbances, type BargeIn, type MeasuredScene } from './measureScene'

/** Turn taking with people. Goals are of recordings on which nothing was tuned. */
export function recordedFigures(all: readonly MeasuredScene[]): Figure[] {
  const kind = (...kinds: string[]): MeasuredScene[] => all.filter(({ scene }) => kinds.includes(scene.kind))
  const utterances = kind('pauses')
  const cuts = utterances.flatMap((each) => each.cuts)
  const waits = utterances.flatMap((each) => each.waits.map(({ waitMs }) => waitMs))
  const isInRoom = ({ scene }: MeasuredScene): boolean => scene.room !== undefined
  const cutsOf = (scenes: readonly MeasuredScene[]): number =>
    share(
      scenes.flatMap((each) => each.cuts),
      ({ isCut }) => isCut,
    )
  const talks = kind('talk')
  const talkMinutes = sum(talks.map(({ scene }) => scene.lengthMs)) / 60_000
  const onsets = all.flatMap(({ lostOnsetSamples }) => lostOnsetSamples)
  return [
    figure('people-false-cutoffs', cutsOf(utterances), 0.1, cuts.length),
    figure(
      'people-false-cutoffs-in-rooms',
      cutsOf(utterances.filter(isInRoom)),
      0.1,
      utterances.filter(isInRoom).length,
    ),
    figure(
      'people-lost-for-good',
      share(cuts, ({ isSaved }) => !isSaved),
      0.01,
      cuts.length,
    ),
    figure('people-mean-endpoint-delay-ms', mean(waits), 400, waits.length),
    figure(
      'people-not-taken',
      utterances.filter(({ firstCommitAt }) => firstCommitAt === undefined).length,
      0,
      utterances.length,
    ),
    ...bargeIns(kind('barge-in'), ''),
    ...bargeIns(kind('barge-in-over-echo'), '-over-echo'),
    ...bargeIns(kind('word'), '-by-a-word'),
    ...disturbances
      .filter((each) => kind(each).length > 0)
      .map((each) =>
        figure(
          `people-interrupted-by-${each}`,
          kind(each).filter((scene) => scene.isInterrupted).length,
          0,
          kind(each).length,
        ),
      ),
    figure(
      'people-talk-cut-for-good-a-minute',
      sum(talks.map((each) => each.cutsForGood)) / talkMinutes,
      0.5,
      talks.length,
    ),
    figure('people-lost-onset-samples', sum(onsets), 0, onsets.length),
    figure('people-lost-samples', sum(all.map(({ segment }) => segment.lostSamples)), 0, all.length),
  ]
}

function bargeIns(scenes: readonly MeasuredScene[], suffix: string): Figure[] {
  const told: (BargeIn | undefined)[] = scenes.map(({ bargeIn }) => bargeIn)
  const ducks = known(told, (each) => each?.duckMs)
  const silences = known(told, (each) => each?.silenceMs)
  return [
    figure(`people-duck${suffix}-ms`, median(ducks), 60, ducks.length),
    figure(`people-duck${suffix}-p95-ms`, quantile(ducks, 0.95), 120, ducks.length),
    figure(`people-silence${suffix}-ms`, median(silences), 330, silences.length),
    figure(
      `people-missed${suffix}`,
      told.filter((each) => each?.silenceMs === undefined).length,
      0,
      told.length,
    ),
  ]
}
