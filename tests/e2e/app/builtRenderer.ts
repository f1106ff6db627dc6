import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformWithOxc } from 'vite'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { freshBuild } from '../../rigs/freshBuild'
import { scenePath } from './sceneCard'
import { recorderPath } from './soundCard'

/** The window as it is built with the app, in a folder of its own, with the test's audio scripts beside it. */
export async function builtRenderer(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-app-'))
  const built = path.join(projectRoot, 'out/renderer')
  await freshBuild(() => cpSync(built, folder, { recursive: true }))
  writeFileSync(path.join(folder, recorderPath), await pageScript('recorderWorklet'))
  writeFileSync(path.join(folder, scenePath), await pageScript('sceneWorklet'))
  return folder
}

/** A script of `page/`, as the browser reads it. */
export async function pageScript(name: string): Promise<string> {
  const file = fileURLToPath(new URL(`page/${name}.ts`, import.meta.url))
  const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file, { sourcemap: false })
  // A file whose only imports were types is marked as a module; for a script that is an error.
  return code.replace(/^export \{\s*\};?$/m, '')
}
