import type { SamplingConfig } from '@contract'
import type { AnswerServer, AskedOfServer } from '../../network/answerServer'
import { Patience } from '../../network/patience'
import { readServerEvents } from '../../network/readServerEvents'
import { saidIn } from '../../network/saidInRefusal'
import type { ToolDescription } from '../../tools/tool'
import type { AnswerPiece } from '../listener'
import { chatEvent } from './chatEvent'
import type { ChatMessage } from './chatMessages'
import { GatheredToolCalls } from './gatheredToolCalls'

export interface ChatRequest {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  readonly tools: readonly ToolDescription[]
  readonly sampling: SamplingConfig
}

/** One event holds some words; one that is longer than this is not one of ours. */
const mostEventChars = 1_000_000
/** No token of a text that people read is longer on the average. */
const charsPerToken = 12
/** Thoughts and arguments that are longer lead nowhere. */
const mostUnseenChars = 200_000

/**
 * Has a server answer, and streams what it writes; the calls of tools come last. It ends where the answer has the length that
 * is configured, whatever the server still sends.
 * @throws ServerError; the signal's reason when it aborts
 */
export async function* streamChat(
  server: AnswerServer,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<AnswerPiece, void> {
  const { firstMs, stallMs } = server.limits
  const patience = new Patience(signal)
  const calls = new GatheredToolCalls()
  const mostChars = request.sampling.maxNewTokens * charsPerToken
  let textChars = 0
  let unseenChars = 0
  let hasBegun = false
  let isComplete = false
  try {
    patience.atMost(firstMs)
    const answer = await server.ask('/chat/completions', chatBody(request), patience.signal)
    try {
      if (!/^text\/event-stream\b/i.test(answer.headers.get('Content-Type') ?? ''))
        throw server.trouble({ kind: 'nonsense' })
      for await (const data of readServerEvents(answer.body ?? noBytes(), mostEventChars)) {
        if (data === '[DONE]') {
          isComplete = true
          break
        }
        const { text, unseen, isLast } = readEvent(server, data, calls)
        isComplete ||= isLast
        unseenChars += unseen
        if (unseenChars > mostUnseenChars) throw server.trouble({ kind: 'too-much' })
        // What only says that the server lives does not make the answer come sooner.
        if (text !== '' || unseen > 0) {
          hasBegun = true
          patience.rest()
        }
        textChars += text.length
        if (text !== '') yield text
        if (textChars > mostChars) return
        if (text !== '' || unseen > 0) patience.atMost(stallMs)
      }
    } finally {
      void answer.body?.cancel().catch(() => undefined)
    }
    if (!isComplete) throw server.trouble({ kind: 'cut' })
  } catch (thrown) {
    signal.throwIfAborted()
    if (patience.isOver) {
      const fault = hasBegun ? ({ kind: 'stalled', afterMs: stallMs } as const) : undefined
      throw server.trouble(fault ?? { kind: 'silent', afterMs: firstMs }, thrown)
    }
    if (thrown instanceof RangeError) throw server.trouble({ kind: 'too-much' }, thrown)
    // What undici throws while a body is read.
    if (thrown instanceof TypeError) throw server.trouble({ kind: 'cut' }, thrown)
    throw thrown
  } finally {
    patience.rest()
  }
  for (const toolCall of calls.all) yield { toolCall }
}

/** What one event says. `unseen`: characters of thoughts and of calls, which nobody reads. */
function readEvent(
  server: AnswerServer,
  data: string,
  calls: GatheredToolCalls,
): { readonly text: string; readonly unseen: number; readonly isLast: boolean } {
  const event = chatEvent.safeParse(parsed(data)).data
  if (event === undefined) throw server.trouble({ kind: 'nonsense' })
  if (event.error !== undefined && event.error !== null)
    throw server.trouble({ kind: 'failing', status: undefined, said: saidIn(event) })
  const choice = event.choices?.[0]
  const { content, reasoning_content: thought, reasoning, tool_calls: deltas } = choice?.delta ?? {}
  calls.add(deltas ?? [])
  const called = deltas?.reduce((sum, each) => sum + 1 + (each.function?.arguments?.length ?? 0), 0) ?? 0
  return {
    text: content ?? '',
    unseen: (thought ?? reasoning ?? '').length + called,
    isLast: choice?.finish_reason !== undefined && choice.finish_reason !== null,
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}

/** Only what every server knows: many refuse a request that has more. */
function chatBody({ model, messages, tools, sampling }: ChatRequest): AskedOfServer {
  const { temperature, topP, maxNewTokens, seed } = sampling
  const body = {
    model,
    messages,
    stream: true,
    max_tokens: maxNewTokens,
    temperature,
    ...(topP < 1 && { top_p: topP }),
    ...(temperature > 0 && { seed }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        type: 'function',
        function: { name, description, parameters },
      })),
    }),
  }
  return body
}

async function* noBytes(): AsyncGenerator<Uint8Array, void> {
  // For an answer without a body.
}
