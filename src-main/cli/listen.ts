import type { AppError, SettingKey, ToldSettings } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { loadEngineModels } from '../engine/models/engineModels'
import { modelKinds } from '../engine/models/modelKinds'
import { withServers } from '../engine/models/withServers'
import { noCoreDumps } from '../engine/noCoreDumps'
import { loadLanguageGuess } from '../engine/speaking/guessLanguage'
import { engineConfig } from '../engineProcess/engineConfig'
import { Recordings } from '../privacy/recordings'
import { tellFaults } from '../settings/hostSettings'
import { openSettings } from '../settings/openSettings'
import { isOfAnswering, optionSettings, settingOptionsWhere } from '../settings/settingOptions'
import { environmentKey } from '../settings/serverKey'
import { usedModels } from '../settings/usedModels'
import { terminal } from '../terminalWords'
import { endWithReader } from './endWithReader'
import { forTerminal } from './forTerminal'
import { listenInTerminal } from './listenInTerminal'
import { loadVoiceActivity } from './loadVoiceActivity'
import { findLoudspeaker } from './loudspeaker'
import { runOptions } from './runOptions'
import { settingsHelp } from './settingsHelp'
import { tellOfVoice } from './tellOfVoice'
import { findMicrophone } from './terminalCapture'

const usage = (): string => {
  const groups = ['answers', 'voice', 'models', 'server']
  const others = ['turn-taking-duplex', 'recording']
  const called = (words: string): string => ownCommand('listen', words)
  const settings = settingsHelp(
    ({ group, option, isFine }) => (groups.includes(group) && !isFine) || others.includes(option),
  )
  return terminal().words.listen.usage(called) + settings
}

/** It listens from its start on without a key, to the system's own devices, and makes no sounds of its own. */
const ofWindows = ['muted', 'listening-sounds', 'turn-taking-hands-free']
const options = settingOptionsWhere((entry) => {
  const isOfListening = ['listening', 'turnTaking'].includes(entry.group) && !ofWindows.includes(entry.option)
  return isOfAnswering(entry) || isOfListening || entry.option === 'recording'
})

const framesLateMs = 3000

endWithReader()
noCoreDumps()
await runOptions('parley', usage, options, async (values) => {
  const said = optionSettings(values)
  const settings = openSettings(said)
  tellFaults(settings, terminal().ofFault)
  let stop!: (code: number) => void
  const stopped = new Promise<number>((resolve) => (stop = resolve))
  const lost = ({ notice }: AppError): void => {
    console.error(`parley: ${terminal().inWords(notice)}`)
    stop(1)
  }
  // Before models are loaded: without them nothing else is of use.
  const devices = { microphone: findMicrophone(lost), loudspeaker: findLoudspeaker() }
  const config = engineConfig(settings.values, await usedModels(settings), environmentKey(settings))
  if (said.has('voice')) tellOfVoice(settings.values.voice, config)
  const [loaded, voiceActivity] = await Promise.all([
    loadEngineModels(config, modelKinds, true),
    loadVoiceActivity(),
    loadLanguageGuess(),
  ])
  const models = await withServers(loaded, config)
  const { told } = settings
  const as = (source: 'chosen' | 'usual', value: unknown): ToldSettings['said'][string] => ({ source, value })
  type Said = Partial<Record<SettingKey, ToldSettings['said'][string]>>
  // The engine is in this process: on a busy computer frames wait for it, and are no silence.
  const usual = { 'turnTaking.framesLateMs': as('usual', framesLateMs) } satisfies Said
  // Who starts it wants to be heard, and has no key to hold.
  const chosen = { muted: as('chosen', false), 'turnTaking.handsFree': as('chosen', true) } satisfies Said
  const end = listenInTerminal({
    ...{ models, config, voiceActivity, ...devices, failed: lost },
    settings: { ...told, said: { ...usual, ...told.said, ...chosen } },
    ...(settings.values.recording && { recordings: new Recordings(() => true) }),
    recorded: () => settings.change(new Map([['recording', undefined]])),
    said: (line) => console.log(forTerminal(line)),
    told: (line) => console.error(forTerminal(`parley: ${line}`)),
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(0))
  const code = await stopped
  await end()
  // What the engine still does is of no use to anybody.
  process.exit(code)
})
