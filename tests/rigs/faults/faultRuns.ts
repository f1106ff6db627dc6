import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '../conversation/random'
import { eventually } from '../eventually'
import type { ShownExchange } from '../../../src-renderer/state'
import { faultKinds } from './faultKinds'
import type { FaultyWorld } from './faultyWorld'

/** What came of one fault. */
export interface FaultRun {
  readonly kind: string
  readonly moment: Moment
  /** From the fault to what the window told of it; undefined: nothing is to be told. */
  readonly toldMs: number | undefined
  /** From the end of the fault to the whole next answer. */
  readonly nextMs: number
  /** What was not as it ought to be. */
  readonly wrong?: string
}

export type Moment = 'idle' | 'answering' | 'speaking'

/** Ends a conversation now and then: one of hundreds of exchanges is another matter. */
const inOneConversation = 30

/** Faults at random moments of conversations, one behind the other. The same seed makes the same ones. */
export class FaultRuns {
  readonly #world: FaultyWorld
  readonly #random: Random
  readonly #kinds: readonly string[]
  #count = 0

  constructor(world: FaultyWorld, seed: number, only?: readonly string[]) {
    this.#world = world
    this.#random = new Random(seed)
    this.#kinds = (only ?? Object.keys(faultKinds)).filter((kind) => faultKinds[kind].isHere?.(world) ?? true)
  }

  async next(): Promise<FaultRun> {
    const kind = this.#kinds[this.#count % this.#kinds.length]
    const moment = this.#random.pick<Moment>(['idle', 'answering', 'answering', 'speaking'])
    if (this.#count++ % inOneConversation === 0) await this.#begin()
    let [toldMs, nextMs]: [number | undefined, number] = [undefined, NaN]
    try {
      ;[toldMs, nextMs] = await this.#run(kind, moment)
      return { kind, moment, toldMs, nextMs }
    } catch (thrown) {
      const said = thrown instanceof Error ? thrown.message : String(thrown)
      const wrong = `${said}; it was told: ${this.#world.told.join(' | ')}`
      await this.#rest(kind)
      return { kind, moment, toldMs, nextMs, wrong }
    }
  }

  async #run(kind: string, moment: Moment): Promise<[number | undefined, number]> {
    const { strike, tells, asks, losesStore, mends } = faultKinds[kind]
    const world = this.#world
    await world.ready()
    // Its user has seen what was told of the fault before.
    while (world.state.trouble?.action === 'seen') world.state.resolveTrouble()
    await this.#ask(`Before ${this.#count}`)
    await this.#reach(moment, asks)
    world.told.length = 0
    const struckAt = performance.now()
    if (asks !== undefined) world.state.ask(asks)
    const end = await strike(world, this.#random)
    let toldMs: number | undefined
    if (tells) {
      await eventually(() => world.told.some((each) => tells.test(each)), `${String(tells)} to be told`)
      toldMs = performance.now() - struckAt
    }
    await end?.()
    const overAt = performance.now()
    if (losesStore) world.kept.clear()
    // Who speaks lets go of the key, and who is answered without end says stop.
    world.state.release()
    world.state.stop()
    await this.#ask(`Behind ${this.#count}`)
    const nextMs = performance.now() - overAt
    await this.#requireKept()
    await mends?.(world)
    return [toldMs, nextMs]
  }

  /** The moment at which the fault strikes. */
  async #reach(moment: Moment, asks: string | undefined): Promise<void> {
    const { state } = this.#world
    if (asks !== undefined) return
    if (moment === 'answering') {
      const before = state.exchanges.length
      state.ask('no end')
      await eventually(
        () => this.#world.state.exchanges.length > before && this.#newest.answer !== '',
        'the answer to begin',
      )
    } else if (moment === 'speaking') {
      state.press()
      await this.#world.window.hear(0.2, 320)
    }
    await sleep(this.#random.between(0, 100))
  }

  get #newest(): ShownExchange {
    return this.#world.state.exchanges.at(-1)!
  }

  /** Asks what is answered at once, and until then sees that nothing is stuck. */
  async #ask(question: string): Promise<void> {
    const world = this.#world
    await world.ready()
    world.state.ask(question)
    const own = (): ShownExchange | undefined =>
      world.state.exchanges.findLast((each) => 'text' in each.question && each.question.text === question)
    await eventually(
      () => {
        const exchange = own()
        return exchange !== undefined && exchange.outcome !== 'running'
      },
      () => `the answer to "${question}"; ${world.state.phase}, ${world.state.connection}`,
    )
    const { outcome, answer, error } = own()!
    if (outcome !== 'done' || answer !== `You said: ${question}`)
      throw new Error(`"${question}" is ${outcome}: "${answer}" ${error?.notice.kind ?? ''}`)
    world.kept.set(question, answer)
    await eventually(
      () => ['idle', 'trouble'].includes(world.state.phase),
      () => `rest; it is ${world.state.phase}`,
    )
    const running = world.state.exchanges.filter((each) => each.outcome === 'running')
    if (running.length > 0) throw new Error(`${running.length} exchanges go on for ever`)
  }

  async #requireKept(): Promise<void> {
    const stored = new Map(
      (await this.#world.storedExchanges()).map(({ question, answer, outcome }) => [
        'text' in question ? question.text : '',
        outcome === 'done' ? answer : `${answer} (${outcome})`,
      ]),
    )
    for (const [question, answer] of this.#world.kept)
      if (stored.get(question) !== answer)
        throw new Error(`Lost: "${question}" has the answer ${stored.get(question)}`)
  }

  async #begin(): Promise<void> {
    const before = this.#world.state.conversation?.id
    await this.#world.ready()
    this.#world.kept.clear()
    this.#world.state.newConversation()
    await eventually(() => this.#world.state.conversation?.id !== before, 'a new conversation')
  }

  /** Behind something wrong: whatever it was, the next fault strikes where all is well. */
  async #rest(kind: string): Promise<void> {
    this.#world.state.release()
    this.#world.state.stop()
    this.#world.signalEngine('SIGCONT')
    await faultKinds[kind].mends?.(this.#world).catch(() => undefined)
    await this.#world.ready()
    await this.#begin()
  }
}
