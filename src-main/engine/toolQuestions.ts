import type { AskMessage, EngineMessage } from '@contract'
import type { AskUser, UserAnswer } from './tools/callTool'

/** What tools ask the user of a window, until it is answered. */
export class ToolQuestions {
  readonly #say: (message: EngineMessage) => void
  readonly #waiting = new Map<number, (answer: UserAnswer) => void>()
  #newest = 0

  constructor(say: (message: EngineMessage) => void) {
    this.#say = say
  }

  /** Whether the user is being asked. */
  get isAsking(): boolean {
    return this.#waiting.size > 0
  }

  /** Asks for the tools of a turn. */
  of(turn: number): AskUser {
    return (tool, args, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const call = ++this.#newest
        const abort = (): void => {
          this.#waiting.delete(call)
          reject(signal.reason as Error)
        }
        signal.addEventListener('abort', abort, { once: true })
        this.#waiting.set(call, (answer) => {
          signal.removeEventListener('abort', abort)
          resolve(answer)
        })
        this.#say({
          ...{ type: 'tool-ask', turn, call, tool: tool.name, args },
          ...('deed' in tool && { deed: tool.deed }),
        })
      })
  }

  /** The user's answer; one that comes too late is dropped. */
  answered({ call, isAllowed, text, failure }: Extract<AskMessage, { type: 'tool-answer' }>): void {
    const answer = this.#waiting.get(call)
    this.#waiting.delete(call)
    answer?.({ isAllowed, ...(text !== undefined && { text }), ...(failure !== undefined && { failure }) })
  }
}
