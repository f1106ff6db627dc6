import { argumentsFault } from './argumentsFault'
import type { RawTool, ToolArguments } from './rawTool'

/** What became of a call. Invalid: its arguments do not fit, and it did not run. */
export type CallOutcome = 'done' | 'failed' | 'refused' | 'invalid'

export interface CallResult {
  readonly outcome: CallOutcome
  /** What the listener is told. */
  readonly text: string
}

/** What a user says to a call, through the window that asked. */
export interface UserAnswer {
  readonly isAllowed: boolean
  /** What came of what the window was to do. */
  readonly text?: string
  /** Why the window could not do it. */
  readonly failure?: string
}

/** Asks the user whether a tool may run with these arguments. Rejects when the signal aborts. */
export type AskUser = (tool: RawTool, args: ToolArguments, signal: AbortSignal) => Promise<UserAnswer>

const usualTimeLimitMs = 20_000
/** Who asked may have left the room. */
export const userAnswersWithinMs = 120_000
/** About a thousand tokens: what is longer would push the conversation out of the listener's context. */
export const longestResultChars = 4000

/**
 * Calls a tool: checks the arguments, asks the user where that is needed, and takes what the tool says within a time and a
 * length. Whatever goes wrong is a result that tells of it. Only aborting the signal throws, its reason, at once.
 */
export async function callTool(
  tool: RawTool,
  args: unknown,
  askUser: AskUser,
  signal: AbortSignal,
): Promise<CallResult> {
  signal.throwIfAborted()
  const fault = await argumentsFault(tool.parameters, args, 'isForeign' in tool && tool.isForeign === true)
  if (fault !== undefined) return { outcome: 'invalid', text: `Error: ${fault}.` }
  const checked = args as ToolArguments
  try {
    const answer = tool.asksFirst
      ? await within(userAnswersWithinMs, signal, (either) => askUser(tool, checked, either))
      : undefined
    if (answer === 'late')
      return { outcome: 'refused', text: 'Error: The user did not say whether this may be done.' }
    if (answer?.isAllowed === false)
      return { outcome: 'refused', text: 'Error: The user did not allow this.' }
    if (answer?.failure !== undefined) throw new Error(answer.failure)
    if ('deed' in tool) return { outcome: 'done', text: bounded(answer?.text ?? '') }
    const { timeLimitMs = usualTimeLimitMs } = tool
    const text = await within(timeLimitMs, signal, async (either) => ({
      said: await tool.run(checked, either),
    }))
    if (text === 'late')
      throw new Error(`It took longer than ${timeLimitMs / 1000} seconds and was given up.`)
    return { outcome: 'done', text: bounded(text.said) }
  } catch (thrown) {
    signal.throwIfAborted()
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    return { outcome: 'failed', text: bounded(`Error: ${why}`) }
  }
}

/** A tool may ignore its signal, or never end: nobody waits for it then. Throws the signal's reason when it aborts. */
async function within<T>(
  ms: number,
  signal: AbortSignal,
  work: (either: AbortSignal) => Promise<T>,
): Promise<T | 'late'> {
  const late = AbortSignal.timeout(ms)
  const either = AbortSignal.any([signal, late])
  let stop = (): void => undefined
  const stopped = new Promise<'late'>((resolve, reject) => {
    stop = () => (signal.aborted ? reject(signal.reason as Error) : resolve('late'))
    either.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work(either), stopped])
  } catch (thrown) {
    if (late.aborted && !signal.aborted) return 'late'
    throw thrown
  } finally {
    either.removeEventListener('abort', stop)
  }
}

/** A text of a length that the listener can hold, and that says so where there was more. */
function bounded(text: string): string {
  const clean = text.trim()
  if (clean === '') return 'Done.'
  if (clean.length <= longestResultChars) return clean
  const left = clean.length - longestResultChars
  return `${clean.slice(0, longestResultChars)}\n[${left} more characters were left out]`
}
