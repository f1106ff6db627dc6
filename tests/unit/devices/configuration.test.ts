import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Config, ConfigInput, DeviceKind } from '@contract'
import { deviceOf } from '../../../src-main/engine/models/chooseDevice'
import { voxtralVariants } from '../../../src-main/engine/listeners/voxtral/voxtralVariants'
import { freeBytesOf } from '../../../src-main/engine/models/freeMemory'
import type { VoxtralConfig } from '../../../src-main/engine/listeners/voxtral/voxtralConfig'
import { appendProvider } from '../../../src-main/engine/onnx/device'
import { engineConfig } from '../../../src-main/engineProcess/engineConfig'
import { HostSettings } from '../../../src-main/settings/hostSettings'

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
const file = path.join(folder, 'settings.yaml')
const say = (content: ConfigInput | string): void =>
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
const configured = (): Config => engineConfig(new HostSettings({ file, env: {} }).values)
beforeEach(() => {
  told.length = 0
  rmSync(file, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('what the configuration says of the device', () => {
  const optionsOf = (kind: DeviceKind): unknown => {
    appendProvider(9n, deviceOf(kind, configured().device))
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
      sdpa_kernel: '631',
      use_tf32: '0',
    })
  })

  it('reaches the sessions on WebGPU', () => {
    say({ device: { memoryLimitBytes: 6e9, providerOptions: { validationMode: 'disabled' } } })
    expect(optionsOf('webgpu')).toEqual({ validationMode: 'disabled' })
  })

  it('bounds what the memory ledger plans with, also where the card does not tell what is free', () => {
    say({ device: { memoryLimitBytes: 6e9 } })
    const { device } = configured()
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
      const [variant] = voxtralVariants([path.dirname(onnx)], sizes, deviceOf('cpu', configured().device))
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
    const { device } = configured()
    const of = (kind: DeviceKind): ReturnType<typeof voxtralVariants> =>
      voxtralVariants([path.dirname(onnx)], sizes, deviceOf(kind, device))
    expect(of('cpu').map(({ dtype }) => dtype)).toEqual(['q4'])
    expect(of('cuda').map(({ dtype }) => dtype)).toEqual(['fp16', 'q4'])
    const [{ cardBytes, processorBytes }] = of('cuda')
    expect(cardBytes).toBeLessThan(5e9)
    expect(processorBytes).toBeGreaterThan(12e9)
  })
})
