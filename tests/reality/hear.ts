import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '@contract'
import { runOptions } from '../../src-main/cli/runOptions'
import { KokoroVoice } from '../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { speak, type SpokenChunk } from '../../src-main/engine/speaking/speak'
import { splitSentences } from '../../src-main/engine/speaking/splitSentences'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import type { SpeechPiece } from '../../src-main/engine/speaking/voice'
import { WavWriter } from '../../src-main/engine/sound/wavWriter'
import { heardWords } from '../unit/spoken/heard'
import { heardTable, levelsOf, soundTroubles, type Heard } from './heardTable'
import { independentListener, type IndependentListener } from './independentListener'
import { moodSigns, type SaidMood } from './moodSigns'
import { saidKinds } from './sentences'
import { noting, soundOf, type Sound } from './soundOf'
import { wordErrors } from './wordErrors'

const usage = `npm run hear -- --models DIR [OPTIONS]

Says sentences as Parley does, has Whisper write them down, and prints how many words were heard otherwise, by kind and
voice. Looks at the sound as well: joins, beginnings and ends, levels. Ends with 1 where a sound is wrong.

  --models DIR     holds kokoro (a Kokoro) and whisper-base (for faster-whisper)
  --python FILE    a Python that has faster-whisper (default: python3)
  --voices A,B     who speak English (default: af_heart,am_michael,bf_emma); other languages have voices of their own,
                   and are said once
  --kinds A,B      only these: ${Object.keys(saidKinds).join(', ')}
  --moods A,B      each sentence in these: ${Object.keys(moodSigns).join(', ')} (default: plain)
  --threads N      of the voice (default: one a core)
  --results FILE   write what was heard into this file, a line each as JSON; what it has already is not said again
`

const defaultVoices = 'af_heart,am_michael,bf_emma'

const text = { type: 'string' } as const
await runOptions(
  'hear',
  usage,
  { models: text, python: text, voices: text, kinds: text, moods: text, threads: text, results: text },
  async ({
    models,
    python = 'python3',
    voices = defaultVoices,
    kinds,
    moods,
    threads,
    results: resultsFile,
  }) => {
    if (models === undefined)
      throw new AppError('usage', { kind: 'as-told', text: 'Say where the models are: --models DIR.' })
    const chosen = chosenOf(saidKinds, 'kind', kinds) ?? Object.keys(saidKinds)
    const chosenMoods = chosenOf(moodSigns, 'mood', moods) ?? ['plain']
    const results = resultsFile !== undefined && existsSync(resultsFile) ? readResults(resultsFile) : []
    const listener = independentListener(python, path.join(models, 'whisper-base'))
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-hear-'))
    try {
      for (const [i, voice] of voices.split(',').entries()) {
        const spoken = chosen.filter((kind) => i === 0 || saidKinds[kind].language === 'en')
        const threadCount = threads === undefined ? undefined : Number(threads)
        const loaded = await KokoroVoice.load(path.join(models, 'kokoro'), voice, { threads: threadCount })
        // Others are said by a voice that knows them; an American and a British one read the same date otherwise.
        const languageOf = (kind: string): string =>
          saidKinds[kind].language === 'en' ? loaded.language : saidKinds[kind].language
        for (const [kind, mood] of spoken.flatMap((kind) => chosenMoods.map((mood) => [kind, mood] as const)))
          for (const written of saidKinds[kind].sentences) {
            const as = mood === 'plain' ? voice : `${voice} ${mood}`
            if (results.some((each) => each.voice === as && each.written === written)) continue
            const file = path.join(folder, 'said.wav')
            const sound = await say(written, mood, loaded, file)
            const heard = await hear(written, languageOf(kind), listener, file)
            results.push({ voice: as, kind, written, ...heard, sound })
            print(results.at(-1)!)
            if (resultsFile !== undefined) appendFileSync(resultsFile, `${JSON.stringify(results.at(-1))}\n`)
          }
        loaded.release()
      }
    } finally {
      listener.stop()
      rmSync(folder, { recursive: true })
    }
    console.log(heardTable(results))
    for (const [voice, levelDb] of levelsOf(results)) console.log(`${voice}: ${levelDb.toFixed(1)} dB`)
    const troubles = soundTroubles(results)
    for (const trouble of troubles) console.log(trouble)
    return troubles.length > 0 ? 1 : 0
  },
)

function readResults(file: string): Heard[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Heard)
}

/** Those that are named, each of which there has to be; undefined where none is. */
function chosenOf<Name extends string>(
  known: Readonly<Record<Name, unknown>>,
  what: string,
  named: string | undefined,
): Name[] | undefined {
  const chosen = named?.split(',') as Name[] | undefined
  const unknown = chosen?.filter((name) => !Object.hasOwn(known, name)) ?? []
  if (unknown.length > 0)
    throw new AppError('usage', { kind: 'as-told', text: `There is no ${what} ${unknown.join(', ')}.` })
  return chosen
}

async function hear(
  written: string,
  language: string,
  listener: IndependentListener,
  file: string,
): Promise<Pick<Heard, 'meant' | 'heard' | 'errors'>> {
  // Whisper writes digits and signs, which are said in words again.
  const words = [written, await listener.hear(file, language.split('-')[0])]
  const [meant, heard] = words.map((each) => wordsOf(each, language))
  return { meant, heard, errors: wordErrors(meant, heard) }
}

async function say(written: string, mood: SaidMood, voice: KokoroVoice, file: string): Promise<Sound> {
  async function* answer(): AsyncGenerator<string> {
    yield await Promise.resolve(`${written}${moodSigns[mood]}`)
  }
  const wav = new WavWriter(file, voice.sampleRateHz)
  const { signal } = new AbortController()
  const [chunks, pieces]: [SpokenChunk[], SpeechPiece[]] = [[], []]
  const spoken = { followsMood: () => mood !== 'plain' }
  for await (const chunk of speak(splitSentences(answer()), noting(voice, pieces), spoken, signal)) {
    wav.write(chunk.samples)
    chunks.push(chunk)
  }
  wav.close()
  return soundOf(chunks, pieces)
}

function wordsOf(written: string, language: string): string[] {
  return heardWords(spokenForm(written, language).text).replace(/-/g, ' ').split(' ').filter(Boolean)
}

function print({ voice, written, meant, heard, errors }: Heard): void {
  if (errors > 0)
    console.log(`${errors} of ${meant.length}, ${voice}: ${written}\n  heard: ${heard.join(' ')}`)
}
