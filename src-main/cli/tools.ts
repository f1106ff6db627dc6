import { readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError, settingOf, type SettingKey, type ToolServerPlaces } from '@contract'
import { ownCommand } from '../engine/files/ownCommand'
import { ToolServers } from '../engine/tools/servers/toolServers'
import { importedToolServers } from '../settings/importedToolServers'
import { openSettings } from '../settings/openSettings'
import { commandWords } from './commandWords'
import { forTerminal } from './forTerminal'
import { runStoppable } from './runStoppable'

const usage = `${ownCommand('tools', 'COMMAND')}

  list           connects with the servers of tools that you have added, and tells how they are and what they offer
  import FILE    takes the servers over from another program's JSON file (mcpServers)
  remove NAME    forgets a server

Servers stand under toolServers in settings.yaml. A program among them does on this computer whatever it is made to do:
add what you trust. Whether a tool runs is asked in the window.
`

await runStoppable(main)

async function main(words: string[], signal: AbortSignal): Promise<number> {
  const [command, name] = commandWords(words)
  const required = (): string => {
    if (name === undefined) throw new AppError('usage', { kind: 'usage-no-name', command })
    return name
  }
  switch (command) {
    case undefined:
      process.stdout.write(usage)
      return 0
    case 'list':
      return list(signal)
    case 'import': {
      const file = required()
      const servers = importedToolServers(readFileSync(file, 'utf8'), path.basename(file))
      change((known) => ({ ...known, ...servers }))
      console.log(
        `${Object.keys(servers).join(', ')}: added. A Parley that runs knows it when it is started again.`,
      )
      return 0
    }
    case 'remove': {
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
      console.log(`${gone} is removed.`)
      return 0
    }
    default:
      throw new AppError('usage', { kind: 'usage-no-command', command })
  }
}

function change(next: (known: ToolServerPlaces) => ToolServerPlaces): void {
  const settings = openSettings()
  const known = settingOf(settings.values, 'toolServers')
  settings.change(new Map<SettingKey, unknown>([['toolServers', next(known)]]))
}

async function list(signal: AbortSignal): Promise<number> {
  const servers = new ToolServers(settingOf(openSettings().values, 'toolServers'), () => undefined)
  signal.addEventListener('abort', () => void servers.close(), { once: true })
  await servers.connect()
  for (const { name, state, host, leftOut, trouble, detail } of servers.states) {
    const place = host === undefined ? '' : ` (${host})`
    const more = leftOut === undefined ? '' : `, ${leftOut} tools left out: too many, or too large`
    const why = trouble === undefined ? '' : `: ${trouble}${detail === undefined ? '' : `, ${detail}`}`
    console.log(forTerminal(`${name}${place}  ${state}${more}${why}`))
    for (const tool of servers.tools.filter((each) => each.server === name))
      console.log(forTerminal(`  ${tool.raw.name}  ${tool.raw.description.split('\n')[0]}`))
  }
  const { states } = servers
  if (states.length === 0) console.log('No servers were added.')
  await servers.close()
  return states.some(({ state }) => state === 'failed') ? 1 : 0
}
