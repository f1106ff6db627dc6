import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { bundledGraph, type KokoroGraph } from './kokoroGraph'
import { shippedPackages, type Target } from './shippedPackages'

/** Somebody else's work that is given away with the app. */
export interface ThirdParty {
  readonly name: string
  readonly version?: string
  /** What it is, as CycloneDX calls it. */
  readonly type: 'application' | 'data' | 'framework' | 'library' | 'machine-learning-model'
  /** It is a package of the npm registry, by its name there. */
  readonly isPackage: boolean
  /** An SPDX expression. */
  readonly licence: string
  readonly source?: string
  /** A file that is not part of a package: where it lies beside the archive, and its content. */
  readonly file?: { readonly path: string; readonly sha256: string }
  /** The licence, with whose work it is. */
  readonly text: string
}

/** Packages that do not bring their licence's text, and where it lies here. */
const textsElsewhere: Readonly<Record<string, string>> = {
  'onnxruntime-node': 'resources/notices/onnxruntime.txt',
  'onnxruntime-web': 'resources/notices/onnxruntime.txt',
  '@ricky0123/vad-web': 'resources/notices/vad-web.txt',
}

/** Works within packages that say nothing of them. */
const withinPackages: readonly (Omit<ThirdParty, 'text' | 'isPackage' | 'file'> & {
  readonly textFile: string
})[] = [
  {
    name: 'Silero VAD (model, within @ricky0123/vad-web)',
    type: 'machine-learning-model',
    licence: 'MIT',
    source: 'https://github.com/snakers4/silero-vad',
    textFile: 'resources/notices/silero-vad.txt',
  },
  {
    name: 'eSpeak NG (within @echogarden/espeak-ng-emscripten)',
    type: 'library',
    licence: 'GPL-3.0-or-later',
    source: 'https://github.com/espeak-ng/espeak-ng',
    textFile: 'node_modules/@echogarden/espeak-ng-emscripten/COPYING',
  },
  {
    name: 'libsamplerate (within @alexanderolsen/libsamplerate-js)',
    type: 'library',
    licence: 'BSD-2-Clause',
    source: 'https://github.com/libsndfile/libsamplerate',
    textFile: 'node_modules/@alexanderolsen/libsamplerate-js/LICENSE.md',
  },
  {
    name: 'SQLite (within @photostructure/sqlite)',
    type: 'library',
    licence: 'blessing',
    source: 'https://sqlite.org',
    textFile: 'resources/notices/sqlite.txt',
  },
  {
    name: 'Kokoro voices (within kokoro-js)',
    type: 'data',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/hexgrad/Kokoro-82M',
    textFile: 'node_modules/kokoro-js/LICENSE',
  },
  {
    name: 'libUIOHook (within uiohook-napi)',
    type: 'library',
    licence: 'LGPL-3.0-or-later',
    source: 'https://github.com/kwhat/libuiohook',
    textFile: 'resources/notices/libuiohook.txt',
  },
]

/** Styles and fonts are not among the modules that the build notes, and Electron is around them all. */
const unnoted = ['@fontsource-variable/instrument-sans', '@fontsource-variable/jetbrains-mono', 'electron']

/** What is shipped of Parley's own: itself, and its models. */
export function ownWorks(root: string): readonly ThirdParty[] {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const text = readFileSync(path.join(root, 'LICENSE'), 'utf8')
  const own = { version, isPackage: false, licence: 'GPL-3.0-or-later', text } as const
  return [
    { name: 'Parley', type: 'application', ...own },
    { name: 'Built-in listener (models/nano)', type: 'machine-learning-model', ...own },
    { name: 'Built-in end-of-turn model (models/endOfTurn)', type: 'machine-learning-model', ...own },
  ]
}

/**
 * Everything of others that an app built in `root` is shipped with: what is built in, as the build noted it, what is
 * copied as files, and what lies within those.
 * @throws Error naming a package without a licence's text
 */
export function thirdParties(root: string, target: Target): readonly ThirdParty[] {
  const builtIn = ['main', 'preload', 'renderer'].flatMap((part) => {
    const noted = JSON.parse(readFileSync(path.join(root, 'out', part, 'licences.json'), 'utf8')) as {
      name: string
    }[]
    return noted.map(({ name }) => name)
  })
  const isInstalled = (name: string): boolean => existsSync(path.join(root, 'node_modules', name))
  // Where one is missing that the app can do without, it is not shipped either.
  const copied = shippedPackages(target).map(({ name }) => name)
  const packages = [...new Set([...builtIn, ...copied.filter(isInstalled), ...unnoted])].map((name) =>
    ofPackage(root, name),
  )
  const within = withinPackages.map(({ textFile, ...known }) => ({
    ...known,
    isPackage: false,
    text: readFileSync(path.join(root, textFile), 'utf8'),
  }))
  return [...packages, ...within].sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** The model of Kokoro that an installed app brings, whose voices are from the same makers. */
export function kokoroWork(root: string, { sha256, source }: KokoroGraph): ThirdParty {
  return {
    name: 'Kokoro-82M (model, eight-bit weights)',
    version: '1.0',
    type: 'machine-learning-model',
    isPackage: false,
    licence: 'Apache-2.0',
    source,
    file: { path: bundledGraph, sha256 },
    text: readFileSync(path.join(root, 'node_modules/kokoro-js/LICENSE'), 'utf8'),
  }
}

function ofPackage(root: string, name: string): ThirdParty {
  const folder = path.join(root, 'node_modules', name)
  const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string
    license?: string
    repository?: string | { url?: string }
    homepage?: string
  }
  const file = licenceFile(root, name)
  if (file === undefined || about.license === undefined)
    throw new Error(`The package ${name} brings no licence. Add its text to resources/notices.`)
  const repository = typeof about.repository === 'string' ? about.repository : about.repository?.url
  return {
    name,
    version: about.version,
    type: name === 'electron' ? 'framework' : 'library',
    isPackage: true,
    licence: about.license,
    // As npm has it, which knows GitHub's without its name.
    source: (repository ?? about.homepage)
      ?.replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$1')
      .replace(/^git@github\.com:/, 'https://github.com/')
      .replace(/^git\+/, '')
      .replace(/^git:/, 'https:'),
    text: readFileSync(file, 'utf8'),
  }
}

function licenceFile(root: string, name: string): string | undefined {
  const elsewhere = textsElsewhere[name]
  if (elsewhere !== undefined) return path.join(root, elsewhere)
  // koffi's binaries are packages of their own, under koffi's licence.
  const folder = path.join(root, 'node_modules', name.startsWith('@koromix/koffi-') ? 'koffi' : name)
  const found = readdirSync(folder).find((file) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(file))
  return found === undefined || !existsSync(path.join(folder, found)) ? undefined : path.join(folder, found)
}

const ruler = `\n\n${'='.repeat(100)}\n`

/** One text of all notices; a licence that several share word for word is said once. */
export function noticesText(parties: readonly ThirdParty[]): string {
  const texts = new Map<string, ThirdParty[]>()
  for (const party of parties) {
    const text = party.text.replace(/\r\n/g, '\n').trim()
    texts.set(text, [...(texts.get(text) ?? []), party])
  }
  const blocks = [...texts].map(([text, sharing]) => `${sharing.map(line).join('\n')}\n\n${text}`)
  return `${head}${ruler}${blocks.join(ruler)}\n`
}

const head = `Parley is free software under the GNU General Public License, version 3 or later (LICENSE.txt). It comes with works of
others, under licences of their own. Those under the GPL or LGPL are given with their source: it is at the address that
is named. What belongs to Electron and Chromium is in LICENSE.electron.txt and LICENSES.chromium.html.`

function line({ name, version, licence, source, file }: ThirdParty): string {
  const named = file && `${file.path} (SHA-256 ${file.sha256})`
  return [version === undefined ? name : `${name} ${version}`, licence, source, named]
    .filter((each) => each !== undefined)
    .join(', ')
}
