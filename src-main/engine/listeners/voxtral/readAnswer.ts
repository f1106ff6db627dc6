import type { AnswerPiece, ToolCall } from '../listener'
import { detokenize, type TokenBytes } from './detokenize'
import { knowsTools, type ToolTokenizer } from './toolPrompt'

/**
 * The text of an answer while its tokens come, and the calls at its end: `[TOOL_CALLS]name[ARGS]{...}`, one behind the other.
 * @param firstCall the number of the first call: ids go on from there
 */
export function readAnswer(
  tokens: AsyncIterable<number>,
  tokenizer: ToolTokenizer & TokenBytes,
  firstCall = 0,
): AsyncGenerator<AnswerPiece, void> {
  return knowsTools(tokenizer) ? readWithCalls(tokens, tokenizer, firstCall) : detokenize(tokens, tokenizer)
}

async function* readWithCalls(
  tokens: AsyncIterable<number>,
  tokenizer: ToolTokenizer & TokenBytes,
  firstCall: number,
): AsyncGenerator<AnswerPiece, void> {
  const callMark = tokenizer.special('[TOOL_CALLS]')
  const calls: number[][] = []
  const written = async function* (): AsyncGenerator<number, void> {
    for await (const token of tokens)
      if (token === callMark) calls.push([])
      else if (calls.length > 0) calls.at(-1)!.push(token)
      else yield token
  }
  yield* detokenize(written(), tokenizer)
  for (const [i, call] of calls.entries())
    yield { toolCall: { id: `call-${firstCall + i + 1}`, ...readCall(call, tokenizer) } }
}

/** Arguments that are no JSON stay text: whoever runs the tool says what is wrong with them. */
function readCall(call: readonly number[], tokenizer: ToolTokenizer & TokenBytes): Omit<ToolCall, 'id'> {
  const textOf = (tokens: readonly number[]): string =>
    Buffer.concat(tokens.map((token) => tokenizer.tokenBytes(token)))
      .toString()
      .trim()
  const mark = call.indexOf(tokenizer.special('[ARGS]'))
  const name = textOf(mark < 0 ? call : call.slice(0, mark))
  const args = mark < 0 ? '' : textOf(call.slice(mark + 1))
  if (args === '') return { name, args: {} }
  try {
    return { name, args: JSON.parse(args) as unknown }
  } catch {
    return { name, args }
  }
}
