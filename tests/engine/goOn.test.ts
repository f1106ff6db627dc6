import { afterAll, beforeAll, expect, test } from 'vitest'
import { config } from '@contract'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import type { Decoding, VoxtralModel } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { cutMark } from '../../src-main/engine/listeners/voxtral/prompt'
import type { Prompt } from '../../src-main/engine/listeners/voxtral/promptTokens'
import { EngineUnderTest } from '../rigs/engineUnderTest'
import { voxtralOf, withDecoder } from '../rigs/models/voxtralOf'
import { speakQuestion } from '../rigs/speakQuestion'

const goOn = 'Go on.'
let models: EngineModels
let question: Float32Array
let story: string

beforeAll(async () => {
  models = await loadEngineModels(config.parse({}))
  question = await speakQuestion('Tell me a story.', { voice: 'en-us+f2', leadMs: 200, trailMs: 300 })
  story = (await new EngineUnderTest(models).ask(question)).text
})
afterAll(() => models.release())

/** The text tokens of a prompt; for heard audio and special tokens a mark. */
function read(prompt: Prompt, { tokenizer }: VoxtralModel): string {
  const names = new Map(['<s>', '</s>', '[INST]', '[/INST]'].map((name) => [tokenizer.special(name), name]))
  const bytes = prompt.flatMap((part) =>
    'audio' in part
      ? [...Buffer.from('(audio)')]
      : part.tokens.flatMap((id) => [
          ...(names.has(id) ? Buffer.from(names.get(id)!) : tokenizer.tokenBytes(id)),
        ]),
  )
  return Buffer.from(bytes).toString()
}

/**
 * The embedded decoder, which has never learnt to go on, and where it is asked to a fake that has: from the words that
 * the prompt says were heard, and from nothing else.
 */
function goesOn(model: VoxtralModel, prompts: string[]): Partial<Decoding> {
  const { decoder, tokenizer } = model
  return {
    async *decode(prompt, options, signal) {
      const asked = read(prompt, model)
      prompts.push(asked)
      if (!asked.endsWith(`[INST]${goOn}[/INST]`)) {
        yield* decoder.decode(prompt, options, signal)
        return
      }
      const answers = asked.split('[/INST]').slice(1, -1)
      const heard = answers.map((answer) => answer.split(cutMark)[0].trim()).join(' ')
      for (const token of tokenizer.encode(story.slice(heard.length).trimStart())) {
        signal.throwIfAborted()
        yield token
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
  }
}

test('after an interruption "Go on" goes on behind the last word that was heard, and so does the next', async () => {
  const prompts: string[] = []
  const engine = new EngineUnderTest(withDecoder(models, goesOn(voxtralOf(models), prompts)))
  /** Lets a turn sound until its nth word, and interrupts it there. Returns what was heard of it. */
  const interrupt = async (turn: number, nth: number): Promise<string> => {
    const { words } = await engine.first('audio', turn)
    engine.port.send({ type: 'interrupt', turn, playedSamples: words[nth - 1].endSample })
    const { text, end } = await engine.outcome(turn)
    expect(end.reason).toBe('interrupted')
    return text.slice(0, words[nth - 1].written[1])
  }
  const heard = await interrupt(engine.begin(question), 3)
  expect(heard.split(' ')).toHaveLength(3)
  const more = await interrupt(engine.begin(goOn), 2)
  const { text, end } = await engine.ask(goOn)
  expect(end.reason).toBe('done')
  expect([heard, more, text].join(' ')).toBe(story)
  const said = (heard: string): string => `[/INST]${heard}${cutMark}</s>[INST]${goOn}`
  expect(prompts.at(-1)).toContain(said(heard) + said(more))
})
