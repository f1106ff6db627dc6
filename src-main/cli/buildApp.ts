import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { AppError } from '@contract'
import { projectRoot } from '../engineProcess/projectRoot'

/** What is built: the window alone, which a browser opens, or the desktop app around it as well. */
export type BuildTarget = 'web' | 'desktop'

const configFiles = ['electron.vite.config.ts', 'package-lock.json', 'tsconfig.json']
const targets = {
  web: { built: 'out/renderer/index.html', sources: ['src-renderer', 'src-preload/contract', 'resources'] },
  desktop: { built: 'out/main/index.js', sources: ['src-renderer', 'src-preload', 'resources', 'src-main'] },
} as const

/** Builds what is missing or older than its sources. Aborting ends the build. */
export async function buildApp(
  target: BuildTarget,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { built, sources } = targets[target]
  const wanted = target === 'desktop' ? [built, targets.web.built] : [built]
  const newest = Math.max(
    ...[...configFiles, ...sources].map((source) => newestChange(path.join(projectRoot, source))),
  )
  if (wanted.every((file) => builtAt(path.join(projectRoot, file)) >= newest)) return
  say('Building the window...')
  const { code, output } = await runBuild(target, signal)
  signal.throwIfAborted()
  if (code !== 0) throw new AppError('internal', `The window could not be built.\n${output.trim()}`)
}

async function runBuild(
  target: BuildTarget,
  signal: AbortSignal,
): Promise<{ code: number | null; output: string }> {
  const bin = path.join(
    path.dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
    'bin',
  )
  const args = [path.join(bin, 'electron-vite.js'), 'build', ...(target === 'web' ? ['--mode', 'web'] : [])]
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
