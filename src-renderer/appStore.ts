import { createStore } from 'zustand/vanilla'
import { welcomeKey, type App, type AppSources } from './app'
import { Answers } from './answers'
import { appActions } from './appActions'
import { deriveHere } from './audio/derive'
import { endpointDelayMs, initialEndpointDelay } from './audio/endpointDelay'
import { Listening } from './audio/listening'
import type { Playback, PlaybackEvents } from './audio/playbackTypes'
import { realTimers } from './audio/timers'
import type { Answer } from './audio/turnTakingState'
import { conversations } from './conversations'
import { eachTimedTurn } from './eachTimedTurn'
import { testEcho } from './echoTest'
import { EngineClient, type EngineEvents } from './engineClient'
import { initialState } from './initialState'
import { Microphone, usedMicrophone } from './microphone'
import { Screen } from './screen'
import { Speaker, usedSpeaker } from './speaker'
import { Ringer } from './ringer'
import { spokenQuestion } from './spokenQuestion'
import type { AppActions, AppState, Hears } from './state'
import { toolQuestions } from './toolQuestions'
import { TurnTakingChoices } from './turnTakingChoices'
import { windowTimesOf } from './turnClock'
import { turnTakingMemory } from './turnTakingMemory'
import { voiceChoice } from './voiceChoice'

/** The one store of a window: microphone, turn taking, engine and loudspeaker behind what the screens know and can do. */
export function createApp(sources: AppSources): App {
  const { storage, devices, settings, timers = realTimers, derive = deriveHere } = sources
  const memory = turnTakingMemory(storage)
  let playback: Playback | undefined
  let answer: Answer = 'none'
  /** The answer that is thought has begun, and its voice is at work. */
  let isVoicing = false
  let isDucked = false
  let isVoiceHere = true
  /** Who shares the microphone is told that it is needed here, and that it hears. */
  let needs = (): void => undefined
  let hears = (): void => undefined
  /** Echo tests that go on. */
  let echoTests = 0

  const canContinue = (): boolean => answer !== 'none' && listening.canContinue
  const whatHears = (): Hears => (!microphone.canHear ? 'nothing' : listening.isHandsFree ? 'voice' : 'key')
  const screen = new Screen({
    get: () => store.getState(),
    set: (change) => store.setState(change),
    isListening: () => question.isOpen(),
    answer: () => (isVoicing ? 'voicing' : answer),
    canContinue,
    hears: whatHears,
    timers,
  })
  const set = (part: Partial<AppState>): void => screen.set(part)
  const wake = (): void => {
    playback?.wake()
    listening.wake()
    screen.trouble(undefined, 'gesture')
  }

  const engineEvents: EngineEvents = {
    ready: ({ notes, embedded = [], leavesTo = [], voice, voices = [] }) => {
      screen.ready()
      said.begins()
      chosenVoice.ready(voice, voices)
      // It is as it was when the engine was started.
      engine.speakAt(settings.of('speed'))
      engine.followMood(settings.of('followsMood'))
      // Where it still is so, the engine tells it anew.
      set({ engineModels: { notes, builtIn: embedded, leavesTo }, hindrance: undefined })
      said.changed()
    },
    away(state, error) {
      screen.away(state, error)
      // The next engine tells what rings.
      set({ ringing: [] })
      ringer.tell([])
    },
    conversation(message) {
      said.told(message)
      if (message.type === 'exchange') asking.told(message)
    },
    conversationsChanged: () => said.changed(),
    keeping: (hindrance) => set({ hindrance }),
    state: ({ state }) => screen.waits(state),
    endOfTurn: ({ pause, probability, voice }) =>
      listening.tell({ type: 'end-of-turn', pause, probability, voice }),
    text: (turn, text) => answers.text(turn, text),
    tools: ({ tools, servers }) => set({ tools, toolServers: servers }),
    toolAsk: (message) => asking.asked(message),
    ringing(ringing) {
      set({ ringing })
      ringer.tell(ringing)
    },
    sentence: (message) => answers.sentence(message),
    audio: (message) => answers.audio(message),
    turnEnd(...end) {
      asking.over(end[0])
      screen.waits()
      question.turnEnd(...end)
    },
    note(note) {
      const { engineModels } = store.getState()
      set({
        note,
        ...(engineModels && { engineModels: { ...engineModels, notes: [...engineModels.notes, note] } }),
      })
    },
    trouble({ code, notice }) {
      // The conversation that was shown is not in memory alone: it is in that file.
      if (code === 'store-damaged') screen.toBeSeen(notice, { word: 'gone' })
      else screen.trouble({ notice })
    },
  }
  const engine = new EngineClient(sources.port, engineEvents, sources.clock)

  const answers = new Answers({
    engine,
    clock: sources.clock,
    timers,
    playback: () => playback,
    exchanges: () => store.getState().exchanges,
    setExchanges: (exchanges) => set({ exchanges }),
    // Whoever asks needs no first run.
    asked() {
      if (store.getState().welcome !== 'over') goTo('over')
    },
    trouble: (notice) => screen.passingTrouble(notice),
    voicing() {
      isVoicing = true
      set({})
    },
    changed(next) {
      isVoicing = false
      if (next === answer) return set({})
      answer = next
      listening.tell({ type: 'answer', answer })
      set({})
    },
  })

  const said = conversations({
    ...{ get: () => store.getState(), set, engine, answers, screen, timers },
    stop: () => listening.tell({ type: 'stop' }),
  })

  const asking = toolQuestions({
    ...{ engine, settings, deeds: sources.deeds, get: () => store.getState(), set },
  })
  const ringer = new Ringer(() => playback, timers, sources.locks)

  const chosenVoice = voiceChoice({
    engine,
    answers,
    settings,
    get: () => store.getState(),
    set,
  })

  const duck = (ducked: boolean): void => {
    isDucked = ducked
    if (ducked) playback?.duck()
    else playback?.unduck()
  }
  const question = spokenQuestion({
    engine,
    answers,
    begins() {
      screen.clearNews()
      choices.stopTest()
    },
    listens(cue) {
      if (settings.of('listeningSounds')) playback?.cue(cue)
    },
    changed: () => set({}),
  })
  const listening = new Listening(
    {
      openCapture: sources.openCapture,
      words: sources.words,
      settings: settings.values.turnTaking,
      endpoint: memory.endpoint,
      clock: sources.clock,
      timers,
      derive,
      echoOf: (samples, endAt) => answers.echoOf(samples, endAt),
      hears: () => hears(),
    },
    {
      ...question.events,
      duck: () => duck(true),
      unduck: () => duck(false),
      silence: () => (isDucked = false),
      interrupt: () => answers.interrupt(),
      learnt: (endpoint) => memory.noteEndpoint(endpoint),
      trouble: (seen) => microphone.saw(seen),
      recovered: () => screen.trouble(undefined, 'microphone'),
    },
  )

  const microphone = new Microphone({
    listening,
    devices,
    wanted: () => settings.of('microphone'),
    set(part) {
      set(part)
      if (part.speakers) speaker.keep(part.speakers)
      choices.devicesChanged()
    },
    trouble: (seen) => screen.trouble(seen, 'microphone'),
    need: () => needs(),
  })

  const speaker = new Speaker({
    playback: () => playback,
    wanted: () => settings.of('speaker'),
    set(speakerId) {
      set({ speakerId })
      choices.devicesChanged()
    },
    trouble: (next) => screen.trouble(next, 'speaker'),
  })

  const choices = new TurnTakingChoices({
    memory,
    settings,
    listening,
    path: () => ({
      speaker: usedSpeaker(store.getState()),
      microphone: usedMicrophone(store.getState()),
    }),
    runEchoTest: (signal, settings) =>
      testEcho(
        {
          sources,
          settings,
          engine,
          listening,
          playback: () => playback,
          microphoneId: () => store.getState().microphoneId,
          hush(isHushed) {
            echoTests += isHushed ? 1 : -1
            allowVoice()
          },
        },
        signal,
      ),
    set,
  })

  // In the first run people try the microphone: what they say then is no question.
  const allowVoice = (): void => {
    listening.allowHandsFree(isVoiceHere && echoTests === 0 && store.getState().welcome === 'over')
    set({})
  }

  const goTo = (welcome: AppState['welcome']): void => {
    storage.setItem(welcomeKey, welcome)
    // Who is muted had it opened to try it, and for nothing else.
    if (welcome === 'over' && store.getState().muted) microphone.close()
    set({ welcome })
    allowVoice()
  }

  const store: App['store'] = createStore<AppState & AppActions>()(() => ({
    ...initialState(storage, { muted: settings.of('muted'), duplex: settings.of('turnTaking.duplex') }),
    ...appActions({
      get: () => store.getState(),
      playback: () => playback,
      ...{ set, settings, screen, engine, answers, listening, microphone, speaker, choices },
      ...{ chosenVoice, said, asking, wake, goTo },
    }),
  }))

  const heard: PlaybackEvents = {
    audible: (turn, at) => answers.audible(turn, at),
    progress() {
      answers.progress()
      if (store.getState().canContinue !== canContinue()) set({})
    },
    finished: (turn) => answers.finished(turn),
    blocked: () => screen.trouble({ notice: { word: 'silentUntilClick' } }, 'gesture'),
  }
  const start = async (): Promise<void> => {
    if (store.getState().muted) listening.tell({ type: 'mute' })
    set({})
    allowVoice()
    choices.devicesChanged()
    const voice = sources.loadVoice().then(
      (activity) => {
        listening.useVoice(activity)
        set({})
      },
      () => screen.toBeSeen({ word: 'noVoiceActivity' }),
    )
    playback = await sources.openPlayback(heard).catch(() => undefined)
    if (!playback) screen.toBeSeen({ word: 'noLoudspeaker' })
    set({ permission: await devices.permission() })
    await microphone.refresh()
    const { welcome, muted } = store.getState()
    if (welcome !== 'explain' && !muted) await microphone.open()
    await voice
  }
  void start()
  eachTimedTurn(store, (turn, stages) => engine.timed(turn, windowTimesOf(stages)))

  return {
    store,
    askStore: engine.store,
    wake,
    recall: () => choices.recall(),
    leave: () => answers.leave(),
    welcomed() {
      goTo('over')
      if (!store.getState().muted) void microphone.open()
    },
    hearVoice(isHere) {
      isVoiceHere = isHere
      allowVoice()
    },
    microphone: {
      own(isHere) {
        void microphone.own(isHere)
        set({})
      },
      letGo() {
        microphone.letGo()
        set({})
      },
      lend: (take) => listening.lend(take),
      borrow: (frames) => void microphone.borrow(frames),
      get isOpen() {
        return listening.isOpen
      },
      onNeed: (needed) => (needs = needed),
      onHears: (heard) => (hears = heard),
    },
    readSignals: () => ({
      microphoneLevel: listening.level,
      playbackLevel: playback?.level() ?? 0,
      noiseFloor: listening.noiseFloor,
      preRollShare: listening.preRollShare,
      tokens: answers.tokens,
      ducked: isDucked,
    }),
    readPauses() {
      const endpoint = memory.endpoint ?? initialEndpointDelay
      const { recentMs } = endpoint
      return { recentMs, answersAfterMs: endpointDelayMs(endpoint, choices.settings) }
    },
    close() {
      ringer.tell([])
      listening.tell({ type: 'mute' })
      microphone.close()
      playback?.close()
      engine.close()
    },
  }
}
