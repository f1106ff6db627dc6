import { setImmediate as otherEvents } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import {
  AppError,
  askMessageOf,
  beginsTurn,
  decodeMessage,
  encodeMessage,
  type AskMessage,
} from '../../../src-preload/contract'
import { Random } from '../conversation/random'
import { EngineUnderTest } from '../engineUnderTest'
import { eventually } from '../eventually'
import { quickModels } from '../models/quickModels'
import { anyMessage, type MadeMessage } from './anyMessage'
import type { FuzzPart, FuzzTarget } from './fuzzPart'

/** A question is asked so often, and everything that was said is removed. */
const calmEvery = 1000
/** An engine that was told nonsense answers the next question after so much computing at most, in milliseconds. */
const answerCpuMs = 3000

/**
 * Frames as pages send them, to an engine in this process with a listener and a voice that take no time: right ones, ones
 * with something wrong in one place, and ones with any bytes changed. What is right is taken as it is, what is wrong is
 * refused, each turn that began ends once, and the next question is answered.
 */
export const messages: FuzzPart = {
  all: 1_000_000,
  open(seed) {
    return Promise.resolve(new MessageTarget(new EngineUnderTest(quickModels()), seed))
  },
}

class MessageTarget implements FuzzTarget {
  readonly #engine: EngineUnderTest
  readonly #seed: number
  #turn = 1
  #newest = 0
  /** How often each turn that began has ended since everything was calm. */
  #ends = new Map<number, number>()

  constructor(engine: EngineUnderTest, seed: number) {
    this.#engine = engine
    this.#seed = seed
    engine.port.send({ type: 'open' })
  }

  async try(input: number): Promise<boolean> {
    const random = new Random(this.#seed * 1_000_003 + input)
    const made = anyMessage(random, this.#turn)
    const taken = takenOf(made)
    if (taken !== undefined) this.#say(taken)
    if (input % 20 === 0) await otherEvents()
    if (input % calmEvery === calmEvery - 1) await this.#calm()
    return taken !== undefined
  }

  close(): void {
    this.#engine.port.close()
  }

  #say(message: AskMessage): void {
    if (beginsTurn(message) && message.turn > this.#newest) {
      this.#newest = message.turn
      // One that any bytes may have made is not counted on from.
      this.#turn = Math.min(message.turn + 1, 2 ** 52)
      this.#ends.set(message.turn, 0)
    }
    this.#engine.port.send(message)
  }

  /** Asks, and has all that was begun end. */
  async #calm(): Promise<void> {
    const turn = this.#turn
    const began = process.cpuUsage()
    this.#say({ type: 'ask', turn, text: 'And now?' })
    const ended = (): boolean => this.#engine.events.some((m) => m.type === 'turn-end' && m.turn === turn)
    await eventually(ended, 'the answer to "And now?"')
    const { user, system } = process.cpuUsage(began)
    if (user + system > 1000 * answerCpuMs)
      throw new Error(`"And now?" was answered after ${(user + system) / 1000} ms of computing`)
    for (const event of this.#engine.events)
      if (event.type === 'turn-end' && this.#ends.has(event.turn))
        this.#ends.set(event.turn, this.#ends.get(event.turn)! + 1)
    const odd = [...this.#ends].filter(([, ends]) => ends !== 1)
    this.#ends.clear()
    const answer = this.#engine.events.find((m) => m.type === 'turn-end' && m.turn === turn)
    this.#engine.events.length = 0
    this.#engine.port.send({ type: 'store', request: 0, ask: { kind: 'remove', what: 'everything' } })
    await otherEvents()
    if (odd.length > 0) throw new Error(`Turns ended otherwise than once: ${JSON.stringify(odd)}`)
    if (answer?.type === 'turn-end' && answer.reason !== 'done')
      throw new Error(`"And now?" ended as ${answer.reason}: ${JSON.stringify(answer.error)}`)
  }
}

/** What the engine is told; undefined: the message was refused. @throws Error where that is not as it ought to be */
function takenOf({ frame, message, isRight }: MadeMessage): AskMessage | undefined {
  let taken: AskMessage
  try {
    taken = askMessageOf(decodeMessage(frame))
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'message-invalid') throw thrown
    if (isRight === true) throw new Error(`${shown(message)} was refused`, { cause: thrown })
    return undefined
  }
  if (isRight === false) throw new Error(`${shown(message)} was taken`)
  if (isRight === true && !isDeepStrictEqual(taken, message))
    throw new Error(`${shown(message)} was taken as ${shown(taken)}`)
  // What any bytes happened to make is a message all the same: said once more, it is the same.
  if (!isDeepStrictEqual(askMessageOf(decodeMessage(encodeMessage(taken))), taken))
    throw new Error(`${shown(taken)} is not the same when it is said again`)
  return taken
}

const shown = (message: unknown): string => JSON.stringify(message).slice(0, 300)
