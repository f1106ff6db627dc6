/** What was measured, and what it ought to be. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly goal: string
  readonly ok: boolean
  /** How often it was looked at. */
  readonly of: number
}

export function figure(name: string, value: number, most: number, of: number): Figure {
  const rounded = Math.round(value * 1000) / 1000
  return { name, value: rounded, goal: most === 0 ? '0' : `<= ${most}`, ok: of > 0 && rounded <= most, of }
}

export function known<T>(values: readonly T[], of: (value: T) => number | undefined): number[] {
  return values.map(of).filter((value) => value !== undefined)
}

export function share<T>(values: readonly T[], is: (value: T) => boolean): number {
  return values.length === 0 ? 1 : values.filter(is).length / values.length
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : sum(values) / values.length
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], at: number): number {
  if (values.length === 0) return NaN
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(at * values.length))]
}

export function printFigures(rows: readonly Figure[]): void {
  for (const { name, value, goal, ok, of } of rows)
    console.log(
      `${ok ? 'ok  ' : 'MISS'} ${name.padEnd(46)} ${String(value).padStart(9)}  goal ${goal.padEnd(10)} of ${of}`,
    )
}
