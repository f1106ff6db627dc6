import path from 'node:path'
import { build } from 'vite'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'

/** Builds the engine that fails, which so starts in half the time that its sources take. @returns the script to run */
export async function buildFaultyEngine(): Promise<string> {
  const outDir = path.join(projectRoot, 'node_modules/.cache/parley-faults')
  await build({
    ...{ configFile: false, logLevel: 'silent', root: projectRoot },
    resolve: { alias: { '@contract': path.join(projectRoot, 'src-preload/contract/index.ts') } },
    build: {
      ssr: path.join(import.meta.dirname, 'faultyEngine.ts'),
      outDir,
      rolldownOptions: { output: { entryFileNames: 'faultyEngine.mjs' } },
    },
  })
  return path.join(outDir, 'faultyEngine.mjs')
}
