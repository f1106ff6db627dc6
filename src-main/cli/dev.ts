import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../engineProcess/projectRoot'
import { usualPort } from '../web/webHost'
import type { DevState, FromDevHost, ToDevHost } from './devMessages'
import { settingsHelp } from './settingsHelp'
import { readStartOptions } from './startOptions'
import { tellFailure } from './tellFailure'
import { watchSources } from './watchSources'
import { whenParentIsGone } from './whenParentIsGone'

const usage = (): string => `npm run dev -- [OPTIONS]

Opens Parley in the browser as its sources are: what is changed in the window is seen at once, and the engine and the
host are started anew when their code changes.

  --port N      listen on this port of the loopback (default: ${usualPort}, or a free one)
  --no-open     only print the link that opens it
${settingsHelp()}`

const say = (line: string): void => console.log(line)

try {
  const args = process.argv.slice(2)
  if ((await readStartOptions(args)) === undefined) process.stdout.write(usage())
  else develop(args)
} catch (thrown) {
  process.exitCode = tellFailure(thrown)
}

/** Runs the host, and starts anew what of it changes. Ends with the host when it ends by itself, or is told to. */
function develop(args: readonly string[]): void {
  let host: ChildProcess | undefined
  let before: DevState | undefined
  let hasServed = false
  let isEnding = false
  let isReplaced = false
  const tell = (message: ToDevHost): void => {
    if (host?.connected) host.send(message, () => undefined)
  }
  const begin = (): void => {
    const started = fork(path.join(projectRoot, 'src-main/cli/devHost.ts'), {
      cwd: projectRoot,
      execArgv: ['--import', 'tsx'],
    })
    host = started
    isReplaced = false
    started.on('message', (message: FromDevHost) => {
      if (message.kind === 'serving') hasServed = true
      else before = message.state
    })
    started.once('exit', (code) => {
      host = undefined
      if (isEnding || !hasServed || code === 0) {
        process.exitCode = code ?? 1
        endWatching()
      } else if (isReplaced) begin()
      else say('The host ended. It is started again when its code changes.')
    })
    tell({ kind: 'start', args, ...(before && { before }) })
  }
  const end = (): void => {
    isEnding = true
    if (host === undefined) endWatching()
    else tell({ kind: 'end' })
  }
  const endWatching = watchSources(projectRoot, (part) => {
    if (part === 'engine') {
      say('The engine changed, and is started anew.')
      tell({ kind: 'restart-engine' })
    } else if (host === undefined) begin()
    else {
      say('The host changed, and is started anew.')
      isReplaced = true
      tell({ kind: 'end' })
    }
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  whenParentIsGone(end)
  begin()
}
