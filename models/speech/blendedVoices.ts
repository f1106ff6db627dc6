import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readStyles } from '../../src-main/engine/speaking/voices/kokoro/kokoroFiles'
import { KokoroVoice } from '../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import type { Voice } from '../../src-main/engine/speaking/voice'
import { weightedMean } from '../../src-main/engine/speaking/voices/kokoro/weightedMean'

type Weights = Readonly<Record<string, number>>

/**
 * Speakers that are weighted means of Kokoro's voices. Each mean is written as one more voice into a folder that has the
 * model's own files by link, so that it is loaded, and speaks, like any other.
 */
export class BlendedVoices {
  readonly #kokoro: string
  readonly #folder: string
  readonly #loaded: KokoroVoice
  readonly #names = new Map<string, string>()

  private constructor(kokoro: string, folder: string, loaded: KokoroVoice) {
    this.#kokoro = kokoro
    this.#folder = folder
    this.#loaded = loaded
  }

  /**
   * @param kokoro a folder that holds a Kokoro
   * @param threads processor threads for the model
   * @throws AppError of KokoroVoice.load
   */
  static async load(kokoro: string, threads: number): Promise<BlendedVoices> {
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-blends-'))
    for (const name of ['onnx', 'tokenizer.json'])
      symlinkSync(path.resolve(kokoro, name), path.join(folder, name))
    mkdirSync(path.join(folder, 'voices'))
    return new BlendedVoices(kokoro, folder, await KokoroVoice.load(folder, 'af_heart', { threads }))
  }

  /**
   * @param weights by voice; only their proportions count
   * @param accent the English that is spoken; absent: that of the heaviest voice, American where it is of another language
   * @throws AppError `voice-unavailable`
   */
  async get(weights: Weights, accent?: 'a' | 'b'): Promise<Voice> {
    const parts = Object.entries(weights).sort(([a], [b]) => (a < b ? -1 : 1))
    const heaviest = parts.reduce((most, part) => (part[1] > most[1] ? part : most))
    const spoken = accent ?? (heaviest[0].startsWith('b') ? 'b' : 'a')
    const key = JSON.stringify([spoken, parts])
    const name = this.#names.get(key) ?? `${spoken}x_${this.#names.size}`
    if (!this.#names.has(key)) {
      const file = path.join(this.#folder, 'voices', `${name}.bin`)
      writeFileSync(file, Buffer.from((await this.#mean(parts)).buffer))
      this.#names.set(key, name)
    }
    return this.#loaded.others.get(name)
  }

  async #mean(parts: readonly (readonly [voice: string, weight: number])[]): Promise<Float32Array> {
    const styles = await Promise.all(parts.map(([voice]) => readStyles(this.#kokoro, voice)))
    return weightedMean(
      styles,
      parts.map(([, weight]) => weight),
    )
  }

  [Symbol.dispose](): void {
    this.#loaded.release()
    rmSync(this.#folder, { recursive: true })
  }
}
