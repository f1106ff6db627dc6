import type { Answers } from './answers'
import { deviceName } from './audio/deviceName'
import type { AudioDevice } from './audio/devices'
import type { Listening } from './audio/listening'
import type { Playback } from './audio/playbackTypes'
import type { Conversations } from './conversations'
import type { EngineClient } from './engineClient'
import { stepAfter } from './initialState'
import type { Microphone } from './microphone'
import type { Screen } from './screen'
import type { Speaker } from './speaker'
import type { ToolQuestions } from './toolQuestions'
import type { AppActions, AppState, ShownExchange } from './state'
import type { TurnTakingChoices } from './turnTakingChoices'
import type { VoiceChoice } from './voiceChoice'
import type { SettingsOfApp } from './windowSettings'

/** What the user's actions work on. */
export interface ActionParts {
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
  readonly settings: SettingsOfApp
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
  readonly asking: Pick<ToolQuestions, 'answer'>
  /** A gesture: sound may begin. */
  readonly wake: () => void
  /** Goes to a step of the first run, or beyond it. */
  readonly goTo: (welcome: AppState['welcome']) => void
}

/** What the user does in a window. */
export function appActions(parts: ActionParts): AppActions {
  const { get, set, settings, screen, engine, answers, listening, microphone } = parts
  const { speaker, playback, choices, chosenVoice, said, asking, wake, goTo } = parts
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

  const beMuted = (muted: boolean): void => {
    if (muted === get().muted) return
    listening.tell({ type: muted ? 'mute' : 'unmute' })
    if (muted) microphone.close()
    set({ muted, isToldMuted: false })
    if (muted) screen.trouble(undefined, 'microphone')
    else void microphone.open()
  }

  const chooseDevice = (
    key: 'microphone' | 'speaker',
    devices: readonly AudioDevice[],
    id: string,
    follow: () => void,
  ): void => {
    const device = devices.find((each) => each.id === id)
    const name = device ? deviceName(device, devices) : id
    // Whoever chooses the same once more wants it tried again.
    if (settings.of(key) === name) follow()
    else settings.choose(key, name)
  }

  // Whichever window chose it.
  settings.watch((keys) => {
    if (keys.has('muted')) beMuted(settings.of('muted'))
    if (keys.has('microphone')) void microphone.follow()
    if (keys.has('speaker')) speaker.follow()
    if (keys.has('speed')) engine.speakAt(settings.of('speed'))
    if (keys.has('followsMood')) engine.followMood(settings.of('followsMood'))
  })

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
      settings.choose('muted', muted)
      beMuted(muted)
    },
    listenWhen(when) {
      wake()
      const isOff = when === 'off'
      if (!isOff) settings.choose('turnTaking.handsFree', when === 'always')
      settings.choose('muted', isOff)
      beMuted(isOff)
    },
    continueSpeaking() {
      if (get().muted) set({ isToldMuted: true })
      listening.tell({ type: 'continue' })
    },
    stop() {
      if (get().ringing.some(({ isSilent }) => !isSilent)) engine.ringingSeen()
      listening.tell({ type: 'stop' })
    },
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
    chooseMicrophone: (id) =>
      chooseDevice('microphone', get().microphones, id, () => void microphone.follow()),
    chooseSpeaker: (id) => chooseDevice('speaker', get().speakers, id, () => speaker.follow()),
    chooseVoice: (id) => chosenVoice.choose(id),
    listenToVoice: (id) => begin(() => chosenVoice.listen(id)),
    listenToMood: (mood) => begin(() => chosenVoice.listenIn(mood)),
    chooseDuplex: (duplex) => choices.chooseDuplex(duplex),
    answerTool: (choice) => asking.answer(choice),
    silence: () => engine.ringingSeen(),
    seenRing: (ring) => engine.ringingSeen(ring),
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
      // Its button only leads to the list of them: until sound comes, or another one is opened, it is as it was.
      if (resolved?.action === 'choose-microphone') return
      screen.clearTrouble()
      const isLost = get().connection === 'lost'
      if (resolved?.action === 'restart-engine' || (!resolved && isLost)) engine.restart()
      else if (resolved?.action === 'allow-microphone' || resolved?.action === 'retry') void microphone.open()
    },
    ...said.actions,
  }
}
