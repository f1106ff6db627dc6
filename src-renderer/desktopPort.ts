import {
  desktopEngineMessage,
  desktopPortMessage,
  Inbox,
  type AskMessage,
  type HostMessage,
  type Port,
} from '@contract'

/** A MessagePort, as far as it is used. */
interface MessagePortLike {
  onmessage: ((event: { readonly data: unknown }) => void) | null
  postMessage(message: unknown): void
  close(): void
}

/** What tells of a window's messages: `window.addEventListener('message', ...)`. */
type ListenToWindow = (
  receive: (event: { readonly data: unknown; readonly ports: readonly MessagePortLike[] }) => void,
) => void

/**
 * The line of a desktop window: of the ports to one engine after the other, and of what is told between them, it makes
 * one. What is said while there is no port is dropped.
 * @param restart starts a lost engine again
 */
export function desktopPort(
  listen: ListenToWindow,
  restart: () => void,
): Port<AskMessage | HostMessage, unknown> {
  const inbox = new Inbox<unknown>()
  let port: MessagePortLike | undefined
  const use = (next: MessagePortLike | undefined): void => {
    port?.close()
    port = next
    if (next === undefined) return
    next.onmessage = ({ data }) => {
      // What an older engine said may still be under way.
      if (port === next) inbox.deliver(data)
    }
  }
  listen(({ data, ports }) => {
    if (data === desktopPortMessage) return use(ports[0])
    const told = desktopEngineMessage.safeParse(data)
    if (!told.success) return
    use(undefined)
    inbox.deliver({ ...told.data, type: 'engine' })
  })
  return {
    send: (message) => {
      if (message.type === 'restart') restart()
      // Samples are cloned, never transferred: transferring loses the message (electron#34905).
      else port?.postMessage(message)
    },
    onMessage: (receive) => inbox.onMessage(receive),
    // It lasts as long as the window.
    onClose: () => undefined,
    close: () => use(undefined),
  }
}
