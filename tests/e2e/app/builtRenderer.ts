import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import ts from 'typescript'
import { buildApp } from '../../../src-main/cli/buildApp'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { scenePath } from './sceneCard'
import { recorderPath } from './soundCard'

/** A build takes seconds; a lock that is this old belongs to nobody. */
const staleMs = 120_000

/**
 * The window as it is built for everyone, in a folder of its own, with the test's audio scripts beside it. Test files run side by
 * side: one of them builds, and none serves what another is about to replace.
 */
export async function builtRenderer(): Promise<string> {
  const lock = path.join(tmpdir(), `parley-build-${Buffer.from(projectRoot).toString('hex').slice(-40)}`)
  await take(lock)
  try {
    await buildApp('web', () => undefined, new AbortController().signal)
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-app-'))
    cpSync(path.join(projectRoot, 'out/renderer'), folder, { recursive: true })
    writeFileSync(path.join(folder, recorderPath), pageScript('recorderWorklet'))
    writeFileSync(path.join(folder, scenePath), pageScript('sceneWorklet'))
    return folder
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

/** A script of `page/`, as the browser reads it. */
export function pageScript(name: string): string {
  const file = fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  })
  // TypeScript marks a file whose only imports were types as a module; for a script that is an error.
  return outputText.replace(/^export \{\};?$/m, '')
}

async function take(lock: string): Promise<void> {
  for (;;) {
    try {
      return mkdirSync(lock)
    } catch {
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0
      if (since > 0 && Date.now() - since > staleMs) rmSync(lock, { recursive: true, force: true })
      await sleep(100)
    }
  }
}
