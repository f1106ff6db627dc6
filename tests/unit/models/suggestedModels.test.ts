import { afterAll, expect, it } from 'vitest'
import { workspaceBytes } from '../../../src-main/engine/listeners/voxtral/voxtralVariants'
import { kokoroMemoryBytes } from '../../../src-main/engine/speaking/voices/kokoro/kokoroMemoryBytes'
import { suggestedModels } from '../../../src-main/library/suggestedModels'
import { catalogue } from '../../../src-main/models/catalogue'
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

it('reckons the memory of what is not here yet as the plan does of what is', () => {
  const memoryOf = (id: string): number => cards.find((card) => card.id === id)!.memoryBytes!
  // Eight bits become floats, and a long sentence is computed.
  expect(memoryOf('kokoro-82m-q8')).toBe(kokoroMemoryBytes('model_quantized.onnx', 92_000_000))
  expect(memoryOf('kokoro-82m-q8')).toBeGreaterThan(700e6)
  expect(memoryOf('kokoro-82m-fp32')).toBe(kokoroMemoryBytes('model.onnx', 326_000_000))
  // Voxtral Mini's sizes.
  const [hiddenSize, kvNumbers] = [3072, 30 * 8 * 128 * 2]
  for (const { id, kvBytesPerToken, workBytes } of catalogue.filter(({ kind }) => kind === 'listener'))
    expect([id, workBytes]).toEqual([id, workspaceBytes(hiddenSize, kvBytesPerToken! / kvNumbers)])
  expect(memoryOf('voxtral-mini-3b-q4')).toBe(2_900_000_000 + 442_368_000 + 4096 * 245_760)
})

it('says what there is too little of, and of the disk only for what is still to come', () => {
  const lacks = (free: Parameters<typeof suggestedModels>[1], of = cards): unknown =>
    suggestedModels(of, free).get('voxtral-mini-3b-q4')?.lacks
  expect(lacks({ ...plenty, memoryBytes: 3e9 })).toBe('memory')
  expect(lacks({ ...plenty, diskBytes: 3e9 })).toBe('disk')
  const here = cards.map((card) => ({ ...card, state: 'ready' as const }))
  expect(lacks({ ...plenty, diskBytes: 3e9 }, here)).toBe(undefined)
})
