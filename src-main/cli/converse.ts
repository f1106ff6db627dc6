import { once } from 'node:events'
import {
  microphoneFormat,
  noticeInEnglish,
  portPair,
  turnFigures,
  type AskMessage,
  type Config,
  type EngineMessage,
  type Port,
  type ToolConsents,
} from '@contract'
import { forgetfulStore } from '../engine/conversations/forgetfulStore'
import type { EngineModels } from '../engine/models/engineModels'
import { ownCommand } from '../engine/files/ownCommand'
import { serve } from '../engine/serve'
import { Session } from '../engine/session'
import { Toolbox } from '../engine/tools/toolbox'
import { terminal } from '../terminalWords'
import { forTerminal } from './forTerminal'

/** Whoever waits longer for servers of tools is told what for. */
const waitIsToldAfterMs = 2000
/** Servers that take longer are not waited for: whoever asks wants an answer. A program that is fetched first takes its time. */
const toolsConnectWithinMs = 30_000

/** What is asked: a text, or 16 kHz samples, which are answered or only written down. */
export type Question =
  | { readonly text: string }
  | { readonly samples: Float32Array; readonly mode: 'chat' | 'transcribe' }

export interface ConverseOptions {
  /** Where the answers are written. */
  readonly printed: NodeJS.WritableStream
  /** Print one event a line instead. */
  readonly json?: boolean | undefined
  /** Tell how fast each answer was. */
  readonly figures?: boolean | undefined
  /** Takes what is spoken; absent: typed questions are answered in writing alone. */
  readonly speech?: ((samples: Float32Array) => void) | undefined
  /** What the user said for good of tools that ask first. */
  readonly consents?: ToolConsents | undefined
  /** Aborting it ends the answer that goes on, at once. */
  readonly signal: AbortSignal
}

/**
 * Asks the questions in a row, as one conversation, and prints the answers as they are written. What the user should know
 * beside them goes to the standard error.
 * @returns the exit code: 0, or 1 where a question has no answer
 */
export async function converse(
  questions: readonly Question[],
  models: EngineModels,
  config: Config,
  { printed, json = false, figures = false, speech, consents = {}, signal }: ConverseOptions,
): Promise<number> {
  const [window, engine] = portPair<AskMessage, EngineMessage>()
  // What a server of tools offers asks first: where nothing may run, none need be started.
  const mayServe = Object.values(consents).includes('always')
  const servers = mayServe ? config.toolServers : {}
  const toolbox = new Toolbox({ isOff: !config.tools, isBrief: true, servers })
  const {
    inWords,
    words: { said },
  } = terminal()
  const told = new Set<string>()
  const tell = (note: string): void => {
    if (!told.has(note)) console.error(forTerminal(`parley: ${note}`))
    told.add(note)
  }
  await connected(toolbox, signal, (names) => tell(said.waitsForTools(names)))
  if (!signal.aborted && toolbox.missing.length > 0)
    tell(said.withoutTools(toolbox.missing.join(', '), ownCommand('tools', 'list')))
  serve(engine, new Session(models, config, { store: forgetfulStore(), toolbox }))
  const events = new EventQueue(window)
  let turn = 0
  signal.addEventListener('abort', () => window.send({ type: 'interrupt', turn }))
  let unanswered = 0
  for (const question of questions) {
    if (signal.aborted) break
    send(window, ++turn, question, speech === undefined)
    let isAnswered = false
    for (;;) {
      const event = await events.next()
      if (json) printJson(event, printed)
      else notesIn(event).forEach(tell)
      if (event.type === 'text') {
        isAnswered ||= event.text.trim() !== ''
        if (!json) printed.write(forTerminal(event.text))
      }
      if (event.type === 'tool-ask') {
        const isAllowed = event.deed === undefined && consents[event.tool] === 'always'
        if (!isAllowed) tell(said.asksInWindow(event.tool))
        window.send({ type: 'tool-answer', call: event.call, isAllowed })
      }
      if (event.type === 'audio') speech?.(event.samples)
      if (event.type !== 'turn-end') continue
      if (!json && isAnswered) printed.write('\n')
      if (event.reason === 'failed')
        console.error(forTerminal(`parley: ${event.error ? inWords(event.error.notice) : said.failed}`))
      else if (event.reason === 'done' && !isAnswered) tell(said.noAnswer)
      if (figures && event.reason === 'done') console.error(figuresLine(event))
      if (event.reason === 'failed' || !isAnswered) unanswered++
      break
    }
  }
  window.close()
  await toolbox.close()
  return unanswered > 0 ? 1 : 0
}

/** Waits for the servers of tools, but not without end. */
async function connected(
  toolbox: Toolbox,
  signal: AbortSignal,
  waits: (names: string) => void,
): Promise<void> {
  if (signal.aborted) return
  const over = AbortSignal.any([signal, AbortSignal.timeout(toolsConnectWithinMs)])
  const timer = setTimeout(() => waits(toolbox.missing.join(', ')), waitIsToldAfterMs)
  await Promise.race([toolbox.connected, once(over, 'abort')])
  clearTimeout(timer)
}

/** Sends a question as a window would: the utterance in frames of the microphone. */
function send(
  window: Port<AskMessage, EngineMessage>,
  turn: number,
  question: Question,
  isOnlyWritten: boolean,
): void {
  if ('text' in question) return window.send({ type: 'ask', turn, text: question.text, isOnlyWritten })
  const { samples, mode } = question
  window.send({ type: 'utterance-start', turn, mode })
  const { frameSamples } = microphoneFormat
  for (let at = 0; at < samples.length; at += frameSamples)
    window.send({ type: 'audio', turn, samples: samples.slice(at, at + frameSamples) })
  window.send({ type: 'utterance-end', turn })
}

/** Engine messages, one `next()` after the other. */
class EventQueue {
  readonly #events: EngineMessage[] = []
  #wake: (() => void) | undefined

  constructor(port: Port<AskMessage, EngineMessage>) {
    port.onMessage((event) => {
      this.#events.push(event)
      this.#wake?.()
    })
  }

  async next(): Promise<EngineMessage> {
    while (this.#events.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.#events.shift()!
  }
}

/** What the user should know beside the answer. What failed while models were loaded is told in both. */
function notesIn(event: EngineMessage): readonly string[] {
  const { inWords } = terminal()
  if (event.type === 'trouble') return [inWords(event.error.notice)]
  if (event.type !== 'ready') return []
  const leaves = (event.leavesTo ?? []).map((left) => inWords({ kind: 'goes-to', ...left }))
  return [...leaves, ...event.notes.map(inWords)]
}

function printJson(event: EngineMessage, printed: NodeJS.WritableStream): void {
  const shown = event.type === 'audio' ? { ...event, samples: event.samples.length } : event
  // Whoever reads it has no catalogue.
  const said = 'error' in event && event.error && { message: noticeInEnglish(event.error.notice) }
  printed.write(`${JSON.stringify(said ? { ...event, error: { ...event.error, ...said } } : shown)}\n`)
}

/** What was measured, and nothing of what was not. */
function figuresLine({ metrics }: Extract<EngineMessage, { type: 'turn-end' }>): string {
  const { firstTokenMs, firstWordMs, firstAudioMs, tokensPerSecond, realTimeFactor } = turnFigures(metrics)
  const names = terminal().words.figures
  const show = (name: string, value: number | undefined, unit = '', digits = 0): string[] =>
    value === undefined ? [] : [`${name} ${value.toFixed(digits)}${unit}`]
  return [
    ...show(names.firstToken, firstTokenMs, ' ms'),
    ...show(names.firstWord, firstWordMs, ' ms'),
    ...show(names.firstAudio, firstAudioMs, ' ms'),
    ...show(names.tokens, tokensPerSecond),
    ...show(names.realTime, realTimeFactor, '', 3),
  ].join(', ')
}
