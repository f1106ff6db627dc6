import { buffer } from 'node:stream/consumers'
import {
  AppError,
  longestQuestionChars,
  microphoneFormat,
  portPair,
  turnFigures,
  type AskMessage,
  type Config,
  type EngineMessage,
  type Port,
} from '@contract'
import { forgetfulStore } from '../engine/conversations/forgetfulStore'
import { ownCommand } from '../engine/files/ownCommand'
import { loadEngineModels, type EngineModels } from '../engine/models/engineModels'
import { noCoreDumps } from '../engine/noCoreDumps'
import { serve } from '../engine/serve'
import { Session } from '../engine/session'
import { readAudio } from '../engine/stages/readAudio'
import { WavWriter } from '../engine/stages/wavWriter'
import { engineConfig } from '../engineProcess/engineConfig'
import { tellFaults } from '../settings/hostSettings'
import { openSettings } from '../settings/openSettings'
import { optionSettings, settingOptions, settingsHelp } from '../settings/settingOptions'
import { usedModels } from '../settings/usedModels'
import { endWithReader } from './endWithReader'
import { isStandardOutput } from './isStandardOutput'
import { readWords } from './readWords'
import { tellFailure } from './tellFailure'

const usage = `${ownCommand('talk', 'QUESTION.wav')} [MORE.wav ...] [--out ANSWER.wav]

Asks the spoken questions, in a row, as one conversation; prints the answers as they come and writes them as speech.
A question named - is read from the standard input.

  --out FILE      write the spoken answers into this WAV; - writes them to the standard output, and prints beside it
  --text "..."    ask this instead of a WAV; may be given several times
  --transcribe    write down what is said instead of answering
  --json          print one event a line

Settings, for this run (docs/settings.md tells of all of them):

${settingsHelp(({ group, option }) => ['answers', 'voice', 'models'].includes(group) || option === 'seed')}`

type Question = { readonly samples: Float32Array } | { readonly text: string }

async function main(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args)
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const config = await readConfig(values)
  const questions: Question[] = []
  for (const file of positionals) questions.push({ samples: await readQuestion(file) })
  for (const text of values.text ?? []) questions.push({ text: checkedText(text) })
  if (questions.length === 0)
    throw new AppError('usage', 'Name a WAV file with a question, or give --text. --help tells more.')

  const models = await loadEngineModels(config)
  const { sampleRateHz } = models.voice
  const isPiped = values.out !== undefined && isStandardOutput(values.out)
  try {
    const out = values.out === undefined ? undefined : new WavWriter(isPiped ? 1 : values.out, sampleRateHz)
    // Two that write into one stream would spoil each other's words.
    const printed = isPiped ? process.stderr : process.stdout
    return await converse(questions, { ...values, out, printed }, models, config).finally(() => out?.close())
  } finally {
    models.release()
  }
}

async function converse(
  questions: readonly Question[],
  options: { json?: boolean; transcribe?: boolean; out?: WavWriter; printed: NodeJS.WritableStream },
  models: EngineModels,
  config: Config,
): Promise<number> {
  const [window, engine] = portPair<AskMessage, EngineMessage>()
  serve(engine, new Session(models, config, { store: forgetfulStore() }))
  const events = new EventQueue(window)
  let turn = 0
  let stopped = false
  process.once('SIGINT', () => {
    stopped = true
    window.send({ type: 'interrupt', turn })
  })
  const { printed } = options
  const told = new Set<string>()
  const tell = (note: string): void => {
    told.add(note)
    console.error(`parley: ${note}`)
  }
  let failed = false
  for (const question of questions) {
    if (stopped) break
    send(window, ++turn, question, options.transcribe ? 'transcribe' : 'chat')
    for (;;) {
      const event = await events.next()
      if (options.json) printJson(event, printed)
      if (event.type === 'text' && !options.json) printed.write(event.text)
      if (event.type === 'audio') options.out?.write(event.samples)
      for (const note of options.json ? [] : notesIn(event)) if (!told.has(note)) tell(note)
      if (event.type !== 'turn-end') continue
      if (event.reason === 'failed') {
        failed = true
        console.error(`parley: ${event.error?.message ?? 'The turn failed.'}`)
      } else if (!options.json) printed.write(`\n${figuresLine(event)}\n`)
      break
    }
  }
  window.close()
  if (stopped) return 130
  return failed ? 1 : 0
}

/** The samples of a question. @param file - for the standard input */
async function readQuestion(file: string): Promise<Float32Array> {
  if (file !== '-') return readAudio(file)
  if (process.stdin.isTTY)
    throw new AppError(
      'usage',
      '- reads a WAV from the standard input, which is a terminal here. Pipe one into it.',
    )
  return readAudio(await buffer(process.stdin), 'The standard input')
}

/** Before models are loaded: what cannot be asked would keep what can be waiting. */
function checkedText(text: string): string {
  if (text.trim() === '') throw new AppError('usage', '--text has no words in it. Say what is to be asked.')
  if (text.length <= longestQuestionChars) return text
  throw new AppError(
    'usage',
    `--text has ${text.length} characters, and ${longestQuestionChars} are the most. Ask in shorter parts.`,
  )
}

/** Sends a question as a window would: the utterance in frames of the microphone. */
function send(
  window: Port<AskMessage, EngineMessage>,
  turn: number,
  question: Question,
  mode: 'chat' | 'transcribe',
): void {
  if ('text' in question) {
    window.send({ type: 'ask', turn, text: question.text })
    return
  }
  window.send({ type: 'utterance-start', turn, mode })
  const { frameSamples } = microphoneFormat
  for (let at = 0; at < question.samples.length; at += frameSamples)
    window.send({ type: 'audio', turn, samples: question.samples.slice(at, at + frameSamples) })
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
  if (event.type === 'trouble') return [event.error.message]
  return event.type === 'ready' ? event.notes : []
}

function printJson(event: EngineMessage, printed: NodeJS.WritableStream): void {
  const shown = event.type === 'audio' ? { ...event, samples: event.samples.length } : event
  printed.write(`${JSON.stringify(shown)}\n`)
}

function figuresLine({ metrics }: Extract<EngineMessage, { type: 'turn-end' }>): string {
  const figures = turnFigures(metrics)
  const show = (value: number | undefined, unit: string, digits = 0): string =>
    value === undefined ? '-' : `${value.toFixed(digits)}${unit}`
  return [
    `first token ${show(figures.firstTokenMs, ' ms')}`,
    `first word ${show(figures.firstWordMs, ' ms')}`,
    `first audio ${show(figures.firstAudioMs, ' ms')}`,
    `${show(figures.tokensPerSecond, '')} tokens/s`,
    `real-time factor ${show(figures.realTimeFactor, '', 3)}`,
  ].join(', ')
}

function readArguments(args: string[]) {
  return readWords({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string', short: 'o' },
      text: { type: 'string', multiple: true },
      transcribe: { type: 'boolean' },
      json: { type: 'boolean' },
      ...settingOptions,
      help: { type: 'boolean', short: 'h' },
    },
  })
}

async function readConfig(values: ReturnType<typeof readArguments>['values']): Promise<Config> {
  const options = optionSettings(values)
  // A seed is of no use to the greedy choice: it asks for chance.
  if (options.has('sampling.seed') && !options.has('sampling.temperature'))
    options.set('sampling.temperature', 0.7)
  const settings = openSettings(options)
  tellFaults(settings)
  return engineConfig(settings.values, await usedModels(settings))
}

endWithReader()
noCoreDumps()
process.exitCode = await main(process.argv.slice(2)).catch(tellFailure)
