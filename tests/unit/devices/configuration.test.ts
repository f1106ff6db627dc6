import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConfigInput, DeviceKind } from '@contract'
import { deviceOf } from '../../../src-main/engine/models/chooseDevice'
import { freeBytesOf, listenerVariants } from '../../../src-main/engine/models/memoryNeeds'
import type { VoxtralConfig } from '../../../src-main/engine/models/voxtralConfig'
import { appendProvider } from '../../../src-main/engine/onnx/device'
import { engineConfig } from '../../../src-main/engineProcess/engineConfig'

/** What ONNX Runtime's C API was told, in its order. */
const told: unknown[][] = []
vi.mock('../../../src-main/engine/onnx/library', () => {
  const note = (name: string, ...args: unknown[]): bigint => {
    told.push([name, ...args])
    return 7n
  }
  const call = new Proxy({}, { get: (_, name: string) => note.bind(undefined, name) })
  return { ortLibrary: () => ({ call, make: note, check: () => undefined }) }
})

const folder = mkdtempSync(path.join(tmpdir(), 'parley-config-'))
const file = path.join(folder, 'config.json')
const say = (content: ConfigInput | string): void =>
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
beforeEach(() => {
  told.length = 0
  vi.stubEnv('PARLEY_CONFIG', file)
  rmSync(file, { force: true })
})
afterEach(() => void vi.unstubAllEnvs())
afterAll(() => rmSync(folder, { recursive: true }))

describe('the configuration file', () => {
  it('need not be there', () => {
    expect(engineConfig(undefined)).toMatchObject({ contextTokens: 4096, device: { kind: 'auto', id: 0 } })
  })

  it('is taken as it is, behind the models that were chosen and what the environment says', () => {
    say({ persona: 'Be brief.', listenerDir: '/mine', unloadAfterMs: 1000, device: { kind: 'cuda', id: 1 } })
    const expected = { persona: 'Be brief.', unloadAfterMs: 1000, device: { kind: 'cuda', id: 1 } }
    expect(engineConfig(undefined)).toMatchObject({ ...expected, listenerDir: '/mine' })
    vi.stubEnv('PARLEY_DEVICE', 'cpu')
    vi.stubEnv('PARLEY_UNLOAD_AFTER', '2')
    expect(engineConfig('/chosen', '/voice')).toMatchObject({
      ...{ persona: 'Be brief.', listenerDir: path.resolve('/chosen'), voiceDir: '/voice' },
      ...{ unloadAfterMs: 120_000, device: { kind: 'cpu', id: 1 } },
    })
  })

  it('may begin with a byte order mark, as editors on Windows write it', () => {
    say('\ufeff{"persona":"Be brief."}')
    expect(engineConfig(undefined).persona).toBe('Be brief.')
  })

  it('is not overruled by a variable of the environment that is set to nothing', () => {
    say({ unloadAfterMs: 1000, device: { kind: 'cpu' }, endOfTurnFile: '/mine.onnx' })
    for (const name of ['PARLEY_DEVICE', 'PARLEY_UNLOAD_AFTER', 'PARLEY_END_OF_TURN']) vi.stubEnv(name, '')
    const expected = { unloadAfterMs: 1000, device: { kind: 'cpu' }, endOfTurnFile: '/mine.onnx' }
    expect(engineConfig(undefined)).toMatchObject(expected)
  })

  it.each([
    ['{', 'it is not JSON'],
    ['{"contextTokens":"many"}', 'contextTokens: '],
    ['{"device":{"memoryLimit":1}}', 'device: Unrecognized key'],
    ['{"turnTaking":{"patient":1}}', 'turnTaking: Unrecognized key'],
    ['{"turnTaking":{"patience":2}}', 'turnTaking: patience: '],
    ['{"contextToken":1}', 'Unrecognized key'],
    [
      '{"device":{"providerOptions":{"enable_cuda_graph":"1"}}}',
      'device: providerOptions: enable_cuda_graph would replay',
    ],
  ])('that says %s is named, with what is wrong in it', (content, what) => {
    say(content)
    expect(() => engineConfig(undefined)).toThrow(`The configuration in ${file} is wrong: ${what}`)
  })

  it('is not blamed for what the environment says, which is named', () => {
    vi.stubEnv('PARLEY_DEVICE', 'abacus')
    expect(() => engineConfig(undefined)).toThrow(/^The configuration is wrong: device: kind: .* PARLEY_/)
  })
})

describe('what the configuration says of the device', () => {
  const optionsOf = (kind: DeviceKind): unknown => {
    appendProvider(9n, deviceOf(kind, engineConfig(undefined).device))
    const [, , , names, values] = told.find(([name]) => String(name).startsWith('SessionOptionsAppend')) ?? []
    const cuda = told.find(([name]) => name === 'UpdateCUDAProviderOptions')
    const [keys, texts] = (cuda ? [cuda[2], cuda[3]] : [names, values]) as [string[], string[]]
    return Object.fromEntries(keys.map((key, i) => [key, texts[i]]))
  }

  it('reaches the sessions on CUDA: card, memory limit and options, which go before Parley’s own', () => {
    say({
      device: {
        id: 2,
        memoryLimitBytes: 6e9,
        providerOptions: { arena_extend_strategy: 'kNextPowerOfTwo', use_tf32: '0' },
      },
    })
    expect(optionsOf('cuda')).toEqual({
      device_id: '2',
      gpu_mem_limit: '6000000000',
      arena_extend_strategy: 'kNextPowerOfTwo',
      cudnn_conv_algo_search: 'HEURISTIC',
      use_tf32: '0',
    })
  })

  it('reaches the sessions on WebGPU', () => {
    say({ device: { memoryLimitBytes: 6e9, providerOptions: { validationMode: 'disabled' } } })
    expect(optionsOf('webgpu')).toEqual({ validationMode: 'disabled' })
  })

  it('bounds what the memory ledger plans with, also where the card does not tell what is free', () => {
    say({ device: { memoryLimitBytes: 6e9 } })
    const { device } = engineConfig(undefined)
    expect(freeBytesOf(deviceOf('webgpu', device), device.memoryLimitBytes)).toBe(6e9)
    expect(freeBytesOf(deviceOf('cuda', device), device.memoryLimitBytes)).toBeLessThanOrEqual(6e9)
  })
})

describe('what the memory ledger counts', () => {
  it.each(['onnx_data', 'onnx.data'])(
    'is a graph with all weights beside it, also those in .%s files',
    (data) => {
      const onnx = path.join(folder, data, 'onnx')
      mkdirSync(onnx, { recursive: true })
      for (const graph of ['decoder_model_merged', 'audio_encoder', 'embed_tokens'])
        for (const name of ['onnx', data, `${data}_1`]) {
          writeFileSync(path.join(onnx, `${graph}.${name}`), '')
          truncateSync(path.join(onnx, `${graph}.${name}`), 1e9)
        }
      const sizes = { layers: 30, kvHeads: 8, headSize: 128, hiddenSize: 3072 } as VoxtralConfig
      const [variant] = listenerVariants(
        [path.dirname(onnx)],
        sizes,
        deviceOf('cpu', engineConfig(undefined).device),
      )
      expect(variant).toMatchObject({ weightBytes: 9e9, hostBytes: 3e9, kvBytesPerToken: 245_760 })
    },
  )

  it('for a processor is four bits first, and half precision as wide as it is when loaded', () => {
    const onnx = path.join(folder, 'dtypes', 'onnx')
    mkdirSync(onnx, { recursive: true })
    for (const graph of ['decoder_model_merged', 'audio_encoder', 'embed_tokens'])
      for (const [dtype, bytes] of [
        ['', 4e9],
        ['_fp16', 2e9],
        ['_q4', 1e9],
      ] as const) {
        writeFileSync(path.join(onnx, `${graph}${dtype}.onnx`), '')
        truncateSync(path.join(onnx, `${graph}${dtype}.onnx`), bytes)
      }
    const sizes = { layers: 30, kvHeads: 8, headSize: 128, hiddenSize: 3072 } as VoxtralConfig
    const { device } = engineConfig(undefined)
    const of = (kind: DeviceKind): ReturnType<typeof listenerVariants> =>
      listenerVariants([path.dirname(onnx)], sizes, deviceOf(kind, device))
    expect(of('cpu').map(({ dtype }) => dtype)).toEqual(['q4'])
    expect(of('cuda').map(({ dtype }) => dtype)).toEqual(['fp16', 'q4'])
    const [{ cardBytes, processorBytes }] = of('cuda')
    expect(cardBytes).toBeLessThan(5e9)
    expect(processorBytes).toBeGreaterThan(12e9)
  })
})
