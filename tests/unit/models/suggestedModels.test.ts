import { afterAll, expect, it } from 'vitest'
import { suggestedModels } from '../../../src-main/library/suggestedModels'
import { listModels } from '../../../src-main/models/storedModels'
import { scratchPlaces } from './pullFixture'

const places = scratchPlaces()
afterAll(() => places.remove())
const cards = await listModels(places)
const plenty = { memoryBytes: 64e9, diskBytes: 500e9 }

it('suggests what fits on a card to who has one, and else what the processor computes well', () => {
  expect([...suggestedModels(cards, { ...plenty, cardBytes: 12e9 })]).toEqual([
    ['voxtral-mini-3b-q4f16', { runsOn: 'card', freeBytes: 12e9, freeDiskBytes: 500e9 }],
    ['kokoro-82m-fp16', { runsOn: 'card', freeBytes: 12e9, freeDiskBytes: 500e9 }],
  ])
  const processor = [
    ['voxtral-mini-3b-q4', { runsOn: 'processor', freeBytes: 64e9, freeDiskBytes: 500e9 }],
    ['kokoro-82m-fp32', { runsOn: 'processor', freeBytes: 64e9, freeDiskBytes: 500e9 }],
  ]
  expect([...suggestedModels(cards, plenty)]).toEqual(processor)
  expect([...suggestedModels(cards, { ...plenty, cardBytes: 2e9 })]).toEqual(processor)
})

it('says what there is too little of, and of the disk only for what is still to come', () => {
  const lacks = (free: Parameters<typeof suggestedModels>[1], of = cards): unknown =>
    suggestedModels(of, free).get('voxtral-mini-3b-q4')?.lacks
  expect(lacks({ ...plenty, memoryBytes: 3e9 })).toBe('memory')
  expect(lacks({ ...plenty, diskBytes: 3e9 })).toBe('disk')
  const here = cards.map((card) => ({ ...card, state: 'ready' as const }))
  expect(lacks({ ...plenty, diskBytes: 3e9 }, here)).toBe(undefined)
})
