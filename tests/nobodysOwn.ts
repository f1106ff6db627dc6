import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What Parley takes from its user by the environment: settings, models, tokens and ways to the network. */
const ofTheUser =
  /^(PARLEY_(?!LEFT$|UNCAUGHT$|CHROMIUM$|REAL_KOKORO$|UPDATE_)\w+|HF_\w+|HUGGINGFACE_\w+|(HTTPS?|ALL|NO)_PROXY|ELECTRON_\w+)$/i

/**
 * Gives the run a home of Parley's own, so that no test sees what its user has set, fetched or chosen, nor changes it; and a
 * language, for numbers are written as the user does.
 */
export default function useNobodysOwn(): () => void {
  for (const name of Object.keys(process.env)) if (ofTheUser.test(name)) delete process.env[name]
  process.env.LC_ALL = 'C'
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-nobody-'))
  for (const [name, place] of [
    ['XDG_DATA_HOME', 'data'],
    ['LOCALAPPDATA', 'data'],
    ['XDG_CONFIG_HOME', 'settings'],
    ['APPDATA', 'settings'],
    ['PARLEY_MODELS_DIR', 'models'],
    ['PARLEY_CONFIG', 'settings.yaml'],
    ['PARLEY_CUDA_DIR', 'cuda'],
    ['HF_HOME', 'hub'],
    ['PARLEY_MADE', 'made'],
  ])
    process.env[name] = path.join(folder, place)
  // What is built for the run lies where its packages are found: see tests/rigs/builtScript.ts.
  const scripts = path.join(
    import.meta.dirname,
    '../node_modules/.cache/parley-scripts',
    path.basename(folder),
  )
  process.env.PARLEY_SCRIPTS = scripts
  return () => {
    for (const made of [folder, scripts]) rmSync(made, { recursive: true, force: true })
  }
}
