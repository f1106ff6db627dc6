import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { embeddedEndOfTurnFile } from '../../../src-main/engine/models/engineModels'
import { endOfTurnPlaces } from '../../../src-main/models/endOfTurnPlaces'
import { findModel } from '../../../src-main/models/findModel'
import { importModel } from '../../../src-main/models/importModel'
import { turnEndFile } from '../../../src-main/models/layout'
import { removeModel } from '../../../src-main/models/storedModels'
import { scratchPlaces } from './pullFixture'

let places: ReturnType<typeof scratchPlaces>
beforeEach(() => (places = scratchPlaces()))
afterEach(() => places.remove())

/** A directory with the embedded model under the names that Smart Turn's files have. */
function directory(name: string, ...files: string[]): string {
  const made = path.join(places.root, name)
  mkdirSync(made)
  for (const file of files) copyFileSync(embeddedEndOfTurnFile, path.join(made, file))
  return made
}

test("the catalogue's model is looked for where it will lie, and imported ones before it, the newest first", async () => {
  const fetched = path.join(places.modelsDir, 'smart-turn-v3', 'smart-turn-v3.2-cpu.onnx')
  expect(endOfTurnPlaces(places)).toEqual([fetched])
  const old = directory('old turns', 'smart-turn-v3.1-cpu.onnx')
  const mine = directory('mine', 'smart-turn-v3.2-gpu.onnx', 'smart-turn-v3.2-cpu.onnx')
  expect(await importModel(places, old)).toBe('old-turns')
  expect(await importModel(places, mine)).toBe('mine')
  expect(endOfTurnPlaces(places)).toEqual([
    path.join(mine, 'smart-turn-v3.2-cpu.onnx'),
    path.join(old, 'smart-turn-v3.1-cpu.onnx'),
    fetched,
  ])
  await expect(findModel('mine', 'listener', places)).rejects.toThrow(/uses it by itself/)
  await removeModel(places, 'mine')
  expect(endOfTurnPlaces(places)).toHaveLength(2)
})

test('a directory whose graph is no end-of-turn model is not imported', async () => {
  const broken = directory('broken')
  writeFileSync(path.join(broken, 'smart-turn-v3.2-cpu.onnx'), 'not a graph')
  await expect(importModel(places, broken)).rejects.toMatchObject({ code: 'model-invalid' })
  expect(endOfTurnPlaces(places)).toHaveLength(1)
})

test('of several graphs the newest is taken, and of that the one for processors', () => {
  const published = ['v3.0', 'v3.1-cpu', 'v3.10-gpu', 'v3.10-cpu', 'v3.2-gpu', 'v3.2-cpu']
  expect(turnEndFile(published.map((each) => `smart-turn-${each}.onnx`))).toBe('smart-turn-v3.10-cpu.onnx')
  expect(turnEndFile(['README.md', 'onnx/model.onnx'])).toBeUndefined()
})
