import { unansweredTurn, type AskMessage, type EngineMessage, type Port } from '@contract'
import { sampleRateHz, type Scene } from './scene'

const chunkMs = 500
/** Messages that were under way when a turn was interrupted still arrive, so long after. */
const lateMs = [4, 30, 90]

/**
 * An engine on a virtual clock that answers everything with the same speech. It begins at a pause as the real one
 * does: it is ready `thinkMs` after the pause, if nothing more was said, or after the end.
 */
export class ScriptedAnswers {
  readonly #port: Pick<Port<EngineMessage, never>, 'send'>
  readonly #scene: Scene
  readonly #answer: Float32Array
  readonly #now: () => number
  #due: { readonly at: number; readonly message: EngineMessage }[] = []
  #pausedAt: number | undefined

  constructor(
    port: Pick<Port<EngineMessage, never>, 'send'>,
    scene: Scene,
    answer: Float32Array,
    now: () => number,
  ) {
    this.#port = port
    this.#scene = scene
    this.#answer = answer.subarray(0, Math.round((scene.answerMs * sampleRateHz) / 1000))
    this.#now = now
    port.send({ type: 'ready', listener: 'scripted', voice: 'scripted', notes: [] })
  }

  hear(message: AskMessage): void {
    const now = this.#now()
    if (message.type === 'audio') this.#pausedAt = undefined
    else if (message.type === 'utterance-pause') this.#pausedAt ??= now
    else if (message.type === 'utterance-end' || message.type === 'ask') {
      this.#say(message.turn, Math.max(now, (this.#pausedAt ?? now) + this.#scene.thinkMs))
      this.#pausedAt = undefined
    } else if (message.type === 'interrupt' || message.type === 'withdraw') this.#stop(message.turn, now)
  }

  /** The engine is another one now. */
  forget(): void {
    this.#due = []
    this.#pausedAt = undefined
  }

  /** Sends what is due by now; true when that was anything. */
  sendDue(): boolean {
    if (this.#due.length === 0) return false
    const now = this.#now()
    const due = this.#due.filter(({ at }) => at <= now)
    if (due.length === 0) return false
    this.#due = this.#due.filter(({ at }) => at > now)
    for (const { message } of due) this.#port.send(message)
    return true
  }

  #say(turn: number, at: number): void {
    const text = 'So it is.'
    const later = (message: EngineMessage): void => void this.#due.push({ at, message })
    later({ type: 'text', turn, text })
    later({ type: 'sentence', turn, index: 0, text, start: 0, end: text.length })
    const chunk = Math.round((chunkMs * sampleRateHz) / 1000)
    for (let from = 0; from < this.#answer.length; from += chunk) {
      const samples = this.#answer.slice(from, from + chunk)
      later({ type: 'audio', turn, sentence: 0, sampleRateHz, samples, words: [] })
    }
    later(unansweredTurn(turn, 'done', at))
  }

  #stop(turn: number, now: number): void {
    this.#due = this.#due.filter(({ message }) => !('turn' in message) || message.turn !== turn)
    const samples = this.#answer.slice(0, 4000)
    for (const late of lateMs)
      this.#due.push({
        at: now + late,
        message: { type: 'audio', turn, sentence: 0, sampleRateHz, samples, words: [] },
      })
    this.#due.push({ at: now + lateMs.at(-1)!, message: unansweredTurn(turn, 'interrupted', now) })
  }
}
