/**
 * One end of the line between a window and the engine. What lies behind it (a MessagePort, a WebSocket, a pair in
 * memory) nobody needs to know. Messages arrive in order, each once; a closed port drops what is sent.
 */
export interface Port<Out, In> {
  send(message: Out): void
  /** Sets the one receiver. Messages that came before wait for it. */
  onMessage(receive: (message: In) => void): void
  onClose(closed: () => void): void
  close(): void
}
