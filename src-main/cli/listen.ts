import type { AppError, SettingKey, ToldSettings } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { loadEngineModels } from '../engine/models/engineModels'
import { modelKinds } from '../engine/models/modelKinds'
import { withServers } from '../engine/models/withServers'
import { noCoreDumps } from '../engine/noCoreDumps'
import { loadLanguageGuess } from '../engine/speaking/guessLanguage'
import { engineConfig } from '../engineProcess/engineConfig'
import { tellFaults } from '../settings/hostSettings'
import { openSettings } from '../settings/openSettings'
import { optionSettings, settingOptions, settingsHelp } from '../settings/settingOptions'
import { environmentKey } from '../settings/serverKey'
import { usedModels } from '../settings/usedModels'
import { endWithReader } from './endWithReader'
import { forTerminal } from './forTerminal'
import { listenInTerminal } from './listenInTerminal'
import { loadVoiceActivity } from './loadVoiceActivity'
import { findLoudspeaker } from './loudspeaker'
import { runOptions } from './runOptions'
import { findMicrophone } from './terminalCapture'

const usage = `${ownCommand('listen', '[--model ID] [--kokoro ID]')}

Talks with you through the system's microphone and loudspeaker, until Ctrl-C: speak, pause, interrupt. Prints what both
said, and on the standard error what goes on. Nothing of it is kept.

It records with arecord, parecord, sox or ffmpeg, and plays with aplay, paplay, play or ffplay; the first that is there.
Use headphones; where the microphone hears the loudspeaker, take --turn-taking-duplex half.

Settings, for this run (docs/settings.md tells of all of them):

${settingsHelp(({ group, option }) => ['answers', 'voice', 'models', 'server'].includes(group) || option === 'turn-taking-duplex')}`

const framesLateMs = 3000

endWithReader()
noCoreDumps()
await runOptions('parley', usage, settingOptions, async (values) => {
  const settings = openSettings(optionSettings(values))
  tellFaults(settings)
  let stop!: (code: number) => void
  const stopped = new Promise<number>((resolve) => (stop = resolve))
  const lost = ({ message }: AppError): void => {
    console.error(`parley: ${message}`)
    stop(1)
  }
  // Before models are loaded: without them nothing else is of use.
  const devices = { microphone: findMicrophone(lost), loudspeaker: findLoudspeaker() }
  const config = engineConfig(settings.values, await usedModels(settings), environmentKey(settings))
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
    said: (line) => console.log(forTerminal(line)),
    told: (line) => console.error(forTerminal(`parley: ${line}`)),
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(0))
  const code = await stopped
  end()
  // What the engine still does is of no use to anybody.
  process.exit(code)
})
