import { readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError, settingOf, type SettingKey, type ToolServerPlaces } from '@contract'
import { speakIn, words as ofWindow } from '../../src-renderer/words'
import { ownCommand } from '../engine/files/ownCommand'
import { ToolServers } from '../engine/tools/servers/toolServers'
import { importedToolServers } from '../settings/importedToolServers'
import { openSettings } from '../settings/openSettings'
import { terminal } from '../terminalWords'
import { forTerminal } from './forTerminal'
import { runSubcommands } from './runSubcommands'

const {
  words: { tools: words },
  tag,
} = terminal()

await runSubcommands(() => words.usage((said) => ownCommand('tools', said)), {
  list: (_, signal) => list(signal),
  import({ required }) {
    const file = required()
    const servers = importedToolServers(readFileSync(file, 'utf8'), path.basename(file))
    change((known) => ({ ...known, ...servers }))
    console.log(words.added(Object.keys(servers).join(', ')))
    return 0
  },
  remove({ required }) {
    const gone = required()
    change(({ [gone]: server, ...others }) => {
      if (server === undefined)
        throw new AppError('usage', {
          kind: 'setting-wrong',
          name: 'toolServers',
          why: { kind: 'tool-server-unknown', server: gone },
        })
      return others
    })
    console.log(words.removed(gone))
    return 0
  },
})

function change(next: (known: ToolServerPlaces) => ToolServerPlaces): void {
  const settings = openSettings()
  const known = settingOf(settings.values, 'toolServers')
  settings.change(new Map<SettingKey, unknown>([['toolServers', next(known)]]))
}

async function list(signal: AbortSignal): Promise<number> {
  speakIn([tag])
  const { serverStates, troubles } = ofWindow.tools
  const servers = new ToolServers(settingOf(openSettings().values, 'toolServers'), () => undefined)
  signal.addEventListener('abort', () => void servers.close(), { once: true })
  await servers.connect()
  for (const { name, state, host, leftOut, trouble, detail } of servers.states) {
    const place = host === undefined ? '' : ` (${host})`
    const more = leftOut === undefined ? '' : `, ${words.leftOut(leftOut)}`
    const why =
      trouble === undefined ? '' : `: ${troubles[trouble]}${detail === undefined ? '' : ` ${detail}`}`
    console.log(forTerminal(`${name}${place}  ${serverStates[state]}${more}${why}`))
    for (const tool of servers.tools.filter((each) => each.server === name))
      console.log(forTerminal(`  ${tool.raw.name}  ${tool.raw.description.split('\n')[0]}`))
  }
  const { states } = servers
  if (states.length === 0) console.log(words.none)
  await servers.close()
  return states.some(({ state }) => state === 'failed') ? 1 : 0
}
