import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandOutcome } from '../rigs/runCommand'
import { runHere } from '../rigs/runHere'
import { runTalk } from '../rigs/runTalk'
import { wavBytes } from '../rigs/wavBytes'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-talk-'))
const at = (name: string): string => path.join(folder, name)
const tone = Float32Array.from({ length: 16_000 }, (_, i) => 0.3 * Math.sin(i * 0.2))

beforeAll(() => {
  writeFileSync(at('good.wav'), wavBytes(tone, { bits: 16 }))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** In this process: what ONNX Runtime itself prints is seen only of one that is started. */
const talk = (...args: string[]): Promise<CommandOutcome> => runHere('src-main/cli/talk.ts', args)

/** One line on stderr that says what happened, nothing on stdout, no stack. */
function expectOneClearLine({ code, out, err }: CommandOutcome, says: RegExp, expectedCode = 1): void {
  expect(err).toMatch(/^parley: [^\n]+\n$/)
  expect(err).toMatch(says)
  expect(err).not.toMatch(/\bat .*:\d+:\d+/)
  expect(out).toBe('')
  expect(code).toBe(expectedCode)
}

describe('audio that cannot be a question', () => {
  const cases: [string, Uint8Array | undefined, RegExp][] = [
    ['a file that is not there', undefined, /no such file/],
    ['a file that is no WAV', new TextEncoder().encode('Not audio at all, just text.'), /not a WAV/],
    ['an empty file', new Uint8Array(0), /empty/],
    ['a WAV without samples', wavBytes([], { bits: 16 }), /no|empty|short/],
    ['only zeros', wavBytes(new Float32Array(16_000), { bits: 16 }), /silen/],
    ['NaN', wavBytes(tone.with(500, NaN), { bits: 32, float: true }), /NaN|number|infinite/],
    ['infinity', wavBytes(tone.with(500, Infinity), { bits: 32, float: true }), /NaN|number|infinite/],
    ['0.05 s', wavBytes(tone.subarray(0, 800), { bits: 16 }), /short/],
  ]
  it.each(cases)('%s', async (name, bytes, says) => {
    const file = at(`${name.replaceAll(/\W/g, '-')}.wav`)
    if (bytes) writeFileSync(file, bytes)
    expectOneClearLine(await talk(file), says)
  })
})

describe('a model that cannot be used', () => {
  const tiny = fileURLToPath(new URL('../fixtures/voxtral/tiny', import.meta.url))
  const spoilt = (name: string, spoil: (dir: string) => void): string => {
    const dir = at(name)
    cpSync(tiny, dir, { recursive: true })
    spoil(dir)
    return dir
  }
  type Case = [name: string, spoil: (dir: string) => void, says: RegExp]
  const unread: Case[] = [
    ['no config', (dir) => rmSync(`${dir}/config.json`), /lacks config\.json/],
    ['no tokenizer', (dir) => rmSync(`${dir}/tokenizer.json`), /tokenizer\.json/],
    ['no decoder', (dir) => rmSync(`${dir}/onnx/decoder_model_merged.onnx`), /decoder_model_merged/],
    ['a config that is no JSON', (dir) => truncateSync(`${dir}/config.json`, 40), /config\.json is damaged/],
    [
      'the config of another model',
      (dir) => writeFileSync(`${dir}/config.json`, JSON.stringify({ model_type: 'bert', hidden_size: 768 })),
      /not that of a Voxtral/,
    ],
  ]
  const refused: Case[] = [
    [
      'a truncated encoder',
      (dir) => truncateSync(`${dir}/onnx/audio_encoder.onnx`, 20_000),
      /audio_encoder\.onnx/,
    ],
    [
      'graphs of another size',
      (dir) => {
        const text = readFileSync(`${dir}/config.json`, 'utf8')
        writeFileSync(
          `${dir}/config.json`,
          text.replace(/"num_key_value_heads": 2/, '"num_key_value_heads": 4'),
        )
      },
      /not that of a Voxtral/,
    ],
  ]
  const withModel = (name: string, spoil: (dir: string) => void): string[] => [
    at('good.wav'),
    '--model',
    spoilt(name.replaceAll(' ', '-'), spoil),
  ]
  it.each(unread)('%s', async (name, spoil, says) => {
    expectOneClearLine(await talk(...withModel(name, spoil)), says)
  })
  it.each(refused)('%s', async (name, spoil, says) => {
    expectOneClearLine(await runTalk(withModel(name, spoil)), says)
  })

  it('a directory that is not there', async () => {
    expectOneClearLine(await talk(at('good.wav'), '--model', at('nowhere')), /no model directory/)
  })
})

describe('a command that makes no sense', () => {
  it.each([
    ['no question', [], /Name a WAV/],
    ['an option that is none', ['--colour', 'red'], /--colour/],
    ['a setting that it makes no use of', ['good.wav', '--recording'], /no option --recording/],
    ['a seed that is no number', ['good.wav', '--seed', 'x'], /--seed/],
  ])('%s', async (_, args, says) => {
    expectOneClearLine(await talk(...args), says, 2)
  })

  it.each([
    ['no question to ask', [], /question is empty/],
    ['a question without words', [' ', ' '], /question is empty/],
    ['a setting that it makes no use of', ['--no-recording', 'Why?'], /no option --no-recording/],
    ['a question that is too long', ['a'.repeat(20_001)], /20001 characters; at most 20000 are allowed/],
  ])('%s', async (_, args, says) => {
    expectOneClearLine(await runHere('src-main/cli/ask.ts', args), says, 2)
  })

  it.each([
    ['a microphone by its name', ['--microphone', 'Desk'], /no option --microphone/],
    ['silence', ['--muted'], /no option --muted/],
    ['a value of a negation', ['--no-recording=1'], /--no-recording takes no value/],
  ])('%s, of listen', async (_, args, says) => {
    expectOneClearLine(await runHere('src-main/cli/listen.ts', args), says, 2)
  })

  it('an output that cannot be written', async () => {
    expectOneClearLine(await talk(at('good.wav'), '--out', at('no/such/folder/a.wav')), /a\.wav/)
  })
})
