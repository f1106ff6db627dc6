/** Tekken's special tokens up to the last that Voxtral's prompts use; their places are their ids. */
export const specialTokens: readonly string[] = Array.from({ length: 36 }, (_, id) => {
  const named: Readonly<Record<number, string>> = {
    0: '<unk>',
    1: '<s>',
    2: '</s>',
    3: '[INST]',
    4: '[/INST]',
    5: '[AVAILABLE_TOOLS]',
    6: '[/AVAILABLE_TOOLS]',
    7: '[TOOL_RESULTS]',
    8: '[/TOOL_RESULTS]',
    9: '[TOOL_CALLS]',
    11: '<pad>',
    24: '[AUDIO]',
    25: '[BEGIN_AUDIO]',
    32: '[ARGS]',
    34: '[TRANSCRIBE]',
  }
  return named[id] ?? `<SPECIAL_${id}>`
})

/**
 * A tokenizer.json of `vocabSize` tokens: Voxtral's special tokens, then every byte, then words that text never becomes
 * but that a model may say.
 */
export function byteLevelTokenizer(vocabSize: number): unknown {
  const bytes = byteCharacters()
  const words = Array.from({ length: vocabSize - specialTokens.length - bytes.length }, (_, i) => wordOf(i))
  const tokens = [...specialTokens, ...bytes, ...words]
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true }
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: [],
    },
  }
}

/** GPT-2's visible character for every byte: itself where it is visible, else the next one above 255. */
function byteCharacters(): string[] {
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => {
    const visible =
      (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255)
    return String.fromCharCode(visible ? byte : next++)
  })
}

/** A space and at least three letters: ` baa`, ` bab`, ... `Ġ` is the space. */
function wordOf(index: number): string {
  return `Ġ${(index + 26 ** 2).toString(26).replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 26)))}`
}
