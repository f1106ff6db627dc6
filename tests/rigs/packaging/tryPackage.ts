import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { billFile } from '../../../packaging/billOfMaterials'
import { filesBelow } from '../../../packaging/stageApp'
import { runOptions } from '../../../src-main/cli/runOptions'
import { noSandbox, withoutSandboxSwitch } from '../../../src-main/engine/files/ownSandbox'
import { decodeWav } from '../../../src-main/engine/sound/wav'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { formatsOf } from '../../../src-preload/contract'
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

const usage = `npm run package:try

Packs Parley with electron-builder around a stand-in of Electron, takes what it made to another place, and has it answer a
spoken question there, with nothing of the sources being read.
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

await runOptions('package:try', usage, {}, tryIt)
rmSync(folder, { recursive: true })

async function tryIt(): Promise<number> {
  const built = pack()
  const installed = installBuilt(path.join(built, 'resources'), at('installed'), builder)
  rmSync(at('dist'), { recursive: true })
  await converse(installed)
  return wrong === 0 ? 0 : 1
}

/** Packs, and looks at what came of it. */
function pack(): string {
  standInElectron(at('electron'))
  const args = ['packaging/package.ts', '--dir', '--electron-dist', at('electron'), '--output', at('dist')]
  execFileSync(process.execPath, ['--import', 'tsx', ...args], { cwd: projectRoot, stdio: 'inherit' })
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
    filesBelow(path.join(built, 'locales')).join() === 'en-US.pak',
    'only the English words of Chromium are kept',
  )
  const program = readFileSync(path.join(built, 'parley'), 'latin1')
  const [, fuses = ''] = /dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\W.([01r]+)/.exec(program) ?? []
  // RunAsNode, cookies, NODE_OPTIONS, --inspect, integrity of the archive, nothing but the archive, snapshot, file://.
  check(fuses.startsWith('01001100'), 'the program runs nothing but its own archive')
  checkAppRun()
  return built
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
  const { samples, sampleRateHz } = decodeWav(readFileSync(at('away/answer.wav')), 'answer.wav')
  console.log(`      ${(samples.length / sampleRateHz).toFixed(1)} s of speech`)
  if (strace.length === 0)
    console.log('      strace is not there, so nobody looked at which files were opened')
  else check(openedSources(traced).length === 0, 'it opens no file of the sources but the question')

  makeToneVoice(at('away/voice'))
  const withKokoro = [
    question,
    '--kokoro',
    at('away/voice'),
    '--voice',
    'bf_emma',
    '--out',
    at('away/tones.wav'),
  ]
  check(
    says(await talkInstalled(installed, withKokoro, away)),
    "it speaks with Kokoro's phonemes and a shipped voice",
  )
  check(statSync(at('away/tones.wav')).size > 40_000, 'Kokoro speaks as long as that takes')

  const utterance = decodeWav(readFileSync(question), question)
  const heard = await askInstalledEngine(installed, utterance.samples, away)
  check(
    heard.text === answer && heard.speechSamples > 20_000,
    "the engine's own process answers over its line",
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
