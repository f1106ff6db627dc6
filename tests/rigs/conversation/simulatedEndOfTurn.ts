import type { AskMessage, EngineMessage } from '@contract'
import { LatestSamples } from '../../../src-main/engine/hearing/latestSamples'
import { voiceEnd } from '../../../src-main/engine/hearing/voiceEnd'
import type { EndOfTurn } from '../../../src-main/engine/hearing/endOfTurn'

/** From the pause to the word of the model in the window. The model takes 8 to 16 ms on two cores without a GPU. */
const deliveryMs = 30

/** The engine's end-of-turn model on a virtual clock: it hears what the real one hears, and is as late. */
export class SimulatedEndOfTurn {
  readonly #model: EndOfTurn
  readonly #send: (message: EngineMessage) => void
  readonly #now: () => number
  #latest: LatestSamples
  #due: { readonly at: number; readonly message: EngineMessage }[] = []
  /** Settles when the model is done with what it heard so far. */
  judged: Promise<void> = Promise.resolve()

  constructor(model: EndOfTurn, send: (message: EngineMessage) => void, now: () => number) {
    this.#model = model
    this.#send = send
    this.#now = now
    this.#latest = new LatestSamples(model.samples)
  }

  hear(message: AskMessage): void {
    if (message.type === 'utterance-start') this.#latest = new LatestSamples(this.#model.samples)
    else if (message.type === 'audio') this.#latest.push(message.samples)
    else if (message.type === 'utterance-pause' && message.pause !== undefined)
      this.judged = this.#judge(message.turn, message.pause, this.#now() + deliveryMs)
  }

  /** Sends what is due by now; true when that was anything. */
  sendDue(): boolean {
    if (this.#due.length === 0) return false
    const now = this.#now()
    const due = this.#due.filter(({ at }) => at <= now)
    this.#due = this.#due.filter(({ at }) => at > now)
    for (const { message } of due) this.#send(message)
    return due.length > 0
  }

  async #judge(turn: number, pause: number, at: number): Promise<void> {
    const latest = this.#latest.read()
    const probability = await this.#model.probability(latest)
    const voice = voiceEnd(latest)
    this.#due.push({ at, message: { type: 'end-of-turn', turn, pause, probability, voice } })
  }
}
