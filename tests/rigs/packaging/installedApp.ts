import { fork, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import path from 'node:path'
import { config, microphoneFormat, noticeInEnglish, type EngineMessage } from '@contract'
import { bundledVoiceId } from '../../../packaging/kokoroGraph'
import { filesBelow, type StagedApp } from '../../../packaging/stageApp'
import type { FromEngineProcess, ToEngineProcess } from '../../../src-main/engine/processMessages'

/**
 * An installed app without Electron. Electron shows the archive to JavaScript as a folder, with what is unpacked in it
 * too, and loads `.node` files from beside it: here the archive is a folder, those are links, and other libraries lie
 * beside it alone, as the system's loader sees them.
 */
export interface InstalledApp {
  readonly resources: string
}

/** What electron-builder's configuration leaves unpacked. */
const isUnpacked = (file: string): boolean =>
  file.endsWith('.node') || file.startsWith('node_modules/onnxruntime-node/bin/')

/** Installs what was staged in `folder`; it is moved there. */
export function installStaged({ app, beside }: StagedApp, folder: string): InstalledApp {
  const resources = path.join(folder, 'resources')
  mkdirSync(folder, { recursive: true })
  renameSync(beside, resources)
  renameSync(app, path.join(resources, 'app.asar'))
  for (const file of filesBelow(path.join(resources, 'app.asar')).filter(isUnpacked)) {
    const unpacked = path.join(resources, 'app.asar.unpacked', file)
    mkdirSync(path.dirname(unpacked), { recursive: true })
    renameSync(path.join(resources, 'app.asar', file), unpacked)
  }
  return linked({ resources })
}

/** Installs the `resources` that electron-builder made in `folder`; its archive becomes a folder. */
export function installBuilt(built: string, folder: string, builderPackage: string): InstalledApp {
  const resources = path.join(folder, 'resources')
  cpSync(built, resources, { recursive: true })
  const archive = path.join(resources, 'app.asar')
  const { extractAll } = createRequire(builderPackage)('@electron/asar') as {
    extractAll: (archive: string, folder: string) => void
  }
  extractAll(archive, `${archive}.folder`)
  rmSync(archive)
  renameSync(`${archive}.folder`, archive)
  for (const file of filesBelow(`${archive}.unpacked`)) rmSync(path.join(archive, file))
  return linked({ resources })
}

function linked(installed: InstalledApp): InstalledApp {
  const archive = path.join(installed.resources, 'app.asar')
  const unpacked = `${archive}.unpacked`
  for (const file of filesBelow(unpacked).filter((file) => file.endsWith('.node'))) {
    mkdirSync(path.dirname(path.join(archive, file)), { recursive: true })
    symlinkSync(path.join(unpacked, file), path.join(archive, file))
  }
  return installed
}

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the installed `talk` in `cwd`. @param before a program that runs it, such as strace with its options */
export function talkInstalled(
  { resources }: InstalledApp,
  args: readonly string[],
  cwd: string,
  before: readonly string[] = [],
): Promise<Ran> {
  const script = path.join(resources, 'app.asar/out/main/talk.js')
  const [program, ...words] = [...before, process.execPath, script, ...args]
  const child = spawn(program, words, { cwd, env: ownEnvironment(cwd), stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += data.toString()))
  child.stderr.on('data', (data: Buffer) => (err += data.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
  })
}

/**
 * Asks the installed engine's process a spoken question, as the host of an installed app starts it. Resolves with its answer,
 * as text and as speech, and for what a built-in model was used.
 */
export async function askInstalledEngine(
  { resources }: InstalledApp,
  question: Float32Array,
  cwd: string,
): Promise<{
  readonly text: string
  readonly speechSamples: number
  readonly builtIn: readonly ('listener' | 'voice')[]
}> {
  const engine = fork(path.join(resources, 'app.asar/out/main/engine.js'), {
    cwd,
    env: ownEnvironment(cwd),
    execArgv: [],
    serialization: 'advanced',
  })
  const send = (message: ToEngineProcess): boolean => engine.send(message)
  const tell = (message: Extract<ToEngineProcess, { kind: 'message' }>['message']): boolean =>
    send({ kind: 'message', connection: 1, message })
  let text = ''
  let speechSamples = 0
  let builtIn: readonly ('listener' | 'voice')[] = []
  try {
    return await new Promise((resolve, reject) => {
      const heard = (message: EngineMessage): void => {
        if (message.type === 'text') text += message.text
        if (message.type === 'audio') speechSamples += message.samples.length
        if (message.type === 'ready') builtIn = message.embedded ?? []
        if (message.type !== 'turn-end') return
        if (message.reason === 'done') resolve({ text, speechSamples, builtIn })
        else reject(new Error(message.error ? noticeInEnglish(message.error.notice) : message.reason))
      }
      engine.once('exit', (code) => reject(new Error(`The engine ended with ${code}.`)))
      engine.on('message', (said: FromEngineProcess) => {
        if (said.kind === 'failed') reject(new Error(noticeInEnglish(said.error.notice)))
        if (said.kind === 'message') heard(said.message)
        if (said.kind !== 'started') return
        send({ kind: 'open', connection: 1 })
        tell({ type: 'utterance-start', turn: 1, mode: 'chat' })
        const { frameSamples } = microphoneFormat
        for (let at = 0; at < question.length; at += frameSamples)
          tell({ type: 'audio', turn: 1, samples: question.slice(at, at + frameSamples) })
        tell({ type: 'utterance-end', turn: 1 })
      })
      const voiceDir = path.join(resources, 'models', bundledVoiceId)
      send({ kind: 'start', config: config.parse({ voiceDir }) })
    })
  } finally {
    engine.removeAllListeners('exit')
    engine.kill('SIGKILL')
  }
}

/** Nothing of whoever runs this: no NODE_PATH, no home with models. */
function ownEnvironment(home: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, NODE_OPTIONS, PARLEY_LEFT } = process.env
  // The suite's own guard, which lets nothing leave this machine, is loaded from the sources.
  return {
    PATH,
    SystemRoot,
    HOME: home,
    USERPROFILE: home,
    ...(PARLEY_LEFT && { NODE_OPTIONS, PARLEY_LEFT }),
  }
}

/** Packages that the installed JavaScript names and that are not there. */
export function missingPackages({ resources }: InstalledApp): string[] {
  const app = path.join(resources, 'app.asar')
  const named = filesBelow(path.join(app, 'out/main')).flatMap((file) => {
    // What is bundled keeps its docstrings, and those have examples.
    const code = readFileSync(path.join(app, 'out/main', file), 'utf8').replace(/^\s*\* .*$/gm, '')
    // What stands in quotes itself is code that a package writes, such as ajv.
    return [...code.matchAll(/(?<!["'`])\b(?:from|import\(|require\w*\()\s*["']([@\w][^"']*)["']/g)].map(
      ([, name]) => name,
    )
  })
  const isElsewhere = (name: string): boolean =>
    name === 'electron' || name.startsWith('node:') || isBuiltin(name)
  return [...new Set(named)].filter(
    (name) => !isElsewhere(name) && !existsSync(path.join(app, 'node_modules', name)),
  )
}
