import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesUnder } from '../../rigs/hub/hubFiles'
import { startLoopbackHub, type LoopbackHub } from '../../rigs/hub/loopbackHub'
import { makeToneVoice } from '../../rigs/models/toneVoice'
import { runCommand, type CommandOutcome } from '../../rigs/runCommand'
import { runHere } from '../../rigs/runHere'
import { runTalk } from '../../rigs/runTalk'

const root = mkdtempSync(path.join(os.tmpdir(), 'parley-models-'))
const modelsDir = path.join(root, 'models')
const large = randomBytes(6_000_000)
const slow = { kind: 'slow', pieceBytes: 100_000, pauseMs: 25 } as const
let hub: LoopbackHub
let env: Record<string, string>

beforeAll(async () => {
  const nano = fileURLToPath(new URL('../../../models/nano', import.meta.url))
  const voice = path.join(root, 'voice')
  makeToneVoice(voice)
  hub = await startLoopbackHub({
    repositories: {
      // The built-in listener under the names that the catalogue's q4 files have.
      'onnx-community/Voxtral-Mini-3B-2507-ONNX': filesUnder(nano, (name) =>
        name.startsWith('train/') ? undefined : name.replace('.onnx', '_q4.onnx'),
      ),
      'onnx-community/Kokoro-82M-v1.0-ONNX': filesUnder(voice),
      'maker/large': { 'tokenizer.json': Buffer.from('{}'), 'onnx/model_fp16.onnx': large },
    },
  })
  env = { HF_ENDPOINT: hub.endpoint, PARLEY_MODELS_DIR: modelsDir, HF_HOME: path.join(root, 'hub') }
})

afterAll(async () => {
  await hub.close()
  rmSync(root, { recursive: true, force: true })
})

type Watch = Parameters<typeof runCommand>[3]
/** In a process of its own, which may be killed. */
const models = (args: readonly string[], watch?: Watch): Promise<CommandOutcome> =>
  runCommand('models.ts', args, env, watch)
const modelsHere = (...args: string[]): Promise<CommandOutcome> =>
  runHere('src-main/cli/models.ts', args, env)

/** Calls when so many tenths of the file have come. */
const atTenth =
  (tenth: number, then: (child: Parameters<NonNullable<Watch>>[0]) => void): Watch =>
  (child, out) => {
    if (Number(/(\d+)% {2}.*\n$/.exec(out)?.[1] ?? 0) >= tenth * 10) then(child)
  }

const largeName = 'onnx/model_fp16.onnx'
const largePlace = path.join(modelsDir, 'maker--large', largeName)
const beginnings = (): number[] =>
  hub.asked(largeName).map(({ range }) => Number(/\d+/.exec(range ?? '0')![0]))

describe('npm run models', () => {
  test('pull goes on after the process was killed in the middle, and after Ctrl-C; two at once are one', async () => {
    hub.misbehave(largeName, slow, slow, slow)
    const killed = await models(
      ['pull', 'maker/large'],
      atTenth(2, (child) => child.kill('SIGKILL')),
    )
    expect(killed.code).toBe(null)
    const part = readdirSync(path.dirname(largePlace)).find((name) => name.endsWith('.part'))!
    const kept = statSync(path.join(path.dirname(largePlace), part)).size
    expect(kept).toBeGreaterThan(1_000_000)

    const stopped = await models(
      ['pull', 'maker/large'],
      atTenth(5, (child) => child.kill('SIGINT')),
    )
    expect(stopped).toMatchObject({
      code: 130,
      err: 'parley: stopped. The same command goes on from here.\n',
    })
    expect(beginnings()).toEqual([0, kept])

    const both = await Promise.all([models(['pull', 'maker/large']), models(['pull', 'maker/large'])])
    expect(both.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
    ])
    expect(beginnings()).toHaveLength(3)
    expect(beginnings()[2]).toBeGreaterThan(kept)
    expect(readFileSync(largePlace).equals(large)).toBe(true)
    expect(readdirSync(path.dirname(largePlace))).toEqual([path.basename(largeName)])
  })

  test('a listener and a voice that were pulled answer a question', async () => {
    for (const id of ['voxtral-mini-3b-q4', 'kokoro-82m-fp32']) {
      const { code, err } = await modelsHere('pull', id)
      expect([code, err]).toEqual([0, ''])
    }
    const question = fileURLToPath(new URL('../../../resources/question.wav', import.meta.url))
    const { code, out, err } = await runTalk(
      [question, '--model', 'voxtral-mini-3b-q4', '--kokoro', 'kokoro-82m-fp32', '--json'],
      { env },
    )
    expect([code, err]).toEqual([0, ''])
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; text?: string; listener?: string; notes?: string[] })
    expect(events.map((event) => (event.type === 'text' ? event.text : '')).join('')).toBe(
      'The capital of France is Paris.',
    )
    const ready = events.find(({ type }) => type === 'ready')
    expect(ready).toMatchObject({ listener: 'voxtral-mini-3b-q4', notes: [] })

    const listed = await modelsHere('list')
    expect(await modelsHere('verify', 'onnx-community/nothing')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^parley: .* is not on this computer/) as string,
    })
    const imported = await modelsHere('import', path.join(root, 'voice'))
    expect([imported.code, imported.out]).toEqual([0, expect.stringMatching(/^voice is ready\./)])
    const checked = await modelsHere('verify', 'kokoro-82m-fp32')
    expect(checked.out).toContain('kokoro-82m-fp32 is complete, and is what the hub has.')
    expect(await modelsHere('remove', 'kokoro-82m-fp32')).toMatchObject({ code: 0, err: '' })
    expect(listed.out).toMatch(/^kokoro-82m-fp32 .* ready$/m)
    expect(listed.out).toMatch(/^kokoro-82m-fp16 .*~163 MB/m)
  })
})
