import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { waitForLock } from '../../src-main/models/directoryLock'

/**
 * A page of the tests, built as the window is: by the first file of a run that opens it. Returns the folder it lies in.
 * @param root its sources, with an `index.html`
 */
export async function builtPage(root: string): Promise<string> {
  // Of this run, as all that is made once: see tests/nobodysOwn.ts.
  const folder = path.join(process.env.PARLEY_MADE!, 'pages', path.basename(path.dirname(root)))
  const lock = await waitForLock(`${folder}.lock`, new AbortController().signal)
  try {
    if (existsSync(folder)) return folder
    const [{ build }, { renderer }] = await Promise.all([
      import('vite'),
      import('../../electron.vite.config'),
    ])
    const outDir = `${folder}.part`
    await build({
      ...renderer,
      root,
      configFile: false,
      logLevel: 'error',
      build: { ...renderer.build, outDir, rolldownOptions: { input: path.join(root, 'index.html') } },
    })
    renameSync(outDir, folder)
    return folder
  } finally {
    await lock.release()
  }
}
