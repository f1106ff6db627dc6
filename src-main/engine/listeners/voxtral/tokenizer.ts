import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { AppError, toAppError } from '@contract'
import { requireFile } from '../../files/requireFile'
import type { TokenBytes } from './detokenize'
import { checkedJson } from './modelFiles'
import type { ToolTokenizer } from './toolPrompt'

const tokenId = z.number().int().min(0)
const addedToken = z.looseObject({ id: tokenId, content: z.string(), special: z.boolean() })

/** Looked at and not copied: a vocabulary has more than a hundred thousand words, and any of them may be a key. */
const vocabulary = z.custom<Record<string, number>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((id) => Number.isSafeInteger(id) && id >= 0),
  'Invalid input: expected words with whole numbers',
)

/** The parts of tokenizer.json that are read here; the rest is checked by the library. */
const tokenizerFile = z.looseObject({
  added_tokens: z.array(addedToken),
  decoder: z.unknown(),
  model: z.looseObject({ type: z.literal('BPE'), vocab: vocabulary }),
})

/** `eos_token` is a name, or an object with the name in it. */
const tokenizerConfigFile = z.looseObject({
  eos_token: z.union([z.string(), z.looseObject({ content: z.string() })]).nullish(),
})

const sample = "What's 7 × 8?\n  Größe: 5 €, 東京 🎉"

/** Voxtral's end of an answer, where tokenizer_config.json names no other. */
const usualStopToken = '</s>'

const noBytes = new Uint8Array(0)

/** A byte-level BPE tokenizer: text to tokens, and tokens to the bytes of text. */
export class TextTokenizer implements TokenBytes, ToolTokenizer {
  /** The tokens that end an answer. */
  readonly stopTokens: ReadonlySet<number>
  readonly #file: string
  readonly #library: Tokenizer
  readonly #added: ReadonlyMap<string, z.infer<typeof addedToken>>
  readonly #addedBytes: ReadonlyMap<number, Uint8Array>

  /** Use `loadTokenizer`. @throws whatever the library says of a damaged file */
  constructor(
    file: string,
    content: z.infer<typeof tokenizerFile>,
    config: z.infer<typeof tokenizerConfigFile>,
  ) {
    this.#file = file
    // The library is not told of special tokens: what a user writes as "[INST]" must never become one.
    const written = content.added_tokens.filter((token) => !token.special)
    this.#library = new Tokenizer({ ...content, added_tokens: written, post_processor: null }, config)
    this.#added = new Map(content.added_tokens.map((token) => [token.content, token]))
    const utf8 = new TextEncoder()
    this.#addedBytes = new Map(
      content.added_tokens.map((token) => [token.id, token.special ? noBytes : utf8.encode(token.content)]),
    )
    const stop = typeof config.eos_token === 'object' ? config.eos_token?.content : config.eos_token
    this.stopTokens = new Set([this.special(stop ?? usualStopToken)])
  }

  /** The tokens of a text as it is: nothing is put before or after it, and no part of it becomes a special token. */
  encode(text: string): number[] {
    if (text === '') return []
    // A byte that the vocabulary lacks would come back without an id.
    const ids: readonly (number | undefined)[] = this.#library.encode(text, { add_special_tokens: false }).ids
    return ids.map((id) => {
      if (id !== undefined) return id
      throw new AppError('model-invalid', { kind: 'model-file-damaged', file: this.#file })
    })
  }

  /** Whether there is a special token of that name. */
  hasSpecial(name: string): boolean {
    return this.#added.has(name)
  }

  /**
   * The id of a special token such as `[INST]`.
   *
   * @throws AppError `model-invalid` naming the token when the tokenizer has none of that name
   */
  special(name: string): number {
    const token = this.#added.get(name)
    if (token) return token.id
    throw new AppError('model-invalid', {
      kind: 'model-file-other',
      file: this.#file,
      family: 'Voxtral',
      detail: `token ${name}`,
    })
  }

  /** The bytes of a token, none for special tokens and for ids that stand for nothing. */
  tokenBytes(token: number): Uint8Array {
    const added = this.#addedBytes.get(token)
    if (added) return added
    const characters = this.#library.id_to_token(token)
    if (characters === undefined) return noBytes
    return Uint8Array.from(characters, (character) => byteOfCharacter.get(character) ?? 0x3f)
  }
}

/**
 * Loads tokenizer.json and, where there is one, tokenizer_config.json of a model directory.
 *
 * @throws AppError `model-missing` or `model-invalid` naming the file
 */
export async function loadTokenizer(modelDir: string): Promise<TextTokenizer> {
  const file = join(modelDir, 'tokenizer.json')
  const [content, config] = await Promise.all([
    readJson(file, tokenizerFile),
    readJson(join(modelDir, 'tokenizer_config.json'), tokenizerConfigFile, {}),
  ])
  if (!JSON.stringify(content.decoder ?? '').includes('"ByteLevel"')) {
    throw new AppError('model-invalid', {
      kind: 'model-file-other',
      file,
      family: 'Voxtral',
      detail: 'not of byte level',
    })
  }
  try {
    const tokenizer = new TextTokenizer(file, content, config)
    // What the library does not look at before it is used would end the first question instead.
    tokenizer.encode(sample)
    return tokenizer
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('model-invalid', { kind: 'model-file-damaged', file }, { cause })
  }
}

async function readJson<T>(file: string, schema: z.ZodType<T>, absent?: T): Promise<T> {
  let text: string
  try {
    if (existsSync(file)) requireFile(file)
    text = await readFile(file, 'utf8')
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    if (isAbsent && absent !== undefined) return absent
    if (!isAbsent) throw toAppError(cause)
    throw new AppError(
      'model-missing',
      { kind: 'model-files-missing', directory: dirname(file), files: [basename(file)] },
      { cause },
    )
  }
  return checkedJson(file, text, schema)
}

/**
 * GPT-2's table (`bytes_to_unicode` in openai/gpt-2, encoder.py): byte-level vocabularies write printable bytes as
 * themselves and the others as the characters from U+0100 on.
 */
const byteOfCharacter: ReadonlyMap<string, number> = (() => {
  const isPrintable = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
  const table = new Map<string, number>()
  let unprintable = 0
  for (let byte = 0; byte < 256; byte++) {
    table.set(String.fromCodePoint(isPrintable(byte) ? byte : 0x100 + unprintable++), byte)
  }
  return table
})()
