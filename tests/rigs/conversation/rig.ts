import { writeFileSync } from 'node:fs'
import { AppError } from '@contract'
import { runOptions } from '../../../src-main/cli/runOptions'
import { embeddedEndOfTurnFile } from '../../../src-main/engine/models/engineModels'
import { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'
import { BatchedSilero } from './batchedSilero'
import { rigInChromium } from './chromium/rigInChromium'
import { printFigures, type Figure } from './figure'
import { allPairs } from '../../unit/renderer/turnTable'
import { firstTurnFigure } from './firstTurns'
import { figuresOf } from './figures'
import { allInterruptions, interruptionFigures } from './interruptionFigures'
import { hasFailed, type MeasuredScene } from './measureScene'
import { playScenes } from './playScenes'
import { randomSequences } from './randomSequences'
import { recordedFigures } from './recordedFigures'
import { recordScenes } from './recordScenes'
import { makeRecordedScenes } from './recordedScenes'
import { loadRecordings } from './recordings'
import type { Scene } from './scene'
import { readScene, saveScenes } from './sceneFiles'
import { makeScenes, type MadeKind } from './scenes'
import { loadSounds, type SoundLibrary } from './soundLibrary'

const full: Record<MadeKind, number> = {
  pauses: 576,
  speaker: 48,
  'barge-in': 96,
  'barge-in-over-echo': 96,
  cough: 240,
  click: 160,
  'mm-hm': 240,
  'short-word': 96,
  word: 120,
  'own-echo': 240,
  fan: 120,
}
/** For --short: more of those whose figures are shares of few. */
const short: Record<MadeKind, number> = {
  pauses: 144,
  speaker: 12,
  'barge-in': 32,
  'barge-in-over-echo': 32,
  cough: 30,
  click: 20,
  'mm-hm': 30,
  'short-word': 12,
  word: 20,
  'own-echo': 30,
  fan: 15,
}
const shortShare = 8
const sequences = 100_000

const usage = `npm run rig -- [OPTIONS]

Measures turn taking in conversations on a virtual clock: the app itself with the real voice activity model, the real
playback queue and a scripted engine, in scenes that are rendered by espeak-ng. What misses its goal is reported so.
A dozen scenes are played to the built window in Chromium besides, in real time.

  --short               fewer of all, and none in Chromium
  --chromium            those in Chromium alone
  --only KIND           scenes of this kind alone: ${Object.keys(full).join(', ')}
  --recordings FOLDER   people, noises and rooms that were recorded, in place of what is made: a folder with people, noises,
                        rooms and words.tsv; --only takes pauses, barge-in, barge-in-over-echo, word, noise, babble, talk
  --failures FOLDER     write each scene that failed into this folder, as a recording that npm run replay plays too
  --replay FILE         play the scene of this recording again
  --end-of-turn FILE    tell by this model whether a speaker is done (default: the built-in one)
  --json FILE           write the figures into this file
`

await runOptions(
  'rig',
  usage,
  {
    short: { type: 'boolean', default: false },
    chromium: { type: 'boolean', default: false },
    recordings: { type: 'string' },
    failures: { type: 'string' },
    replay: { type: 'string' },
    json: { type: 'string' },
    only: { type: 'string' },
    'end-of-turn': { type: 'string', default: embeddedEndOfTurnFile },
  },
  async (given) => {
    const results = await figuresFor(given)
    if (given.json !== undefined) writeFileSync(given.json, JSON.stringify({ results }, undefined, 2) + '\n')
  },
)
// Threads of models would keep the process alive.
process.exit()

interface Given {
  readonly short: boolean
  readonly chromium: boolean
  readonly recordings?: string
  readonly failures?: string
  readonly replay?: string
  readonly only?: string
  readonly 'end-of-turn': string
}

async function figuresFor(given: Given): Promise<readonly Figure[]> {
  const { failures, only, replay, recordings } = given
  if (recordings !== undefined) return figuresOfPeople(recordings, given)
  if (only !== undefined && !Object.hasOwn(full, only))
    throw new AppError('usage', {
      kind: 'as-told',
      text: `There is no kind ${only}; there is ${Object.keys(full).join(', ')}.`,
    })
  const counts = Object.fromEntries(
    Object.entries(given.short ? short : full).filter(([kind]) => only === undefined || kind === only),
  )
  const replayed = replay === undefined ? undefined : readScene(replay)
  const sounds = await loadSounds()
  if (given.chromium || (replayed && 'acts' in replayed))
    return rigInChromium(sounds, failures, replayed && 'acts' in replayed ? [replayed] : undefined)
  const scenes = replayed ? [replayed] : makeScenes(counts, sounds)
  const endOfTurnFile = given['end-of-turn']
  const begin = performance.now()
  const all = await playScenes(scenes, sounds, endOfTurnFile)
  const aMinute = Math.round((scenes.length * 60_000) / (performance.now() - begin))
  const figures = figuresOf(all)
  const isAll = replay === undefined && only === undefined
  if (isAll) {
    const interruptions = given.short ? allInterruptions / 20 : allInterruptions
    figures.push(
      await firstTurnFigure(sounds, endOfTurnFile, given.short ? shortShare : 1),
      ...sequenceFigures(given.short),
      ...(await interruptionFigures(interruptions)),
    )
  }
  if (replay === undefined)
    figures.push({
      name: 'scenes-a-minute',
      value: aMinute,
      goal: '>= 2000',
      ok: aMinute >= 2000,
      of: scenes.length,
    })
  printFigures(replay === undefined ? figures : figures.filter(({ of }) => of > 0))
  if (failures !== undefined) await saveFailures(failures, all, sounds, endOfTurnFile)
  return isAll && !given.short ? [...figures, ...(await rigInChromium(sounds, failures))] : figures
}

/** Turn taking with recordings in place of what is made. */
async function figuresOfPeople(folder: string, given: Given): Promise<readonly Figure[]> {
  const { only, replay, failures } = given
  const sounds = await loadRecordings(folder, await loadSounds())
  const replayed = replay === undefined ? undefined : [readScene(replay) as Scene]
  const all = await playScenes(replayed ?? makeRecordedScenes(sounds, only), sounds, given['end-of-turn'])
  const figures = recordedFigures(all).filter(({ of }) => of > 0)
  printFigures(figures)
  if (failures !== undefined) await saveFailures(failures, all, sounds, given['end-of-turn'])
  return figures
}

/** Plays what failed once more, and writes down all that crosses the boundary of the app. */
async function saveFailures(
  folder: string,
  all: readonly MeasuredScene[],
  sounds: SoundLibrary,
  endOfTurnFile: string,
): Promise<void> {
  const failed = all.filter(hasFailed).map(({ scene }) => scene)
  const [silero, endOfTurn] = await Promise.all([BatchedSilero.load(), EndOfTurn.load(endOfTurnFile)])
  const recordings = await recordScenes(failed, sounds, silero, endOfTurn)
  for (const file of saveScenes(folder, failed, recordings)) console.log(`Failed: ${file}`)
}

/** The utterances of the state machine; those of the engine's turns are tried where the engine is. */
function sequenceFigures(isShort: boolean): Figure[] {
  const count = isShort ? sequences / shortShare : sequences
  const { wrong, rarePairs } = randomSequences(count)
  const fewer = isShort ? `, but in ${sequences}` : ''
  for (const pair of rarePairs) console.log(`Rarely or never tried: ${pair}`)
  const rare = rarePairs.length
  return [
    { name: 'turns-without-one-end', value: wrong, goal: `0${fewer}`, ok: wrong === 0, of: count },
    { name: 'events-in-states-not-tried', value: rare, goal: '0', ok: rare === 0, of: allPairs.length },
  ]
}
