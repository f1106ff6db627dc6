import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noticeInEnglish, type ModelCard, type Notice } from '@contract'
import { cudaShelf, type CudaShelf } from '../../../src-main/cuda/cudaShelf'
import { fetchCuda, type FetchCudaOptions } from '../../../src-main/cuda/fetchCuda'
import { readZip } from '../../../src-main/engine/files/zip'
import {
  cudaLibraries,
  cudaPieces,
  isFoundByName,
  isWantedLibrary,
  type CudaPiece,
} from '../../../src-main/engine/onnx/cudaPieces'
import { driverLibrary } from '../../../src-main/engine/onnx/driverLibrary'
import { untrustedCuda } from '../../../src-main/engine/onnx/untrustedCuda'
import type { Nvml } from '../../../src-main/engine/onnx/nvml'
import type { FetchChild, FromFetchProcess } from '../../../src-main/library/fetchMessages'
import { openHub, type Hub } from '../../../src-main/models/hub'
import { ModelShelf } from '../../../src-main/library/modelShelf'
import type { PullProgress } from '../../../src-main/models/pullModel'
import { eventually } from '../../rigs/eventually'
import { openToOthers } from '../../rigs/openToOthers'
import { zipOf } from '../../rigs/zipOf'
import { scratchSettings } from '../../rigs/scratchSettings'
import { scratchPlaces } from '../models/pullFixture'

const { signal } = new AbortController()
const library = Buffer.from('a library, '.repeat(2000))

const wheel = zipOf({
  'nvidia/cu13/lib/libcudart.so.13': library,
  'nvidia/cu13/lib/libcudart_static.a': library,
  'onnxruntime/capi/libonnxruntime_providers_tensorrt.so': library,
  'onnxruntime/__init__.py': Buffer.from('import this'),
  'onnxruntime/capi/libsmall.so': Buffer.from('small'),
})
const piece: CudaPiece = {
  package: 'nvidia-cuda-runtime',
  version: '13.0.96',
  file: 'nvidia_cuda_runtime-13.0.96-py3-none-any.whl',
  sizeBytes: wheel.length,
  sha256: createHash('sha256').update(wheel).digest('hex'),
}

let folder: string
let server: Server
let index: Hub
/** What the index misbehaves in; counted down. */
let drops = 0
let served = wheel
let listedHash = piece.sha256
let wheelRequests = 0

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'parley-cuda-'))
  drops = 0
  wheelRequests = 0
  served = wheel
  listedHash = piece.sha256
  server = createServer((request, response) => {
    if (request.url === `/simple/${piece.package}/`)
      return response.end(`<a href="../../files/${piece.file}#sha256=${listedHash}">${piece.file}</a>`)
    wheelRequests++
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const rest = served.subarray(from)
    response.writeHead(from > 0 ? 206 : 200, {
      'Content-Length': rest.length,
      'Content-Range': `bytes ${from}-${served.length - 1}/${served.length}`,
    })
    if (drops-- > 0) return response.write(rest.subarray(0, 60), () => response.destroy())
    return response.end(rest)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const limits = { tries: 3, firstWaitMs: 1 }
  index = openHub({ env: { HF_ENDPOINT: `http://127.0.0.1:${port}` }, limits })
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

const fetchIt = (options: Partial<FetchCudaOptions> = {}): Promise<void> =>
  fetchCuda({ folder, signal, index, pieces: [piece], ...options })
const files = (): string[] => readdirSync(folder).sort()

describe('fetching the CUDA libraries', () => {
  it('unpacks the shared libraries and nothing else, and keeps no wheel', async () => {
    await fetchIt()
    expect(files()).toEqual(['libcudart.so.13', 'libsmall.so', 'unpacked'])
    expect(openToOthers(folder)).toEqual([])
    expect(readFileSync(path.join(folder, 'libcudart.so.13')).equals(library)).toBe(true)
    expect(readFileSync(path.join(folder, 'libsmall.so'), 'utf8')).toBe('small')
  })

  it('fetches nothing that is there', async () => {
    await fetchIt()
    server.close()
    await fetchIt()
  })

  it('goes on where a lost line stopped', async () => {
    drops = 2
    await fetchIt()
    expect(files()).toContain('libcudart.so.13')
  })

  it('never unpacks other bytes than Parley was built with', async () => {
    served = Buffer.from(wheel)
    served[100] ^= 1
    await expect(fetchIt()).rejects.toMatchObject({ code: 'download-failed' })
    expect(files().filter((name) => name.startsWith('lib'))).toEqual([])
  })

  it('names a page of a network that wants one to sign in, which comes instead of the list', async () => {
    listedHash = 'none'
    await expect(fetchIt()).rejects.toThrow(/^A web page came from 127\.0\.0\.1.* instead of /)
  })

  it('refuses an index that lists another hash', async () => {
    listedHash = '0'.repeat(64)
    await expect(fetchIt()).rejects.toThrow(
      /has another nvidia-cuda-runtime 13\.0\.96 than Parley was built with/,
    )
  })

  it('says what to do where there is no network', async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
    await expect(fetchIt()).rejects.toThrow(/The connection to .* failed .*Check the connection/)
  })

  it('says that a file is no archive', async () => {
    const file = path.join(folder, 'none.whl')
    writeFileSync(file, 'no archive at all, but long enough to look for one in it')
    await expect(readZip(file)).rejects.toMatchObject({ code: 'file-failed' })
  })
})

describe('several fetches of the CUDA libraries', () => {
  it('at once are one', async () => {
    const states = new Set<string>()
    await Promise.all([1, 2, 3].map(() => fetchIt({ onProgress: ({ state }) => states.add(state) })))
    expect(wheelRequests).toBe(1)
    expect(states).toEqual(new Set(['fetching', 'waiting']))
  })

  it('fetch no wheel again that is whole, when the first was ended while it unpacked', async () => {
    writeFileSync(path.join(folder, piece.file), wheel)
    await fetchIt()
    expect(wheelRequests).toBe(0)
    expect(files()).toEqual(['libcudart.so.13', 'libsmall.so', 'unpacked'])
  })
})

describe('fetched libraries', () => {
  const cudart = (): string => path.join(folder, 'libcudart.so.13')
  const changed = (): Notice => ({ kind: 'library-changed', file: cudart() })
  const recordFile = (): string => path.join(folder, 'unpacked', piece.file, 'files.json')
  beforeEach(() => fetchIt())

  it('may be loaded', () => expect(untrustedCuda(folder)).toBeUndefined())

  it('may not when one has other bytes, though its size and time are the same', () => {
    const { atime, mtime } = statSync(cudart())
    const bytes = readFileSync(cudart())
    bytes[100] ^= 1
    writeFileSync(cudart(), bytes)
    utimesSync(cudart(), atime, mtime)
    expect(untrustedCuda(folder)).toEqual(changed())
  })

  it('may not when another file took the place of one, or one is gone', () => {
    writeFileSync(path.join(folder, 'other'), 'other')
    renameSync(path.join(folder, 'other'), cudart())
    expect(untrustedCuda(folder)).toEqual(changed())
    rmSync(cudart())
    expect(untrustedCuda(folder)).toEqual(changed())
  })

  it('are fetched again when they are not those that were', async () => {
    writeFileSync(cudart(), 'other')
    await fetchIt()
    expect(wheelRequests).toBe(2)
    expect(untrustedCuda(folder)).toBeUndefined()
    expect(readFileSync(cudart()).equals(library)).toBe(true)
  })

  it('are read once when they are the same bytes in other files, as from a backup', () => {
    const before = readFileSync(recordFile(), 'utf8')
    writeFileSync(path.join(folder, 'restored'), library)
    renameSync(path.join(folder, 'restored'), cudart())
    expect(untrustedCuda(folder)).toBeUndefined()
    const after = readFileSync(recordFile(), 'utf8')
    expect(after).not.toBe(before)
    expect(untrustedCuda(folder)).toBeUndefined()
    expect(readFileSync(recordFile(), 'utf8')).toBe(after)
  })

  it.runIf(process.platform !== 'win32')(
    'may not where others can change them, until they are fetched again',
    async () => {
      const may = (place: string): Notice => ({ kind: 'library-open', place })
      chmodSync(cudart(), 0o622)
      expect(untrustedCuda(folder)).toEqual(may(realpathSync(cudart())))
      chmodSync(cudart(), 0o600)
      chmodSync(folder, 0o770)
      expect(untrustedCuda(folder)).toEqual(may(realpathSync(folder)))
      await fetchIt()
      expect(untrustedCuda(folder)).toBeUndefined()
      const inside = path.join(folder, 'inside')
      mkdirSync(inside, { mode: 0o700 })
      chmodSync(folder, 0o777)
      expect(untrustedCuda(inside)).toEqual(may(realpathSync(folder)))
      chmodSync(folder, 0o1777)
      expect(untrustedCuda(inside)).toBeUndefined()
    },
  )

  it('count as none where their record names a file elsewhere', async () => {
    const [first] = JSON.parse(readFileSync(recordFile(), 'utf8')) as { name: string }[]
    writeFileSync(recordFile(), JSON.stringify([{ ...first, name: '../elsewhere' }]))
    await fetchIt()
    expect(wheelRequests).toBe(2)
  })
})

describe('the CUDA libraries among the models of the window', () => {
  const card = { name: 'GeForce RTX 4090', totalBytes: 24e9, freeBytes: 20e9 }
  const shelfOf = (nvml: Nvml): CudaShelf =>
    cudaShelf({ folder, pieces: [piece], nvml: () => Promise.resolve(nvml) })
  const cudaCard = (cards: readonly ModelCard[]): ModelCard | undefined =>
    cards.find(({ kind }) => kind === 'cuda')

  it('are not there without an NVIDIA card', async () => {
    expect(await shelfOf({ reason: { kind: 'nvidia-none', detail: 'none' } }).card()).toBe(undefined)
    expect(await shelfOf({ driver: '580.95', cards: [] }).card()).toBe(undefined)
  })

  it('say that the driver is too old before anything is fetched for it', async () => {
    const { obstacle } = (await shelfOf({ driver: '535.183.01', cards: [card] }).card())!
    expect(obstacle).toEqual({ kind: 'driver-too-old', driver: '535.183.01', oldest: '580' })
  })

  it('are fetched when they are asked for, used when they are to be, and removed without what lay beside them', async () => {
    const places = scratchPlaces()
    const uses: object[] = []
    const stop = new AbortController()
    /** A fetch in this process. */
    const launch = (): FetchChild => {
      let tell: (message: FromFetchProcess) => void
      let exited: () => void
      return {
        send: (message) => {
          expect(message).toEqual({ kind: 'fetch', name: 'nvidia-cuda', places, token: undefined })
          const onProgress = (progress: PullProgress): void => tell({ kind: 'progress', progress })
          void fetchIt({ signal: stop.signal, onProgress }).then(() => {
            tell({ kind: 'done' })
            exited()
          })
        },
        onMessage: (receive) => (tell = receive),
        onExit: (then) => (exited = then),
        kill: () => stop.abort(),
      }
    }
    const cuda = shelfOf({ driver: '580.95.05', cards: [card] })
    const use = (used: object): number => uses.push(used)
    const shelf = new ModelShelf({
      ...{ places, settings: scratchSettings(places.root), cuda, launch, used: {}, use },
    })
    let cards: readonly ModelCard[] = []
    shelf.watch((next) => (cards = next))
    const here = (): Promise<ModelCard> => eventually(() => cudaCard(cards), 'a card')
    const { id } = await here()
    expect(await here()).toMatchObject({ state: 'absent', sizeBytes: wheel.length, inUse: false })
    expect(noticeInEnglish((await here()).about)).toContain('your GeForce RTX 4090')
    expect(wheelRequests).toBe(0)

    writeFileSync(path.join(folder, 'libmine.so'), 'mine')
    expect(await shelf.ask({ type: 'fetch', id })).toBe(undefined)
    await eventually(() => cudaCard(cards)?.state === 'ready', 'the libraries')
    expect(await here()).toMatchObject({ inUse: false, doneBytes: wheel.length })
    expect(await shelf.ask({ type: 'use', id })).toBe(undefined)
    expect(uses).toHaveLength(1)
    expect((await here()).inUse).toBe(true)

    expect(await shelf.ask({ type: 'remove', id })).toBe(undefined)
    expect(await here()).toMatchObject({ state: 'absent', doneBytes: 0, inUse: false })
    expect(files()).toEqual(['libmine.so', 'unpacked'])
    shelf.close()
    places.remove()
  })
})

it('the driver is looked for where it lies, and on Windows nowhere else', () => {
  for (const which of ['cuda', 'nvml'] as const) {
    expect(path.win32.dirname(driverLibrary(which, 'win32', 'C:\\Windows'))).toBe('C:\\Windows\\System32')
    expect(driverLibrary(which, 'linux')).toMatch(/^lib[\w-]+\.so\.1$/)
  }
})

describe('the list of CUDA packages', () => {
  it.each(Object.keys(cudaPieces))('of %s names a hash and a size for each wheel', (platform) => {
    for (const { file, sha256, sizeBytes, package: name, version } of cudaPieces[platform]!) {
      expect(file.startsWith(`${name.replaceAll('-', '_')}-${version}-`)).toBe(true)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(sizeBytes).toBeGreaterThan(1e6)
    }
    const { runtime, provider, needs } = cudaLibraries[platform]!
    for (const name of [runtime, ...provider, ...needs]) expect(isWantedLibrary(`folder/${name}`)).toBe(true)
    // Nothing of these asks for it.
    for (const name of ['libnvblas.so.13', 'nvblas64_13.dll']) expect(isWantedLibrary(name)).toBe(false)
  })

  it('knows the parts that Windows finds only when they are loaded', () => {
    const cudnn = [
      'adv',
      'cnn',
      'engines_precompiled',
      'engines_runtime_compiled',
      'graph',
      'heuristic',
      'ops',
    ]
    const parts = [...cudnn.map((name) => `cudnn_${name}64_9.dll`), 'nvrtc-builtins64_130.dll']
    const others = ['cudnn64_9.dll', 'nvrtc64_130_0.dll', 'nvrtc64_130_0.alt.dll', 'libcudnn_ops.so.9']
    expect([...parts, ...others].filter(isFoundByName)).toEqual(parts)
  })
})
