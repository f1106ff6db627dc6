import type { ToolStep } from '@contract'
import type { ToolDescription } from '../../tools/tool'
import type { PromptTokenizer } from './prompt'

/** What prompts with tools need of the tokenizer. */
export interface ToolTokenizer extends PromptTokenizer {
  hasSpecial(name: string): boolean
}

const names = [
  ...['[AVAILABLE_TOOLS]', '[/AVAILABLE_TOOLS]', '[TOOL_CALLS]', '[ARGS]'],
  ...['[TOOL_RESULTS]', '[/TOOL_RESULTS]'],
]

/** Whether a model has the tokens by which it is told of tools. One that has not calls nothing. */
export function knowsTools(tokenizer: ToolTokenizer): boolean {
  return names.every((name) => tokenizer.hasSpecial(name))
}

/**
 * The tokens that tell what may be called: `[AVAILABLE_TOOLS][{...}][/AVAILABLE_TOOLS]` (mistral_common, InstructTokenizerV13).
 * None where nothing may, or the model does not know of tools.
 * @param taught the tools of a model that knows these alone. It is told their names, in this order: their descriptions would
 *   fill its context
 * @param roomTokens of the first tools as many are told of as fit, so that the conversation has room beside them
 */
export function availableTools(
  tokenizer: ToolTokenizer,
  tools: readonly ToolDescription[],
  taught?: readonly string[],
  roomTokens = Infinity,
): number[] {
  if (!knowsTools(tokenizer)) return []
  const listed: readonly unknown[] =
    taught === undefined
      ? tools.map(({ name, description, parameters }) => ({
          type: 'function',
          function: { name, description, parameters },
        }))
      : taught.filter((name) => tools.some((tool) => tool.name === name))
  let left = roomTokens
  const first = listed.findIndex((each) => (left -= tokenizer.encode(JSON.stringify(each)).length + 1) < 0)
  const told = first < 0 ? listed : listed.slice(0, first)
  if (told.length === 0) return []
  return [
    tokenizer.special('[AVAILABLE_TOOLS]'),
    ...tokenizer.encode(JSON.stringify(told)),
    tokenizer.special('[/AVAILABLE_TOOLS]'),
  ]
}

/** What stands behind calls: the end of that part of the answer, and `[TOOL_RESULTS]result[/TOOL_RESULTS]` for each. */
export function toolResults(tokenizer: ToolTokenizer, steps: readonly ToolStep[]): number[] {
  const results = steps.flatMap(({ result = '' }) => [
    tokenizer.special('[TOOL_RESULTS]'),
    ...tokenizer.encode(result),
    tokenizer.special('[/TOOL_RESULTS]'),
  ])
  return [tokenizer.special('</s>'), ...results]
}

/**
 * The tokens of an answer with what was called for it, each at its place: `text[TOOL_CALLS]name[ARGS]{...}</s>[TOOL_RESULTS]...`.
 * A call of which nothing came is left out: no model is told of a call without a result.
 */
export function answerTokens(tokenizer: ToolTokenizer, answer: string, steps: readonly ToolStep[]): number[] {
  const told = knowsTools(tokenizer) ? steps.filter(({ result }) => result !== undefined) : []
  const tokens: number[] = []
  let from = 0
  for (const place of new Set(told.map((step) => step.place))) {
    const called = told.filter((step) => step.place === place)
    tokens.push(...tokenizer.encode(answer.slice(from, place)))
    for (const { name, args } of called)
      tokens.push(
        tokenizer.special('[TOOL_CALLS]'),
        ...tokenizer.encode(name),
        tokenizer.special('[ARGS]'),
        ...tokenizer.encode(typeof args === 'string' ? args : JSON.stringify(args)),
      )
    tokens.push(...toolResults(tokenizer, called))
    from = place
  }
  return [...tokens, ...tokenizer.encode(answer.slice(from))]
}
