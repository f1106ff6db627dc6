import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { AppError } from '@contract'
import { projectRoot } from '../engineProcess/projectRoot'
import { terminal } from '../terminalWords'

const built = ['out/main/index.js', 'out/renderer/index.html']
const sources = [
  ...['src-renderer', 'src-preload', 'src-main', 'resources'],
  ...['electron.vite.config.ts', 'package-lock.json', 'tsconfig.json'],
]

/** Whether the app is built, and no part of it is older than its sources. */
export function isAppBuilt(): boolean {
  const newest = Math.max(...sources.map((source) => newestChange(path.join(projectRoot, source))))
  return built.every((file) => builtAt(path.join(projectRoot, file)) >= newest)
}

/** Builds the window, the desktop app around it and the engine, where they are not. Aborting ends the build. */
export async function buildApp(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  if (isAppBuilt()) return
  say(terminal().words.start.building)
  const { code, output } = await runBuild(signal)
  signal.throwIfAborted()
  if (code !== 0) throw new AppError('internal', { kind: 'window-not-built', detail: output.trim() })
}

async function runBuild(signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  const bin = path.join(
    path.dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
    'bin',
  )
  const args = [path.join(bin, 'electron-vite.js'), 'build']
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (output += data.toString()))
  return new Promise((resolve) => {
    child.once('error', (cause) => resolve({ code: 1, output: cause.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

function builtAt(file: string): number {
  return existsSync(file) ? statSync(file).mtimeMs : -Infinity
}

/** When the youngest file of a folder was changed. */
function newestChange(file: string): number {
  if (!existsSync(file)) return -Infinity
  const found = statSync(file)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(file).map((name) => newestChange(path.join(file, name))))
}
