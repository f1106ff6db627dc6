import { execFile, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doctorReport, type DoctorReport } from '../../../src-main/doctor/report'
import { findCards } from '../../../src-main/doctor/cards'
import { probeApart } from '../../../src-main/doctor/probeApart'
import { microphoneFinding } from '../../../src-main/doctor/desktop'
import { fileStamp } from '../../../src-main/engine/files/fileStamp'
import { cudaLibraries } from '../../../src-main/engine/onnx/cudaPieces'
import { cudaRecordFile } from '../../../src-main/engine/onnx/cudaRecord'
import { isOutOfMemory } from '../../../src-main/engine/onnx/library'
import { noticeInEnglish } from '@contract'
import { faultIn, reasonIn } from '../../../src-main/engine/onnx/probe'
import { builtScript } from '../../rigs/builtScript'

const run = promisify(execFile)
const hasCompiler = process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0
const folder = mkdtempSync(path.join(tmpdir(), 'parley-doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What the doctor says in a process of its own, where libraries of this folder come first. */
async function doctor(libraries: string, more: NodeJS.ProcessEnv = {}): Promise<DoctorReport> {
  const env = {
    ...process.env,
    ...more,
    LD_LIBRARY_PATH: libraries,
    PARLEY_CUDA_DIR: path.join(folder, 'cuda'),
  }
  const { stdout } = await run(process.execPath, [await builtScript('src-main/cli/doctor.ts'), '--json'], {
    env,
  })
  return doctorReport.parse(JSON.parse(stdout))
}

/** Makes a library that answers like NVIDIA's driver. */
function fakeLibrary(name: string, source: string): string {
  const libraries = path.join(folder, name)
  mkdirSync(libraries)
  const file = path.join(libraries, 'source.c')
  writeFileSync(file, source)
  for (const library of ['libcuda.so.1', 'libnvidia-ml.so.1'])
    spawnSync('cc', ['-shared', '-fPIC', '-o', path.join(libraries, library), file])
  return libraries
}

const card = `
#include <string.h>
typedef struct { unsigned long long total, free, used; } memory;
int nvmlInit_v2(void) { return 0; }
int nvmlShutdown(void) { return 0; }
int nvmlDeviceGetCount_v2(unsigned *count) { *count = 1; return 0; }
int nvmlSystemGetDriverVersion(char *text, unsigned size) { strncpy(text, "580.95", size); return 0; }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **card) { *card = (void *)(long)(index + 7); return 0; }
int nvmlDeviceGetName(void *card, char *text, unsigned size) { strncpy(text, "A card", size); return card == (void *)7 ? 0 : 1; }
int nvmlDeviceGetMemoryInfo(void *card, memory *out) { out->total = 24000000000ull; out->free = 21000000000ull; return 0; }
int cuInit(unsigned flags) { return 0; }
`
const speaking = (version: number): string =>
  `${card}\nint cuDriverGetVersion(int *version) { *version = ${version}; return 0; }\n`

describe('the doctor', () => {
  let here: DoctorReport
  beforeAll(async () => {
    here = await doctor('')
  })

  it('says of every provider whether it computes, and where not why and what to do', () => {
    expect(here.providers.map(({ kind }) => kind)).toEqual(['cuda', 'webgpu', 'directml', 'coreml', 'cpu'])
    expect(here.providers.at(-1)).toMatchObject({
      available: true,
      operators: { cpu: expect.any(Number) as number },
    })
    for (const { available, reason, fix } of here.providers)
      if (!available) for (const sentence of [reason, fix]) expect(sentence).toMatch(/^[A-Z].+\.$/)
  })

  it('says of the device that was asked for that it is not used, why and what to do', async () => {
    const [device, name] = process.platform === 'win32' ? ['coreml', 'CoreML'] : ['directml', 'DirectML']
    const { findings } = await doctor('', { PARLEY_DEVICE: device })
    expect(findings.find((each) => each.name === name)).toEqual({
      name,
      state: 'trouble',
      found: expect.stringMatching(
        new RegExp(
          `^${name} cannot be used, so the models run on the processor. ${name} exists on .+ only.$`,
        ),
      ) as string,
      fix: 'Choose auto as the device: Parley takes the first one that computes.',
    })
  })

  it('tells what Parley has on the disk', () => {
    const finding = here.findings.find(({ name }) => name === 'what Parley has on the disk')
    for (const place of here.places) expect(finding!.found).toContain(place.path)
    // Loading ONNX Runtime notes there that its telemetry is removed.
    if (process.platform !== 'win32') expect(here.places.map(({ kind }) => kind)).toContain('note')
  })

  it('tells of the system, its memory and the models', () => {
    expect(here.system).toMatchObject({ platform: process.platform, onnxRuntime: '1.30.0' })
    expect(here.memory.freeBytes).toBeLessThanOrEqual(here.memory.totalBytes)
    expect(here.models.map(({ kind }) => kind)).toContain('listener')
    const names = here.findings.map(({ name }) => name)
    for (const name of ['system', 'memory', 'disk', 'models', 'microphone', 'push-to-talk key', 'CUDA'])
      expect(names).toContain(name)
    // What other systems have is in the way of nobody here.
    const elsewhere = process.platform === 'win32' ? ['CoreML'] : ['DirectML']
    for (const name of elsewhere) expect(names).not.toContain(name)
    for (const { state, fix } of here.findings) if (state === 'trouble') expect(fix).toMatch(/\.$/)
  })

  it.runIf(hasCompiler)(
    'reads a card and its memory from the driver, and misses the CUDA libraries',
    async () => {
      const report = await doctor(fakeLibrary('new', speaking(13_000)))
      expect(report.devices).toContainEqual({
        name: 'A card',
        vendor: 'NVIDIA',
        driver: '580.95',
        totalBytes: 24e9,
        freeBytes: 21e9,
      })
      expect(report.providers[0]).toMatchObject({
        available: false,
        reason: expect.stringMatching(/^libonnxruntime\.so\.1\.30\.0 is not there/) as string,
        fix: 'Fetch the CUDA libraries in Parley’s settings under Models, or run npm run setup:cuda.',
      })
    },
  )

  it.runIf(hasCompiler)('loads no library that is not the one that was fetched', async () => {
    const driver = fakeLibrary('changed', speaking(13_000))
    const cuda = path.join(folder, 'cuda')
    const loaded = path.join(folder, 'loaded')
    const source = path.join(folder, 'telling.c')
    writeFileSync(
      source,
      `#include <stdio.h>\n__attribute__((constructor)) void tell(void) { fclose(fopen("${loaded}", "w")); }\n`,
    )
    const { runtime, provider, needs } = cudaLibraries['linux-x64']!
    const names = [...needs, runtime, ...provider]
    const record = cudaRecordFile(cuda, 'package.whl')
    mkdirSync(path.dirname(record), { recursive: true, mode: 0o700 })
    for (const name of names) spawnSync('cc', ['-shared', '-fPIC', '-o', path.join(cuda, name), source])
    const noted = names.map((name) => ({ name, sha256: '0', stamp: fileStamp(path.join(cuda, name)) }))
    writeFileSync(record, JSON.stringify(noted))
    expect((await doctor(driver)).providers[0]).toMatchObject({ available: false })
    expect(existsSync(loaded)).toBe(true)

    rmSync(loaded)
    appendFileSync(path.join(cuda, needs[1]), '.')
    expect((await doctor(driver)).providers[0]).toMatchObject({
      available: false,
      reason: `${path.join(cuda, needs[1])} is not the file that was fetched.`,
      fix: expect.stringMatching(/fetch them again, or run npm run setup:cuda\.$/) as string,
    })
    expect(existsSync(loaded)).toBe(false)
    rmSync(cuda, { recursive: true })
  })

  it.runIf(hasCompiler)('says that a driver is too old for CUDA', async () => {
    const report = await doctor(fakeLibrary('old', speaking(12_040)))
    expect(report.providers[0].reason).toBe(
      'The NVIDIA driver is too old: it speaks CUDA 12.4, and CUDA 13 is needed.',
    )
  })

  it('outlives a driver that crashes or hangs, and says so', async () => {
    const words = (script: string): string[] => [process.execPath, '-e', script, '--']
    const device = { kind: 'cpu' } as const // the only one that is there anywhere
    const probed = { kind: 'cpu', name: 'the processor', available: true }
    const answering = `console.log('noise'); console.log(${JSON.stringify(JSON.stringify(probed))}); process.abort()`
    expect(await probeApart(device, false, words(answering))).toEqual(probed)
    expect(await probeApart(device, false, words('process.abort()'))).toMatchObject({
      available: false,
      reason: { kind: 'device-crashed', how: 'SIGABRT' },
      fix: { kind: 'fix', what: 'install-parley' },
    })
    expect(await probeApart(device, false, words('setInterval(() => 0, 1e3)'), 50)).toMatchObject({
      reason: { kind: 'device-crashed', how: 'SIGKILL' },
    })
    const missing = await probeApart(device, false, ['/nowhere/doctor'])
    expect(missing.available).toBe(false)
  })

  it('believes no device that left everything to the processor, or computes otherwise than it', () => {
    expect(faultIn('coreml', 0, { cpu: 4 })).toEqual({ kind: 'device-idle' })
    expect(faultIn('webgpu', 0.759, { webgpu: 4 })).toEqual({ kind: 'device-differs', difference: 0.76 })
    for (const operators of [{ cuda: 3, cpu: 1 }, undefined])
      expect(faultIn('cuda', 0.01, operators)).toBeUndefined()
    expect(faultIn('cpu', 0, { cpu: 4 })).toBeUndefined()
  })

  it('knows other cards by what the kernel says of them', () => {
    const devices = { '0000:00:02.0': ['0x8086', '0x020000'], '0000:03:00.0': ['0x1002', '0x030000'] }
    for (const [name, [vendor, kind]] of Object.entries(devices)) {
      const device = path.join(folder, 'pci', name)
      mkdirSync(device, { recursive: true })
      writeFileSync(path.join(device, 'vendor'), `${vendor}\n`)
      writeFileSync(path.join(device, 'class'), `${kind}\n`)
      writeFileSync(path.join(device, 'device'), '0x744c\n')
      writeFileSync(path.join(device, 'uevent'), 'DRIVER=amdgpu\nPCI_CLASS=30000\n')
    }
    const [card, ...rest] = findCards(path.join(folder, 'pci')).filter(({ vendor }) => vendor !== 'NVIDIA')
    expect(card).toEqual({ name: 'AMD 0x744c', vendor: 'AMD', driver: 'amdgpu' })
    expect(rest).toEqual([])
  })

  it('tells a microphone that is there from none', () => {
    const devices = path.join(folder, 'snd')
    mkdirSync(devices)
    writeFileSync(path.join(devices, 'pcmC0D0p'), '')
    expect(microphoneFinding('linux', devices).state).toBe('trouble')
    writeFileSync(path.join(devices, 'pcmC0D0c'), '')
    expect(microphoneFinding('linux', devices)).toMatchObject({ state: 'ok', found: '1 can be used' })
    expect(microphoneFinding('darwin').state).toBe('unknown')
  })
})

describe("ONNX Runtime's words", () => {
  it.each([
    [
      '/onnxruntime_src/a/provider_bridge_ort.cc:1988 onnxruntime::Provider& Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library /x/libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory',
      'libcudnn.so.9 is not there.',
    ],
    [
      'CUDA options: provider_options_utils.h:187 Parse Failed: CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version ; GPU=-1 ; hostname=vm ;',
      'CUDA failed: CUDA driver version is insufficient for CUDA runtime version.',
    ],
    [
      'The DML provider could not be used: DML execution provider is not supported in this build. ',
      'This build of ONNX Runtime has none.',
    ],
    [
      'webgpu_context.cc:136 Failed to get a WebGPU adapter: No supported adapters',
      'There is no graphics card that WebGPU can use.',
    ],
  ])('become one sentence: %s', (said, sentence) => expect(noticeInEnglish(reasonIn(said))).toBe(sentence))

  it.each([
    'Non-zero status code returned while running MatMul node. Failed to allocate memory for requested buffer of size 1073741824',
    'CUDA failure 2: out of memory ; GPU=0',
    'std::bad_alloc',
    'Available memory of 1024 is smaller than requested bytes of 4096',
    'CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED',
    '887A0005 8007000E Not enough memory resources are available to complete this operation.',
  ])('are known as memory that ran out: %s', (said) => expect(isOutOfMemory(said)).toBe(true))

  it('about anything else are not', () => {
    expect(isOutOfMemory('Got invalid dimensions for input: inputs_embeds')).toBe(false)
  })
})
