import { fork } from 'node:child_process'
import path from 'node:path'
import type { FromEngineProcess } from '../engine/processMessages'
import type { EngineChild } from './engineProcess'
import { isStopped } from './isStopped'
import { projectRoot } from './projectRoot'

/**
 * Starts an engine as a child process of Node.
 * @param entry the script to run, as TypeScript from the sources or as built JavaScript
 */
export function forkEngine(entry: string): EngineChild<never> {
  const child = fork(path.resolve(projectRoot, entry), {
    cwd: projectRoot,
    // Samples cross as structured clones, not as JSON.
    serialization: 'advanced',
    execArgv: entry.endsWith('.ts') ? ['--import', 'tsx'] : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    send: (message) => {
      // Between the death of a process and its `exit` event messages have nowhere to go.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (receive) => child.on('message', (message) => receive(message as FromEngineProcess)),
    onExit: (exited) => {
      child.once('exit', (code, signal) => exited(signal ?? `exit code ${code ?? 'unknown'}`))
      child.on('error', (cause) => {
        if (child.pid === undefined) exited(cause.message)
      })
    },
    isStopped: () => (child.pid === undefined ? Promise.resolve(false) : isStopped(child.pid)),
    kill: () => child.kill('SIGKILL'),
  }
}
