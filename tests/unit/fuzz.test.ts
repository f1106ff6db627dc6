import { expect, it } from 'vitest'
import { tryInputs } from '../rigs/fuzz/fuzzPart'
import { fuzzParts } from '../rigs/fuzz/fuzzParts'

/** Of those that `npm run fuzz` tries. */
const counts = { messages: 1500, 'wav-files': 100, 'settings-files': 100, 'model-folders': 6, addresses: 400 }

it.each(Object.entries(counts))(
  'nothing is taken that ought to be refused, nor the other way round, and nothing hangs: %s',
  async (name, count) => {
    const target = await fuzzParts[name].open(1)
    const { offences, tried, taken } = await tryInputs(target, 0, count)
    await target.close()
    expect(offences).toEqual([])
    expect([tried, taken > 0]).toEqual([count, true])
  },
)
