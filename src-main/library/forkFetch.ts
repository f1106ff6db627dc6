import { fork } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from '../engineProcess/projectRoot'
import type { FetchChild, FromFetchProcess } from './fetchMessages'

/**
 * Starts a process that fetches or imports a model, as a child of Node.
 * @param entry the script to run, as TypeScript from the sources or as built JavaScript
 */
export function forkFetch(entry: string): FetchChild {
  const child = fork(path.join(projectRoot, entry), {
    cwd: projectRoot,
    execArgv: entry.endsWith('.ts') ? ['--import', 'tsx'] : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    send: (message) => child.send(message, () => undefined),
    onMessage: (receive) => child.on('message', (message) => receive(message as FromFetchProcess)),
    onExit: (exited) => {
      child.once('exit', exited)
      child.on('error', () => {
        if (child.pid === undefined) exited()
      })
    },
    kill: () => child.kill('SIGTERM'),
  }
}
