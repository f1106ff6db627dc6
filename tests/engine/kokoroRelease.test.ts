import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toAppError, type AppError } from '@contract'
import {
  readKokoroFiles,
  readStyles,
  styleRows,
  styleSize,
} from '../../src-main/engine/speaking/voices/kokoro/kokoroFiles'
import { KokoroVoice } from '../../src-main/engine/speaking/voices/kokoro/kokoroVoice'
import { kokoroVocabulary } from '../../src-main/engine/speaking/voices/kokoro/kokoroVocabulary'
import { kokoroBytes } from '../../src-main/engine/speaking/voices/kokoro/kokoroBytes'
import { importModel } from '../../src-main/models/importModel'
import { packVoices } from '../rigs/models/packVoices'
import { readTones } from '../rigs/models/readTones'
import { makeToneVoice } from '../rigs/models/toneVoice'
import { scratchPlaces } from '../unit/models/pullFixture'

const root = mkdtempSync(path.join(tmpdir(), 'parley-release-'))
const at = (...names: string[]): string => path.join(root, ...names)
const places = scratchPlaces()
const numbers = Float32Array.from({ length: styleRows * styleSize }, (_, i) => i / 1e6)

/** A folder as the releases of kokoro-onnx are downloaded into one: no tokenizer, and all voices in one file. */
function release(name: string, voices?: Uint8Array, graph = 'kokoro-v1.0.onnx'): string {
  mkdirSync(at(name))
  copyFileSync(at('public/onnx/model.onnx'), at(name, graph))
  if (voices) writeFileSync(at(name, 'voices-v1.0.bin'), voices)
  return at(name)
}

const refusal = async (directory: string): Promise<AppError> =>
  toAppError(
    await importModel(places, directory).then(
      (id) => `${id} is in the list`,
      (thrown: unknown) => thrown,
    ),
  )

beforeAll(() => makeToneVoice(at('public')))
afterAll(() => {
  rmSync(root, { recursive: true })
  places.remove()
})

describe('a folder of a release of kokoro-onnx', () => {
  it('is imported and speaks with its own voices, by the vocabulary that all of them share', async () => {
    const directory = release('release', packVoices({ af_own: numbers, af_heart: numbers }))
    expect(await importModel(places, directory)).toBe('release')
    const voice = await KokoroVoice.load(directory, 'af_own')
    expect(voice.others.offered.map(({ id }) => id)).toContain('af_own')
    for await (const piece of voice.synthesize('Hello there.', new AbortController().signal)) {
      const ids = Array.from(piece.phonemes!, (phoneme) => kokoroVocabulary[phoneme]).filter(Boolean)
      expect(readTones(piece.samples, { sampleRateHz: 24_000 }).ids).toEqual(ids)
      expect(ids.length).toBeGreaterThan(5)
    }
    voice.release()
    expect(await readStyles(directory, 'af_own')).toEqual(numbers)
    expect(kokoroBytes(directory)).toBeGreaterThan(300e6)
  })

  it('may be packed tighter, of eight bits, or without the file of voices, which Parley brings', async () => {
    const packed = release('tight', packVoices({ af_own: numbers }, true), 'kokoro-v1.0.int8.onnx')
    expect(await readStyles(packed, 'af_own')).toEqual(numbers)
    expect((await readKokoroFiles(packed, 'af_own')).modelFile).toBe(
      path.join(packed, 'kokoro-v1.0.int8.onnx'),
    )
    expect(await importModel(places, release('alone'))).toBe('alone')
  })

  it.each<[string, Uint8Array]>([
    ['cut', packVoices({ af_heart: numbers }).subarray(0, -100)],
    ['of another size', packVoices({ af_heart: numbers.subarray(256) })],
    ['no archive', Buffer.from('no archive at all')],
  ])('is refused with the file’s name where its voices are damaged: %s', async (name, voices) => {
    const error = await refusal(release(name, voices))
    expect(error.code).toBe('model-invalid')
    expect(error.message).toMatch(/voices-v1\.0\.bin is not that of a Kokoro model\. Fetch it again/)
  })
})

describe('what is no model, though its files have the names of one', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 92361116\n'
  const tiny = fileURLToPath(new URL('../fixtures/voxtral/tiny', import.meta.url))

  it.each([
    ['onnx/model.onnx', pointer, /is only a Git LFS pointer.*“git lfs pull”/],
    ['tokenizer.json', pointer, /is only a Git LFS pointer/],
    ['onnx/model.onnx', '\n<!doctype html><html>Sign in</html>', /is a web page.*Sign in/],
    ['onnx/model.onnx', 'neither', /is damaged: it is not an ONNX model/],
  ])('a voice whose %s is other content is not imported, and not loaded', async (name, content, says) => {
    const directory = mkdtempSync(at('voice-'))
    makeToneVoice(directory)
    writeFileSync(path.join(directory, name), content)
    for (const error of [
      await refusal(directory),
      toAppError(await KokoroVoice.load(directory).catch((thrown: unknown) => thrown)),
    ]) {
      expect(error.code).toBe('model-invalid')
      expect(error.message).toContain(path.join(directory, name))
      expect(error.message).toMatch(says)
    }
  })

  it.each(['onnx/decoder_model_merged.onnx', 'tokenizer.json', 'config.json'])(
    'a listener whose %s is a pointer is not imported',
    async (name) => {
      const directory = mkdtempSync(at('listener-'))
      cpSync(tiny, directory, { recursive: true })
      writeFileSync(path.join(directory, name), pointer)
      expect((await refusal(directory)).message).toMatch(/is only a Git LFS pointer/)
    },
  )
})
