import { createReadStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { AppError } from '@contract'
import { runOptions } from '../../src-main/cli/runOptions'
import { resample } from '../../src-main/engine/sound/resample'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import type { Voice } from '../../src-main/engine/speaking/voice'
import { WavWriter } from '../../src-main/engine/sound/wavWriter'
import { BlendedVoices } from './blendedVoices'

const usage = `npx tsx models/speech/sayWithKokoro.ts --kokoro DIR --list FILE --out DIR [--threads N]

Says a list of sentences with Kokoro as Parley does, for training: a WAV each (16 kHz, 16 bits, mono, untrimmed), and beside
it FILE.json with the text as said and when each word begins. What is there already is not said again.

  --kokoro DIR   holds a Kokoro
  --list FILE    a JSON object a line: {"text": "Hello.", "voices": {"af_sky": 2, "am_adam": 1}, "speed": 1, "file": "a.wav"}
                 voices: a weighted mean of these speaks; or "voice": one of them
                 accent: "a" American, "b" British; absent: as the heaviest voice has it, else American
                 speed: 0.5 to 2 (absent: 1); file: in the folder of --out
  --out DIR      where to write
  --threads N    processor threads (default: 1)
`

const weights = z.record(z.string(), z.number().positive())
const line = z
  .object({
    text: z.string(),
    file: z.string(),
    voices: weights.optional(),
    voice: z.string().optional(),
    accent: z.enum(['a', 'b']).optional(),
    speed: z.number().min(0.5).max(2).default(1),
  })
  .transform(({ voices, voice = 'af_heart', ...rest }) => ({ ...rest, voices: voices ?? { [voice]: 1 } }))

const outputHz = 16_000
/** Louder speech is made softer, not cut off. */
const mostPeak = 0.99

const text = { type: 'string' } as const
await runOptions(
  'sayWithKokoro',
  usage,
  { kokoro: text, list: text, out: text, threads: text },
  async ({ kokoro, list, out, threads = '1' }) => {
    if (kokoro === undefined || list === undefined || out === undefined)
      throw new AppError('usage', {
        kind: 'as-told',
        text: 'Say where things are: --kokoro DIR --list FILE --out DIR.',
      })
    using voices = await BlendedVoices.load(kokoro, Number(threads))
    let [said, seconds] = [0, 0]
    const startedMs = Date.now()
    for await (const json of createInterface(createReadStream(list))) {
      if (json.trim() === '') continue
      const wanted = line.parse(JSON.parse(json))
      const file = path.join(out, wanted.file)
      if (existsSync(`${file}.json`)) continue
      mkdirSync(path.dirname(file), { recursive: true })
      const voice = await voices.get(wanted.voices, wanted.accent)
      seconds += await say(wanted.text, voice, wanted.speed, file)
      if (++said % 100 === 0) tell(said, seconds, startedMs)
    }
    tell(said, seconds, startedMs)
  },
)

/** @returns the length of what was said, in seconds */
async function say(written: string, voice: Voice, speed: number, file: string): Promise<number> {
  const spoken = spokenForm(written, voice.language).text
  const pieces: Float32Array[] = []
  const words: { word: string; startMs: number }[] = []
  let samplesBefore = 0
  for await (const piece of voice.synthesize(spoken, new AbortController().signal, speed)) {
    for (const { start, end, startSample } of piece.words ?? [])
      words.push({ word: spoken.slice(start, end), startMs: toMs(samplesBefore + startSample, voice) })
    pieces.push(piece.samples)
    samplesBefore += piece.samples.length
  }
  const samples = await resample(joined(pieces, samplesBefore), voice.sampleRateHz, outputHz)
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  const gain = Math.min(1, mostPeak / (peak || 1))
  const wav = new WavWriter(`${file}.new`, outputHz)
  wav.write(samples.map((sample) => sample * gain))
  wav.close()
  renameSync(`${file}.new`, file)
  writeFileSync(`${file}.json`, `${JSON.stringify({ text: written, spoken, words })}\n`)
  return samples.length / outputHz
}

function toMs(sample: number, { sampleRateHz }: Voice): number {
  return Math.round((sample / sampleRateHz) * 1000)
}

function joined(pieces: readonly Float32Array[], length: number): Float32Array {
  const whole = new Float32Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function tell(said: number, seconds: number, startedMs: number): void {
  const took = (Date.now() - startedMs) / 1000
  console.log(
    `${said} said, ${(seconds / 60).toFixed(1)} minutes of speech in ${(took / 60).toFixed(1)} minutes`,
  )
}
