import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kokoroVocabulary } from '../../../src-main/engine/speaking/voices/kokoro/kokoroVocabulary'

/** Writes what stands beside the graph of a Kokoro in the public layout: config.json and the tokenizer's files. */
export function writeKokoroTexts(directory: string): void {
  const json = (name: string, value: unknown): void =>
    writeFileSync(join(directory, name), `${JSON.stringify(value, null, 2)}\n`)
  json('config.json', { model_type: 'style_text_to_speech_2' })
  json('tokenizer.json', tokenizer())
  json('tokenizer_config.json', {
    model_max_length: 512,
    pad_token: '$',
    tokenizer_class: 'PreTrainedTokenizer',
    unk_token: '$',
  })
}

/** As Kokoro's: unknown characters are dropped, every character is a token, a pad stands at both ends. */
function tokenizer(): unknown {
  const known = Object.keys(kokoroVocabulary).join('')
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: { type: 'Replace', pattern: { Regex: `[^${known}]` }, content: '' },
    pre_tokenizer: { type: 'Split', pattern: { Regex: '' }, behavior: 'Isolated', invert: false },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '$', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '$', type_id: 0 } },
      ],
      special_tokens: { $: { id: '$', ids: [0], tokens: ['$'] } },
    },
    decoder: null,
    model: { vocab: kokoroVocabulary },
  }
}
