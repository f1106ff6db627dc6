/** What came over a line: hands it to the one receiver, for whom everything that came before waits. */
export class Inbox<Message> {
  #receive: ((message: Message) => void) | undefined
  readonly #waiting: Message[] = []

  /** Sets the one receiver, who gets first what came before. */
  onMessage(receive: (message: Message) => void): void {
    this.#receive = receive
    for (const message of this.#waiting.splice(0)) receive(message)
  }

  deliver(message: Message): void {
    if (this.#receive) this.#receive(message)
    else this.#waiting.push(message)
  }
}
