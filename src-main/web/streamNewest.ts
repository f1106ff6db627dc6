import type { WebSocket } from 'ws'

/** Calls with what there is to tell now and after every change. Returns what ends that. */
type Watch = (receive: (told: unknown) => void) => () => void

/** Tells a page of every change, as JSON, until it goes away. */
export function streamNewest(watch: Watch, socket: WebSocket): void {
  // A page that does not read gets the newest state when it reads again, and none of those between.
  let unsent: string | undefined
  const send = (told: string): void => {
    unsent = socket.bufferedAmount > 0 ? told : undefined
    if (unsent === undefined) socket.send(told, () => unsent !== undefined && send(unsent))
  }
  const end = watch((told) => send(JSON.stringify(told)))
  socket.on('close', end)
  socket.on('error', () => socket.terminate())
  socket.on('message', () => socket.close(1008))
}
