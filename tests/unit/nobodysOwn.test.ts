import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cudaDir } from '../../src-main/engine/onnx/cudaDir'
import { settingsFile, userPlaces } from '../../src-main/models/places'

it('no test sees what the user of this machine has set or fetched', () => {
  const { modelsDir, hubCacheDir } = userPlaces()
  // Tests beside this one may choose something in this home.
  expect(settingsFile().startsWith(tmpdir())).toBe(true)
  for (const place of [modelsDir, hubCacheDir, cudaDir()])
    expect([place, place.startsWith(tmpdir()), existsSync(place)]).toEqual([place, true, false])
})

it('what is chosen by chance is chosen the same in every run', () => {
  expect(fc.sample(fc.nat(), 3)).toEqual(fc.sample(fc.nat(), { numRuns: 3, seed: 1 }))
})
