import { AppError, isAbort, toAppError, type Clock, type ToolOutcome, type ToolStep } from '@contract'
import type { Listener, ListenerConversation, ListenerEvents, Question, ToolCall } from './listeners/listener'
import { withoutThoughts } from './listeners/withoutThoughts'
import type { Tool } from './tools/tool'

/** A listener that calls again and again is asked no more. */
const mostRounds = 5

export interface ToolCalling {
  readonly tools: readonly Tool[]
  /** Settles when tools may run: what they do is heard and seen, and a speculative turn is not. */
  readonly mayCall: (signal: AbortSignal) => Promise<void>
  /** A call begins; again with the same id: what came of it. */
  readonly onStep: (step: ToolStep) => void
  /** Milliseconds since 1970. */
  readonly now: Clock
}

/**
 * The text of an answer. What the listener calls for it is run, one after the other, and the listener is asked on with what came
 * of it. Where it says nothing behind that, the last result is the answer.
 * @throws tool-failed for a listener that comes to no end; what the listener throws; the signal's reason
 */
export async function* answerWithTools(
  listener: Pick<Listener, 'answer'>,
  conversation: ListenerConversation,
  question: Question,
  calling: ToolCalling,
  on: ListenerEvents,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  let written = ''
  const toolSteps: ToolStep[] = []
  for (let round = 0; ; round++) {
    const calls: ToolCall[] = []
    const soFar = round === 0 ? undefined : { written, toolSteps: [...toolSteps] }
    const textOf = async function* (): AsyncGenerator<string, void> {
      for await (const piece of listener.answer(conversation, question, { signal, on, soFar }))
        if (typeof piece === 'string') yield piece
        else calls.push(piece.toolCall)
    }
    const before = written
    for await (const text of withoutThoughts(textOf())) {
      written += text
      yield text
    }
    if (calls.length === 0) {
      const result = toolSteps.at(-1)?.result
      if (written === before && result !== undefined) yield written === '' ? result : ` ${result}`
      return
    }
    if (round === mostRounds)
      throw new AppError('tool-failed', { kind: 'calls-without-end', calls: mostRounds }, { retryable: true })
    await calling.mayCall(signal)
    for (const call of calls)
      toolSteps.push(await run({ ...call, id: ownId(call.id, toolSteps) }, written.length, calling, signal))
  }
}

/** Calls are told apart by their IDs, which not every listener makes anew each time. Nine letters and digits: Mistral's models take no others. */
function ownId(id: string, before: readonly ToolStep[]): string {
  if (!before.some((step) => step.id === id)) return id
  return `call${String(before.length + 1).padStart(5, '0')}`
}

/** Runs one call, and tells when it begins and ends. Whatever goes wrong is a result; only aborting throws, the signal's reason. */
async function run(
  { id, name, args }: ToolCall,
  place: number,
  { tools, onStep, now }: ToolCalling,
  signal: AbortSignal,
): Promise<ToolStep> {
  signal.throwIfAborted()
  const calledAt = Math.floor(now())
  const begun: ToolStep = { id, name, args, place, calledAt }
  const end = (outcome: ToolOutcome, result?: string): ToolStep => {
    const seconds = Math.max(0, now() - calledAt) / 1000
    const step = { ...begun, outcome, seconds, ...(result !== undefined && { result }) }
    onStep(step)
    return step
  }
  onStep(begun)
  try {
    const tool = tools.find((each) => each.name === name)
    if (tool === undefined) return end('failed', `Error: There is no tool ${name}.`)
    return end('done', await untilAborted(tool.run(args, signal), signal))
  } catch (thrown) {
    if (signal.aborted || isAbort(thrown)) {
      end('interrupted')
      throw thrown
    }
    const { code, message } = toAppError(thrown)
    return end(code === 'tool-refused' ? 'refused' : 'failed', message)
  }
}

/** A tool may ignore its signal: nobody waits for it then. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
