import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { startArgs } from '../../rigs/startArgs'

/** Tells how many bytes the young generation took at most, beside things that live for a while, as in a flood. */
const flood = `
  const { getHeapSpaceStatistics } = require('node:v8')
  const young = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size
  let [living, most] = [[], 0]
  for (let i = 0; i < 2e6; i++) {
    if (living.push({ i }) > 50_000) living = []
    if (i % 1e5 === 0) most = Math.max(most, young())
  }
  console.log(most)`

it('what a flood leaves to be collected grows to a few megabytes of the host', () => {
  const flags = startArgs().filter((each) => each.startsWith('--max-'))
  const bytes = (given: string[]): number => Number(execFileSync(process.execPath, [...given, '-e', flood]))
  expect(bytes(flags)).toBeLessThanOrEqual(12 * 2 ** 20)
  // Without them it is more, or they are not needed any more.
  expect(bytes([])).toBeGreaterThan(12 * 2 ** 20)
})
