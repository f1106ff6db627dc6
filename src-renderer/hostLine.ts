import { AppError, passHeader, type AppErrorBody } from '@contract'
import { hostPass, openHostSocket } from './hostSocket'

/** A line that was lost is tried again after so long. */
const retryMs = 2000

/** Calls with what the web host tells on a socket of its own, as JSON, and opens it again when it is lost. Returns what ends that. */
export function watchHost(path: string, protocol: string, receive: (told: unknown) => void): () => void {
  let socket: WebSocket
  let retry: ReturnType<typeof setTimeout>
  const open = (): void => {
    socket = openHostSocket(path, protocol)
    socket.onmessage = ({ data }: MessageEvent<string>) => receive(JSON.parse(data))
    socket.onclose = () => (retry = setTimeout(open, retryMs))
  }
  open()
  return () => {
    clearTimeout(retry)
    socket.onclose = null
    socket.close()
  }
}

/** What the web host answers to a post, as JSON. @throws where it is not there */
export async function askHost(path: string, request: object): Promise<unknown> {
  const headers = { [passHeader]: hostPass() }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(request) })
  return response.json()
}

/** That the web host is not there. */
export function hostGone(): AppErrorBody {
  return new AppError('engine-lost', { kind: 'host-gone' }, { retryable: true }).toBody()
}
