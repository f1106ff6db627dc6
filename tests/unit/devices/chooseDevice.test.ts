import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deviceConfig, noticeInEnglish, type DeviceKind } from '@contract'
import { chooseDevice, nextDevice, type ChosenDevice } from '../../../src-main/engine/models/chooseDevice'
import { cudaRuntimeFile } from '../../../src-main/engine/onnx/cudaLibraries'
import { cudaLibraries } from '../../../src-main/engine/onnx/cudaPieces'
import { deviceNames, type probeDevice } from '../../../src-main/engine/onnx/probe'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-choose-'))
beforeEach(() => void vi.stubEnv('PARLEY_CUDA_DIR', folder))
afterEach(() => void vi.unstubAllEnvs())
afterAll(() => rmSync(folder, { recursive: true }))

const probed: DeviceKind[] = []
/** On a computer on which only these devices compute. */
function choose(kind: DeviceKind | 'auto', ...computing: DeviceKind[]): Promise<ChosenDevice> {
  probed.length = 0
  return chooseDevice(deviceConfig.parse({ kind }), probing(...computing))
}

function probing(...computing: DeviceKind[]): typeof probeDevice {
  return ({ kind: each }) => {
    probed.push(each)
    const available = computing.includes(each)
    const missing = {
      reason: { kind: 'as-told', text: 'It is not there.' },
      fix: { kind: 'as-told', text: 'Get one.' },
    } as const
    return Promise.resolve({ kind: each, name: deviceNames[each], available, ...(!available && missing) })
  }
}

describe('the device', () => {
  it('is the first one that computes, in order', async () => {
    expect(await choose('auto', 'coreml', 'webgpu')).toMatchObject({ device: { kind: 'webgpu' }, notes: [] })
    expect(probed).toEqual(['cuda', 'webgpu'])
    const { device, notes } = await choose('auto')
    expect(device.kind).toBe('cpu')
    expect(notes).toMatchObject([{ kind: 'no-card' }])
  })

  it('is followed by the next one that computes, unless it was asked for', async () => {
    const config = deviceConfig.parse({})
    const probe = probing('directml')
    expect(await nextDevice({ kind: 'webgpu' }, config, probe)).toMatchObject({ kind: 'directml' })
    expect(await nextDevice({ kind: 'directml' }, config, probe)).toBeUndefined()
    expect(await nextDevice({ kind: 'webgpu' }, { ...config, kind: 'webgpu' }, probe)).toBeUndefined()
  })

  it('is the one that was asked for, and where it is not there the processor, with the reason', async () => {
    expect((await choose('directml', 'cuda', 'directml')).device.kind).toBe('directml')
    expect(probed).toEqual(['directml'])
    const { device, notes } = await choose('cuda', 'webgpu')
    expect([device.kind, ...notes.map(noticeInEnglish)]).toEqual([
      'cpu',
      'CUDA cannot be used, so the models run on the processor. It is not there. Get one.',
    ])
  })

  it.runIf(`${process.platform}-${process.arch}` in cudaLibraries)(
    'that was fetched for and falls out is told of',
    async () => {
      mkdirSync(folder, { recursive: true })
      writeFileSync(cudaRuntimeFile(), '')
      expect((await choose('auto', 'webgpu')).notes.map(noticeInEnglish)).toEqual([
        'CUDA cannot be used, so the models run on WebGPU. It is not there. Get one.',
      ])
    },
  )
})
