import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { config, type ToolStep } from '../../src-preload/contract'
import type {
  AnswerOptions,
  AnswerPiece,
  ListenerConversation,
  PastExchange,
  Question,
} from '../../src-main/engine/listeners/listener'
import { loadTokenizer, type TextTokenizer } from '../../src-main/engine/listeners/voxtral/tokenizer'
import { VoxtralListener } from '../../src-main/engine/listeners/voxtral/voxtralListener'
import type { VoxtralModel } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import type { Prompt } from '../../src-main/engine/listeners/voxtral/promptTokens'
import type { ToolDescription } from '../../src-main/engine/tools/tool'
import { byteLevelTokenizer, specialTokens } from '../rigs/models/byteLevelTokenizer'

const { signal } = new AbortController()
const folder = mkdtempSync(path.join(tmpdir(), 'parley-voxtral-'))
afterAll(() => rmSync(folder, { recursive: true }))
let tokenizer: TextTokenizer
beforeAll(async () => {
  writeFileSync(path.join(folder, 'tokenizer.json'), JSON.stringify(byteLevelTokenizer(512)))
  tokenizer = await loadTokenizer(folder)
})

/** A prompt as text: special tokens by their names, heard audio by its number. */
const read = (prompt: Prompt): string =>
  prompt
    .map((part) =>
      'audio' in part
        ? `(heard ${part.audio.id})`
        : part.tokens
            .map((id) => specialTokens[id] ?? Buffer.from(tokenizer.tokenBytes(id)).toString('latin1'))
            .join(''),
    )
    .join('')
const written = (text: string): number[] =>
  text
    .split(/(\[\/?[A-Z_]+\])/)
    .flatMap((part) => (specialTokens.includes(part) ? [tokenizer.special(part)] : tokenizer.encode(part)))

/** What the decoder answers next, and what it was asked. */
let answers: string[]
let prompts: string[]
let prefilled: string[]
let encoded: number
let exchanges: PastExchange[]
let tools: ToolDescription[]
let sounds: Map<number, Float32Array>
let listener: VoxtralListener
let conversation: ListenerConversation

beforeEach(() => {
  answers = []
  prompts = []
  prefilled = []
  exchanges = []
  tools = []
  encoded = 0
  sounds = new Map()
  const mel = { featureSize: 8, samplingRate: 16_000, hopLength: 160, nFft: 400, nSamples: 480_000 }
  const model = {
    name: 'small',
    config: { mel, longestContext: 4096, tokenSamples: 1280 },
    tokenizer,
    stopTokens: tokenizer.stopTokens,
    encoder: {
      tokensOf: () => 4,
      encode: () => Promise.resolve({ id: ++encoded, tokens: 4, embeddings: new Float32Array(4) }),
    },
    decoder: {
      async *decode(prompt: Prompt) {
        prompts.push(read(prompt))
        for (const token of written(answers.shift() ?? '')) yield await Promise.resolve(token)
      },
      prefill: (prompt: Prompt) => (prefilled.push(read(prompt)), Promise.resolve()),
    },
  } as unknown as VoxtralModel
  listener = new VoxtralListener(model)
  conversation = {
    settings: config.parse({ persona: '' }),
    get tools() {
      return tools
    },
    get exchanges() {
      return exchanges
    },
    audioOf: (id) => sounds.get(id),
  }
})

async function ask(question: Question, soFar?: AnswerOptions['soFar']): Promise<AnswerPiece[]> {
  const pieces: AnswerPiece[] = []
  for await (const piece of listener.answer(conversation, question, { signal, soFar })) pieces.push(piece)
  return pieces
}
const typed = (text: string, exchange?: number): Question => ({ text, exchange })
const spoken = (exchange?: number): Question => ({
  spoken: { samples: new Float32Array(16_000), seconds: 1 },
  exchange,
})
const past = (id: number, text: string, answer: string, more: Partial<PastExchange> = {}): PastExchange => ({
  ...{ id, question: { text }, answer, isCut: false, toolSteps: [] },
  ...more,
})
const timer = { name: 'set_timer', description: '', parameters: { type: 'object' } }
const listed = `[AVAILABLE_TOOLS]${JSON.stringify([{ type: 'function', function: timer }])}[/AVAILABLE_TOOLS]`

describe('the prompt of a question', () => {
  it('goes on where the one before ended, by the very tokens that were decoded', async () => {
    answers = ['It is so.', '']
    await ask(typed('Why?', 1))
    exchanges = [past(1, 'Why?', 'It is so.')]
    await ask(typed('And?', 2))
    expect(prompts).toEqual(['<s>[INST]Why?[/INST]', '<s>[INST]Why?[/INST]It is so.</s>[INST]And?[/INST]'])
  })

  it('goes on behind calls and what came of them, and hears the question once', async () => {
    tools = [timer]
    const call = '[TOOL_CALLS]set_timer[ARGS]{"seconds":  5}'
    answers = [`Well. ${call}`, 'It runs.', '']
    const question = spoken(1)
    const pieces = await ask(question)
    expect(pieces.at(-1)).toEqual({ toolCall: { id: 'call-1', name: 'set_timer', args: { seconds: 5 } } })
    const step: ToolStep = {
      ...{ id: 'call-1', name: 'set_timer', args: { seconds: 5 }, place: 6, calledAt: 0 },
      ...{ outcome: 'done', result: 'Set.' },
    }
    await ask(question, { written: 'Well. ', toolSteps: [step] })
    const answer = 'Well. It runs.'
    exchanges = [past(1, '', answer, { question: { seconds: 1 }, toolSteps: [step] })]
    await ask(typed('And?', 2))
    const first = `<s>${listed}[INST][BEGIN_AUDIO](heard 1)[/INST]`
    const second = `${first}Well. ${call}</s>[TOOL_RESULTS]Set.[/TOOL_RESULTS]`
    expect(prompts).toEqual([first, second, `${second}It runs.</s>[INST]And?[/INST]`])
    expect(encoded).toBe(1)
  })

  it('has of an interrupted answer what was heard, however late that is told', async () => {
    answers = ['It is so because it is.', '', '']
    await ask(typed('Why?', 1))
    exchanges = [past(1, 'Why?', 'It is so because it is.')]
    await ask(typed('And?', 2))
    exchanges = [past(1, 'Why?', 'It is so', { isCut: true })]
    await ask(typed('And?', 3))
    expect(prompts.at(-1)).toBe('<s>[INST]Why?[/INST]It is so [interrupted]</s>[INST]And?[/INST]')
  })

  it('has nothing of a speculative question that was dropped', async () => {
    answers = ['It is so.', '']
    await ask(typed('Why'))
    await ask(typed('Why not?', 1))
    expect(prompts.at(-1)).toBe('<s>[INST]Why not?[/INST]')
  })

  it('has what another listener was asked: by its sound, else as it was written down', async () => {
    sounds.set(1, new Float32Array(16_000))
    exchanges = [
      past(1, '', 'One.', { question: { seconds: 1, transcript: 'First?' } }),
      past(2, '', 'Two.', { question: { seconds: 1, transcript: 'Second?' } }),
      past(3, '', 'Three.', { question: { seconds: 1 } }),
    ]
    await ask(typed('And?', 4))
    expect(prompts[0]).toBe(
      '<s>[INST][BEGIN_AUDIO](heard 1)[/INST]One.</s>[INST]Second?[/INST]Two.</s>[INST]And?[/INST]',
    )
  })

  it('has the answer of another listener, which it is to go on with', async () => {
    tools = [timer]
    const step = { id: '1', name: 'set_timer', args: {}, place: 3, calledAt: 0, result: 'Set.' }
    await ask(typed('Hm?', 1), { written: 'Yes', toolSteps: [step] })
    const calls = '[TOOL_CALLS]set_timer[ARGS]{}</s>[TOOL_RESULTS]Set.[/TOOL_RESULTS]'
    expect(prompts[0]).toBe(`<s>${listed}[INST]Hm?[/INST]Yes${calls}`)
  })
})

describe('while nobody asks', () => {
  it('what may be called is computed ahead, once', async () => {
    expect(listener.preparation(conversation)).toBeUndefined()
    tools = [timer]
    await listener.preparation(conversation)?.(signal)
    expect(prefilled).toEqual([`<s>${listed}`])
    expect(listener.preparation(conversation)).toBeUndefined()
  })

  it('spoken questions of earlier are heard, and the conversation is computed up to its end', async () => {
    sounds.set(1, new Float32Array(16_000))
    exchanges = [past(1, '', 'One.', { question: { seconds: 1 } })]
    await listener.preparation(conversation)?.(signal)
    expect(prefilled).toEqual(['<s>[INST][BEGIN_AUDIO](heard 1)[/INST]One.</s>'])
    await ask(typed('And?', 2))
    expect(encoded).toBe(1)
  })
})
