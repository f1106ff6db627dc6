import {
  portPair,
  sharedClock,
  type AppError,
  type AskMessage,
  type EngineMessage,
  type RecordingsBridge,
  type ToldSettings,
} from '@contract'
import type { App, AppSources } from '../../src-renderer/app'
import { createApp } from '../../src-renderer/appStore'
import type { OpenCapture } from '../../src-renderer/audio/captureTypes'
import type { VoiceActivity } from '../../src-renderer/audio/voiceActivity'
import { recordWindow, type WindowRecording } from '../../src-renderer/recording/windowRecording'
import type { AppState, ShownExchange } from '../../src-renderer/state'
import { windowSettings } from '../../src-renderer/windowSettings'
import { inWords, speakIn, troubleInWords, words } from '../../src-renderer/words'
import { forgetfulStore } from '../engine/conversations/forgetfulStore'
import { serve } from '../engine/serve'
import { Session } from '../engine/session'
import { Toolbox } from '../engine/tools/toolbox'
import { terminal } from '../terminalWords'
import { TerminalPlayback } from './terminalPlayback'
import type { Speech } from './writeSpeech'

export interface TerminalParts {
  readonly models: ConstructorParameters<typeof Session>[0]
  readonly config: ConstructorParameters<typeof Session>[1]
  readonly settings: ToldSettings
  readonly microphone: OpenCapture
  readonly loudspeaker: (rateHz: number) => Speech
  readonly voiceActivity: VoiceActivity
  /** Where it is recorded for a bug report; absent: it is not. */
  readonly recordings?: RecordingsBridge
  /** The recording is over, whyever: the setting is to be off. */
  readonly recorded: () => void
  /** The loudspeaker is gone. */
  readonly failed: (why: AppError) => void
  /** Takes a line of what was said, and one of what goes on. */
  readonly said: (line: string) => void
  readonly told: (line: string) => void
}

/**
 * A window without a screen: the app itself, that takes turns as any other does, with the system's microphone and
 * loudspeaker. What is said is remembered until it ends.
 * @returns ends it, tells what was not told yet, and resolves when the recording is written, where there is one
 */
export function listenInTerminal(parts: TerminalParts): () => Promise<void> {
  // What a window tells of microphones and of the engine is told here, too.
  speakIn([terminal().tag])
  const [window, engine] = portPair<AskMessage, EngineMessage>()
  const { tools, toolServers: servers } = parts.config
  const toolbox = new Toolbox({ isOff: !tools, isBrief: true, servers })
  serve(engine, new Session(parts.models, parts.config, { store: forgetfulStore(), toolbox }))
  const sources: AppSources = {
    port: window,
    openCapture: parts.microphone,
    openPlayback: (on) => Promise.resolve(new TerminalPlayback(on, parts.loudspeaker, parts.failed)),
    loadVoice: () => Promise.resolve(parts.voiceActivity),
    // There is no echo test here.
    loadEchoSentence: () => Promise.reject(new Error('no echo sentence')),
    devices: {
      list: () => Promise.resolve({ microphones: [], speakers: [] }),
      permission: () => Promise.resolve('granted'),
      onChange: () => undefined,
    },
    settings: windowSettings(
      { watch: () => () => undefined, ask: () => Promise.resolve({ told: parts.settings }) },
      parts.settings,
    ),
    storage: { getItem: (key) => (key === 'parley.welcome' ? 'over' : null), setItem: () => undefined },
    clock: sharedClock,
  }
  const { app, recording } = parts.recordings
    ? recordWindow(sources, {
        bridge: parts.recordings,
        runsIn: `Node ${process.version}`,
        over: parts.recorded,
        // It is stopped when this ends.
        onLeave: () => undefined,
      })
    : { app: createApp(sources), recording: undefined }
  if (recording) tellOfRecording(recording, parts.told)
  const end = tellOf(app, parts)
  return async () => {
    end()
    void toolbox.close()
    await recording?.stop()
  }
}

/** Tells that it is recorded, and where the recording lies when that is over. */
function tellOfRecording({ store }: WindowRecording, told: TerminalParts['told']): void {
  const { now, lies, full } = words.recording
  told(now)
  store.subscribe((is) => {
    if (is.state === 'over') told((is.why === 'full' ? full : lies)(is.file))
    else if (is.state === 'failed') told(inWords(is.error.notice))
  })
}

/** Tells what goes on, and each question with its answer when both are known. */
function tellOf(app: App, { said, told }: Pick<TerminalParts, 'said' | 'told'>): () => void {
  const { store } = app
  const { listen } = terminal().words
  const over = new Set<string>()
  const tell = (exchange: ShownExchange): void => {
    over.add(exchange.key)
    const { question, answer, heardEnd, outcome, error } = exchange
    const spoken = 'text' in question ? question.text : question.transcript
    const seconds = 'seconds' in question ? question.seconds.toFixed(1) : '0'
    said(listen.you(spoken ?? listen.seconds(seconds)))
    const heard = outcome === 'done' ? answer : `${answer.slice(0, heardEnd).trimEnd()} …`
    said(
      outcome === 'failed'
        ? listen.parley(listen.noAnswer(error ? inWords(error.notice) : '').trimEnd())
        : listen.parley(heard),
    )
  }
  const look = (state: AppState, before: AppState): void => {
    if (state.phase !== before.phase && listen.phases[state.phase]) told(listen.phases[state.phase])
    const [wrong, wrongBefore] = [state, before].map(
      ({ trouble }) => trouble && troubleInWords(trouble.notice),
    )
    if (wrong !== undefined && wrong !== wrongBefore) told(wrong)
    if (state.note !== undefined && state.note !== before.note) told(inWords(state.note))
    for (const left of state.engineModels === before.engineModels ? [] : (state.engineModels?.leavesTo ?? []))
      told(inWords({ kind: 'goes-to', ...left }))
    for (const note of state.engineModels === before.engineModels ? [] : (state.engineModels?.notes ?? []))
      told(inWords(note))
    if (state.exchanges === before.exchanges && state.phase === before.phase) return
    const { exchanges, phase } = state
    for (const [at, exchange] of exchanges.entries()) {
      if (over.has(exchange.key)) continue
      const behind = exchanges.length - 1 - at
      const goesOn = behind === 0 && ['thinking', 'voicing', 'speaking'].includes(phase)
      const isWritten = 'text' in exchange.question || exchange.question.transcript !== undefined
      // An interrupted question is written down behind the answer to the next.
      const mayBeWritten = !isWritten && behind < 2
      if (exchange.outcome === 'running' || goesOn || mayBeWritten) return
      tell(exchange)
    }
  }
  const unwatch = store.subscribe(look)
  look(store.getState(), { ...store.getState(), phase: 'muted' })
  return () => {
    unwatch()
    for (const exchange of store.getState().exchanges) if (!over.has(exchange.key)) tell(exchange)
    app.close()
  }
}
