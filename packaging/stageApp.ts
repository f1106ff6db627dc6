import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { worksFile } from '@contract'
import { billFile, billOfMaterials, integrities } from './billOfMaterials'
import { stageKokoro } from './bundledKokoro'
import type { KokoroGraph } from './kokoroGraph'
import { kokoroWork, noticesText, ownWorks, thirdParties } from './notices'
import { shippedPackages, type ShippedPackage, type Target } from './shippedPackages'
import { shippedWorksOf } from './worksFile'

/** What is laid out for a target, before it becomes an archive and an installer. */
export interface StagedApp {
  /** What goes into the archive. */
  readonly app: string
  /** What goes beside the archive. */
  readonly beside: string
}

/** Of the app's own folders what is shipped, in the archive and beside it. */
const own = {
  archived: [
    { from: 'out/main', files: /\.js$/ },
    { from: 'out/preload', files: /\.cjs$/ },
    { from: 'out/renderer', files: /^(index\.html|assets\/.*)$/ },
    { from: 'resources/tray', files: /\.png$/ },
  ],
  beside: [
    { from: 'models/nano', files: /^(\w+\.json|onnx\/\w+\.onnx)$/ },
    { from: 'models/endOfTurn', files: /^endOfTurn\.onnx$/ },
    {
      from: 'node_modules/@ricky0123/vad-web/dist',
      to: 'models/voiceActivity',
      files: /^silero_vad_v6\.onnx$/,
    },
    { from: 'node_modules/kokoro-js/voices', to: 'voices', files: /\.bin$/ },
  ],
} as const

/**
 * Lays out exactly what an installed app has, from the built sources in `root`.
 * @param folder is emptied first
 * @param kokoro the voice that it brings; absent: the built-in one alone
 * @throws Error naming what is missing, or is not what it should be
 */
export function stageApp(root: string, target: Target, folder: string, kokoro?: KokoroGraph): StagedApp {
  const staged = { app: path.join(folder, 'app'), beside: path.join(folder, 'beside') }
  rmSync(folder, { recursive: true, force: true })
  for (const { from, files } of own.archived) copy(path.join(root, from), path.join(staged.app, from), files)
  for (const { from, files, ...other } of own.beside)
    copy(path.join(root, from), path.join(staged.beside, 'to' in other ? other.to : from), files)
  for (const shipped of shippedPackages(target)) copyPackage(root, staged.app, shipped)
  writeFileSync(path.join(staged.app, 'package.json'), `${JSON.stringify(manifest(root), undefined, 2)}\n`)
  cpSync(path.join(root, 'LICENSE'), path.join(staged.beside, 'LICENSE.txt'))
  if (kokoro) stageKokoro(kokoro, staged.beside)
  const parties = [...thirdParties(root, target), ...(kokoro ? [kokoroWork(root, kokoro)] : [])].sort(
    (a, b) => a.name.localeCompare(b.name, 'en'),
  )
  writeFileSync(path.join(staged.beside, 'THIRD-PARTY.txt'), noticesText(parties))
  const works = [...ownWorks(root), ...parties]
  // The build knew nothing of what lies beside the archive here.
  writeFileSync(path.join(staged.app, 'out/renderer', worksFile), JSON.stringify(shippedWorksOf(works)))
  const bill = billOfMaterials(works, integrities(root))
  writeFileSync(path.join(staged.beside, billFile), `${JSON.stringify(bill, undefined, 2)}\n`)
  return staged
}

/** The package.json of an installed app. */
function manifest(root: string): object {
  const { name, version, description, license, author } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  ) as Record<string, string | undefined>
  return {
    ...{ name, productName: 'Parley', version, description, license, author },
    type: 'module',
    main: 'out/main/index.js',
    // What Linux desktops know the app's windows and its shortcuts by.
    desktopName: 'parley.desktop',
  }
}

function copyPackage(root: string, app: string, { name, files }: ShippedPackage): void {
  const from = path.join(root, 'node_modules', name)
  if (!existsSync(from))
    throw new Error(
      `The package ${name} is not installed. Run npm install on the system that the app is for.`,
    )
  const to = path.join(app, 'node_modules', name)
  copy(from, to, files)
  cpSync(path.join(from, 'package.json'), path.join(to, 'package.json'))
}

function copy(from: string, to: string, files: RegExp): void {
  const found = existsSync(from) ? filesBelow(from).filter((file) => files.test(file)) : []
  if (found.length === 0) throw new Error(`There is nothing to ship in ${from} (${String(files)}).`)
  for (const file of found) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true })
    cpSync(path.join(from, file), path.join(to, file))
  }
}

/** Paths of the files below a folder, with `/` on every system. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}
