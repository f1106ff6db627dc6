/** What an installed app has, and that it runs from there. `npm run package:try` does the same through electron-builder. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { shippedWorks, worksFile } from '@contract'
import { builderConfig } from '../../../packaging/builderConfig'
import { installedBytes, mostInstalledBytes } from '../../../packaging/installedBytes'
import { bundledGraph, bundledVoiceId } from '../../../packaging/kokoroGraph'
import { filesBelow, stageApp } from '../../../packaging/stageApp'
import type { Target } from '../../../packaging/shippedPackages'
import { kokoroVocabulary } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVocabulary'
import { decodeWav, type DecodedWav } from '../../../src-main/engine/sound/wav'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { catalogue } from '../../../src-main/models/catalogue'
import { freshBuild } from '../../rigs/freshBuild'
import { toneGraph } from '../../rigs/models/bundledVoice'
import { readTones } from '../../rigs/models/readTones'
import {
  installStaged,
  missingPackages,
  talkInstalled,
  type InstalledApp,
} from '../../rigs/packaging/installedApp'

const target = { platform: process.platform, arch: process.arch } as Target
/** Licences under which a work may be part of one under the GPL, version 3 or later; a font is only bundled with it. */
const compatible = [
  ...['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'blessing', 'GPL-3.0', 'GPL-3.0-or-later', 'ISC'],
  ...['LGPL-3.0-or-later', 'MIT', 'OFL-1.1'],
]
/** Whose work each other file of the window is. */
const ofWork: readonly [RegExp, string][] = [
  [/\/instrument-sans-.*\.woff2$/, '@fontsource-variable/instrument-sans'],
  [/\/jetbrains-mono-.*\.woff2$/, '@fontsource-variable/jetbrains-mono'],
  [/\/ort-.*\.wasm$/, 'onnxruntime-web'],
  [/\/silero_vad_.*\.onnx$/, 'Silero VAD (model, within @ricky0123/vad-web)'],
  [/\/(echoSentence|icon|idle|listening|muted|speaking|thinking|trouble)-.*\.(wav|svg)$/, 'Parley'],
]

/** The parts of CycloneDX 1.6 that are used, and nothing beside them (cyclonedx.org/docs/1.6/json). */
const component = z.strictObject({
  type: z.enum(['application', 'data', 'framework', 'library', 'machine-learning-model']),
  'bom-ref': z.string().min(1),
  name: z.string().min(1),
  version: z.string().optional(),
  hashes: z
    .array(
      z.union([
        z.strictObject({ alg: z.literal('SHA-512'), content: z.string().regex(/^[a-f0-9]{128}$/) }),
        z.strictObject({ alg: z.literal('SHA-256'), content: z.string().regex(/^[a-f0-9]{64}$/) }),
      ]),
    )
    .optional(),
  licenses: z
    .array(
      z.union([
        z.strictObject({ license: z.strictObject({ id: z.string() }) }),
        z.strictObject({ expression: z.string() }),
      ]),
    )
    .length(1),
  purl: z.string().optional(),
  externalReferences: z.array(z.strictObject({ type: z.enum(['vcs', 'website']), url: z.url() })).optional(),
  properties: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
})
const billOfMaterials = z.strictObject({
  $schema: z.literal('http://cyclonedx.org/schema/bom-1.6.schema.json'),
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.6'),
  version: z.literal(1),
  metadata: z.strictObject({ component }),
  components: z.array(component).min(20),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
})

const isTarget = ['linux-x64', 'win32-x64', 'darwin-arm64'].includes(`${process.platform}-${process.arch}`)

describe.skipIf(!isTarget)('the installed app', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley installed '))
  const kokoro = toneGraph(path.join(folder, 'voice of tones'))
  let installed: InstalledApp
  let files: string[]
  let takesBytes: number

  beforeAll(async () => {
    await freshBuild(() => undefined)
    const staged = stageApp(projectRoot, target, path.join(folder, 'stage'), kokoro)
    takesBytes = installedBytes(staged)
    installed = installStaged(staged, path.join(folder, 'Parley'))
    files = filesBelow(installed.resources)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  /** JSON within the installed app. */
  const read = (...names: string[]): unknown =>
    JSON.parse(readFileSync(path.resolve(installed.resources, ...names), 'utf8'))
  /** The packages that lie in it as files, or that the build noted as built in. */
  const packagesWithin = (): string[] => {
    const manifest = /^app\.asar\/node_modules\/(.+)\/package\.json$/
    const asFiles = files.map((file) => manifest.exec(file)?.[1]).filter((name) => name !== undefined)
    const builtIn = ['main', 'preload', 'renderer'].flatMap((part) =>
      (read(projectRoot, 'out', part, 'licences.json') as { name: string }[]).map(({ name }) => name),
    )
    return [...new Set([...asFiles, ...builtIn])]
  }

  it('has what it runs on, and of native libraries those of its own system alone', () => {
    expect(missingPackages(installed)).toEqual([])
    const native = files.filter((file) => /\.(node|dll|dylib|so(\.\d+)*)$/.test(file))
    expect(native.filter((file) => !file.startsWith('app.asar.unpacked/'))).toEqual(
      native.filter((file) => file.startsWith('app.asar/') && file.endsWith('.node')),
    )
    const unpacked = native.filter((file) => file.startsWith('app.asar.unpacked/'))
    expect(unpacked.length).toBeGreaterThanOrEqual(3)
    for (const file of unpacked) expect(file).toMatch(new RegExp(`${target.platform}[_/-]${target.arch}`))
  })

  it('has nothing that is of use to its makers alone', () => {
    for (const file of files)
      expect(file).not.toMatch(
        /\.(map|ts|tsx|md|py|test\.js)$|transformers|playwright|vitest|\/(test|bench|train)s?\//,
      )
    // What makes an engine fail lies in the tests alone (`tests/rigs/faults/faultyEngine.ts`).
    for (const file of files.filter((each) => /^app\.asar\/out\/.*\.m?js$/.test(each)))
      expect(readFileSync(path.join(installed.resources, file), 'utf8')).not.toContain(
        'something unthought of',
      )
    const manifest = JSON.parse(
      readFileSync(path.join(installed.resources, 'app.asar/package.json'), 'utf8'),
    ) as object
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['scripts']))
    expect(manifest).toMatchObject({
      main: 'out/main/index.js',
      type: 'module',
      desktopName: 'parley.desktop',
    })
  })

  it('starts no process as Node, which its program may not be', () => {
    const main = path.join(installed.resources, 'app.asar/out/main')
    for (const file of filesBelow(main)) {
      const code = readFileSync(path.join(main, file), 'utf8')
      expect(code, file).not.toMatch(/import\s*\{[^}]*\bfork\b[^}]*\}\s*from\s*["'](?:node:)?child_process/)
      expect(code, file).not.toContain('ELECTRON_RUN_AS_NODE')
    }
  })

  it('says whose work it brings, under which licence', () => {
    const notices = readFileSync(path.join(installed.resources, 'THIRD-PARTY.txt'), 'utf8')
    for (const said of [
      /^eSpeak NG .*GPL-3\.0-or-later/m,
      /^onnxruntime-node [\d.]+, MIT/m,
      /^Silero VAD .*MIT/m,
      /^@fontsource-variable\/instrument-sans [\d.]+, OFL-1\.1/m,
      /^Kokoro voices .*Apache-2\.0/m,
      new RegExp(`^Kokoro-82M .*Apache-2\\.0, .*${bundledGraph} \\(SHA-256 ${kokoro.sha256}\\)$`, 'm'),
      /^react [\d.]+, MIT/m,
      /^libUIOHook .*LGPL-3\.0/m,
      /SIL OPEN FONT LICENSE/i,
      /Copyright \(c\) 2020-present Silero Team/,
    ])
      expect(notices).toMatch(said)
    expect(files).toContain('LICENSE.txt')
  })

  it('shows each licence word for word, and has nothing that could not be given away with it', () => {
    const shown = shippedWorks.parse(read('app.asar/out/renderer', worksFile))
    for (const { name, licence, text } of shown.works) {
      expect(compatible, name).toContain(licence)
      expect(shown.texts[text].length, name).toBeGreaterThan(200)
    }
    const names = shown.works.map(({ name }) => name)
    expect(names.filter((name) => /^(Parley|Built-in .*)$/.test(name))).toHaveLength(3)
    expect(names).toEqual(expect.arrayContaining(packagesWithin()))
    expect(shown.works.filter(({ file }) => file !== undefined)).toMatchObject([
      { licence: 'Apache-2.0', source: kokoro.source, file: { path: bundledGraph, sha256: kokoro.sha256 } },
    ])
    // What no module tells of: fonts, models and WebAssembly.
    const assets = files.filter((file) => file.startsWith('app.asar/out/renderer/assets/'))
    for (const file of assets.filter((each) => !/\.(js|css|json)$/.test(each)))
      expect(ofWork.find(([asset]) => asset.test(file))?.[1], file).toSatisfy(
        (work: string) => work === 'Parley' || names.includes(work),
      )
  })

  it('tells programs what it is made of', () => {
    const bill = billOfMaterials.parse(read('', 'parley.cdx.json'))
    const { components, dependencies } = bill
    expect(bill.metadata.component).toMatchObject({ name: 'Parley', type: 'application' })
    const named = components.map(({ name }) => name)
    expect(named).toEqual(
      expect.arrayContaining([...packagesWithin(), 'onnxruntime-node', 'react', 'electron']),
    )
    for (const name of packagesWithin()) {
      const { version } = read(projectRoot, `node_modules/${name}/package.json`) as { version: string }
      const [packed] = components.filter((each) => each.name === name)
      expect(packed).toMatchObject({ version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` })
      expect(packed.hashes, name).toHaveLength(1)
    }
    expect(components.filter(({ properties }) => properties)).toMatchObject([
      {
        type: 'machine-learning-model',
        hashes: [{ alg: 'SHA-256', content: kokoro.sha256 }],
        properties: [{ value: bundledGraph }],
      },
    ])
    const refs = components.map((each) => each['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    expect(dependencies).toEqual([{ ref: bill.metadata.component['bom-ref'], dependsOn: refs }])
  })

  it('takes no more than was promised, with the real Kokoro in the place of this one', () => {
    const { approximateBytes = Infinity } = catalogue.find(({ id }) => id === bundledVoiceId)!
    expect(takesBytes - kokoro.sizeBytes + approximateBytes).toBeLessThan(mostInstalledBytes)
  })

  /** Asks it a spoken question, where nothing else of Parley is. */
  const asked = async (): Promise<{ readonly said: string; readonly speech: DecodedWav }> => {
    const answer = path.join(folder, 'answer.wav')
    const question = path.join(projectRoot, 'resources/question.wav')
    const { code, out, err } = await talkInstalled(installed, [question, '--out', answer], folder)
    expect(out).toMatch(/^The capital of France is Paris\.\n/)
    expect(code).toBe(0)
    return { said: err, speech: decodeWav(readFileSync(answer), answer) }
  }

  it('answers a spoken question with the Kokoro that it brings', async () => {
    const { said, speech } = await asked()
    expect(said).toBe('')
    const phonemes = Array.from('ðə kˈæpɪɾəl ʌv fɹˈæns ɪz pˈæɹɪs.', (phoneme) => kokoroVocabulary[phoneme])
    expect(readTones(speech.samples, speech).ids).toEqual(phonemes)
  })

  it('speaks with the built-in voice where the one that it brings is damaged, and says so', async () => {
    writeFileSync(path.join(installed.resources, bundledGraph), Buffer.alloc(kokoro.sizeBytes))
    const { said, speech } = await asked()
    expect(said).toContain('Kokoro could not be loaded, so the built-in voice speaks.')
    // Kokoro's rate is another one.
    expect(speech.sampleRateHz).toBe(22_050)
    expect(speech.samples.length / speech.sampleRateHz).toBeGreaterThan(1)
  })

  it('calls its commands by its own name', async () => {
    expect((await talkInstalled(installed, ['--help'], folder)).out).toMatch(/^parley talk QUESTION\.wav/)
  })
})

describe('what electron-builder is told', () => {
  const places = {
    staged: { app: '/stage/app', beside: '/stage/beside' },
    output: '/dist',
    resources: path.join(projectRoot, 'resources'),
    electronDist: undefined,
  }

  it('signs for this computer alone without a certificate, and hardens what has one', () => {
    expect(builderConfig(places, '45.0.0', {})).toMatchObject({
      mac: { identity: '-', hardenedRuntime: false },
    })
    const signed = builderConfig(places, '45.0.0', { CSC_NAME: 'Somebody' })
    expect(signed).toMatchObject({ mac: { identity: undefined, hardenedRuntime: true } })
  })

  it('closes every way into the program but its own archive', () => {
    expect(builderConfig(places, '45.0.0', {})).toMatchObject({
      electronFuses: {
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        loadBrowserProcessSpecificV8Snapshot: false,
        grantFileProtocolExtraPrivileges: false,
      },
    })
  })

  it('starts an AppImage from the menu with the sandbox, where the computer lets it', () => {
    expect(builderConfig(places, '45.0.0', {})).toMatchObject({ appImage: { executableArgs: [] } })
  })

  it('publishes nothing, and names whoever publishes', () => {
    expect(builderConfig(places, '45.0.0', { PARLEY_MAINTAINER: 'A <a@b.example>' })).toMatchObject({
      publish: null,
      linux: { maintainer: 'A <a@b.example>' },
    })
  })
})
