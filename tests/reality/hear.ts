import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError } from '@contract'
import { runOptions } from '../../src-main/cli/runOptions'
import { KokoroVoice } from '../../src-main/engine/stages/kokoroVoice'
import { speak } from '../../src-main/engine/stages/speak'
import { splitSentences } from '../../src-main/engine/stages/splitSentences'
import { spokenForm } from '../../src-main/engine/stages/spokenForm'
import { WavWriter } from '../../src-main/engine/stages/wavWriter'
import { heardWords } from '../unit/spoken/heard'
import { saidKinds } from './sentences'
import { wordErrors } from './wordErrors'

const usage = `npm run hear -- --models DIR [OPTIONS]

Says sentences as Parley does, has Whisper write them down, and prints how many words were heard otherwise, by kind.

  --models DIR     holds kokoro (a Kokoro) and whisper-base (for faster-whisper)
  --python FILE    a Python that has faster-whisper (default: python3)
  --voice ID       who speaks English (default: af_heart); other languages have voices of their own
  --kinds A,B      only these: ${Object.keys(saidKinds).join(', ')}
  --json FILE      write the figures into this file
`

interface Heard {
  readonly kind: string
  readonly written: string
  readonly meant: readonly string[]
  readonly heard: readonly string[]
  readonly errors: number
}

const text = { type: 'string' } as const
await runOptions(
  'hear',
  usage,
  { models: text, python: text, voice: text, kinds: text, json: text },
  async ({ models, python = 'python3', voice = 'af_heart', kinds, json }) => {
    if (models === undefined) throw new AppError('usage', 'Say where the models are: --models DIR.')
    const chosen = kinds?.split(',') ?? Object.keys(saidKinds)
    const unknown = chosen.filter((kind) => !Object.hasOwn(saidKinds, kind))
    if (unknown.length > 0) throw new AppError('usage', `There is no kind ${unknown.join(', ')}.`)
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-hear-'))
    try {
      const results = await hear(folder, { models, python, voice, chosen })
      print(results, chosen)
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

async function hear(
  folder: string,
  {
    models,
    python,
    voice,
    chosen,
  }: { models: string; python: string; voice: string; chosen: readonly string[] },
): Promise<Heard[]> {
  const loaded = await KokoroVoice.load(path.join(models, 'kokoro'), voice)
  const said: { kind: string; written: string; file: string }[] = []
  for (const kind of chosen)
    for (const written of saidKinds[kind].sentences) {
      const file = path.join(folder, `${said.length}.wav`)
      await say(written, loaded, file)
      said.push({ kind, written, file })
    }
  loaded.release()
  const list = said.map(({ kind, file }) => `${saidKinds[kind].language}\t${file}\n`).join('')
  const script = path.join(import.meta.dirname, 'listen.py')
  const lines = execFileSync(python, [script, path.join(models, 'whisper-base')], {
    input: list,
    encoding: 'utf8',
  })
  const heardLines = lines.trimEnd().split('\n')
  return said.map(({ kind, written }, i) => {
    const { language } = saidKinds[kind]
    // Whisper writes digits and signs, which are said in words again.
    const [meant, heard] = [written, heardLines[i]].map((each) => wordsOf(each, language))
    return { kind, written, meant, heard, errors: wordErrors(meant, heard) }
  })
}

async function say(written: string, voice: KokoroVoice, file: string): Promise<void> {
  async function* answer(): AsyncGenerator<string> {
    yield await Promise.resolve(written)
  }
  const wav = new WavWriter(file, voice.sampleRateHz)
  const { signal } = new AbortController()
  for await (const { samples } of speak(splitSentences(answer()), voice, {}, signal)) wav.write(samples)
  wav.close()
}

function wordsOf(written: string, language: string): string[] {
  return heardWords(spokenForm(written, language === 'en' ? 'en-us' : language).text)
    .replace(/-/g, ' ')
    .split(' ')
    .filter(Boolean)
}

function print(results: readonly Heard[], chosen: readonly string[]): void {
  for (const { written, meant, heard, errors } of results)
    if (errors > 0) console.log(`${errors} of ${meant.length}: ${written}\n  heard: ${heard.join(' ')}`)
  for (const kind of [...chosen, 'all']) {
    const those = results.filter((each) => kind === 'all' || each.kind === kind)
    const [errors, words] = [
      those.reduce((sum, each) => sum + each.errors, 0),
      those.reduce((sum, { meant }) => sum + meant.length, 0),
    ]
    console.log(
      `${kind.padEnd(12)} ${((100 * errors) / words).toFixed(1).padStart(5)} %  (${errors} of ${words} words)`,
    )
  }
}
