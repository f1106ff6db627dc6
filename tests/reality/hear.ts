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
  --threads N      of the voice (default: one a core)
  --results FILE   write what was heard into this file, a line each as JSON; what it has already is not said again
`

const defaultVoices = 'af_heart,am_michael,bf_emma'

const text = { type: 'string' } as const
await runOptions(
  'hear',
  usage,
  { models: text, python: text, voices: text, kinds: text, threads: text, results: text },
  async ({ models, python = 'python3', voices = defaultVoices, kinds, threads, results: file }) => {
    if (models === undefined)
      throw new AppError('usage', { kind: 'as-told', text: 'Say where the models are: --models DIR.' })
    const chosen = kinds?.split(',') ?? Object.keys(saidKinds)
    const unknown = chosen.filter((kind) => !Object.hasOwn(saidKinds, kind))
    if (unknown.length > 0)
      throw new AppError('usage', { kind: 'as-told', text: `There is no kind ${unknown.join(', ')}.` })
    const results = file !== undefined && existsSync(file) ? readResults(file) : []
    const listener = independentListener(python, path.join(models, 'whisper-base'))
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-hear-'))
    try {
      for (const [i, voice] of voices.split(',').entries()) {
        const spoken = chosen.filter((kind) => i === 0 || saidKinds[kind].language === 'en')
        const threadCount = threads === undefined ? undefined : Number(threads)
        const loaded = await KokoroVoice.load(path.join(models, 'kokoro'), voice, { threads: threadCount })
        for (const kind of spoken)
          for (const written of saidKinds[kind].sentences) {
            if (results.some((each) => each.voice === voice && each.written === written)) continue
            const heard = await hear(kind, written, loaded, listener, path.join(folder, 'said.wav'))
            results.push(heard)
            print(heard)
            if (file !== undefined) appendFileSync(file, `${JSON.stringify(heard)}\n`)
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

async function hear(
  kind: string,
  written: string,
  voice: KokoroVoice,
  listener: IndependentListener,
  file: string,
): Promise<Heard> {
  const sound = await say(written, voice, file)
  const { language } = saidKinds[kind]
  // Whisper writes digits and signs, which are said in words again.
  const [meant, heard] = [written, await listener.hear(file, language)].map((each) => wordsOf(each, language))
  return { voice: voice.name, kind, written, meant, heard, errors: wordErrors(meant, heard), sound }
}

async function say(written: string, voice: KokoroVoice, file: string): Promise<Sound> {
  async function* answer(): AsyncGenerator<string> {
    yield await Promise.resolve(written)
  }
  const wav = new WavWriter(file, voice.sampleRateHz)
  const { signal } = new AbortController()
  const [chunks, pieces]: [SpokenChunk[], SpeechPiece[]] = [[], []]
  for await (const chunk of speak(splitSentences(answer()), noting(voice, pieces), {}, signal)) {
    wav.write(chunk.samples)
    chunks.push(chunk)
  }
  wav.close()
  return soundOf(chunks, pieces)
}

function wordsOf(written: string, language: string): string[] {
  return heardWords(spokenForm(written, language === 'en' ? 'en-us' : language).text)
    .replace(/-/g, ' ')
    .split(' ')
    .filter(Boolean)
}

function print({ voice, written, meant, heard, errors }: Heard): void {
  if (errors > 0)
    console.log(`${errors} of ${meant.length}, ${voice}: ${written}\n  heard: ${heard.join(' ')}`)
}
