import { describe, expect, it } from 'vitest'
import {
  chatPrompt,
  cutMark,
  type Exchange,
  type PromptTokenizer,
} from '../../src-main/engine/listeners/voxtral/prompt'

/** Every character is a token, and so is every special name. */
const names = ['<s>', '</s>', '[INST]', '[/INST]', '[BEGIN_AUDIO]']
const tokenizer: PromptTokenizer = {
  encode: (text) => Array.from(text, (letter) => letter.codePointAt(0)!),
  special: (name) => -1 - names.indexOf(name),
}
const read = (prompt: ReturnType<typeof chatPrompt>): string =>
  prompt
    .flatMap((part) =>
      'audio' in part
        ? ['(audio)']
        : part.tokens.map((id) => (id < 0 ? names[-1 - id] : String.fromCodePoint(id))),
    )
    .join('')

const heard = { heard: { tokens: 1 } } as unknown as Exchange['question']
const said = (answer: string, isCut = false): Exchange => ({
  question: { text: 'Tell me a story.' },
  answer: tokenizer.encode(answer),
  isCut,
})

describe('the prompt behind an answer that was interrupted', () => {
  it('holds what was heard of it, and tells that it ended there', () => {
    const prompt = chatPrompt(tokenizer, 'Be kind.', [said('Once upon a', true)], { text: 'Go on.' })
    expect(read(prompt)).toBe(
      `<s>[INST]Be kind.\n\nTell me a story.[/INST]Once upon a${cutMark}</s>[INST]Go on.[/INST]`,
    )
  })

  it('leaves the question behind it as it was spoken', () => {
    const prompt = chatPrompt(tokenizer, '', [said('Once upon a', true)], heard)
    expect(read(prompt).endsWith(`${cutMark}</s>[INST][BEGIN_AUDIO](audio)[/INST]`)).toBe(true)
  })

  it('begins as the one before, so that nothing is computed twice', () => {
    const before = chatPrompt(tokenizer, 'Be kind.', [said('Once upon a', true)], { text: 'Go on.' })
    const goesOn = { question: { text: 'Go on.' }, answer: tokenizer.encode(' time.') }
    const after = chatPrompt(tokenizer, 'Be kind.', [said('Once upon a', true), goesOn], heard)
    expect(read(after).startsWith(read(before))).toBe(true)
  })

  it('tells nothing behind an answer that was heard to its end', () => {
    expect(read(chatPrompt(tokenizer, '', [said('The end.')], { text: 'Go on.' }))).not.toContain(cutMark)
  })
})
