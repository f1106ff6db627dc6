import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { billFile } from '../../../packaging/billOfMaterials'
import { bundledVoiceId } from '../../../packaging/kokoroGraph'
import { filesBelow } from '../../../packaging/stageApp'
import { runOptions } from '../../../src-main/cli/runOptions'
import { noSandbox, withoutSandboxSwitch } from '../../../src-main/engine/files/ownSandbox'
import { decodeWav } from '../../../src-main/engine/sound/wav'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { catalogue } from '../../../src-main/models/catalogue'
import { formatsOf } from '../../../src-preload/contract'
import { filesUnder } from '../hub/hubFiles'
import { startLoopbackHub } from '../hub/loopbackHub'
import { makeToneVoice } from '../models/toneVoice'
import {
  askInstalledEngine,
  installBuilt,
  missingPackages,
  talkInstalled,
  type InstalledApp,
  type Ran,
} from './installedApp'
import { standInElectron } from './standInElectron'

const usage = `npm run package:try [-- OPTIONS]

Packs Parley with electron-builder around a stand-in of Electron, takes what it made to another place, and has it answer a
spoken question there, with nothing of the sources being read. In Kokoro's place it brings a voice of tones, from a hub on the loopback.

  --kokoro DIR  brings the Kokoro in this folder, as npm run package does
`

const folder = mkdtempSync(path.join(tmpdir(), 'parley package '))
const at = (name: string): string => path.join(folder, name)
const question = path.join(projectRoot, 'resources/question.wav')
const answer = 'The capital of France is Paris.'
const builder = path.join(projectRoot, 'packaging/package.json')

let wrong = 0

function check(isSo: boolean, what: string): void {
  console.log(`${isSo ? 'ok   ' : 'WRONG'} ${what}`)
  if (!isSo) wrong++
}

await runOptions('package:try', usage, { kokoro: { type: 'string' } }, tryIt)
rmSync(folder, { recursive: true })

async function tryIt({ kokoro }: { readonly kokoro?: string }): Promise<number> {
  const built = await pack(kokoro)
  const installed = installBuilt(path.join(built, 'resources'), at('installed'), builder)
  rmSync(at('dist'), { recursive: true })
  await converse(installed)
  return wrong === 0 ? 0 : 1
}

/** Packs, and looks at what came of it. */
async function pack(kokoro?: string): Promise<string> {
  standInElectron(at('electron'))
  const args = ['packaging/package.ts', '--dir', '--electron-dist', at('electron'), '--output', at('dist')]
  if (kokoro !== undefined) await runPackage([...args, '--kokoro', path.resolve(kokoro)])
  else await withHub((env) => runPackage(args, env))
  const built = at('dist/linux-unpacked')
  const sizes = filesBelow(built).map((file) => ({ file, bytes: statSync(path.join(built, file)).size }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  console.log(
    `${formatsOf('en').bytes(total)} without Electron, in ${sizes.length} files. The biggest of the archive and beside it:`,
  )
  const whole = sizes.filter(({ file }) => !file.endsWith('.asar'))
  for (const { file, bytes } of [...archived(built), ...whole].sort((a, b) => b.bytes - a.bytes).slice(0, 10))
    console.log(`  ${formatsOf('en').bytes(bytes).padStart(8)}  ${file}`)
  const brought = ['THIRD-PARTY.txt', billFile].filter((name) =>
    existsSync(path.join(built, 'resources', name)),
  )
  check(brought.length === 2, 'it says whose work it brings, to people and to programs')
  check(
    filesBelow(path.join(built, 'locales')).join() === 'de.pak,en-US.pak,fr.pak',
    'the words of Chromium are kept in the languages of Parley alone',
  )
  const program = readFileSync(path.join(built, 'parley'), 'latin1')
  const [, fuses = ''] = /dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\W.([01r]+)/.exec(program) ?? []
  // RunAsNode, cookies, NODE_OPTIONS, --inspect, integrity of the archive, nothing but the archive, snapshot, file://.
  check(fuses.startsWith('01001100'), 'the program runs nothing but its own archive')
  checkAppRun()
  return built
}

/** Does something while a hub on the loopback has a voice of tones in the place of Kokoro. */
async function withHub(work: (env: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
  makeToneVoice(at('voice'))
  const files = filesUnder(at('voice'), (name) =>
    name.replace('onnx/model.onnx', 'onnx/model_quantized.onnx'),
  )
  const { repository } = catalogue.find(({ id }) => id === bundledVoiceId)!
  const hub = await startLoopbackHub({ repositories: { [repository]: files } })
  try {
    await work({ ...process.env, HF_ENDPOINT: hub.endpoint, PARLEY_MODELS_DIR: at('models') })
  } finally {
    await hub.close()
  }
}

/** In a process of its own: this one is the hub. */
function runPackage(args: readonly string[], env = process.env): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    ...{ cwd: projectRoot, env, stdio: 'inherit' },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm run package ended with ${code}.`)),
    )
  })
}

/** The start of an AppImage puts its switch where Parley takes it out of the words: before all of them. */
function checkAppRun(): void {
  const { generateAppRunScript } = createRequire(builder)(
    'app-builder-lib/out/targets/appimage/appImageUtil',
  ) as { generateAppRunScript: (names: Readonly<Record<string, string>>) => string }
  const folder = at('AppDir')
  mkdirSync(path.join(folder, 'usr/sbin'), { recursive: true })
  const write = (name: string, script: string): void =>
    writeFileSync(path.join(folder, name), script, { mode: 0o755 })
  write(
    'AppRun',
    generateAppRunScript({ ExecutableName: 'parley', ProductName: 'Parley', ProductFilename: 'Parley' }),
  )
  write('parley', '#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n')
  const words = (namespaces: 'open' | 'closed'): string[] => {
    write('usr/sbin/unshare', `#!/bin/sh\nexit ${namespaces === 'open' ? 0 : 1}\n`)
    return execFileSync(path.join(folder, 'AppRun'), ['talk', 'a b.wav'], { encoding: 'utf8' })
      .trim()
      .split('\n')
  }
  const program = path.join(folder, 'parley')
  const isRight = [program, 'talk', 'a b.wav'].join('\n')
  check(
    words('open').join('\n') === isRight &&
      words('closed').includes(noSandbox) &&
      withoutSandboxSwitch(words('closed')).join('\n') === isRight,
    'an AppImage runs its commands with user namespaces and without',
  )
}

function archived(built: string): { file: string; bytes: number }[] {
  interface Entry {
    readonly size?: number
    readonly unpacked?: boolean
    readonly files?: Readonly<Record<string, Entry>>
  }
  const { getRawHeader } = createRequire(builder)('@electron/asar') as {
    getRawHeader: (archive: string) => { header: Entry }
  }
  const list = ({ files, size, unpacked }: Entry, place: string): { file: string; bytes: number }[] =>
    files === undefined
      ? [{ file: place, bytes: unpacked ? 0 : (size ?? 0) }]
      : Object.entries(files).flatMap(([name, entry]) => list(entry, `${place}/${name}`))
  return list(getRawHeader(path.join(built, 'resources/app.asar')).header, 'app.asar')
}

/** Has the installed app answer. */
async function converse(installed: InstalledApp): Promise<void> {
  const away = at('away')
  mkdirSync(away)
  check(missingPackages(installed).length === 0, 'every package that it names is there')
  const traced = at('opened')
  const strace = hasStrace() ? ['strace', '-f', '-e', 'trace=open,openat', '-o', traced] : []
  const spoken = await talkInstalled(installed, [question, '--out', at('away/answer.wav')], away, strace)
  check(says(spoken), 'it answers a spoken question with speech')
  const rateHz = (name: string): number => {
    const { samples, sampleRateHz } = decodeWav(readFileSync(at(name)), name)
    console.log(`      ${(samples.length / sampleRateHz).toFixed(1)} s of speech at ${sampleRateHz} Hz`)
    return sampleRateHz
  }
  check(rateHz('away/answer.wav') === 24_000, 'it speaks with the Kokoro that it brings')
  if (strace.length === 0)
    console.log('      strace is not there, so nobody looked at which files were opened')
  else check(openedSources(traced).length === 0, 'it opens no file of the sources but the question')

  const small = [question, '--kokoro', 'built-in', '--out', at('away/small.wav')]
  check(says(await talkInstalled(installed, small, away)), 'it answers with the built-in voice')
  check(rateHz('away/small.wav') !== 24_000, 'that is another voice')

  const utterance = decodeWav(readFileSync(question), question)
  const heard = await askInstalledEngine(installed, utterance.samples, away)
  check(
    heard.text === answer && heard.speechSamples > 20_000 && !heard.builtIn.includes('voice'),
    "the engine's own process answers over its line, with the Kokoro that it brings",
  )
}

function says({ code, out, err }: Ran): boolean {
  if (code === 0 && err === '' && out.startsWith(`${answer}\n`)) return true
  console.log(`      ended with ${code}: ${out}${err}`)
  return false
}

function hasStrace(): boolean {
  return process.platform === 'linux' && spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0
}

/** Files below the sources that were found when they were opened. */
function openedSources(traced: string): string[] {
  if (!existsSync(traced)) return ['nothing was traced']
  const opened = [...readFileSync(traced, 'utf8').matchAll(/open(?:at)?\([^"]*"([^"]+)".*\) = \d/g)]
  const ours = opened
    .map(([, file]) => file)
    .filter((file) => file.startsWith(projectRoot) && file !== question)
  for (const file of ours) console.log(`      opened ${file}`)
  return opened.length > 100 ? ours : ['too little was traced']
}
