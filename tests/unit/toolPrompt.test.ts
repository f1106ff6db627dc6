import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ToolStep } from '../../src-preload/contract'
import type { AnswerPiece } from '../../src-main/engine/listeners/listener'
import { chatPrompt } from '../../src-main/engine/listeners/voxtral/prompt'
import { readAnswer } from '../../src-main/engine/listeners/voxtral/readAnswer'
import { loadTokenizer, type TextTokenizer } from '../../src-main/engine/listeners/voxtral/tokenizer'
import {
  answerTokens,
  availableTools,
  type ToolTokenizer,
} from '../../src-main/engine/listeners/voxtral/toolPrompt'
import { byteLevelTokenizer, specialTokens } from '../rigs/models/byteLevelTokenizer'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-tools-'))
afterAll(() => rmSync(folder, { recursive: true }))
let tokenizer: TextTokenizer
beforeAll(async () => {
  writeFileSync(path.join(folder, 'tokenizer.json'), JSON.stringify(byteLevelTokenizer(512)))
  tokenizer = await loadTokenizer(folder)
})

/** Tokens as text, special ones by their names. */
const read = (tokens: readonly number[]): string =>
  tokens.map((id) => specialTokens[id] ?? Buffer.from(tokenizer.tokenBytes(id)).toString('latin1')).join('')

/** Text as tokens, in which special tokens stand by their names. */
const written = (text: string): number[] =>
  text
    .split(/(\[\/?[A-Z_]+\])/)
    .flatMap((part) => (specialTokens.includes(part) ? [tokenizer.special(part)] : tokenizer.encode(part)))

async function pieces(text: string, firstCall?: number): Promise<AnswerPiece[]> {
  async function* tokens(): AsyncGenerator<number> {
    for (const token of written(text)) yield await Promise.resolve(token)
  }
  const all: AnswerPiece[] = []
  for await (const piece of readAnswer(tokens(), tokenizer, firstCall)) {
    const before = all.at(-1)
    if (typeof piece === 'string' && typeof before === 'string') all.splice(-1, 1, before + piece)
    else all.push(piece)
  }
  return all
}

const parameters = { type: 'object', properties: { seconds: { type: 'integer' } } }
const timer = { name: 'set_timer', description: 'Sets a timer.', parameters }
const step = (id: string, args: unknown, place: number, result?: string): ToolStep => ({
  ...{ id, name: 'set_timer', args, place, calledAt: 0 },
  ...(result !== undefined && { outcome: 'done', result }),
})

describe('what may be called', () => {
  it('stands before the first question, as in the reference', () => {
    const [begin] = chatPrompt(tokenizer, '', [], { text: 'Hi.' }, availableTools(tokenizer, [timer]))
    const listed = JSON.stringify([{ type: 'function', function: timer }])
    expect('tokens' in begin && read(begin.tokens)).toBe(`<s>[AVAILABLE_TOOLS]${listed}[/AVAILABLE_TOOLS]`)
  })

  it('is the names alone of what a model was taught, where that is all it knows', () => {
    const told = (taught: string[]): string => read(availableTools(tokenizer, [timer], taught))
    expect(told(['get_time', 'set_timer'])).toBe('[AVAILABLE_TOOLS]["set_timer"][/AVAILABLE_TOOLS]')
    expect(told(['get_time'])).toBe('')
  })

  it('is of the first tools as many as have room', () => {
    const told = (roomTokens: number): number[] =>
      availableTools(tokenizer, [timer, { ...timer, name: 'set_alarm' }], undefined, roomTokens)
    expect(told(told(Infinity).length - 10)).toEqual(availableTools(tokenizer, [timer]))
    expect(told(10)).toEqual([])
  })

  it('is nothing for a model without such tokens', () => {
    const old: ToolTokenizer = {
      special: (name) => tokenizer.special(name),
      encode: (text) => tokenizer.encode(text),
      hasSpecial: (name) => name !== '[TOOL_CALLS]' && tokenizer.hasSpecial(name),
    }
    expect(availableTools(old, [timer])).toEqual([])
    expect(answerTokens(old, 'Done.', [step('1', {}, 0, 'Set.')])).toEqual(tokenizer.encode('Done.'))
  })
})

describe('an answer of earlier', () => {
  it('has its calls and what came of them at their places', () => {
    const steps = [
      step('1', { seconds: 5 }, 4, 'Set.'),
      step('2', { seconds: 6 }, 4, 'Set too.'),
      step('3', {}, 9),
    ]
    expect(read(answerTokens(tokenizer, 'Yes.Both.', steps))).toBe(
      'Yes.[TOOL_CALLS]set_timer[ARGS]{"seconds":5}[TOOL_CALLS]set_timer[ARGS]{"seconds":6}</s>' +
        '[TOOL_RESULTS]Set.[/TOOL_RESULTS][TOOL_RESULTS]Set too.[/TOOL_RESULTS]Both.',
    )
  })
})

describe('calls in an answer', () => {
  it.each<[string, AnswerPiece[]]>([
    ['Paris.', ['Paris.']],
    [
      'Wait. [TOOL_CALLS]set_timer[ARGS]{"seconds": 300}',
      ['Wait. ', { toolCall: { id: 'call-1', name: 'set_timer', args: { seconds: 300 } } }],
    ],
    [
      '[TOOL_CALLS]a[ARGS]{}[TOOL_CALLS]b[ARGS]{"x":"é"}',
      [
        { toolCall: { id: 'call-1', name: 'a', args: {} } },
        { toolCall: { id: 'call-2', name: 'b', args: { x: 'é' } } },
      ],
    ],
    ['[TOOL_CALLS] get_time ', [{ toolCall: { id: 'call-1', name: 'get_time', args: {} } }]],
    ['[TOOL_CALLS]a[ARGS]{"x":', [{ toolCall: { id: 'call-1', name: 'a', args: '{"x":' } }]],
    ['[TOOL_CALLS]', [{ toolCall: { id: 'call-1', name: '', args: {} } }]],
  ])('of %j', async (text, wanted) => {
    expect(await pieces(text)).toEqual(wanted)
  })

  it('go on counting where others were made before', async () => {
    expect(await pieces('[TOOL_CALLS]a', 2)).toMatchObject([{ toolCall: { id: 'call-3' } }])
  })
})
