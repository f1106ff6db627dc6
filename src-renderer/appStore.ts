import type { AskMessage, Clock, Port } from '@contract'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { Answers } from './answers'
import type { OpenCapture } from './audio/captureTypes'
import type { AudioDevice, Devices } from './audio/devices'
import { Listening } from './audio/listening'
import { runEchoTest, type EchoSentence, type EchoTestEnd } from './audio/runEchoTest'
import type { OpenPlayback, Playback, PlaybackEvents } from './audio/playbackTypes'
import { defaultTurnTaking, type TurnTakingSettings } from './audio/turnTakingSettings'
import type { Answer } from './audio/turnTakingState'
import type { VoiceActivity } from './audio/voiceActivity'
import { EngineClient } from './engineClient'
import { Microphone } from './microphone'
import { Speaker } from './speaker'
import type { AppActions, AppState, LiveSignals, Phase, Trouble } from './state'
import { TurnTakingChoices } from './turnTakingChoices'
import { turnTakingMemory, type TextStorage } from './turnTakingMemory'
import { words } from './words'

/** What the app is made of; in tests, fakes. */
export interface AppSources {
  readonly port: Port<AskMessage, unknown>
  readonly openCapture: OpenCapture
  readonly openPlayback: OpenPlayback
  readonly loadVoice: () => Promise<VoiceActivity>
  readonly loadEchoSentence: () => Promise<EchoSentence>
  readonly devices: Devices
  /** Where choices are remembered. */
  readonly storage: TextStorage
  readonly clock: Clock
  readonly turnTaking?: TurnTakingSettings
}

export interface App {
  readonly store: StoreApi<AppState & AppActions>
  readonly readSignals: () => LiveSignals
  /** A gesture of the user: sound may begin. */
  readonly wake: () => void
  /** Whether a voice is heard in this window; the key always is. */
  readonly hearVoice: (isHere: boolean) => void
  /** The page goes away, and may come back to its conversation. */
  readonly leave: () => void
  close(): void
}

type TroubleAbout = 'microphone' | 'engine' | 'gesture' | 'other'
const remembered = { microphone: 'parley.microphone', speaker: 'parley.speaker', welcome: 'parley.welcome' }
const welcomeSteps = ['explain', 'sound', 'key', 'over'] as const

/** The one store of a window: microphone, turn taking, engine and loudspeaker behind what the screens know and can do. */
export function createApp(sources: AppSources): App {
  const { storage, devices, turnTaking = defaultTurnTaking } = sources
  const memory = turnTakingMemory(storage)
  const recall = (key: string): string => storage.getItem(key) ?? ''
  let playback: Playback | undefined
  let answer: Answer = 'none'
  let utterance: number | undefined
  /** How often an answer to it was begun in a pause. */
  let attempts = 0
  /** The spoken question that was asked last. */
  let asked: number | undefined
  let isDucked = false
  let isPressed = false
  let isVoiceHere = true
  /** Echo tests that go on. */
  let echoTests = 0
  /** The engine gave up a question that is still being spoken. */
  let failedEarly: Parameters<Answers['turnEnd']> | undefined
  /** What the trouble is about, so that it goes when that is over. */
  let troubleAbout: TroubleAbout | undefined

  const phase = (state: AppState): Phase => {
    if (utterance !== undefined) return 'listening'
    if (answer !== 'none') return answer
    if (state.trouble || state.connection === 'lost') return 'trouble'
    return state.muted ? 'muted' : 'idle'
  }
  const canContinue = (): boolean => answer !== 'none' && listening.canContinue
  const set = (part: Partial<AppState>): void =>
    store.setState((state) => ({
      ...part,
      canContinue: canContinue(),
      phase: phase({ ...state, ...part }),
    }))
  const trouble = (next: Trouble | undefined, about: TroubleAbout = 'other'): void => {
    if (!next && troubleAbout !== about) return
    troubleAbout = next && about
    set({ trouble: next })
  }
  /** News that need no doing go when the user goes on. */
  const clearNews = (): void => {
    if (store.getState().trouble?.action === undefined) trouble(undefined, troubleAbout)
  }
  const wake = (): void => {
    playback?.wake()
    listening.wake()
    trouble(undefined, 'gesture')
  }

  const engine = new EngineClient(sources.port, {
    ready() {
      set({ connection: 'ready' })
      trouble(undefined, 'engine')
    },
    away(state, error) {
      set({ connection: state === 'starting' ? 'connecting' : state })
      if (state === 'lost' && error) trouble({ message: error.message, action: 'restart-engine' }, 'engine')
    },
    past: (exchanges) => answers.past(exchanges),
    state: ({ state }) => {
      const { connection } = store.getState()
      if (state === 'waiting') set({ connection: 'waiting' })
      else if (connection === 'waiting') set({ connection: 'ready' })
    },
    endOfTurn: ({ pause, probability }) => listening.tell({ type: 'end-of-turn', pause, probability }),
    text: (turn, text) => answers.text(turn, text),
    sentence: (message) => answers.sentence(message),
    audio: (message) => answers.audio(message),
    turnEnd(...end) {
      if (store.getState().connection === 'waiting') set({ connection: 'ready' })
      if (end[0] === utterance) failedEarly = end
      else answers.turnEnd(...end)
    },
    trouble: (error) => trouble({ message: error.message }),
  })

  const answers = new Answers({
    engine,
    clock: sources.clock,
    playback: () => playback,
    exchanges: () => store.getState().exchanges,
    setExchanges: (exchanges) => set({ exchanges }),
    changed(next) {
      if (next === answer) return
      answer = next
      listening.tell({ type: 'answer', answer })
      set({})
    },
  })

  const duck = (ducked: boolean): void => {
    isDucked = ducked
    if (ducked) playback?.duck()
    else playback?.unduck()
  }
  const beginUtterance = (): void => {
    clearNews()
    failedEarly = undefined
    attempts = 0
    choices.stopTest()
    utterance = engine.beginUtterance()
    set({})
  }
  const listening = new Listening(
    {
      openCapture: sources.openCapture,
      settings: turnTaking,
      endpoint: memory.endpoint,
      clock: sources.clock,
      echoOf: (samples) => answers.echoOf(samples),
    },
    {
      open: beginUtterance,
      reopen() {
        if (asked !== undefined) answers.withdraw(asked)
        beginUtterance()
      },
      audio: (samples) => engine.hear(samples),
      pause(pause) {
        attempts++
        engine.pauseUtterance(pause)
      },
      commit(end) {
        engine.endUtterance()
        const turn = utterance!
        utterance = undefined
        asked = turn
        answers.begin(turn, undefined, { ...end, attempts })
        if (failedEarly) answers.turnEnd(...failedEarly)
      },
      cancel() {
        engine.interrupt(utterance!)
        utterance = undefined
        set({})
      },
      duck: () => duck(true),
      unduck: () => duck(false),
      silence: () => (isDucked = false),
      interrupt: () => answers.interrupt(),
      learnt: (endpoint) => memory.noteEndpoint(endpoint),
      trouble: (seen) => microphone.saw(seen),
      recovered: () => trouble(undefined, 'microphone'),
    },
  )

  const microphone = new Microphone({
    listening,
    devices,
    wantedId: {
      get: () => recall(remembered.microphone),
      set: (id) => storage.setItem(remembered.microphone, id),
    },
    set(part) {
      set(part)
      if (part.speakers) speaker.keep(part.speakers)
      choices.speakerChanged()
    },
    trouble: (seen) => trouble(seen, 'microphone'),
  })

  const speaker = new Speaker({
    playback: () => playback,
    wantedId: { get: () => recall(remembered.speaker), set: (id) => storage.setItem(remembered.speaker, id) },
    set(speakerId) {
      set({ speakerId })
      choices.speakerChanged()
    },
    trouble,
  })

  const choices = new TurnTakingChoices({
    memory,
    settings: turnTaking,
    listening,
    speaker() {
      const { speakers, speakerId } = store.getState()
      const isUsed = ({ id, isUsual }: AudioDevice): boolean =>
        speakerId ? id === speakerId : isUsual === true
      return speakers.find(isUsed) ?? { id: speakerId, label: '' }
    },
    runEchoTest: (signal) => testEcho(signal),
    set,
  })

  // In the first run people try the microphone: what they say then is no question.
  const allowVoice = (): void =>
    listening.allowHandsFree(isVoiceHere && echoTests === 0 && store.getState().welcome === 'over')

  const testEcho = async (signal: AbortSignal): Promise<EchoTestEnd> => {
    if (!playback) return { outcome: 'not-played' }
    listening.tell({ type: 'stop' })
    echoTests++
    allowVoice()
    try {
      const { openCapture, loadVoice, clock } = sources
      const { microphoneId } = store.getState()
      const sentence = await sources.loadEchoSentence()
      const turn = engine.skipTurn()
      return await runEchoTest(
        { playback, openCapture, microphoneId, sentence, turn, loadVoice, settings: turnTaking, clock },
        signal,
      )
    } finally {
      echoTests--
      allowVoice()
    }
  }

  const pressed = async (): Promise<void> => {
    const canHear = listening.isOpen || store.getState().muted || (await microphone.open())
    if (canHear && isPressed) listening.tell({ type: 'press' })
  }

  const actions: AppActions = {
    press() {
      wake()
      isPressed = true
      void pressed()
    },
    release() {
      isPressed = false
      listening.tell({ type: 'release' })
    },
    toggleMute() {
      const muted = !store.getState().muted
      listening.tell({ type: muted ? 'mute' : 'unmute' })
      set({ muted })
      if (muted) {
        microphone.close()
        trouble(undefined, 'microphone')
      } else void microphone.open()
    },
    continueSpeaking: () => listening.tell({ type: 'continue' }),
    stop: () => listening.tell({ type: 'stop' }),
    ask(text) {
      wake()
      clearNews()
      choices.stopTest()
      listening.tell({ type: 'stop' })
      // The engine is to know what was heard of the last answer before it hears the next question.
      void answers.interrupted.then(() => answers.begin(engine.ask(text), text))
    },
    chooseMicrophone: (id) => void microphone.choose(id),
    chooseSpeaker: (id) => speaker.choose(id),
    choosePatience: (patience) => choices.choosePatience(patience),
    chooseDuplex: (duplex) => choices.chooseDuplex(duplex),
    testEcho() {
      wake()
      void choices.testEcho()
    },
    stopEchoTest: () => choices.stopTest(),
    checkSound() {
      wake()
      playback?.tone()
    },
    welcomeNext() {
      wake()
      void welcomeNext()
    },
    resolveTrouble() {
      const { trouble: resolved } = store.getState()
      trouble(undefined, troubleAbout)
      const isLost = store.getState().connection === 'lost'
      if (resolved?.action === 'restart-engine' || (!resolved && isLost)) engine.restart()
      else if (resolved?.action === 'allow-microphone' || resolved?.action === 'retry') void microphone.open()
    },
    newConversation() {
      listening.tell({ type: 'stop' })
      void answers.interrupted.then(() => {
        engine.forget()
        set({ exchanges: [] })
      })
    },
  }

  const welcomeNext = async (): Promise<void> => {
    const { welcome, permission } = store.getState()
    if (welcome === 'explain' && !(await microphone.open()) && permission !== 'granted') return
    const next = welcomeSteps[welcomeSteps.indexOf(welcome) + 1] ?? 'over'
    storage.setItem(remembered.welcome, next)
    set({ welcome: next })
    allowVoice()
  }

  const store: App['store'] = createStore<AppState & AppActions>()(() => ({
    phase: 'idle',
    connection: 'connecting',
    exchanges: [],
    trouble: undefined,
    muted: false,
    permission: 'unknown',
    microphones: [],
    speakers: [],
    microphoneId: recall(remembered.microphone),
    speakerId: '',
    patience: choices.patience,
    duplex: turnTaking.duplex,
    echoTest: { state: 'none' },
    canContinue: false,
    welcome: welcomeSteps.find((step) => step === recall(remembered.welcome)) ?? 'explain',
    ...actions,
  }))

  const heard: PlaybackEvents = {
    audible: (turn, at) => answers.audible(turn, at),
    progress() {
      answers.progress()
      if (store.getState().canContinue !== canContinue()) set({})
    },
    finished: (turn) => answers.finished(turn),
    blocked: () => trouble({ message: words.trouble.silentUntilClick }, 'gesture'),
  }
  const begin = async (): Promise<void> => {
    engine.recount()
    allowVoice()
    choices.speakerChanged()
    const voice = sources.loadVoice().then(
      (activity) => listening.useVoice(activity),
      () => trouble({ message: words.trouble.noVoiceActivity }),
    )
    playback = await sources.openPlayback(heard).catch(() => undefined)
    if (!playback) trouble({ message: words.trouble.noLoudspeaker })
    set({ permission: await devices.permission() })
    await microphone.refresh()
    if (store.getState().welcome !== 'explain') await microphone.open()
    await voice
  }
  void begin()

  return {
    store,
    wake,
    leave: () => answers.leave(),
    hearVoice(isHere) {
      isVoiceHere = isHere
      allowVoice()
    },
    readSignals: () => ({
      microphoneLevel: listening.level,
      playbackLevel: playback?.level() ?? 0,
      noiseFloor: listening.noiseFloor,
      preRollShare: listening.preRollShare,
      tokens: answers.tokens,
      ducked: isDucked,
    }),
    close() {
      listening.tell({ type: 'mute' })
      microphone.close()
      playback?.close()
      engine.close()
    },
  }
}
