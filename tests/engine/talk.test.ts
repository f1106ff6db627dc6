import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resample } from '../../src-main/engine/sound/resample'
import { decodeWav } from '../../src-main/engine/sound/wav'
import { runCommand, type CommandOutcome } from '../rigs/runCommand'
import { runHere } from '../rigs/runHere'
import { runTalk } from '../rigs/runTalk'
import { speakQuestion } from '../rigs/speakQuestion'
import { wavBytes, type WavShape } from '../rigs/wavBytes'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-talk-'))
const at = (name: string): string => path.join(folder, name)
let question: Float32Array

beforeAll(async () => {
  question = await speakQuestion('What is the capital of France?', {
    voice: 'en-us+f2',
    leadMs: 200,
    trailMs: 300,
  })
  writeFileSync(at('france.wav'), wavBytes(question, { bits: 16 }))
  const thanks = await speakQuestion('Thank you.', { voice: 'en-us+m3', leadMs: 200, trailMs: 300 })
  writeFileSync(at('thanks.wav'), wavBytes(thanks, { bits: 16 }))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** In this process, where what it loads is loaded once. */
const talk = (...args: string[]): Promise<CommandOutcome> => runHere('src-main/cli/talk.ts', args)

const answer = 'The capital of France is Paris.'

describe('npm run talk', () => {
  it('prints the answer and its figures, and writes it as speech', async () => {
    const args = [at('france.wav'), '--out', at('answer.wav'), '--figures']
    const { code, out, err } = await runCommand('talk.ts', args)
    expect(out).toBe(`${answer}\n`)
    expect(err).toMatch(
      /^first token \d+ ms, first word \d+ ms, first sound \d+ ms, tokens a second \d+, real-time factor \d+\.\d+\n$/,
    )
    expect(code).toBe(0)
    const { samples, sampleRateHz } = decodeWav(readFileSync(at('answer.wav')), 'answer.wav')
    expect(samples.length / sampleRateHz).toBeGreaterThan(1)
    expect(Math.max(...samples)).toBeGreaterThan(0.05)
  })

  it('prints one event a line with --json, and says that there is no such voice', async () => {
    const { out, err } = await talk(at('france.wav'), '--json', '--voice', 'nobody')
    expect(err).toMatch(/^parley: There is no voice “nobody” here, so the usual one speaks\./)
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; text?: string; samples?: number })
    const types = events.map((event) => event.type)
    expect(types[0]).toBe('ready')
    expect(new Set(types)).toEqual(new Set(['ready', 'state', 'text', 'sentence', 'audio', 'turn-end']))
    expect(types.at(-1)).toBe('turn-end')
    expect(events.map((event) => (event.type === 'text' ? event.text : '')).join('')).toBe(answer)
    expect(events.find((event) => event.type === 'audio')?.samples).toBeGreaterThan(1000)
  })

  it('takes several questions as one conversation, and transcribes', async () => {
    const { out } = await talk(at('france.wav'), at('thanks.wav'))
    expect(out).toBe(`${answer}\nYou are welcome!\n`)
    const transcript = await talk(at('france.wav'), '--transcribe')
    expect(transcript.out).toBe('what is the capital of france\n')
  })

  it('looks at the clock when it is asked for the time or the date', async () => {
    const asked = ['What time is it?', 'What day is it today?']
    for (const [i, text] of asked.entries()) {
      const samples = await speakQuestion(text, { voice: 'en-us+f2', leadMs: 200, trailMs: 300 })
      writeFileSync(at(`clock-${i}.wav`), wavBytes(samples, { bits: 16 }))
    }
    const { out } = await talk(at('clock-0.wav'), at('clock-1.wav'))
    expect(out).toMatch(/^It is \d\d:\d\d\.\nToday is [A-Z]\w+day,? \d{1,2} [A-Z]\w+ \d{4}\.\n$/)
  })

  it('understands WAVs of 8 bits, 24 bits, floats, 8 channels and 192 kHz', async () => {
    const shapes: WavShape[] = [
      { bits: 8 },
      { bits: 24 },
      { bits: 32, float: true },
      { bits: 16, channels: 8 },
      { bits: 16, sampleRateHz: 192_000 },
    ]
    const files: string[] = []
    for (const [i, shape] of shapes.entries()) {
      const samples = await resample(question, 16_000, shape.sampleRateHz ?? 16_000)
      files.push(at(`shape-${i}.wav`))
      writeFileSync(files[i], wavBytes(samples, shape))
    }
    const { out, code } = await talk(...files)
    expect(out.split('\n').filter((line) => line === answer)).toHaveLength(shapes.length)
    expect(code).toBe(0)
  })

  it('reads a question from the standard input', async () => {
    const { out } = await runTalk(['-'], { input: readFileSync(at('france.wav')) })
    expect(out).toBe(`${answer}\n`)
    const { code, err } = await runTalk(['-'], { input: Buffer.from('no sound') })
    expect(err).toMatch(/^parley: The standard input is not a WAV file/)
    expect(code).toBe(1)
  })

  it('answers what was recorded until Ctrl-C, from a recorder that could not tell how long it is', async () => {
    const wav = readFileSync(at('france.wav'))
    wav.writeUInt32LE(0x7fff_f024, 4)
    wav.writeUInt32LE(0x7fff_f000, 40)
    const notes = Buffer.alloc(256_000)
    notes.write('LIST')
    notes.writeUInt32LE(notes.length - 8, 4)
    const input = Buffer.concat([wav.subarray(0, 36), notes, wav.subarray(36)])
    const { code, out } = await runTalk(['-'], { input, reading: (child) => child.kill('SIGINT') })
    expect([code, out]).toEqual([0, `${answer}\n`])
  })

  it.each(['-', ...(process.platform === 'linux' ? ['/dev/stdout', 'the very file'] : [])])(
    'writes speech alone where it prints (--out %s), and the words beside it',
    async (out) => {
      const printed = at('printed.wav')
      const file = out === 'the very file' ? openSync(printed, 'w') : undefined
      const args = [at('france.wav'), at('thanks.wav'), '--out', file === undefined ? out : printed]
      const outcome = await runTalk(args, { stdout: file })
      if (file !== undefined) closeSync(file)
      const bytes = file === undefined ? outcome.bytes : readFileSync(printed)
      const { samples, sampleRateHz } = decodeWav(bytes, out)
      expect(bytes.length).toBe(44 + 2 * samples.length)
      expect(samples.length / sampleRateHz).toBeGreaterThan(2)
      expect(outcome.err).toBe(`${answer}\nYou are welcome!\n`)
      expect(outcome.code).toBe(0)
    },
  )

  it('says that ten minutes are more than the built-in listener holds', async () => {
    const long = new Float32Array(600 * 16_000)
    for (let start = 0; start + question.length < long.length; start += 16_000 * 10) long.set(question, start)
    writeFileSync(at('long.wav'), wavBytes(long, { bits: 16 }))
    const { code, err } = await talk(at('long.wav'))
    expect(err).toMatch(
      /^parley: That was 600 s long; this listener holds \d+ s at most\. Ask in shorter parts\.\n$/,
    )
    expect(code).toBe(1)
  })

  it('says that the disk is full', async () => {
    const { code, err } = await talk(at('france.wav'), '--out', '/dev/full')
    expect(err).toMatch(/^parley: [^\n]*full[^\n]*\n$/)
    expect(code).toBe(1)
  })

  it('ends at once on Ctrl-C and leaves a valid WAV of what was spoken', async () => {
    // The random model answers on and on.
    const model = fileURLToPath(new URL('../fixtures/voxtral/tiny', import.meta.url))
    let pressedAt = 0
    const { code } = await runTalk([at('france.wav'), '--json', '--model', model, '--out', at('cut.wav')], {
      watch: (child, out) => {
        if (pressedAt > 0 || !out.includes('"audio"')) return
        pressedAt = performance.now()
        child.kill('SIGINT')
      },
    })
    expect(code).toBe(130)
    expect(pressedAt).toBeGreaterThan(0)
    const { samples } = decodeWav(readFileSync(at('cut.wav')), 'cut.wav')
    expect(samples.length).toBeGreaterThan(1000)
    expect(samples.length / 22_050).toBeLessThan(60)
  })
})
