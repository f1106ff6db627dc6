/**
 * How often a property is tried with what chance gives: all runs with `npm run test:long`, a tenth of them with `npm test`.
 * A fault that the tenth let pass belongs into the property's examples.
 */
export function runs(all: number): number {
  return process.env.PARLEY_ALL_RUNS === '1' ? all : Math.ceil(all / 10)
}
