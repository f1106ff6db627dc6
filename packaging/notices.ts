import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { shippedPackages, type Target } from './shippedPackages'

/** Somebody else's work that is given away with the app. */
export interface ThirdParty {
  readonly name: string
  readonly version?: string
  /** An SPDX expression. */
  readonly licence: string
  readonly source?: string
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
const withinPackages: readonly (Omit<ThirdParty, 'text'> & { readonly file: string })[] = [
  {
    name: 'Silero VAD (model, within @ricky0123/vad-web)',
    licence: 'MIT',
    source: 'https://github.com/snakers4/silero-vad',
    file: 'resources/notices/silero-vad.txt',
  },
  {
    name: 'eSpeak NG (within @echogarden/espeak-ng-emscripten)',
    licence: 'GPL-3.0-or-later',
    source: 'https://github.com/espeak-ng/espeak-ng',
    file: 'node_modules/@echogarden/espeak-ng-emscripten/COPYING',
  },
  {
    name: 'Kokoro voices (within kokoro-js)',
    licence: 'Apache-2.0',
    source: 'https://huggingface.co/hexgrad/Kokoro-82M',
    file: 'node_modules/kokoro-js/LICENSE',
  },
  {
    name: 'libUIOHook (within uiohook-napi)',
    licence: 'LGPL-3.0-or-later',
    source: 'https://github.com/kwhat/libuiohook',
    file: 'resources/notices/libuiohook.txt',
  },
]

/** Styles and fonts are not among the modules that the build notes. */
const unnoted = ['@fontsource-variable/instrument-sans']

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
  const copied = shippedPackages(target).map(({ name }) => name)
  const packages = [...new Set([...builtIn, ...copied, ...unnoted])].map((name) => ofPackage(root, name))
  const within = withinPackages.map(({ file, ...known }) => ({
    ...known,
    text: readFileSync(path.join(root, file), 'utf8'),
  }))
  return [...packages, ...within].sort((a, b) => a.name.localeCompare(b.name, 'en'))
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
    licence: about.license,
    source: (repository ?? about.homepage)?.replace(/^git\+/, '').replace(/^git:/, 'https:'),
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

function line({ name, version, licence, source }: ThirdParty): string {
  return [version === undefined ? name : `${name} ${version}`, licence, source]
    .filter((each) => each !== undefined)
    .join(', ')
}
