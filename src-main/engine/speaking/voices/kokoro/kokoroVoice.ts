import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { AppError, leadingVoice } from '@contract'
import type { OperatorCounts } from '../../../onnx/countOperators'
import { cpuDevice, type Device } from '../../../onnx/device'
import { fasterConvolutions } from '../../../onnx/fasterConvolutions'
import { fromHalfArray, toHalfArray } from '../../../onnx/float16'
import { giveBackMemory } from '../../../onnx/giveBackMemory'
import type { TensorData } from '../../../onnx/elementType'
import { Session, type SessionOptions, type TensorInfo } from '../../../onnx/session'
import { ownDurations, toldDurations } from '../../../onnx/toldDurations'
import { Value } from '../../../onnx/value'
import { firstSentences } from '../../firstSentences'
import { listVoices, readKokoroFiles, readStyles, styleRows, styleSize } from './kokoroFiles'
import type { Mood } from '../../moodWords'
import { inMood } from './inMood'
import { isPronounced, phonemes } from './phonemes'
import { phonemeStarts, wordStarts } from './wordStarts'
import { partNearMiddle, type OtherVoices, type SpeechPiece, type Voice } from '../../voice'

/** Kokoro's context is 512 ids, two of which are the padding at both ends. */
const longestPhonemeIds = 510
const padId = 0
/** A sentence of more takes a hundred MB and more to compute in: no other need wait for that. */
const shortPhonemeIds = 128

/** The language of a voice is the first letter of its name, or of the leading one's in a blend. */
const languages: Readonly<Record<string, string>> = {
  a: 'en-us',
  b: 'en-gb',
  e: 'es',
  f: 'fr',
  h: 'hi',
  i: 'it',
  p: 'pt-br',
  j: 'ja',
  z: 'zh',
}

const languageOf = (name: string): string => languages[leadingVoice(name)[0]] ?? name

/** The tensors of a loaded model, by what they mean; exports name them differently. */
interface Tensors {
  ids: TensorInfo
  style: TensorInfo
  speed: TensorInfo
  waveform: TensorInfo
  /** How many frames each id takes, where the graph tells. */
  durations: TensorInfo | undefined
}

/** What one run makes. */
interface Made {
  samples: Float32Array
  durations: readonly number[] | undefined
}

/** How something is said. */
interface Manner {
  readonly speed: number
  readonly styles: Float32Array
}

/** What the voices of a loaded model have in common. */
interface LoadedKokoro {
  readonly session: Session
  readonly tensors: Tensors
  readonly vocabulary: ReadonlyMap<string, number>
  readonly offered: OtherVoices['offered']
  /** The style vectors of a voice, read once. */
  styles(voice: string): Promise<Float32Array>
}

/** Kokoro-82M: one run of the model says up to 510 phonemes, at 24 kHz. */
export class KokoroVoice implements Voice {
  readonly name: string
  readonly language: string
  readonly sampleRateHz = 24_000
  readonly others: OtherVoices
  readonly #model: LoadedKokoro

  private constructor(name: string, model: LoadedKokoro) {
    this.name = name
    this.language = languageOf(name)
    this.#model = model
    this.others = { offered: model.offered, get: (id) => new KokoroVoice(id, model) }
  }

  /**
   * @param directory a directory of the public layout: tokenizer.json, onnx/model*.onnx
   * @param name one of Kokoro's voices, whose first letter is its language, or a blend of two
   * @throws AppError `model-missing`, `model-invalid` or `voice-unavailable`, saying which file or voice
   */
  static async load(
    directory: string,
    name = 'af_heart',
    options: SessionOptions = {},
  ): Promise<KokoroVoice> {
    const [files, said, names] = await Promise.all([
      readKokoroFiles(directory, name),
      spellFirst(languageOf(name)),
      listVoices(directory),
    ])
    const { session, durations } = await loadSession(files.modelFile, options)
    await giveBackMemory()
    try {
      const read = new Map([[name, Promise.resolve(files.styles)]])
      const voice = new KokoroVoice(name, {
        session,
        tensors: findTensors(session, durations),
        vocabulary: files.vocabulary,
        offered: names
          .map((id) => ({ id, language: languageOf(id) }))
          .filter((each) => isPronounced(each.language)),
        styles(voice) {
          const styles = read.get(voice) ?? readStyles(directory, voice)
          read.set(voice, styles)
          styles.catch(() => read.delete(voice)) // the next sentence looks for it again
          return styles
        },
      })
      // The first run is slower: not in the user's time.
      await voice.#run(voice.#idsOf(said), { speed: 1, styles: files.styles }, undefined)
      return voice
    } catch (thrown) {
      session.release()
      throw thrown
    }
  }

  async *synthesize(
    spoken: string,
    signal: AbortSignal,
    speed = 1,
    mood?: Mood,
  ): AsyncGenerator<SpeechPiece, void> {
    const stylesOf = (voice: string): Promise<Float32Array> => this.#model.styles(voice)
    const own = await stylesOf(this.name)
    const { styles, pace } =
      mood === undefined ? { styles: own, pace: 1 } : await inMood(this.name, own, mood, stylesOf)
    yield* this.#say(spoken, 0, { speed: speed * pace, styles }, signal)
  }

  get operators(): OperatorCounts | undefined {
    return this.#model.session.operators
  }

  release(): void {
    this.#model.session.release()
  }

  /** Says `text`, which begins at `start` of the spoken text, in one run or, where that is too much, in halves. */
  async *#say(
    text: string,
    start: number,
    manner: Manner,
    signal: AbortSignal,
  ): AsyncGenerator<SpeechPiece, void> {
    signal.throwIfAborted()
    const said = await phonemes(text, this.language)
    signal.throwIfAborted()
    const ids = this.#idsOf(said)
    if (ids.length === 0) return
    if (ids.length <= longestPhonemeIds) {
      const { samples, durations } = await this.#run(ids, manner, signal)
      const isKnown = (phoneme: string): boolean => this.#model.vocabulary.has(phoneme)
      const starts = durations && phonemeStarts(said, isKnown, durations, samples.length)
      const words = starts && wordStarts(text, said, starts)
      yield {
        samples,
        spoken: [start, start + text.length],
        phonemes: said,
        words: words?.map((word) => ({ ...word, start: start + word.start, end: start + word.end })),
      }
      return
    }
    const place = partNearMiddle(text)
    if (place === undefined)
      throw new AppError('inference-failed', { kind: 'voice-cannot-say', text: text.slice(0, 40) })
    yield* this.#say(text.slice(0, place), start, manner, signal)
    yield* this.#say(text.slice(place), start + place, manner, signal)
  }

  /** Ids of the phonemes that the model knows, without padding; like the reference, others are left out. */
  #idsOf(said: string): number[] {
    return Array.from(said, (phoneme) => this.#model.vocabulary.get(phoneme)).filter((id) => id !== undefined)
  }

  async #run(
    ids: readonly number[],
    { speed, styles }: Manner,
    signal: AbortSignal | undefined,
  ): Promise<Made> {
    const padded = [padId, ...ids, padId]
    const row = Math.min(ids.length, styleRows - 1)
    const { session, tensors } = this.#model
    const style = styles.slice(row * styleSize, (row + 1) * styleSize)
    const feeds = {
      [tensors.ids.name]: Value.from(numbersFor(tensors.ids, Float32Array.from(padded)), [1, padded.length]),
      [tensors.style.name]: Value.from(numbersFor(tensors.style, style), [1, styleSize]),
      [tensors.speed.name]: Value.from(numbersFor(tensors.speed, Float32Array.of(speed)), [1]),
    }
    let outputs: Map<string, Value> | undefined
    try {
      outputs = await session.run(feeds, signal, padded.length > shortPhonemeIds)
      const samples = outputs.get(tensors.waveform.name)!.read()
      const durations = tensors.durations && outputs.get(tensors.durations.name)!.read()
      return {
        samples: samples instanceof Uint16Array ? fromHalfArray(samples) : (samples as Float32Array),
        durations: durations && Array.from(durations as ArrayLike<bigint | number>, Number),
      }
    } finally {
      for (const value of [...Object.values(feeds), ...(outputs?.values() ?? [])]) value.release()
    }
  }
}

/**
 * Loads the graph as this device computes it fast, with its durations told. The graphs on the way there are as large as it is: they
 * go before it is loaded.
 */
async function loadSession(
  modelFile: string,
  options: SessionOptions,
): Promise<{ session: Session; durations: string | undefined }> {
  const { graph, durations } = rewritten(await readFile(modelFile), options.device ?? cpuDevice)
  await giveBackMemory()
  const session = await Session.load(modelFile, {
    ...options,
    ...{ graph, countsOperators: true, hasVaryingSizes: true },
  })
  return { session, durations }
}

function rewritten(
  model: Uint8Array,
  device: Device,
): { graph: Uint8Array | undefined; durations: string | undefined } {
  const told = toldDurations(model)
  return {
    graph: fasterConvolutions(told?.model ?? model, device) ?? told?.model,
    durations: told?.output,
  }
}

/** Spells the first sentences, and gives the phonemes of a short word. A language that has none is refused here. */
async function spellFirst(language: string): Promise<string> {
  for (const sentence of firstSentences) {
    await phonemes(sentence, language)
    await nextTick()
  }
  return phonemes('a', language)
}

/**
 * Numbers in the type of an input. The public files take and give float32 in every precision of their weights; those of
 * other converters have half floats there, 32-bit ids, or the speed as a double or a whole number.
 */
function numbersFor({ type }: TensorInfo, values: Float32Array): TensorData {
  if (type === 'float16') return toHalfArray(values)
  if (type === 'float64') return Float64Array.from(values)
  if (type === 'int32') return Int32Array.from(values, Math.round)
  if (type === 'int64') return BigInt64Array.from(Array.from(values, Math.round), BigInt)
  return values
}

const isFloat = ({ type }: TensorInfo): boolean => type === 'float32' || type === 'float16'
const isWhole = ({ type }: TensorInfo): boolean => type === 'int64' || type === 'int32'
const isSpeed = (info: TensorInfo): boolean => isFloat(info) || isWhole(info) || info.type === 'float64'

const isDurations = (info: TensorInfo): boolean => isWhole(info) || info.type === 'float32'

function findTensors(session: Session, durationsName: string | undefined): Tensors {
  const { inputs, outputs } = session
  const ids = inputs.get('input_ids') ?? inputs.get('tokens')
  const style = inputs.get('style') ?? inputs.get('ref_s')
  const speed = inputs.get('speed')
  const waveform =
    outputs.get('waveform') ??
    outputs.get('audio') ??
    [...outputs.values()].find(({ name }) => name !== durationsName)
  const areThere = ids && style && speed && waveform && inputs.size === 3
  if (!areThere || !isWhole(ids) || !isFloat(style) || !isSpeed(speed) || !isFloat(waveform)) {
    const has = [...inputs.values()].map(({ name, type }) => `${name} (${type})`).join(', ')
    throw new AppError('model-invalid', {
      kind: 'model-file-other',
      file: path.basename(session.file),
      family: 'Kokoro',
      detail: `input_ids, style, speed ≠ ${has || '∅'}`,
    })
  }
  const durations = outputs.get(durationsName ?? ownDurations.find((name) => outputs.has(name)) ?? '')
  return {
    ids,
    style,
    speed,
    waveform,
    durations: durations && isDurations(durations) ? durations : undefined,
  }
}
