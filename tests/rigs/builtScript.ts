import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../src-main/engineProcess/projectRoot'
import { waitForLock } from '../../src-main/models/directoryLock'

/**
 * A script for a process of its own, as one file: from its sources it starts in three times as long. The first test file of a
 * run that wants it builds it; outside of a run of the tests it is built each time.
 * @param script from the project's root on, such as `src-main/cli/models.ts`
 * @returns its absolute path
 */
export async function builtScript(script: string): Promise<string> {
  const ofRun = process.env.PARLEY_SCRIPTS
  const folder = path.join(
    ofRun ?? path.join(projectRoot, 'node_modules/.cache/parley-scripts/alone'),
    script.replaceAll('/', '-').replace(/\.ts$/, ''),
  )
  const file = path.join(folder, `${path.basename(script, '.ts')}.mjs`)
  const lock = await waitForLock(`${folder}.lock`, new AbortController().signal)
  try {
    if (ofRun !== undefined && existsSync(folder)) return file
    await build(script, `${folder}.part`)
    rmSync(folder, { recursive: true, force: true })
    renameSync(`${folder}.part`, folder)
    return file
  } finally {
    await lock.release()
  }
}

/** Builds as the app is built: packages are built in, all but those that are native or read files beside them. */
async function build(script: string, outDir: string): Promise<void> {
  const vite = await import('vite')
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
  await vite.build({
    ...{ configFile: false, logLevel: 'silent', root: projectRoot },
    resolve: { alias: { '@contract': path.join(projectRoot, 'src-preload/contract/index.ts') } },
    ssr: { noExternal: true, external: Object.keys({ ...dependencies, ...optionalDependencies }) },
    build: {
      ...{ ssr: path.join(projectRoot, script), outDir, emptyOutDir: true },
      rolldownOptions: { output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  })
}
