import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import { channels } from '../../src-preload/channels'
import type { EngineProcess, EngineStatus } from '../engineProcess/engineProcess'
import { onPage } from './pages'

/** Hands every window a port of its own to the engine, and a new one when the engine was started again. */
export function connectWindows(engine: EngineProcess<MessagePortMain>): void {
  const windows = new Set<WebContents>()
  const known = new WeakSet<WebContents>()
  let newestConnection = 0
  const bring = (window: WebContents, status: EngineStatus<MessagePortMain>): void => {
    if (status.state !== 'ready') {
      window.send(channels.engineState, status.state, status.error)
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    status.child.send({ kind: 'open', connection: ++newestConnection }, port1)
    window.postMessage(channels.enginePort, undefined, [port2])
  }
  onPage(channels.engineConnect, (window) => {
    // To hand a port to a page that died throws. The page that takes its place asks for one again.
    if (window.isCrashed()) return
    windows.add(window)
    if (!known.has(window)) {
      known.add(window)
      const leave = (): void => void windows.delete(window)
      window.once('destroyed', leave)
      window.on('render-process-gone', leave)
    }
    bring(window, engine.status)
  })
  onPage(channels.engineRestart, () => engine.restart())
  engine.watch((status) => {
    for (const window of windows) bring(window, status)
  })
}
