import { microphoneFormat } from '@contract'
import type { Answers } from './answers'
import type { ListeningCue } from './audio/listeningCue'
import type { ListeningEvents } from './audio/listening'
import type { EngineClient } from './engineClient'

export interface SpokenQuestionParts {
  readonly engine: Pick<
    EngineClient,
    'beginUtterance' | 'hear' | 'pauseUtterance' | 'endUtterance' | 'interrupt'
  >
  readonly answers: Pick<Answers, 'begin' | 'withdraw' | 'turnEnd'>
  /** A question begins. */
  readonly begins: () => void
  /** It is listened to, or no more. */
  readonly listens: (cue: ListeningCue) => void
  /** It began, or was taken back. */
  readonly changed: () => void
}

export interface SpokenQuestion {
  readonly isOpen: () => boolean
  /** A turn's end, told by the engine. */
  readonly turnEnd: Answers['turnEnd']
  /** What is heard of it. */
  readonly events: Pick<ListeningEvents, 'open' | 'reopen' | 'audio' | 'pause' | 'commit' | 'cancel'>
}

/** The question that is being spoken: goes to the engine while it is heard, and to the conversation when it is complete. */
export function spokenQuestion({
  engine,
  answers,
  begins,
  listens,
  changed,
}: SpokenQuestionParts): SpokenQuestion {
  /** Its turn, while it is spoken, and that of the one that was asked last. */
  let spoken: number | undefined
  let asked: number | undefined
  /** How many samples of it were heard, and how often an answer to it was begun in a pause. */
  let samplesHeard = 0
  let attempts = 0
  /** It interrupts an answer. */
  let isInterruption = false
  /** The engine gave it up already. */
  let failedEarly: Parameters<Answers['turnEnd']> | undefined

  const open = (interrupts: boolean): void => {
    begins()
    isInterruption = interrupts
    failedEarly = undefined
    samplesHeard = 0
    attempts = 0
    spoken = engine.beginUtterance(interrupts)
    listens('begins')
    changed()
  }

  return {
    isOpen: () => spoken !== undefined,
    turnEnd(...end) {
      if (end[0] === spoken) failedEarly = end
      else answers.turnEnd(...end)
    },
    events: {
      open,
      reopen() {
        if (asked !== undefined) answers.withdraw(asked)
        open(isInterruption)
      },
      audio(samples) {
        samplesHeard += samples.length
        engine.hear(samples)
      },
      pause(pause) {
        attempts++
        engine.pauseUtterance(pause)
      },
      commit(end) {
        engine.endUtterance()
        listens('ends')
        const turn = spoken!
        spoken = undefined
        asked = turn
        answers.begin(turn, { seconds: samplesHeard / microphoneFormat.sampleRateHz }, { ...end, attempts })
        if (failedEarly) answers.turnEnd(...failedEarly)
      },
      cancel() {
        engine.interrupt(spoken!)
        listens('ends')
        spoken = undefined
        changed()
      },
    },
  }
}
