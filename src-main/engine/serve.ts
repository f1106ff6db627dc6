import {
  AppError,
  askMessage,
  sharedClock,
  toAppError,
  unansweredTurn,
  type AskMessage,
  type Clock,
  type Config,
  type EngineMessage,
  type Port,
} from '@contract'
import { Conversation } from './conversation'
import type { EngineModels } from './models/engineModels'
import { TurnLock, type TurnSeat } from './turnLock'
import { Utterance } from './utterance'

/** An utterance that is being spoken. */
interface Spoken {
  readonly turn: number
  readonly mode: 'chat' | 'transcribe'
  readonly utterance: Utterance
  /** A speculative turn answers what was said so far. */
  isTried: boolean
}

type Handlers = {
  readonly [Type in AskMessage['type']]: (message: Extract<AskMessage, { type: Type }>) => void
}

/**
 * Speaks the contract's messages over a port: one window, one conversation. Ends when the port closes.
 * What carries an older number than the newest turn is dropped.
 * @param seat the window's place among those that share the models
 */
export function serve(
  port: Port<EngineMessage, AskMessage>,
  models: EngineModels,
  config: Config,
  seat: TurnSeat = new TurnLock().seat(),
  now: Clock = sharedClock,
): void {
  const conversation = new Conversation(models, config, seat, (message) => port.send(message), now)
  let spoken: Spoken | undefined
  let newestTurn = 0
  let hasEndOfTurnFailed = false
  let isJudging = false

  const begin = (turn: number): boolean => {
    if (turn <= newestTurn) return false
    newestTurn = turn
    seat.begins()
    takeBack()
    return true
  }

  /** Ends an utterance that will not be finished. */
  const takeBack = (): void => {
    if (spoken === undefined) return
    conversation.withdraw(spoken.turn)
    port.send(unansweredTurn(spoken.turn, 'interrupted', now()))
    spoken = undefined
  }

  const current = (turn: number): Spoken | undefined => (spoken?.turn === turn ? spoken : undefined)

  /**
   * Says how likely the speaker is done. Where that fails, or the pause before is still judged, the window goes by the
   * silence alone.
   */
  const tellEndOfTurn = async (turn: number, pause: number, utterance: Utterance): Promise<void> => {
    if (models.endOfTurn === undefined || isJudging) return
    isJudging = true
    try {
      const probability = await models.endOfTurn.probability(utterance.latest)
      if (probability !== undefined) port.send({ type: 'end-of-turn', turn, pause, probability })
    } catch (thrown) {
      if (!hasEndOfTurnFailed) port.send({ type: 'trouble', error: toAppError(thrown).toBody() })
      hasEndOfTurnFailed = true
    } finally {
      isJudging = false
    }
  }

  const handlers: Handlers = {
    'utterance-start': ({ turn, mode }) => {
      if (!begin(turn)) return
      spoken = { turn, mode, utterance: new Utterance(models.listener.config.mel), isTried: false }
      port.send({ type: 'state', turn, state: 'listening' })
    },
    audio: ({ turn, samples }) => {
      const said = current(turn)
      if (said === undefined) return
      if (said.isTried) conversation.withdraw(turn)
      said.isTried = false
      said.utterance.push(samples)
    },
    'utterance-pause': ({ turn, pause }) => {
      const said = current(turn)
      if (said === undefined || said.isTried || !said.utterance.hasSpeech) return
      const { mode, utterance } = said
      // First, for the speaker's wait hangs on it.
      if (pause !== undefined) void tellEndOfTurn(turn, pause, utterance)
      if (!seat.isFree) return
      conversation.speculate({ turn, mode, mel: utterance.soFar(), utteranceEndAt: now() })
      said.isTried = true
    },
    'utterance-end': ({ turn }) => {
      const said = current(turn)
      if (said === undefined) return
      const { mode, utterance, isTried } = said
      spoken = undefined
      if (isTried && conversation.commit(turn)) return
      const utteranceEndAt = now()
      void conversation.ask({ turn, mode, mel: utterance.finish(), utteranceEndAt })
    },
    ask: ({ turn, text }) => {
      if (begin(turn)) void conversation.ask({ turn, mode: 'chat', text, utteranceEndAt: now() })
    },
    say: ({ turn, text }) => {
      if (begin(turn)) void conversation.ask({ turn, mode: 'say', text, utteranceEndAt: now() })
    },
    interrupt: ({ turn, playedSamples }) => {
      if (current(turn) === undefined) conversation.interrupt(turn, playedSamples)
      else takeBack()
    },
    speed: ({ speed }) => void (conversation.speed = speed),
    voice: ({ id }) => void (conversation.voiceId = id),
    forget: ({ exchange }) => {
      if (exchange === undefined) conversation.forget()
    },
    recall: ({ text, samples, answer, isCut }) => {
      if (text !== undefined) conversation.recall({ text }, answer, isCut)
      else if (samples !== undefined) {
        const utterance = new Utterance(models.listener.config.mel)
        utterance.push(samples)
        conversation.recall({ mel: utterance.finish() }, answer, isCut)
      }
    },
    ping: ({ id }) => port.send({ type: 'pong', id }),
    // For the host of this process.
    'ask-again': () => undefined,
    recount: () => undefined,
    restart: () => undefined,
  }

  port.onMessage((data) => {
    const checked = askMessage.safeParse(data)
    if (!checked.success) {
      const message = `The window sent an invalid message: ${checked.error.issues[0].message}.`
      port.send({ type: 'trouble', error: new AppError('message-invalid', message).toBody() })
      return
    }
    const message = checked.data
    try {
      const handle = handlers[message.type] as (message: AskMessage) => void
      handle(message)
    } catch (thrown) {
      const error = toAppError(thrown).toBody()
      if ('turn' in message) {
        spoken = undefined
        port.send(unansweredTurn(message.turn, 'failed', now(), error))
      } else port.send({ type: 'trouble', error })
    }
  })
  const unwatch = models.watch?.((event) => {
    if (event.type === 'note') {
      const error = new AppError(event.code ?? 'out-of-memory', event.note, { retryable: true })
      port.send({ type: 'trouble', error: error.toBody() })
    } else if (newestTurn > 0 && !conversation.isWaiting)
      port.send({ type: 'state', turn: newestTurn, state: event.type === 'loading' ? 'loading' : 'thinking' })
  })
  port.onClose(() => {
    unwatch?.()
    spoken = undefined
    conversation.forget()
  })
  port.send({
    type: 'ready',
    listener: models.listener.name,
    voice: models.voice.name,
    ...(models.voice.others && { voices: [...models.voice.others.offered] }),
    notes: [...models.failures.map(({ message }) => message), ...models.notes],
    embedded: [...models.embedded],
    turnTaking: config.turnTaking,
  })
  for (const failure of models.failures) port.send({ type: 'trouble', error: failure.toBody() })
}
