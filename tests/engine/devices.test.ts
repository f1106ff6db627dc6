import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import {
  AppError,
  config as configSchema,
  noticeInEnglish,
  type ConfigInput,
} from '../../src-preload/contract'
import { embeddedListenerDir, loadEngineModels } from '../../src-main/engine/models/engineModels'
import { loadVoxtral, type VoxtralModel } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { loadUsableModels } from '../../src-main/engine/models/loadUsableModels'
import { loadPlacedModels, type Loading } from '../../src-main/engine/models/placedModels'
import type { ModelEvent } from '../../src-main/engine/models/reloadableModels'
import { cpuDevice, providerOptions, type Device } from '../../src-main/engine/onnx/device'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { EspeakVoice } from '../../src-main/engine/speaking/voices/espeak/espeakVoice'
import type { Voice } from '../../src-main/engine/speaking/voice'
import { eventually } from '../rigs/eventually'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { makeToneVoice } from '../rigs/models/toneVoice'

const question = 'What is the capital of France?'
const allocationFails = (): never => {
  throw new AppError('out-of-memory', {
    kind: 'as-told',
    text: 'The model failed: Failed to allocate memory for requested buffer',
  })
}

/** Where the next allocation fails: each is taken off the list as it happens. */
type Failure = 'load' | 'encode' | 'first token' | 'third token' | 'voice'

let loaded: { release(): void } | undefined
const loadedFrom: string[] = []
afterEach(() => {
  loaded?.release()
  loaded = undefined
})

/** The embedded listener with a context of which half can be given up. */
const roomyDir = mkdtempSync(path.join(tmpdir(), 'parley-roomy-'))
for (const name of readdirSync(embeddedListenerDir))
  if (name !== 'config.json') symlinkSync(path.join(embeddedListenerDir, name), path.join(roomyDir, name))
const roomyConfig = JSON.parse(readFileSync(path.join(embeddedListenerDir, 'config.json'), 'utf8')) as {
  text_config: { max_position_embeddings: number }
}
roomyConfig.text_config.max_position_embeddings = 4096
writeFileSync(path.join(roomyDir, 'config.json'), JSON.stringify(roomyConfig))
/** The same where it takes less to compute in: what is fetched as half precision. */
const smallerDir = mkdtempSync(path.join(tmpdir(), 'parley-smaller-'))
for (const name of readdirSync(roomyDir))
  if (name !== 'onnx') symlinkSync(path.join(roomyDir, name), path.join(smallerDir, name))
mkdirSync(path.join(smallerDir, 'onnx'))
for (const name of readdirSync(path.join(roomyDir, 'onnx')))
  symlinkSync(
    path.join(roomyDir, 'onnx', name),
    path.join(smallerDir, 'onnx', name.replace('.onnx', '_fp16.onnx')),
  )
afterAll(() => [roomyDir, smallerDir].forEach((folder) => rmSync(folder, { recursive: true })))

/** The embedded models, whose memory runs out where it is told to. */
async function engine(failures: Failure[], settings: ConfigInput = {}): Promise<EngineUnderTest> {
  const config = configSchema.parse(settings)
  const fails = (where: Failure): void => {
    const at = failures.indexOf(where)
    if (at < 0) return
    failures.splice(at, 1)
    allocationFails()
  }
  const loading: Loading = {
    listener: async (modelDir, options) => {
      fails('load')
      loadedFrom.push(modelDir)
      return failingListener(await loadVoxtral(modelDir, options), fails)
    },
    voice: async () => failingVoice(await EspeakVoice.load(), fails),
    free: () => ({ card: undefined, host: 8e9 }),
  }
  const watchers = new Set<(event: ModelEvent) => void>()
  const models = await loadPlacedModels(roomyDir, config, cpuDevice, loading, (event) => {
    for (const watcher of watchers) watcher(event)
  })
  loaded = models
  const watch = (watcher: (event: ModelEvent) => void): (() => void) => {
    watchers.add(watcher)
    return () => watchers.delete(watcher)
  }
  return new EngineUnderTest({ ...models, watch, embedded: [], failures: [] }, settings)
}

function failingListener(listener: VoxtralModel, fails: (where: Failure) => void): VoxtralModel {
  const { encoder, decoder } = listener
  return {
    ...listener,
    encoder: {
      tokensOf: (...args) => encoder.tokensOf(...args),
      encode: (...args) => {
        fails('encode')
        return encoder.encode(...args)
      },
      release: () => encoder.release(),
    },
    decoder: {
      forget: () => decoder.forget(),
      prefill: (...args) => decoder.prefill(...args),
      decodeBeside: (...args) => decoder.decodeBeside(...args),
      async *decode(...args) {
        fails('first token')
        let tokens = 0
        for await (const token of decoder.decode(...args)) {
          yield token
          if (++tokens === 2) fails('third token')
        }
      },
      release: () => decoder.release(),
    },
  }
}

function failingVoice(voice: Voice, fails: (where: Failure) => void): Voice {
  return {
    name: voice.name,
    language: voice.language,
    sampleRateHz: voice.sampleRateHz,
    async *synthesize(...args) {
      fails('voice')
      yield* voice.synthesize(...args)
    },
    release: () => voice.release(),
  }
}

const sentences = (engine: EngineUnderTest): string[] =>
  engine.events.flatMap((event) => (event.type === 'trouble' ? [noticeInEnglish(event.error.notice)] : []))

describe('memory that runs out in the middle of a run', () => {
  it.each(['first token', 'third token', 'voice'] as const)(
    'at the %s: the turn goes on in less memory, is the same, and says so in one sentence',
    async (where) => {
      const plain = await (await engine([])).ask(question)
      loaded?.release()
      const tight = await engine([where])
      const { end, text, samples } = await tight.ask(question)
      expect(end.reason).toBe('done')
      expect(text).toBe(plain.text)
      expect(samples.length / plain.samples.length).toBeCloseTo(1, 1)
      expect(sentences(tight)).toEqual([
        'Memory ran out, so conversations are kept for 2048 tokens from now on.',
      ])
    },
  )

  it('where another variant is here: the smaller one goes on', async () => {
    const settings = { contextTokens: 1024, otherListenerDirs: ['/removed', smallerDir] }
    const tight = await engine(['third token'], settings)
    const { end, text } = await tight.ask(question)
    expect([end.reason, text]).toEqual(['done', expect.stringContaining('Paris')])
    expect(sentences(tight)).toEqual(['Memory ran out, so the smaller fp16 listener is used.'])
    expect(loadedFrom.slice(-2)).toEqual([roomyDir, smallerDir])
  })

  it('while a question is heard: it is heard once more', async () => {
    const tight = await engine(['encode'])
    const speech = Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 9) / 4)
    expect((await tight.ask(speech)).end.reason).toBe('done')
    expect(sentences(tight)).toHaveLength(1)
  })

  it('twice in a turn: that turn fails and says what to do, and the next one is answered', async () => {
    const tight = await engine(['first token', 'first token'])
    const { end } = await tight.ask(question)
    expect(end).toMatchObject({ reason: 'failed', error: { code: 'out-of-memory' } })
    expect((await tight.ask(question)).end.reason).toBe('done')
  })

  it('again and again: ends with a sentence when there is nothing left to give up', async () => {
    const tight = await engine(Array<Failure>(20).fill('first token'))
    for (let turn = 0; turn < 3; turn++) await tight.ask(question)
    const { end } = await tight.ask(question)
    expect(end.error && noticeInEnglish(end.error.notice)).toBe(
      'There is not enough memory for that answer. Close other programs and ask again.',
    )
  })

  it('at the start: loads one step lower', async () => {
    const tight = await engine(['load'])
    expect((await tight.ask(question)).end.reason).toBe('done')
  })
})

describe('a limit for the memory of a card', () => {
  it('is shared out among the sessions on it, so that none needs more than it may take', async () => {
    const limit = 6e9
    const told: Record<string, Device | undefined> = {}
    const loading: Loading = {
      listener: (modelDir, { device, encoderDevice }) => {
        Object.assign(told, { decoder: device, encoder: encoderDevice })
        return loadVoxtral(modelDir)
      },
      voice: (device) => {
        told.voice = device
        return EspeakVoice.load()
      },
      free: () => ({ card: limit, host: 8e9 }),
    }
    const voiceDir = path.join(roomyDir, '..', `parley-limit-${process.pid}`)
    makeToneVoice(voiceDir)
    const config = configSchema.parse({ voiceDir, device: { memoryLimitBytes: limit } })
    const card: Device = { kind: 'cuda', deviceId: 1, memoryLimitBytes: limit }
    loaded = await loadPlacedModels(roomyDir, config, card, loading, () => undefined)
    rmSync(voiceDir, { recursive: true })
    const limits = ['encoder', 'decoder', 'voice'].map((part) => {
      expect(told[part]).toMatchObject({ kind: 'cuda', deviceId: 1 })
      return Number(providerOptions(told[part]!).gpu_mem_limit)
    })
    expect(Math.min(...limits)).toBeGreaterThan(100e6)
    const sum = limits.reduce((all, each) => all + each, 0)
    expect(sum).toBeLessThan(limit)
    expect(sum).toBeGreaterThan(0.9 * limit)
  })
})

describe('a listener that does not run on a device that computes', () => {
  it.each([
    [['webgpu', 'directml'], ['WebGPU could not run the listener, so DirectML does. It has no such kernel.']],
    [
      ['webgpu', 'cpu'],
      ['The graphics card could not run the listener, so it runs on the processor. It has no such kernel.'],
    ],
  ] as const)('is tried on the next one, then on the processor: %s', async (expected, notes) => {
    const tried: string[] = []
    const loading: Loading = {
      listener: (modelDir, { device }) => {
        tried.push(device!.kind)
        if (device!.kind === 'webgpu')
          throw new AppError('inference-failed', { kind: 'as-told', text: 'It has no such kernel.' })
        return loadVoxtral(modelDir)
      },
      voice: () => EspeakVoice.load(),
      next: () => Promise.resolve(expected.includes('directml' as never) ? { kind: 'directml' } : undefined),
      free: () => ({ card: undefined, host: 8e9 }),
    }
    const models = await loadPlacedModels(
      roomyDir,
      configSchema.parse({}),
      { kind: 'webgpu' },
      loading,
      () => undefined,
    )
    loaded = models
    expect(tried).toEqual(expected)
    expect(models.notes.map(noticeInEnglish)).toEqual(notes)
  })
})

describe('models that nobody uses', () => {
  it('are unloaded after a time, and come back warm with the next question', async () => {
    const before = liveHandles()
    const idle = await engine([], { unloadAfterMs: 150 })
    const first = await idle.ask(question)
    expect(liveHandles().session).toBeGreaterThan(before.session)
    await eventually(() => liveHandles().session === before.session, 'the models to go')
    const again = await idle.ask(question)
    expect(again.text).toBe(first.text)
    expect(again.samples.length / first.samples.length).toBeCloseTo(1, 1)
    const states = again.events.flatMap((event) => (event.type === 'state' ? [event.state] : []))
    expect(states).toEqual(['thinking', 'loading', 'thinking', 'speaking'])
  })

  it('do not come back as another voice: the turn says what is wrong with theirs', async () => {
    const voiceDir = mkdtempSync(path.join(tmpdir(), 'parley-tones-'))
    makeToneVoice(voiceDir)
    const before = liveHandles()
    const models = await loadEngineModels(configSchema.parse({ voiceDir, unloadAfterMs: 100 }))
    loaded = models
    const idle = new EngineUnderTest(models)
    const { end, text } = await idle.ask(question)
    expect(end.reason).toBe('done')
    rmSync(voiceDir, { recursive: true })
    // The end-of-turn model stays.
    await eventually(() => liveHandles().session === before.session + 1, 'the models to go')
    const silent = await idle.ask(question)
    expect(silent).toMatchObject({ text, end: { reason: 'failed', error: { code: 'model-missing' } } })
    makeToneVoice(voiceDir)
    expect((await idle.ask(question)).end.reason).toBe('done')
    rmSync(voiceDir, { recursive: true })
  })

  it.each([
    ['when they are to stay', 0],
    ['for a time that is longer than any timer', 2 ** 32],
  ])('stay %s', async (_, unloadAfterMs) => {
    const kept = await engine([], { unloadAfterMs })
    await kept.ask(question)
    const { session } = liveHandles()
    await new Promise((wake) => setTimeout(wake, 200))
    expect(liveHandles().session).toBe(session)
  })
})

describe('a chosen listener that cannot be loaded', () => {
  const brokenDir = mkdtempSync(path.join(tmpdir(), 'parley-broken-'))
  for (const name of readdirSync(embeddedListenerDir))
    if (name !== 'onnx') symlinkSync(path.join(embeddedListenerDir, name), path.join(brokenDir, name))
  mkdirSync(path.join(brokenDir, 'onnx'))
  for (const name of readdirSync(path.join(embeddedListenerDir, 'onnx')))
    writeFileSync(path.join(brokenDir, 'onnx', name), 'no model')
  afterAll(() => rmSync(brokenDir, { recursive: true }))

  it('gives way to the built-in one, which says what failed and what to do', async () => {
    const models = await loadUsableModels(configSchema.parse({ listenerDir: brokenDir }))
    loaded = models
    const here = new EngineUnderTest(models)
    expect((await here.ask(question)).text).toMatch(/Paris/)
    const ready = here.events.find((event) => event.type === 'ready')!
    expect(ready.embedded).toEqual(['listener', 'voice'])
    const [said] = sentences(here)
    expect(ready.notes.map(noticeInEnglish)).toEqual([said])
    expect(said).toMatch(
      /^parley-broken-\w+ could not be loaded, so the built-in listener hears you\. .* Fetch it again or choose another model\.$/,
    )
  })

  it('and so does a voice whose graph is no file', async () => {
    const voiceDir = mkdtempSync(path.join(tmpdir(), 'parley-folder-'))
    mkdirSync(path.join(voiceDir, 'onnx', 'model.onnx'), { recursive: true })
    const models = await loadUsableModels(configSchema.parse({ voiceDir }))
    loaded = models
    rmSync(voiceDir, { recursive: true })
    expect(models.embedded).toEqual(['listener', 'voice'])
    expect(models.failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(/so the built-in voice speaks/),
    ])
  })

  it('fails where somebody asked for it by name, and nothing stays loaded', async () => {
    const before = liveHandles().session
    const asked = loadEngineModels(configSchema.parse({ listenerDir: brokenDir }))
    await expect(asked).rejects.toMatchObject({ code: 'model-invalid' })
    expect(liveHandles().session).toBe(before)
  })
})

describe('a device that was asked for and is not there', () => {
  const absent = process.platform === 'win32' ? 'coreml' : 'directml'
  it('gives way to the processor, and the reason is told', async () => {
    const settings = { device: { kind: absent } } as const
    const models = await loadEngineModels(configSchema.parse(settings))
    loaded = models
    const here = new EngineUnderTest(models, settings)
    expect((await here.ask(question)).end.reason).toBe('done')
    const ready = here.events.find((event) => event.type === 'ready')
    expect(ready?.notes.map(noticeInEnglish).join()).toMatch(
      /^(DirectML|CoreML) cannot be used, so the models run on the processor\. /,
    )
  })
})
