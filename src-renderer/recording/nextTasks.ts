/** Calls in a later task, when everything that the present one brought about is done. */
export interface Tasks {
  ask(): void
  close(): void
}

/** Browsers hold timers back, of hidden windows by a second; messages they do not. @param run is called once for each `ask` */
export function nextTasks(run: () => void): Tasks {
  const { port1, port2 } = new MessageChannel() as unknown as Channel
  port1.onmessage = run
  return {
    ask: () => port2.postMessage(0),
    close: () => port1.close(),
  }
}

/** As far as it is used, and browsers and Node are of one mind. */
interface Channel {
  readonly port1: { onmessage: (() => void) | null; close(): void }
  readonly port2: { postMessage(message: unknown): void }
}
