import {
  AppError,
  notedTrouble,
  sharedClock,
  toAppError,
  unansweredTurn,
  type AskMessage,
  type Clock,
  type EngineMessage,
  type Port,
  type StoreRequest,
} from '@contract'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerStore } from './answerStore'
import { Conversation } from './conversation'
import type { Session } from './session'
import { TurnLock, type TurnSeat } from './turnLock'
import { Utterance } from './hearing/utterance'
import { voiceEnd } from './hearing/voiceEnd'

/** An utterance that is being spoken. */
interface Spoken {
  readonly turn: number
  readonly mode: 'chat' | 'transcribe'
  readonly utterance: Utterance
  readonly interrupts: boolean | undefined
  /** A speculative turn answers what was said so far. */
  isTried: boolean
}

type Handlers = {
  readonly [Type in AskMessage['type']]: (message: Extract<AskMessage, { type: Type }>) => void
}

/**
 * Speaks the contract's messages over a port: one window. Ends when the port closes. What carries an older number than the
 * newest turn is dropped. Messages were checked where they entered the process.
 * @param session the conversation that the window shares with others
 * @param seat the window's place among those that share the models
 */
export function serve(
  port: Port<EngineMessage, AskMessage>,
  session: Session,
  seat: TurnSeat = new TurnLock().seat(),
  now: Clock = sharedClock,
): void {
  const { models } = session
  const tell = (message: EngineMessage): void => port.send(message)
  const { window } = seat
  const tellTrouble = (error: AppError): void => {
    session.note({ event: 'trouble', ...notedTrouble(error), window })
    port.send({ type: 'trouble', error: error.toBody() })
  }
  const conversation = new Conversation(session, seat, tell, now)
  let spoken: Spoken | undefined
  let newestTurn = 0
  let newestTimed = 0
  let hasEndOfTurnFailed = false
  let isJudging = false
  /** How many searches were asked for. */
  let searches = 0
  /** The answer that is read aloud again, which the other windows show. */
  let reading: { readonly turn: number; readonly of: number } | undefined

  const endReading = (): void => {
    if (reading !== undefined) session.heard(reading.of, undefined, true, tell)
    reading = undefined
  }

  const begin = (turn: number): boolean => {
    if (turn <= newestTurn) return false
    newestTurn = turn
    endReading()
    seat.begins()
    // Who speaks to it has heard it ring.
    session.ringingSeen()
    conversation.listens()
    takeBack()
    return true
  }

  /** Ends an utterance that will not be finished. */
  const takeBack = (): void => {
    if (spoken === undefined) return
    conversation.drop(spoken.turn)
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
      const { latest } = utterance
      const judging = models.endOfTurn.probability(latest)
      const voice = voiceEnd(latest)
      const probability = await judging
      if (probability !== undefined)
        port.send({ type: 'end-of-turn', turn, pause, probability, ...(voice && { voice }) })
    } catch (thrown) {
      if (!hasEndOfTurnFailed) tellTrouble(toAppError(thrown))
      hasEndOfTurnFailed = true
    } finally {
      isJudging = false
    }
  }

  const answer = (request: number, asked: StoreRequest): void => {
    try {
      port.send({ type: 'stored', request, answer: answerStore(session, asked) })
    } catch (thrown) {
      const error = toAppError(thrown)
      session.note({ event: 'trouble', ...notedTrouble(error), window })
      port.send({ type: 'stored', request, error: error.toBody() })
    }
  }

  /**
   * A window has one search at a time: the newest. While the index is brought up to date, others are answered; and so they
   * are behind each search, for one may take long. Where the index is far behind, what it has is searched before, and the
   * window searches again.
   */
  const search = async (request: number, asked: StoreRequest): Promise<void> => {
    const own = ++searches
    const until = performance.now() + longestPreparationMs
    let isBehind = true
    const prepare = async (): Promise<void> => {
      await sleep(session.rest.leftMs)
      isBehind = own === searches && (session.rest.leftMs > 0 || session.store.prepareSearch())
    }
    do await prepare()
    while (isBehind && (session.rest.leftMs > 0 || performance.now() < until))
    if (own !== searches) return port.send({ type: 'stored', request, error: searchedAnew })
    const beganAt = performance.now()
    answer(request, asked)
    session.rest.took(performance.now() - beganAt)
    while (isBehind) await prepare()
  }

  const handlers: Handlers = {
    'utterance-start': ({ turn, mode, interrupts }) => {
      if (!begin(turn)) return
      const utterance = new Utterance(models.listener.listen?.())
      spoken = { turn, mode, utterance, interrupts, isTried: false }
      port.send({ type: 'state', turn, state: 'listening' })
    },
    audio: ({ turn, samples }) => {
      const said = current(turn)
      if (said === undefined) return
      if (said.isTried) conversation.drop(turn)
      said.isTried = false
      said.utterance.push(samples)
    },
    'utterance-pause': ({ turn, pause }) => {
      const said = current(turn)
      if (said === undefined || said.isTried || !said.utterance.hasSpeech) return
      const { mode, utterance, interrupts } = said
      // First, for the speaker's wait hangs on it.
      if (pause !== undefined) void tellEndOfTurn(turn, pause, utterance)
      if (!seat.isFree || models.listener.isRemote) return
      conversation.speculate({ turn, mode, spoken: utterance, interrupts, utteranceEndAt: now() })
      said.isTried = true
    },
    'utterance-end': ({ turn }) => {
      const said = current(turn)
      if (said === undefined) return
      const { mode, utterance, interrupts, isTried } = said
      spoken = undefined
      if (isTried && conversation.commit(turn)) return
      void conversation.ask({ turn, mode, spoken: utterance, interrupts, utteranceEndAt: now() })
    },
    ask: ({ turn, text, isOnlyWritten }) => {
      if (begin(turn))
        void conversation.ask({ turn, mode: 'chat', text, isOnlyWritten, utteranceEndAt: now() })
    },
    say: ({ turn, text, voice, isInMood }) => {
      if (begin(turn))
        void conversation.ask({ turn, mode: 'say', text, voice, isInMood, utteranceEndAt: now() })
    },
    interrupt: ({ turn, playedSamples }) => {
      if (current(turn) === undefined) conversation.interrupt(turn, playedSamples)
      else takeBack()
    },
    heard: ({ turn, place }) => {
      if (reading?.turn !== turn) return place === undefined ? undefined : conversation.heard(turn, place)
      if (place === undefined) endReading()
      else session.heard(reading.of, place, true, tell)
    },
    speed: ({ speed }) => void (conversation.delivery.speed = speed),
    mood: ({ isFollowed }) => void (conversation.delivery.followsMood = isFollowed),
    voice: ({ id }) => void (conversation.delivery.voiceId = id),
    withdraw: ({ turn }) => {
      if (current(turn) === undefined) conversation.withdraw(turn)
      else takeBack()
    },
    'ask-again': ({ turn, of }) => {
      if (!begin(turn)) return
      const question = session.questionOf(of)
      if (question === undefined) throw new AppError('message-invalid', { kind: 'question-gone' })
      const asked = { turn, mode: 'chat', utteranceEndAt: now() } as const
      if ('text' in question) return void conversation.ask({ ...asked, text: question.text })
      const utterance = new Utterance(models.listener.listen?.())
      utterance.push(question.samples)
      void conversation.ask({ ...asked, spoken: utterance })
    },
    'read-aloud': ({ turn, of }) => {
      if (!begin(turn)) return
      const text = session.answerOf(of)
      if (text === undefined) throw new AppError('message-invalid', { kind: 'answer-gone' })
      reading = { turn, of }
      void conversation.ask({ turn, mode: 'say', text, utteranceEndAt: now() })
    },
    open: ({ conversation: wanted, isPrivate }) => {
      session.open(tell, wanted, isPrivate)
      void conversation.prepare()
    },
    begin: ({ isPrivate }) => {
      conversation.end()
      session.begin(isPrivate)
    },
    store: ({ request, ask: asked }) => {
      if (asked.kind === 'search') void search(request, asked)
      else answer(request, asked)
    },
    'tool-answer': (message) => conversation.toolAnswered(message),
    'ringing-seen': ({ ring }) => session.ringingSeen(ring),
    // Once of each turn that was: a page cannot fill the log.
    timed: ({ type: _, turn, ...times }) => {
      if (turn <= newestTimed || turn > newestTurn) return
      newestTimed = turn
      session.note({ event: 'turn-timed', window, turn, ...times })
    },
    ping: ({ id }) => port.send({ type: 'pong', id }),
  }

  port.onMessage((message) => {
    try {
      const handle = handlers[message.type] as (message: AskMessage) => void
      handle(message)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!('turn' in message)) return tellTrouble(error)
      const { turn } = message
      spoken = undefined
      session.note({ event: 'trouble', ...notedTrouble(error), window, turn })
      port.send(unansweredTurn(turn, 'failed', now(), error.toBody()))
    }
  })
  const unwatch = models.watch?.((event) => {
    if (event.type === 'note') {
      tellTrouble(new AppError(event.code ?? 'out-of-memory', event.note, { retryable: true }))
    } else if (newestTurn > 0 && !conversation.isWaiting)
      port.send({ type: 'state', turn: newestTurn, state: event.type === 'loading' ? 'loading' : 'thinking' })
  })
  port.onClose(() => {
    unwatch?.()
    session.note({ event: 'window-closed', window })
    spoken = undefined
    searches++
    endReading()
    session.leave(tell)
    conversation.close()
  })
  session.note({ event: 'window-opened', window })
  port.send({
    type: 'ready',
    listener: models.listener.name,
    voice: models.voice.name,
    ...(models.voice.others && { voices: [...models.voice.others.offered] }),
    notes: [...models.failures.map(({ notice }) => notice), ...models.notes],
    embedded: [...models.embedded],
    ...(models.leavesTo && { leavesTo: [...models.leavesTo] }),
  })
  for (const failure of models.failures) port.send({ type: 'trouble', error: failure.toBody() })
}

/** A search is answered after so long, with what is in the index by then. */
const longestPreparationMs = 500

const searchedAnew = new AppError(
  'busy',
  { kind: 'search-replaced' },
  {
    retryable: true,
  },
).toBody()
