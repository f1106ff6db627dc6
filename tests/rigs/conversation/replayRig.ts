import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOptions } from '../../../src-main/cli/runOptions'
import { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'
import { embeddedEndOfTurnFile } from '../../../src-main/engine/models/engineModels'
import { readRecording, recordingText } from '../../../src-renderer/recording/readRecording'
import { redact } from '../../../src-renderer/recording/redact'
import { replay } from '../../../src-renderer/recording/replay'
import { BatchedSilero } from './batchedSilero'
import { faultyScenes } from './faultyScenes'
import { printFigures, type Figure } from './figure'
import { recordScenes } from './recordScenes'
import { saveScenes } from './sceneFiles'
import { makeScenes } from './scenes'
import { loadSounds } from './soundLibrary'

const usage = `npm run rig:replay -- [--into FOLDER]

Records 25 conversations on a virtual clock and 25 in which something goes wrong, writes each into a file, and replays the files;
then the same without sound and words. All must be to the letter what was recorded.

  --into FOLDER   keep the files there
`
/** Twenty-five of all kinds. */
const counts = {
  ...{ pauses: 5, speaker: 1, 'barge-in': 3, 'barge-in-over-echo': 4, cough: 2, click: 2 },
  ...{ 'mm-hm': 2, 'short-word': 1, word: 3, 'own-echo': 1, fan: 1 },
}

await runOptions('rig:replay', usage, { into: { type: 'string' } }, async ({ into }) => {
  const [sounds, silero, endOfTurn] = await Promise.all([
    loadSounds(),
    BatchedSilero.load(),
    EndOfTurn.load(embeddedEndOfTurnFile),
  ])
  const made = makeScenes(counts, sounds)
  const scenes = [...made, ...faultyScenes(made)]
  const recordings = await recordScenes(scenes, sounds, silero, endOfTurn)
  const folder = into ?? mkdtempSync(join(tmpdir(), 'parley-replay-'))
  const files = saveScenes(folder, scenes, recordings)
  const same = { good: 0, faulty: 0, redacted: 0 }
  let [lines, bytes] = [0, 0]
  const begin = performance.now()
  for (const [i, file] of files.entries()) {
    const text = readFileSync(file, 'utf8')
    const { head, lines: written, divergence } = await replayed(text)
    lines += written.length
    bytes += text.length
    if (divergence) console.log(file, divergence)
    else if (recordingText({ head, lines: written }) === text) same[scenes[i].events ? 'faulty' : 'good']++
  }
  const replayMs = performance.now() - begin
  for (const file of files) {
    const text = recordingText(await redact(readRecording(readFileSync(file, 'utf8'))))
    const { head, lines: written } = await replayed(text)
    if (recordingText({ head, lines: written }) === text) same.redacted++
  }
  if (into === undefined) rmSync(folder, { recursive: true })
  const figure = (name: string, value: number, of: number): Figure => ({
    ...{ name, value, of },
    goal: `${of}`,
    ok: value === of,
  })
  const isFaulty = scenes.filter(({ events }) => events).length
  printFigures([
    figure('replays-to-the-letter', same.good, scenes.length - isFaulty),
    figure('replays-to-the-letter-with-faults', same.faulty, isFaulty),
    figure('replays-to-the-letter-redacted', same.redacted, scenes.length),
  ])
  const seconds = scenes.reduce((sum, { lengthMs }) => sum + lengthMs / 1000, 0)
  console.log(
    `${lines} lines, ${(bytes / 2 ** 20).toFixed(1)} MiB, of ${Math.round(seconds)} s of conversation; replayed in ${(replayMs / 1000).toFixed(1)} s.`,
  )
})
// Threads of models would keep the process alive.
process.exit()

async function replayed(
  text: string,
): Promise<ReturnType<typeof readRecording> & Awaited<ReturnType<typeof replay>>> {
  const recording = readRecording(text)
  return { ...recording, ...(await replay(recording)) }
}
