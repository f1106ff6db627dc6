import { remembered } from './app'
import type { Answers } from './answers'
import type { Listening } from './audio/listening'
import type { Playback } from './audio/playbackTypes'
import type { Conversations } from './conversations'
import type { EngineClient } from './engineClient'
import { stepAfter } from './initialState'
import type { Microphone } from './microphone'
import type { Screen } from './screen'
import type { Speaker } from './speaker'
import type { AppActions, AppState, ShownExchange } from './state'
import type { TurnTakingChoices } from './turnTakingChoices'
import type { TextStorage } from './turnTakingMemory'
import type { VoiceChoice } from './voiceChoice'

/** What the user's actions work on. */
export interface ActionParts {
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
  readonly storage: TextStorage
  readonly screen: Screen
  readonly engine: EngineClient
  readonly answers: Answers
  readonly listening: Listening
  readonly microphone: Microphone
  readonly speaker: Speaker
  readonly playback: () => Playback | undefined
  readonly choices: TurnTakingChoices
  readonly chosenVoice: VoiceChoice
  readonly said: Conversations
  /** A gesture: sound may begin. */
  readonly wake: () => void
  /** Goes to a step of the first run, or beyond it. */
  readonly goTo: (welcome: AppState['welcome']) => void
}

/** What the user does in a window. */
export function appActions(parts: ActionParts): AppActions {
  const { get, set, storage, screen, engine, answers, listening, microphone } = parts
  const { speaker, playback, choices, chosenVoice, said, wake, goTo } = parts
  let isPressed = false

  const pressed = async (): Promise<void> => {
    const canHear = listening.isOpen || get().muted || (await microphone.hear())
    if (canHear && isPressed) listening.tell({ type: 'press' })
  }

  /** Begins a question that was not spoken just now. */
  const begin = (ask: () => void): void => {
    wake()
    set({ isToldMuted: false })
    screen.clearNews()
    choices.stopTest()
    listening.tell({ type: 'stop' })
    // The engine is to know what was heard of the last answer before it hears the next question.
    void answers.interrupted.then(ask)
  }

  const ask = (text: string): void => begin(() => answers.begin(engine.ask(text), { text }))

  const find = (key: string): ShownExchange | undefined => get().exchanges.find((each) => each.key === key)

  const welcomeNext = async (from: AppState['welcome']): Promise<void> => {
    const { welcome, permission } = get()
    if (welcome !== from) return
    if (from === 'explain' && !(await microphone.hear()) && permission !== 'granted') return
    // It may have been over in the meantime.
    if (get().welcome === from) goTo(stepAfter(get()))
  }

  return {
    press() {
      wake()
      isPressed = true
      if (get().muted) set({ isToldMuted: true })
      void pressed()
    },
    release() {
      isPressed = false
      listening.tell({ type: 'release' })
    },
    toggleMute() {
      const muted = !get().muted
      listening.tell({ type: muted ? 'mute' : 'unmute' })
      storage.setItem(remembered.muted, muted ? 'yes' : 'no')
      set({ muted, isToldMuted: false })
      if (muted) {
        microphone.close()
        screen.trouble(undefined, 'microphone')
      } else void microphone.open()
    },
    continueSpeaking: () => listening.tell({ type: 'continue' }),
    stop: () => listening.tell({ type: 'stop' }),
    ask,
    askAgain(key) {
      const { id, question } = find(key) ?? {}
      if (question === undefined) return
      if (id !== undefined) begin(() => answers.begin(engine.askAgain(id), question))
      // No engine has it.
      else if ('text' in question) ask(question.text)
    },
    readAloud(key) {
      const { id } = find(key) ?? {}
      if (id !== undefined) begin(() => answers.play(engine.readAloud(id), key))
    },
    chooseMicrophone: (id) => void microphone.choose(id),
    chooseSpeaker: (id) => speaker.choose(id),
    choosePatience: (patience) => choices.choosePatience(patience),
    chooseSpeed(speed) {
      storage.setItem(remembered.speed, String(speed))
      set({ speed })
      engine.speakAt(speed)
    },
    chooseVoice: (id) => chosenVoice.choose(id),
    listenToVoice: () => begin(() => chosenVoice.listen()),
    chooseDuplex: (duplex) => choices.chooseDuplex(duplex),
    testEcho() {
      wake()
      void choices.testEcho()
    },
    stopEchoTest: () => choices.stopTest(),
    checkSound() {
      wake()
      playback()?.tone()
    },
    welcomeNext(from) {
      wake()
      void welcomeNext(from)
    },
    welcomeSkip() {
      goTo('models')
      // That there is no microphone is not to be said again to who has just chosen to do without.
      screen.trouble(undefined, 'microphone')
    },
    resolveTrouble() {
      const { trouble: resolved } = get()
      screen.clearTrouble()
      const isLost = get().connection === 'lost'
      if (resolved?.action === 'restart-engine' || (!resolved && isLost)) engine.restart()
      else if (resolved?.action === 'allow-microphone' || resolved?.action === 'retry') void microphone.open()
    },
    ...said.actions,
  }
}
