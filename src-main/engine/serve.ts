import {
  AppError,
  askMessage,
  sharedClock,
  toAppError,
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

  const begin = (turn: number): boolean => {
    if (turn <= newestTurn) return false
    newestTurn = turn
    spoken = undefined
    return true
  }

  /** A turn that cannot begin ends at once, and says why. */
  const refuse = (turn: number, error: AppError): void => {
    const at = now()
    port.send({
      type: 'turn-end',
      turn,
      reason: 'failed',
      error: error.toBody(),
      metrics: {
        utteranceEndAt: at,
        endAt: at,
        utteranceSeconds: 0,
        spokenSeconds: 0,
        promptTokens: 0,
        cachedTokens: 0,
        answerTokens: 0,
      },
    })
  }

  const receive = (message: AskMessage): void => {
    switch (message.type) {
      case 'utterance-start':
        if (!begin(message.turn)) return
        spoken = {
          turn: message.turn,
          mode: message.mode,
          utterance: new Utterance(models.listener.config.mel),
        }
        port.send({ type: 'state', turn: message.turn, state: 'listening' })
        return
      case 'audio':
        if (spoken?.turn !== message.turn) return
        spoken.utterance.push(message.samples)
        return
      case 'utterance-end': {
        if (spoken?.turn !== message.turn) return
        const { turn, mode, utterance } = spoken
        spoken = undefined
        const utteranceEndAt = now()
        void conversation.ask({ turn, mode, mel: utterance.finish(), utteranceEndAt })
        return
      }
      case 'ask':
        if (!begin(message.turn)) return
        void conversation.ask({ turn: message.turn, mode: 'chat', text: message.text, utteranceEndAt: now() })
        return
      case 'interrupt':
        if (spoken?.turn === message.turn) {
          spoken = undefined
          refuse(message.turn, new AppError('audio-empty', 'The question was taken back.'))
        } else conversation.interrupt(message.turn, message.playedSamples)
        return
      case 'forget':
        conversation.forget()
        return
      case 'recall': {
        const { text, samples, answer } = message
        if (text !== undefined) conversation.recall({ text }, answer)
        else if (samples !== undefined) {
          const utterance = new Utterance(models.listener.config.mel)
          utterance.push(samples)
          conversation.recall({ mel: utterance.finish() }, answer)
        }
        return
      }
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
      spoken = undefined
      if ('turn' in checked.data) refuse(checked.data.turn, toAppError(thrown))
      else port.send({ type: 'trouble', error: toAppError(thrown).toBody() })
    }
  })
  port.onClose(() => {
    spoken = undefined
    conversation.interrupt(newestTurn)
  })
  port.send({
    type: 'ready',
    listener: models.listener.name,
    voice: models.voice.name,
    notes: [...models.notes],
  })
}
