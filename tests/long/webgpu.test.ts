import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { DeviceKind } from '@contract'
import type { OperatorCounts } from '../../src-main/engine/onnx/countOperators'
import type { ProbedDevice } from '../../src-main/engine/onnx/probe'
import { untilTheTestEnds } from '../rigs/runCommand'

/** Chromium's driver for Vulkan, which computes on the processor: where it is, WebGPU can be tried without a card. */
const chromium = '/usr/lib/chromium'
const driver = path.join(chromium, 'libvk_swiftshader.so')
const canTry =
  process.platform === 'linux' && [driver, path.join(chromium, 'libvulkan.so.1')].every(existsSync)

const folder = mkdtempSync(path.join(tmpdir(), 'parley-webgpu-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Answers {
  readonly kind: DeviceKind
  readonly probed: ProbedDevice
  readonly answers: number[][]
  readonly operators: OperatorCounts
}

/** The libraries are looked for when a process starts, so the devices get one of their own. */
async function answersOnDevices(): Promise<Map<DeviceKind, Answers>> {
  const icd = path.join(folder, 'driver.json')
  writeFileSync(
    icd,
    JSON.stringify({ file_format_version: '1.0.0', ICD: { library_path: driver, api_version: '1.3.0' } }),
  )
  const env = { ...process.env, VK_ICD_FILENAMES: icd, LD_LIBRARY_PATH: chromium }
  const args = ['--import', 'tsx', 'tests/rigs/devices/decodeOn.ts', 'cpu', 'webgpu']
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, ...untilTheTestEnds })
  const lines = stdout.trim().split('\n')
  return new Map(lines.map((line) => JSON.parse(line) as Answers).map((each) => [each.kind, each]))
}

describe.runIf(canTry)('a listener on WebGPU', () => {
  it('answers as on the processor, with keys and values in the memory of the device, or is refused by the probe', async () => {
    const devices = await answersOnDevices()
    const [expected, here] = [devices.get('cpu')!, devices.get('webgpu')!]
    // As it is exported, this decoder counts its mask, which belongs to the processor on every device.
    expect(here.operators).toEqual({
      webgpu: expect.any(Number) as number,
      cpu: expect.any(Number) as number,
    })
    expect(here.operators.webgpu).toBeGreaterThan(here.operators.cpu!)
    expect(here.operators.webgpu! + here.operators.cpu!).toBeGreaterThanOrEqual(expected.operators.cpu!)
    expect(here.probed.operators).toEqual({ webgpu: expect.any(Number) as number })
    expect(here.answers.slice(0, 2)).toEqual(expected.answers.slice(0, 2))
    // This driver has been computing long prompts wrongly: then the probe must say so, though some answers survive it.
    if (here.probed.available) expect(here.answers).toEqual(expected.answers)
    else expect(here.probed.reason).toMatch(/^It computes wrongly: /)
  })
})
