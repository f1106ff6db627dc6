import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KilledWriters } from '../../rigs/conversations/killedWriters'

/** `npm run rig:store` kills 200. A machine that is busy with other things does fewer, and is not waited for. */
const [kills, fewestKills, longestMs] = [12, 2, 20_000]

describe('engines in processes of their own', () => {
  const writers = new KilledWriters(7)
  beforeAll(() => writers.prepare())
  afterAll(() => writers.scratch.remove())

  it('that are killed while they write lose nothing that is a second old, and damage nothing', async () => {
    const until = performance.now() + longestMs
    for (let kill = 0; kill < kills && (kill < fewestKills || performance.now() < until); kill++)
      await writers.killOne()
    expect(writers.figures.exchanges).toBeGreaterThan(0)
    expect(writers.figures.kills).toBeGreaterThanOrEqual(fewestKills)
  }, 120_000)
})
