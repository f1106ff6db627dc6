import { utilityProcess, type MessagePortMain } from 'electron'
import type { FromEngineProcess, ToEngineProcess } from '../engine/processMessages'
import type { EngineChild } from '../engineProcess/engineProcess'
import { isStopped } from '../engineProcess/isStopped'

/** Under which Electron lists it. */
export const serviceName = 'Parley engine'

/** Starts an engine as a utility process, to which windows' ports can be handed. */
export function spawnEngine(entry: string): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(entry, [], { serviceName, stdio: 'inherit' })
  let isSpawned = false
  let isUnwanted = false
  const unsent: [ToEngineProcess, MessagePortMain[]][] = []
  // Electron asks by SIGTERM, which a process that is stopped does not hear.
  const end = (): void => void (child.pid === undefined ? child.kill() : process.kill(child.pid, 'SIGKILL'))
  child.once('spawn', () => {
    isSpawned = true
    if (isUnwanted) end()
    for (const [message, ports] of unsent.splice(0)) child.postMessage(message, ports)
  })
  return {
    send: (message, port) => {
      const ports = port === undefined ? [] : [port]
      if (isSpawned) child.postMessage(message, ports)
      else unsent.push([message, ports])
    },
    onMessage: (receive) => child.on('message', (message: FromEngineProcess) => receive(message)),
    onExit: (exited) => child.once('exit', (code) => exited(`exit code ${code}`)),
    isStopped: () => (child.pid === undefined ? Promise.resolve(false) : isStopped(child.pid)),
    kill: () => {
      isUnwanted = true
      if (isSpawned) end()
    },
  }
}
