import type { parseArgs, ParseArgsConfig } from 'node:util'
import { settingOf, type Config, type ToolConsents } from '@contract'
import { loadEngineModels } from '../engine/models/engineModels'
import { modelKinds } from '../engine/models/modelKinds'
import { withServers } from '../engine/models/withServers'
import { noCoreDumps } from '../engine/noCoreDumps'
import { loadLanguageGuess } from '../engine/speaking/guessLanguage'
import { engineConfig } from '../engineProcess/engineConfig'
import { tellFaults } from '../settings/hostSettings'
import { openSettings } from '../settings/openSettings'
import { isOfAnswering, optionSettings, settingOptionsWhere } from '../settings/settingOptions'
import { environmentKey } from '../settings/serverKey'
import { usedModels } from '../settings/usedModels'
import { terminal } from '../terminalWords'
import { converse, type Question } from './converse'
import { endWithReader } from './endWithReader'
import { isStandardOutput } from './isStandardOutput'
import { findLoudspeaker } from './loudspeaker'
import { readWords } from './readWords'
import { settingsHelp } from './settingsHelp'
import { tellFailure } from './tellFailure'
import { tellOfVoice } from './tellOfVoice'
import { writeSpeech, type Speech } from './writeSpeech'

const answerOptions = {
  out: { type: 'string', short: 'o' },
  say: { type: 'boolean' },
  json: { type: 'boolean' },
  figures: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** What every command that asks has in its help, behind what is its own. */
function answerHelp(): string {
  const groups = ['answers', 'voice', 'models', 'server']
  const settings = settingsHelp(
    ({ group, option, isFine }) => (groups.includes(group) && !isFine) || option === 'seed',
  )
  return `\n\n  ${terminal().words.answers}${settings}`
}

type Options = NonNullable<ParseArgsConfig['options']>
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T }>>['values']

/** A command that asks questions. */
export interface Asking<T extends Options> {
  /** What is its own of the help. */
  readonly usage: () => string
  /** What is its own, beside what all have. */
  readonly options: T
  /** Answers are spoken although nobody takes their sound: it is measured. */
  readonly isAlwaysSpoken: boolean
  /** Reads what is asked. @throws AppError `usage` when the words are not understood */
  questions(words: readonly string[], values: Values<T>): Promise<readonly Question[]>
}

/** Runs a command that asks questions, to its exit code. */
export async function runAsking<const T extends Options>(asking: Asking<T>): Promise<void> {
  endWithReader()
  noCoreDumps()
  process.exitCode = await ask(asking).catch((thrown: unknown) => tellFailure(thrown))
}

async function ask<const T extends Options>(asking: Asking<T>): Promise<number> {
  const read = readWords({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { ...asking.options, ...settingOptionsWhere(isOfAnswering), ...answerOptions },
  })
  const values = read.values as Values<typeof answerOptions>
  if (values.help) {
    process.stdout.write(asking.usage() + answerHelp())
    return 0
  }
  const { out, say, json, figures } = values
  const loudspeaker = say ? findLoudspeaker() : undefined
  const isSpoken = asking.isAlwaysSpoken || out !== undefined || loudspeaker !== undefined
  const { config, consents } = await readConfig(read.values, isSpoken)
  const questions = await asking.questions(read.positionals, read.values)

  const [loaded] = await Promise.all([
    loadEngineModels(config, modelKinds, figures),
    isSpoken && loadLanguageGuess(),
  ])
  const models = await withServers(loaded, config)
  const { sampleRateHz } = models.voice
  const speeches: Speech[] = []
  const stop = new AbortController()
  try {
    if (out !== undefined) speeches.push(writeSpeech(out, sampleRateHz))
    if (loudspeaker !== undefined) speeches.push(loudspeaker(sampleRateHz))
    let isAnswered = false
    process.once('SIGINT', () => {
      stop.abort()
      for (const speech of speeches) speech.stop()
      if (isAnswered) process.exit(130)
    })
    const code = await converse(questions, models, config, {
      // Two that write into one stream would spoil each other's words.
      printed: out !== undefined && isStandardOutput(out) ? process.stderr : process.stdout,
      ...{ json, figures, consents, signal: stop.signal },
      speech: isSpoken
        ? (samples) => {
            if (!stop.signal.aborted) for (const speech of speeches) speech.write(samples)
          }
        : undefined,
    })
    // What a slow reader has not taken yet would keep this process.
    if (stop.signal.aborted) process.exit(130)
    isAnswered = true
    await Promise.all(speeches.map((speech) => speech.end()))
    return code
  } finally {
    for (const speech of speeches) speech.stop()
    models.release()
  }
}

async function readConfig(
  values: Readonly<Record<string, unknown>>,
  isSpoken: boolean,
): Promise<{ readonly config: Config; readonly consents: ToolConsents }> {
  const options = optionSettings(values)
  // A seed is of no use to the greedy choice: it asks for chance.
  if (options.has('sampling.seed') && !options.has('sampling.temperature'))
    options.set('sampling.temperature', 0.7)
  const settings = openSettings(options)
  tellFaults(settings, terminal().ofFault)
  const config = engineConfig(settings.values, await usedModels(settings), environmentKey(settings))
  if (isSpoken && options.has('voice')) tellOfVoice(settings.values.voice, config)
  // What is only written needs no voice: the built-in one is there at once.
  const voiced = isSpoken ? config : { ...config, voiceDir: undefined, voice: undefined }
  return { config: voiced, consents: settingOf(settings.values, 'toolConsents') }
}
