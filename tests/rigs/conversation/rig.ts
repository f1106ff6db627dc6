import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { embeddedEndOfTurnFile } from '../../../src-main/engine/models/engineModels'
import { rigInChromium } from './chromium/rigInChromium'
import { printFigures, type Figure } from './figure'
import { allPairs } from '../../unit/renderer/turnTable'
import { firstTurnFigure } from './firstTurns'
import { figuresOf } from './figures'
import { allInterruptions, interruptionFigures } from './interruptionFigures'
import { hasFailed } from './measureScene'
import { playScenes } from './playScenes'
import { randomSequences } from './randomSequences'
import type { SceneKind } from './scene'
import { readScene, saveScenes } from './sceneFiles'
import { makeScenes } from './scenes'
import { loadSounds } from './soundLibrary'

/*
 * Measures turn taking in conversations on a virtual clock: the app itself with the real voice activity model, the real
 * playback queue and a scripted engine, in scenes that are rendered by espeak-ng. What misses its goal is reported so.
 * A dozen scenes are played to the built window in Chromium besides, in real time: alone with --chromium, not with
 * --short.
 *
 *   npm run rig -- [--short] [--chromium] [--json FILE] [--only KIND] [--failures FOLDER] [--replay FILE]
 *                [--end-of-turn FILE.onnx]
 *
 * Scenes that fail are written to the folder, each as a file that replays.
 */

const full: Record<SceneKind, number> = {
  pauses: 576,
  speaker: 48,
  'barge-in': 96,
  'barge-in-over-echo': 96,
  cough: 240,
  click: 160,
  'mm-hm': 240,
  'short-word': 96,
  'own-echo': 240,
  fan: 120,
}
/** For --short: more of those whose figures are shares of few. */
const short: Record<SceneKind, number> = {
  pauses: 144,
  speaker: 12,
  'barge-in': 32,
  'barge-in-over-echo': 32,
  cough: 30,
  click: 20,
  'mm-hm': 30,
  'short-word': 12,
  'own-echo': 30,
  fan: 15,
}
const shortShare = 8
const sequences = 100_000

const { values: given } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    chromium: { type: 'boolean', default: false },
    failures: { type: 'string' },
    replay: { type: 'string' },
    json: { type: 'string' },
    only: { type: 'string' },
    'end-of-turn': { type: 'string', default: embeddedEndOfTurnFile },
  },
})

const counts = Object.fromEntries(
  Object.entries(given.short ? short : full).filter(
    ([kind]) => given.only === undefined || kind === given.only,
  ),
)
const sounds = await loadSounds()
const replayed = given.replay === undefined ? undefined : readScene(given.replay)
if (given.chromium || (replayed && 'acts' in replayed)) {
  const inChromium = replayed && 'acts' in replayed ? [replayed] : undefined
  end(await rigInChromium(sounds, given.failures, inChromium))
}
const scenes = replayed ? [replayed] : makeScenes(counts, sounds)
const endOfTurnFile = given['end-of-turn']
const begin = performance.now()
const all = await playScenes(scenes, sounds, endOfTurnFile)
const aMinute = Math.round((scenes.length * 60_000) / (performance.now() - begin))
const figures = figuresOf(all)
if (given.replay === undefined && given.only === undefined) {
  const interruptions = given.short ? allInterruptions / 20 : allInterruptions
  figures.push(
    await firstTurnFigure(sounds, endOfTurnFile, given.short ? shortShare : 1),
    ...sequenceFigures(),
    ...(await interruptionFigures(interruptions)),
  )
}
if (given.replay === undefined)
  figures.push({
    name: 'scenes-a-minute',
    value: aMinute,
    goal: '>= 2000',
    ok: aMinute >= 2000,
    of: scenes.length,
  })
printFigures(given.replay === undefined ? figures : figures.filter(({ of }) => of > 0))
if (given.failures !== undefined) {
  const failed = all.filter(hasFailed).map(({ scene }) => scene)
  for (const file of saveScenes(given.failures, failed)) console.log(`Failed: ${file}`)
}
const isAll = given.replay === undefined && given.only === undefined && !given.short
end([...figures, ...(isAll ? await rigInChromium(sounds, given.failures) : [])])

function end(results: readonly Figure[]): never {
  if (given.json !== undefined) writeFileSync(given.json, JSON.stringify({ results }, undefined, 2) + '\n')
  process.exit()
}

/** The utterances of the state machine; those of the engine's turns are tried where the engine is. */
function sequenceFigures(): Figure[] {
  const count = given.short ? sequences / shortShare : sequences
  const { wrong, rarePairs } = randomSequences(count)
  const fewer = given.short ? `, but in ${sequences}` : ''
  for (const pair of rarePairs) console.log(`Rarely or never tried: ${pair}`)
  const rare = rarePairs.length
  return [
    { name: 'turns-without-one-end', value: wrong, goal: `0${fewer}`, ok: wrong === 0, of: count },
    { name: 'events-in-states-not-tried', value: rare, goal: '0', ok: rare === 0, of: allPairs.length },
  ]
}
