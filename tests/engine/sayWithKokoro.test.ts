import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BlendedVoices } from '../../models/speech/blendedVoices'
import { styleRows, styleSize } from '../../src-main/engine/speaking/voices/kokoro/kokoroFiles'
import { readAudio } from '../../src-main/engine/sound/readAudio'
import type { Voice } from '../../src-main/engine/speaking/voice'
import { makeToneVoice } from '../rigs/models/toneVoice'
import { builtScript } from '../rigs/builtScript'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-say-'))
const kokoro = path.join(folder, 'kokoro')

beforeAll(() => {
  makeToneVoice(kokoro)
  mkdirSync(path.join(kokoro, 'voices'))
  // Alone the numbers of a style sum up to more than a number holds, and nothing is said; together they are nought.
  for (const [name, value] of [
    ['af_up', 3e38],
    ['bm_down', -3e38],
  ] as const) {
    const style = new Float32Array(styleRows * styleSize).fill(value)
    writeFileSync(path.join(kokoro, 'voices', `${name}.bin`), new Uint8Array(style.buffer))
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

async function isSilent(voice: Voice): Promise<boolean> {
  for await (const { samples } of voice.synthesize('Hello.', new AbortController().signal))
    if (samples.some(Number.isNaN)) return true
  return false
}

describe('Voices that are means of others', () => {
  it('speak with the mean of the styles', async () => {
    using voices = await BlendedVoices.load(kokoro, 1)
    expect(await isSilent(await voices.get({ af_up: 1 }))).toBe(true)
    expect(await isSilent(await voices.get({ af_up: 2, bm_down: 1 }))).toBe(true)
    expect(await isSilent(await voices.get({ af_up: 2, bm_down: 2 }))).toBe(false)
  })

  it('have the accent of the heaviest, or the one asked for', async () => {
    using voices = await BlendedVoices.load(kokoro, 1)
    const languages = [
      await voices.get({ af_up: 1, bm_down: 2 }),
      await voices.get({ af_up: 2, bm_down: 1 }),
      await voices.get({ af_up: 2, bm_down: 1 }, 'b'),
      await voices.get({ ff_siwis: 1 }),
    ].map(({ language }) => language)
    expect(languages).toEqual(['en-gb', 'en-us', 'en-gb', 'en-us'])
  })

  it('are refused where there is no such voice', async () => {
    using voices = await BlendedVoices.load(kokoro, 1)
    await expect(voices.get({ af_nobody: 1 })).rejects.toMatchObject({ code: 'voice-unavailable' })
  })
})

it('says of a list what is not there yet', async () => {
  const [list, out] = [path.join(folder, 'list.jsonl'), path.join(folder, 'out')]
  const lines = [
    { text: 'Stop.', voice: 'bf_lily', speed: 1.2, file: 'there.wav' },
    { text: 'Buy 3 apples.', voices: { af_sky: 2, am_adam: 1 }, file: 'a/new.wav', mine: true },
  ]
  writeFileSync(list, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  mkdirSync(out)
  writeFileSync(path.join(out, 'there.wav.json'), '')
  const script = await builtScript('models/speech/sayWithKokoro.ts')
  const options = ['--kokoro', kokoro, '--list', list, '--out', out]
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^1 said/)
  expect(existsSync(path.join(out, 'there.wav'))).toBe(false)

  const file = path.join(out, 'a', 'new.wav')
  expect((await readAudio(file)).length).toBeGreaterThan(0.3 * 16_000)
  const { spoken } = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as { spoken: string }
  expect(spoken).toBe('Buy three apples.')
}, 300_000)
