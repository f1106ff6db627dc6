import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '@contract'
import { buildApp } from '../src-main/cli/buildApp'
import { ProgressLine } from '../src-main/cli/progressLine'
import { runOptions } from '../src-main/cli/runOptions'
import { openHub } from '../src-main/models/hub'
import { userPlaces } from '../src-main/models/places'
import { formatsOf } from '../src-preload/contract'
import { builderConfig } from './builderConfig'
import { fetchKokoro, kokoroIn } from './bundledKokoro'
import { installedBytes } from './installedBytes'
import { bundledVoiceId, type KokoroGraph } from './kokoroGraph'
import { stageApp } from './stageApp'
import type { Target } from './shippedPackages'

const usage = `npm run package [-- OPTIONS]

Makes the installers for the system that this is: AppImage and deb on Linux (x64), an installer on Windows (x64), dmg and
zip on macOS (arm64). They come to lie in dist.

An installed Parley speaks with Kokoro (92 MB), which is fetched once among your models and checked.

  --dir                only the folder of the installed app, without an installer
  --kokoro DIR         takes onnx/model_quantized.onnx or kokoro-v1.0.int8.onnx from this folder instead of fetching it
  --without-kokoro     brings no Kokoro: what is installed speaks with the small built-in voice until one is fetched
  --electron-dist DIR  packs this Electron instead of fetching one
  --output DIR         where they come to lie
`

/** What is used of electron-builder, which is installed only when something is packaged. */
interface Builder {
  readonly build: (options: object) => Promise<string[]>
  readonly Platform: { current(): { createTarget(targets?: string | string[]): object } }
}

const { bytes } = formatsOf('en')
const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.dirname(here)

const options = {
  dir: { type: 'boolean', default: false },
  kokoro: { type: 'string' },
  'without-kokoro': { type: 'boolean', default: false },
  'electron-dist': { type: 'string' },
  output: { type: 'string', default: path.join(root, 'dist') },
} as const
await runOptions('package', usage, options, makeInstallers)

interface Given {
  readonly dir: boolean
  readonly kokoro?: string
  readonly 'without-kokoro': boolean
  readonly 'electron-dist'?: string
  readonly output: string
}

async function makeInstallers(values: Given): Promise<void> {
  const target = ownTarget()
  const output = path.resolve(values.output)
  mkdirSync(output, { recursive: true })
  const kokoro = await wantedKokoro(values)
  installBuilder()
  await buildApp(console.log, new AbortController().signal)
  const staged = stageApp(root, target, path.join(output, 'stage'), kokoro)
  console.log(`Beside Electron an installed Parley takes ${bytes(installedBytes(staged))}.`)
  const { build, Platform } = createRequire(path.join(here, 'package.json'))('electron-builder') as Builder
  const electronDist = values['electron-dist'] && path.resolve(values['electron-dist'])
  const places = { staged, output, resources: path.join(root, 'resources'), electronDist }
  const made = await build({
    projectDir: staged.app,
    targets: Platform.current().createTarget(values.dir ? 'dir' : undefined),
    config: builderConfig(places, electronVersion(), process.env),
    publish: 'never',
  })
  for (const file of made) console.log(`${file} (${bytes(statSync(file).size)})`)
}

async function wantedKokoro(values: Given): Promise<KokoroGraph | undefined> {
  if (values['without-kokoro']) return undefined
  if (values.kokoro !== undefined) return kokoroIn(path.resolve(values.kokoro))
  const line = new ProgressLine(bundledVoiceId, process.stdout)
  try {
    const { signal } = new AbortController()
    return await fetchKokoro(openHub(), userPlaces(), signal, (progress) => line.show(progress))
  } finally {
    line.end()
  }
}

function ownTarget(): Target {
  const name = `${process.platform}-${process.arch}`
  switch (name) {
    case 'linux-x64':
    case 'win32-x64':
    case 'darwin-arm64':
      return { platform: process.platform, arch: process.arch } as Target
    default:
      throw new AppError('runtime-unavailable', {
        kind: 'as-told',
        text: `There are no installers for ${name}: they are made on linux-x64, win32-x64 and darwin-arm64.`,
      })
  }
}

/** electron-builder has a folder of its own, so that nobody who only starts or tests Parley has to install it. */
function installBuilder(): void {
  const installed = path.join(here, 'node_modules/.package-lock.json')
  const locked = path.join(here, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs) return
  console.log('Installing electron-builder, once...')
  const args = ['install', '--no-save', '--ignore-scripts', '--no-fund', '--no-audit']
  const { status } = spawnSync('npm', args, {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    throw new AppError('runtime-unavailable', {
      kind: 'as-told',
      text: 'electron-builder could not be installed. Check the network and try again.',
    })
}

function electronVersion(): string {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string }
  }
  return devDependencies.electron
}
