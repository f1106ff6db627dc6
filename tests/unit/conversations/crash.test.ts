import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KilledWriters } from '../../rigs/conversations/killedWriters'

/** `npm run rig:store` kills 200. */
const kills = 4

describe('engines in processes of their own', () => {
  const writers = new KilledWriters(7)
  beforeAll(() => writers.prepare())
  afterAll(() => writers.scratch.remove())

  it('that are killed while they write lose nothing that is a second old, and damage nothing', async () => {
    for (let kill = 0; kill < kills; kill++) await writers.killOne()
    expect(writers.figures.exchanges).toBeGreaterThan(0)
    expect(writers.figures.kills).toBe(kills)
  })
})
