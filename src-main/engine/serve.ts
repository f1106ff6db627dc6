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
import { Utterance } from './utterance'

/** An utterance that is being spoken. */
interface Spoken {
  readonly turn: number
  readonly mode: 'chat' | 'transcribe'
  readonly utterance: Utterance
  /** An answer to what was said so far is being tried. */
  isTried: boolean
}

/**
 * Speaks the contract's messages over a port: one window, one conversation. Ends when the port closes.
 * What carries an older number than the newest turn is dropped.
 */
export function serve(
  port: Port<EngineMessage, AskMessage>,
  models: EngineModels,
  config: Config,
  now: Clock = sharedClock,
): void {
  const conversation = new Conversation(models, config, (message) => port.send(message), now)
  let spoken: Spoken | undefined
  let newestTurn = 0
  let hasEndOfTurnFailed = false

  const begin = (turn: number): boolean => {
    if (turn <= newestTurn) return false
    newestTurn = turn
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

  /** Says how likely the speaker is done. Where that fails, the window goes by the silence alone. */
  const tellEndOfTurn = async (turn: number, pause: number, utterance: Utterance): Promise<void> => {
    if (models.endOfTurn === undefined) return
    try {
      const probability = await models.endOfTurn.probability(utterance.latest)
      if (probability !== undefined) port.send({ type: 'end-of-turn', turn, pause, probability })
    } catch (thrown) {
      if (!hasEndOfTurnFailed) port.send({ type: 'trouble', error: toAppError(thrown).toBody() })
      hasEndOfTurnFailed = true
    }
  }

  const receive = (message: AskMessage): void => {
    switch (message.type) {
      case 'utterance-start':
        if (!begin(message.turn)) return
        spoken = {
          turn: message.turn,
          mode: message.mode,
          utterance: new Utterance(models.listener.config.mel),
          isTried: false,
        }
        port.send({ type: 'state', turn: message.turn, state: 'listening' })
        return
      case 'audio':
        if (spoken?.turn !== message.turn) return
        if (spoken.isTried) conversation.withdraw(message.turn)
        spoken.isTried = false
        spoken.utterance.push(message.samples)
        return
      case 'utterance-pause': {
        if (spoken?.turn !== message.turn || spoken.isTried || !spoken.utterance.hasSpeech) return
        const { turn, mode, utterance } = spoken
        // First, for the speaker's wait hangs on it.
        if (message.pause !== undefined) void tellEndOfTurn(turn, message.pause, utterance)
        if (message.onlyJudge === true) return
        conversation.attempt({ turn, mode, mel: utterance.soFar(), utteranceEndAt: now() })
        spoken.isTried = true
        return
      }
      case 'utterance-end': {
        if (spoken?.turn !== message.turn) return
        const { turn, mode, utterance, isTried } = spoken
        spoken = undefined
        if (isTried && conversation.commit(turn)) return
        const utteranceEndAt = now()
        void conversation.ask({ turn, mode, mel: utterance.finish(), utteranceEndAt })
        return
      }
      case 'ask':
        if (!begin(message.turn)) return
        void conversation.ask({ turn: message.turn, mode: 'chat', text: message.text, utteranceEndAt: now() })
        return
      case 'say':
        if (!begin(message.turn)) return
        void conversation.ask({ turn: message.turn, mode: 'say', text: message.text, utteranceEndAt: now() })
        return
      case 'interrupt':
        if (spoken?.turn === message.turn) takeBack()
        else conversation.interrupt(message.turn, message.playedSamples)
        return
      case 'speed':
        conversation.speed = message.speed
        return
      case 'voice':
        conversation.voiceId = message.id
        return
      case 'forget':
        if (message.exchange === undefined) conversation.forget()
        return
      case 'recall': {
        const { text, samples, answer, isCut } = message
        if (text !== undefined) conversation.recall({ text }, answer, isCut)
        else if (samples !== undefined) {
          const utterance = new Utterance(models.listener.config.mel)
          utterance.push(samples)
          conversation.recall({ mel: utterance.finish() }, answer, isCut)
        }
        return
      }
      case 'ask-again':
      case 'recount':
      case 'restart':
        return // for the host of this process
      case 'ping':
        port.send({ type: 'pong', id: message.id })
        return
    }
  }

  port.onMessage((message) => {
    const checked = askMessage.safeParse(message)
    if (!checked.success) {
      const error = new AppError(
        'message-invalid',
        `The window sent a message that is none: ${checked.error.issues[0].message}.`,
      )
      port.send({ type: 'trouble', error: error.toBody() })
      return
    }
    try {
      receive(checked.data)
    } catch (thrown) {
      const error = toAppError(thrown).toBody()
      if ('turn' in checked.data) {
        spoken = undefined
        port.send(unansweredTurn(checked.data.turn, 'failed', now(), error))
      } else port.send({ type: 'trouble', error })
    }
  })
  const unwatch = models.watch?.((event) => {
    if (event.type === 'note') {
      const error = new AppError(event.code ?? 'out-of-memory', event.note, { retryable: true })
      port.send({ type: 'trouble', error: error.toBody() })
    } else if (newestTurn > 0)
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
