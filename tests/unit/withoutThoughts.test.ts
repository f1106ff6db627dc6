import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { config } from '../../src-preload/contract'
import { spokenForm } from '../../src-main/engine/speaking/spokenForm'
import type { Voice } from '../../src-main/engine/speaking/voice'
import { withoutThoughts } from '../../src-main/engine/listeners/withoutThoughts'
import { runTurn, type TurnModels, type TurnSettings } from '../../src-main/engine/turn'

async function shown(...pieces: string[]): Promise<string> {
  let text = ''
  async function* written(): AsyncGenerator<string> {
    for (const piece of pieces) yield await Promise.resolve(piece)
  }
  for await (const piece of withoutThoughts(written())) {
    expect(piece).not.toBe('')
    text += piece
  }
  return text
}

const answers: readonly (readonly [written: string, shown: string])[] = [
  ['<think>They ask for Paris.</think>\n\nIt is Paris.', 'It is Paris.'],
  ['<think></think>Yes.', 'Yes.'],
  ['Well, <think>is it 3 < 4?</think>it is.', 'Well, it is.'],
  ['Yes<think>or no</think>maybe<thinking>or</thinking>.', 'Yes maybe.'],
  ['Sure. <THINK>never closed, <b>ever', 'Sure. '],
  ['[THINK]Hm.[/THINK]Good.', 'Good.'],
  ['the end of a thought</think>\nYes.', 'the end of a thought\nYes.'],
  ['a < b, <thinker>, [thing] and <', 'a < b, <thinker>, [thing] and <'],
  ['Models write `<think>` first.', 'Models write `<think>` first.'],
]

describe('what a model thinks', () => {
  it.each(answers)('of %j leaves %j', async (written, left) => {
    expect(await shown(written)).toBe(left)
    expect(await shown(...written)).toBe(left)
  })

  it('is left out however the text is cut into pieces', async () => {
    const scrap = fc.constantFrom(
      '<think>',
      '</think>',
      '<thi',
      'nk>',
      '<',
      '[',
      '/think]',
      '`',
      ' ',
      '\n',
      'so',
      '🎉',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(scrap),
        fc.array(fc.nat({ max: 8 }), { minLength: 1 }),
        async (scraps, sizes) => {
          const text = scraps.join('')
          const pieces: string[] = []
          for (let at = 0, i = 0; at < text.length; i++) {
            const size = 1 + sizes[i % sizes.length]
            pieces.push(text.slice(at, at + size))
            at += size
          }
          const whole = await shown(text)
          expect(await shown(...pieces)).toBe(whole)
          expect(text.length).toBeGreaterThanOrEqual(whole.replace(/ /g, '').length)
        },
      ),
    )
  })

  it('holds back nothing of an answer but what may be a mark', async () => {
    let written = 0
    async function* pieces(): AsyncGenerator<string> {
      for (const piece of ['It is', ' <', 'b> so']) {
        written++
        yield await Promise.resolve(piece)
      }
    }
    const got: [string, number][] = []
    for await (const piece of withoutThoughts(pieces())) got.push([piece, written])
    expect(got).toEqual([
      ['It is', 1],
      [' ', 2],
      ['<b> so', 3],
    ])
  })

  it('is neither written nor spoken in a turn', async () => {
    const said: string[] = []
    const voice: Voice = {
      name: 'hum',
      language: 'en-us',
      sampleRateHz: 8000,
      async *synthesize(spoken) {
        said.push(spoken)
        yield await Promise.resolve({ samples: new Float32Array(800).fill(0.5), spoken: [0, spoken.length] })
      },
      release: () => undefined,
    }
    const models: TurnModels = {
      listener: {
        async *answer() {
          for (const letter of '<think>They ask for Paris, I think.</think>\n\nIt is Paris.')
            yield await Promise.resolve(letter)
        },
        transcribe: () => {
          throw new Error('typed')
        },
      },
      voice,
    }
    const settings: TurnSettings = {
      tools: [],
      mayCall: () => Promise.resolve(),
      onStep: () => undefined,
      now: () => 0,
      speed: 1,
    }
    let written = ''
    const on = { text: (piece: string) => void (written += piece) }
    const { signal } = new AbortController()
    const question = { text: 'Where?', exchange: undefined }
    const told = { settings: config.parse({}), tools: [], exchanges: [], audioOf: () => undefined }
    for await (const _ of runTurn({ question }, told, models, settings, on, signal));
    expect(written).toBe('It is Paris.')
    expect(said).toEqual(['It is Paris.'])
  })

  it('is not said where a whole text is', () => {
    expect(spokenForm('<think>They ask\n\nfor it.</think>It is Paris. <think>Done', 'en-us').text).toBe(
      'It is Paris.',
    )
  })
})
