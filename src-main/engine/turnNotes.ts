import {
  notedTrouble,
  toAppError,
  turnFigures,
  type AppError,
  type NoteEvent,
  type ToolStep,
  type TurnEndReason,
  type TurnMetrics,
} from '@contract'

/** Which turn it is, and what is known of it when it begins. */
export interface NotedTurn {
  /** The number of its window. */
  readonly window: number
  readonly turn: number
  readonly mode: 'chat' | 'transcribe' | 'say'
  readonly asked: 'spoken' | 'written'
}

/** Notes for the log and the figures what becomes of one turn. */
export class TurnNotes {
  readonly #note: NoteEvent
  readonly #of: Pick<NotedTurn, 'window' | 'turn'>
  readonly #mode: NotedTurn['mode']

  constructor(note: NoteEvent, { window, turn, mode, asked }: NotedTurn, isSpeculative: boolean) {
    this.#note = note
    this.#of = { window, turn }
    this.#mode = mode
    note({ event: 'turn-began', window, turn, mode, asked, isSpeculative })
  }

  /** Another window's turn goes on. */
  waits(): void {
    this.#note({ event: 'turn-waits', ...this.#of })
  }

  /** A speculative turn goes on aloud. */
  kept(): void {
    this.#note({ event: 'speculation', ...this.#of, outcome: 'kept' })
  }

  /** A speculative turn ended before it was asked for. @param thrown why, unless it was dropped */
  vanished(thrown?: unknown): void {
    const outcome =
      thrown === undefined
        ? ({ outcome: 'dropped' } as const)
        : ({ outcome: 'failed', code: toAppError(thrown).code } as const)
    this.#note({ event: 'speculation', ...this.#of, ...outcome })
  }

  /** A call began, or ended. */
  step({ outcome, seconds = 0 }: ToolStep): void {
    if (outcome !== undefined) this.#note({ event: 'tool-called', ...this.#of, outcome, seconds })
  }

  ended(outcome: TurnEndReason, metrics: TurnMetrics, error?: AppError): void {
    const { utteranceSeconds, spokenSeconds, promptTokens, cachedTokens, answerTokens } = metrics
    this.#note({
      ...{ event: 'turn-ended', ...this.#of, mode: this.#mode, outcome, ...(error && notedTrouble(error)) },
      ...{ utteranceSeconds, spokenSeconds, promptTokens, cachedTokens, answerTokens },
      ...turnFigures(metrics),
    })
  }

  /** Its answer was cut to what was heard, after it had ended. */
  cut(): void {
    this.#note({ event: 'answer-cut', ...this.#of })
  }
}
