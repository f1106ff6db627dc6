import type { Clock, EngineMessage } from '@contract'
import type { Utterance } from './hearing/utterance'
import type { Session } from './session'
import type { ToolQuestions } from './toolQuestions'
import type { TurnSeat } from './turnLock'

/**
 * What a turn is asked, or what it is to say. `utteranceEndAt` is when the engine had all of it, on the shared clock. A
 * speculative turn is asked what was spoken so far. `interrupts`: an answer, and it may say no more than that this is to end.
 * `voice`: who says it, where that is not who says the answers.
 */
export type TurnRequest = { readonly turn: number; readonly utteranceEndAt: number } & (
  | {
      readonly mode: 'chat' | 'transcribe'
      readonly spoken: Utterance
      readonly interrupts?: boolean | undefined
    }
  | {
      readonly mode: 'chat' | 'say'
      readonly text: string
      readonly isOnlyWritten?: boolean
      readonly voice?: string | undefined
      readonly isInMood?: boolean | undefined
    }
)

/** How a window wants what is said to sound, from the next turn or sentence on. */
export interface Delivery {
  /** Of the voice, for the turns that begin from now on. */
  speed: number
  /** Whether the sentences that are said from now on are said in their mood. */
  followsMood: boolean
  /** Of the voices that the model has, for the sentences that are said from now on; undefined: the one it was loaded with. */
  voiceId: string | undefined
}

/** What all turns of one window share. */
export interface TurnPlace {
  readonly session: Session
  readonly seat: TurnSeat
  /** Tells the window, and is its view of the session. */
  readonly say: (message: EngineMessage) => void
  readonly now: Clock
  readonly questions: ToolQuestions
  readonly delivery: Readonly<Delivery>
  /** Languages of which the window was told that nobody says them. */
  readonly unspoken: Set<string>
}
