import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '@contract'
import { readAudio } from '../../../src-main/engine/sound/readAudio'
import { VoiceActivity } from '../../../src-renderer/audio/voiceActivity'
import { BatchedSilero } from './batchedSilero'
import { convolve, rms } from './convolve'
import { frameSamples, sampleRateHz } from './scene'
import { atLevel, speechLevel, type RecordedSounds, type SoundLibrary } from './soundLibrary'

/** What is longer is a talk, in which no question ends. */
const talkSamples = 30 * sampleRateHz
/** What the voice activity model takes for speech, when a recording is trimmed to it. */
const spoken = 0.5
/** So many talk at once, so long. */
const [babblers, babbleSamples] = [8, 3 * sampleRateHz]
/** What comes to somebody far away: the room, and hardly the voices themselves. */
const directSamples = 0.02 * sampleRateHz

/**
 * Recordings of people, noises and rooms in place of what is made: a folder with `people`, `noises` and `rooms` of WAVs, and
 * `words.tsv`, which says of some what they say. Recordings are trimmed by voice activity and not by level, so that a breath
 * is no onset.
 * @param made what is in them besides: the answer, and sounds of which there are no recordings
 */
export async function loadRecordings(folder: string, made: SoundLibrary): Promise<SoundLibrary> {
  const silero = await BatchedSilero.load()
  const texts = wordsIn(path.join(folder, 'words.tsv'))
  const names = filesIn(folder, 'people')
  const clips = new Map<string, Float32Array>()
  for (const name of names) {
    const clip = await trimToVoice(await read(folder, name), silero)
    if (clip.length > 0) clips.set(name, atLevel(clip, speechLevel))
  }
  const isWord = (name: string): boolean => texts.get(name)?.trim().split(/\s+/).length === 1
  const said = [...clips.keys()].filter((name) => !isWord(name))
  const speech = said.map((name) => clips.get(name)!)
  const rooms = await Promise.all(
    filesIn(folder, 'rooms').map(async (name) => direct(await read(folder, name))),
  )
  const noises = await Promise.all(
    filesIn(folder, 'noises').map(async (name) => atLevel(await read(folder, name), speechLevel)),
  )
  const recorded: RecordedSounds = {
    names: said,
    noises,
    rooms,
    babble: rooms.map((room, i) => babble(speech, room, i)),
    talks: speech.flatMap((clip, i) => (clip.length > talkSamples ? [i] : [])),
  }
  const words = [...clips.keys()].filter(isWord).map((name) => clips.get(name)!)
  return { ...made, words, speech, partsPerVoice: speech.length, recorded }
}

function filesIn(folder: string, part: string): string[] {
  const place = path.join(folder, part)
  if (!existsSync(place))
    throw new AppError('usage', {
      kind: 'as-told',
      text: `There is no folder ${place}: recordings lie in people, noises and rooms.`,
    })
  return readdirSync(place)
    .filter((name) => name.endsWith('.wav'))
    .sort()
    .map((name) => `${part}/${name}`)
}

function read(folder: string, name: string): Promise<Float32Array> {
  return readAudio(path.join(folder, name))
}

function wordsIn(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return new Map(lines.map((line) => line.split('\t') as [string, string]))
}

/** From the first frame with a voice to the last. */
async function trimToVoice(samples: Float32Array, silero: BatchedSilero): Promise<Float32Array> {
  const voice = new VoiceActivity(silero)
  const voiced: number[] = []
  for (let frame = 0; (frame + 1) * frameSamples <= samples.length; frame++) {
    const heard = voice.hear(samples.slice(frame * frameSamples, (frame + 1) * frameSamples))
    // It waits for its turn before it runs.
    await Promise.resolve()
    await silero.flush()
    if ((await heard) >= spoken) voiced.push(frame)
  }
  if (voiced.length === 0) return new Float32Array(0)
  return samples.slice(voiced[0] * frameSamples, (voiced.at(-1)! + 1) * frameSamples)
}

/** A room's response from its direct sound on: how far away it was recorded does not matter here. */
function direct(response: Float32Array): Float32Array {
  const loudest = response.reduce(
    (best, sample, i) => (Math.abs(sample) > Math.abs(response[best]) ? i : best),
    0,
  )
  return response.slice(loudest)
}

/** Several who talk at once, heard through a room. */
function babble(speech: readonly Float32Array[], room: Float32Array, seed: number): Float32Array {
  const mixed = new Float32Array(babbleSamples)
  for (let talker = 0; talker < babblers; talker++) {
    const clip = speech[(seed * babblers + talker * 7) % speech.length]
    const level = rms(clip)
    for (let i = 0; i < mixed.length; i++) mixed[i] += clip[i % clip.length] / level
  }
  return atLevel(convolve(mixed, room.subarray(directSamples)).subarray(0, babbleSamples), speechLevel)
}
