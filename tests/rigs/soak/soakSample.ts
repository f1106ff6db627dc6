import { figure, median, type Figure } from '../conversation/figure'

/** How it is with a conversation after some time. */
export interface SoakSample {
  readonly atHours: number
  /** Of what is still used, after a collection. */
  readonly megabytes: number
  /** Open files, lines, processes, listeners, nodes of a page: whatever does not go by itself. */
  readonly handles: number
}

/** What a long conversation costs: measured behind its first quarter, when all that is needed once is there. */
export function soakFigures(
  name: string,
  samples: readonly SoakSample[],
  answersMs: readonly number[],
  mayGrow: { readonly megabytesAnHour: number; readonly handles: number },
): Figure[] {
  const later = samples.slice(Math.floor(samples.length / 4))
  // They swing with what was shown last: what stays open is there at the best of times, too.
  const third = Math.ceil(later.length / 3)
  const fewest = (some: readonly SoakSample[]): number => Math.min(...some.map(({ handles }) => handles))
  const moreHandles = fewest(later.slice(-third)) - fewest(later.slice(0, third))
  const tenth = Math.ceil(answersMs.length / 10)
  const [first, last] = [answersMs.slice(0, tenth), answersMs.slice(-tenth)].map(median)
  return [
    figure(`${name}: MB more an hour`, slopeOf(later), mayGrow.megabytesAnHour, later.length),
    figure(`${name}: handles more`, moreHandles, mayGrow.handles, later.length),
    figure(
      `${name}: an answer of the last tenth, in those of the first`,
      last / first,
      1.1,
      answersMs.length,
    ),
  ]
}

/** Of the line that is nearest to them (least squares), in MB an hour. */
function slopeOf(samples: readonly SoakSample[]): number {
  const mean = (of: (sample: SoakSample) => number): number =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  const [hours, megabytes] = [mean(({ atHours }) => atHours), mean((sample) => sample.megabytes)]
  const together = mean((sample) => (sample.atHours - hours) * (sample.megabytes - megabytes))
  return together / mean((sample) => (sample.atHours - hours) ** 2)
}
