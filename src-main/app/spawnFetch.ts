import { utilityProcess } from 'electron'
import type { FetchChild, FromFetchProcess, ToFetchProcess } from '../library/fetchMessages'

/** Under which Electron lists it. */
export const serviceName = 'Parley fetch'

/** Starts a process that fetches or imports a model, as a utility process. */
export function spawnFetch(entry: string): FetchChild {
  const child = utilityProcess.fork(entry, [], { serviceName, stdio: 'inherit' })
  let isSpawned = false
  let isUnwanted = false
  let unsent: ToFetchProcess | undefined
  child.once('spawn', () => {
    isSpawned = true
    if (isUnwanted) child.kill()
    else if (unsent) child.postMessage(unsent)
  })
  return {
    send: (message) => {
      if (isSpawned) child.postMessage(message)
      else unsent = message
    },
    onMessage: (receive) => child.on('message', (message: FromFetchProcess) => receive(message)),
    onExit: (exited) => child.once('exit', () => exited()),
    kill: () => {
      isUnwanted = true
      if (isSpawned) child.kill()
    },
  }
}
