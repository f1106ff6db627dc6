import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError, config, type Notice } from '../../../src-preload/contract'
import { embeddedEndOfTurnFile, embeddedListenerDir } from '../../../src-main/engine/models/engineModels'
import { loadUsableModels } from '../../../src-main/engine/models/loadUsableModels'
import { liveHandles } from '../../../src-main/engine/onnx/liveHandles'
import { importModel } from '../../../src-main/models/importModel'
import { Random } from '../conversation/random'
import { EngineUnderTest } from '../engineUnderTest'
import { makeToneVoice } from '../models/toneVoice'
import { copyDamaged, type Damage } from './damagedFolder'
import type { FuzzPart, FuzzTarget } from './fuzzPart'

/**
 * Folders of models with one to three of their files damaged, gone or something else: a model is used, and answers, or is
 * refused by a sentence that names what is wrong, when it is imported as well as when it is loaded; then the built-in one
 * takes its place. Nothing stays loaded.
 */
export const modelFolders: FuzzPart = {
  all: 500,
  open: (seed) => Promise.resolve(new FolderTarget(seed)),
}

type Kind = 'listener' | 'voice' | 'endOfTurn'

class FolderTarget implements FuzzTarget {
  readonly #root = mkdtempSync(path.join(tmpdir(), 'parley-fuzz-models-'))
  readonly #seed: number
  readonly #handles = JSON.stringify(liveHandles())

  constructor(seed: number) {
    this.#seed = seed
    makeToneVoice(path.join(this.#root, 'voice'))
  }

  async try(input: number): Promise<boolean> {
    const random = new Random(this.#seed * 1_000_003 + input)
    const kind = random.pick<Kind>(['listener', 'listener', 'voice', 'endOfTurn'])
    const folder = path.join(this.#root, `${kind}-${input}`)
    const damages = copyDamaged(this.#source(kind), folder, random)
    try {
      const isTaken = await this.#load(kind, folder)
      if (isTaken && damages.some(({ file, how }) => !spare[kind].includes(file) && endings.has(how)))
        throw new Error('It is used all the same')
      await this.#import(folder)
      const handles = JSON.stringify(liveHandles())
      if (handles !== this.#handles) throw new Error(`There stay open: ${handles}`)
      return isTaken
    } catch (thrown) {
      const what = damages.map(({ file, how }: Damage) => `${file} ${how}`).join(', ')
      throw new Error(`${kind}: ${what}`, { cause: thrown })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  close(): void {
    rmSync(this.#root, { recursive: true, force: true })
  }

  #source(kind: Kind): Readonly<Record<string, string>> {
    if (kind === 'endOfTurn') return { 'smart-turn.onnx': embeddedEndOfTurnFile }
    const [folder, names] =
      kind === 'listener'
        ? ([embeddedListenerDir, listenerFiles] as const)
        : ([path.join(this.#root, 'voice'), voiceFiles] as const)
    return Object.fromEntries(names.map((name) => [name, path.join(folder, name)]))
  }

  /** Whether the model answers; false: another does, and why was told. */
  async #load(kind: Kind, folder: string): Promise<boolean> {
    const chosen =
      kind === 'endOfTurn'
        ? { endOfTurnFile: path.join(folder, 'smart-turn.onnx') }
        : { [`${kind}Dir`]: folder }
    const models = await loadUsableModels(config.parse(chosen))
    try {
      const { failures, notes, embedded } = models
      for (const { code, notice } of failures) requireNamed(code, notice)
      for (const notice of notes) requireNamed('', notice)
      const isUsed = kind === 'endOfTurn' ? notes.length === 0 : !embedded.includes(kind)
      if (isUsed === failures.length + notes.length > 0)
        throw new Error(
          `It is ${isUsed ? '' : 'not '}used, and that is what is told: ${JSON.stringify(notes)}`,
        )
      const engine = new EngineUnderTest(models)
      try {
        const { end } = await engine.ask('What is two plus two?')
        // What a graph computes with other weights nobody can know, only that it is told.
        if (end.error) requireNamed(end.error.code, end.error.notice)
        if (end.reason !== 'done' && !isUsed)
          throw new Error(`It does not answer: ${JSON.stringify(end.error)}`)
      } finally {
        engine.port.close()
      }
      return isUsed
    } finally {
      models.release()
    }
  }

  async #import(folder: string): Promise<void> {
    const places = { modelsDir: path.join(this.#root, 'models'), hubCacheDir: path.join(this.#root, 'hub') }
    try {
      await importModel(places, folder)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      requireNamed(thrown.code, thrown.notice)
    }
  }
}

const listenerFiles = [
  'config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/audio_encoder.onnx',
  'onnx/decoder_model_merged.onnx',
  'onnx/embed_tokens.onnx',
]
const voiceFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model.onnx']

/** Of these a model makes use where they are there. */
const spare: Readonly<Record<Kind, readonly string[]>> = {
  listener: ['tokenizer_config.json'],
  voice: ['config.json', 'tokenizer_config.json'],
  endOfTurn: [],
}
/** After which nothing is left of a file that could be used. */
const endings = new Set([
  ...[
    'is gone',
    'is empty',
    'is nothing but zeros',
    'is a pointer of Git LFS',
    'is a web page',
    'is another text',
  ],
  ...['is a folder', 'is a link to nowhere', 'is a link to itself', 'is a pipe'],
])

/** What went wrong must be known by what it is. */
function requireNamed(code: string, notice: Notice): void {
  const inner = 'why' in notice ? notice.why : notice
  if (code === 'internal' || inner?.kind === 'unexpected')
    throw new Error(`It is told as something unexpected: ${JSON.stringify(notice)}`)
}
