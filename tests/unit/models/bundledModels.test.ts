/** A model that came with the installed app. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ModelCard } from '@contract'
import { bundledGraph, bundledVoiceId } from '../../../packaging/kokoroGraph'
import { ModelShelf } from '../../../src-main/library/modelShelf'
import { suggestedModels } from '../../../src-main/library/suggestedModels'
import { findModel } from '../../../src-main/models/findModel'
import type { Places } from '../../../src-main/models/places'
import { pullModel } from '../../../src-main/models/pullModel'
import { listModels, removeModel, verifyModel } from '../../../src-main/models/storedModels'
import { usedModels, type UsedDirectories } from '../../../src-main/settings/usedModels'
import { eventually } from '../../rigs/eventually'
import { bundledTones } from '../../rigs/models/bundledVoice'
import { scratchSettings } from '../../rigs/scratchSettings'
import { hubAt, scratchPlaces } from './pullFixture'

let scratch: ReturnType<typeof scratchPlaces>
let places: Places
let folder: string
let graph: string
const { signal } = new AbortController()
const voiceOf = async (voiceModel?: string): Promise<string | undefined> => {
  const settings = scratchSettings(scratch.root)
  settings.change(new Map([['voiceModel', voiceModel]]))
  return (await usedModels(settings, places)).voice
}

beforeEach(() => {
  scratch = scratchPlaces()
  const bundledDir = bundledTones(path.join(scratch.root, 'resources'))
  places = { ...scratch, bundledDir }
  folder = path.join(bundledDir, bundledVoiceId)
  graph = path.join(scratch.root, 'resources', bundledGraph)
})
afterEach(() => scratch.remove())

it('speaks until another voice is chosen, also where the chosen one is gone', async () => {
  expect(await voiceOf()).toBe(folder)
  expect(await voiceOf('gone')).toBe(folder)
  expect(await voiceOf(bundledVoiceId)).toBe(folder)
  expect(await voiceOf('built-in')).toBe(undefined)
  // A damaged one as well: who loads it says so, and the built-in voice speaks.
  rmSync(graph)
  expect(await voiceOf('gone')).toBe(folder)
})

it('is listed as there, found by its ID, and never fetched', async () => {
  const card = async (): Promise<ModelCard | undefined> =>
    (await listModels(places)).find(({ id }) => id === bundledVoiceId)
  expect(await card()).toMatchObject({ state: 'ready', isBundled: true, source: 'maker/tones' })
  expect(await findModel(bundledVoiceId, 'voice', places)).toBe(folder)
  await expect(findModel(bundledVoiceId, 'listener', places)).rejects.toThrow(/not a listener/)
  // Nobody answers there.
  expect(await pullModel(bundledVoiceId, { hub: hubAt('http://127.0.0.1:9'), places, signal })).toBe(folder)
  rmSync(graph)
  expect(await card()).toMatchObject({ state: 'absent' })
  expect(await card()).not.toHaveProperty('isBundled')
})

it('is compared with its record and stays as it is, and is not removed', async () => {
  expect(await verifyModel(places, bundledVoiceId, signal)).toEqual([])
  await expect(removeModel(places, bundledVoiceId)).rejects.toThrow(/came with Parley and goes with it/)
  const content = readFileSync(graph)
  content[100] ^= 1
  writeFileSync(graph, content)
  expect(await verifyModel(places, bundledVoiceId, signal)).toEqual([path.basename(graph)])
  expect(readFileSync(graph)).toEqual(content)
})

it('leaves only a listener to be suggested', async () => {
  const suggested = async (cardBytes: number): Promise<string[]> => {
    const cards = await listModels(places)
    const ids = suggestedModels(cards, { cardBytes, memoryBytes: 64e9, diskBytes: 500e9 }).keys()
    return [...ids].filter((id) => cards.find((card) => card.id === id)?.state !== 'ready')
  }
  expect(await suggested(0)).toEqual(['voxtral-mini-3b-q4'])
  expect(await suggested(12e9)).toEqual(['voxtral-mini-3b-q4f16'])
})

it('gives way to the built-in voice when that is chosen, and comes back', async () => {
  const settings = scratchSettings(scratch.root)
  const uses: UsedDirectories[] = []
  let cards: readonly ModelCard[] = []
  const launch = (): never => {
    throw new Error('Nothing is to be fetched here.')
  }
  const used = await usedModels(settings, places)
  const shelf = new ModelShelf({ places, settings, used, launch, use: (next) => uses.push(next) })
  const isUsed = (): boolean | undefined => cards.find(({ id }) => id === bundledVoiceId)?.inUse
  shelf.watch((next) => (cards = next))
  await eventually(() => isUsed() === true, 'the voice to be in use')
  expect(await shelf.ask({ type: 'remove', id: bundledVoiceId })).toMatchObject({ code: 'busy' })

  expect(await shelf.ask({ type: 'use-built-in', kind: 'voice' })).toBe(undefined)
  expect(uses.at(-1)).toEqual({ listener: undefined, voice: undefined })
  expect(settings.values.voiceModel).toBe('built-in')
  expect(isUsed()).toBe(false)

  expect(await shelf.ask({ type: 'use', id: bundledVoiceId })).toBe(undefined)
  expect(uses.at(-1)?.voice).toBe(folder)
  expect(isUsed()).toBe(true)
  shelf.close()
})
