import type { BrowserContext, Locator, Page } from 'playwright-core'
import {
  decodeMessage,
  sharedClock,
  socketPath,
  type AskMessage,
  type EngineMessage,
} from '../../../src-preload/contract'
import type { WebHost } from '../../../src-main/web/webHost'
import { watchLeaving } from '../chromium'
import { violations } from '../violations'
import { patienceMs } from '../../patience'
import { eventually } from '../../rigs/eventually'
import { pageScript } from './builtRenderer'
import type { CapturedStamp, Played, RigDevice, Sight, SoundCard } from './soundCard'

export interface PageOptions {
  /** Where the first run is. Default: over. */
  readonly welcome?: 'explain' | 'sound' | 'over'
  /** False: the browser's own devices. */
  readonly soundCard?: boolean
  /** How the room and the permission are before the app begins. */
  readonly room?: 'quiet' | 'zeros'
  readonly allowed?: boolean
  /** The microphone hears scenes, in the context of the loudspeaker (`sceneCard`). */
  readonly scenes?: boolean
}

/** Where the window is served. */
type Address = Pick<WebHost, 'invite' | 'port'>

type Of<T extends EngineMessage['type']> = Extract<EngineMessage, { type: T }>

/** One window of the app in Chromium, with what came over its line and what could be seen and heard of it. */
export class AppPage {
  readonly page: Page
  /** What came from the engine, and what the window asked of it. */
  readonly messages: EngineMessage[] = []
  readonly asked: AskMessage[] = []
  /** When this process knew of a message, on the shared clock: the window had it before. */
  readonly knownAt = new Map<EngineMessage, number>()
  readonly offences: string[] = []

  private constructor(page: Page) {
    this.page = page
  }

  static async open(context: BrowserContext, host: Address, options: PageOptions = {}): Promise<AppPage> {
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    const app = new AppPage(page)
    app.#watch()
    const { welcome = 'over', soundCard = true, room = 'quiet', allowed = true, scenes = false } = options
    await page.addInitScript(`if (origin !== 'null') localStorage.setItem('parley.welcome', '${welcome}')`)
    if (soundCard) {
      const begin = scenes ? await pageScript('sceneCard') : `soundCard.room('${room}')`
      await page.addInitScript(`${await pageScript('soundCard')}; soundCard.allow(${allowed}); ${begin}`)
    }
    await page.goto(host.invite(patienceMs))
    await page.locator('.ring').waitFor()
    return app
  }

  /** The page is there, its engine too, and it hears. */
  async ready(): Promise<this> {
    await this.until('ready')
    await this.page.locator('.connection').waitFor({ state: 'detached' })
    await this.hears(1)
    return this
  }

  /** Begins a conversation of its own: the small listener knows less and less the longer one becomes. */
  async anew(): Promise<this> {
    await this.until('conversation')
    await this.page.keyboard.press('Control+b')
    const begin = this.button('New conversation')
    await this.seen(async () => {
      // It is not to be had where nothing was said yet.
      if (await begin.isEnabled()) await begin.click()
      return (await this.page.locator('.exchange').count()) === 0
    }, 'an empty conversation')
    await this.page.keyboard.press('Escape')
    await this.page.locator('.panel-left').waitFor({ state: 'detached' })
    return this
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'Your question' })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  async type(question: string): Promise<void> {
    await this.field.fill(question)
    await this.field.press('Enter')
  }

  /** Speaks into the microphone. Resolves when the last sample was given. */
  say(speech: Float32Array): Promise<{ beganAt: number; endedAt: number }> {
    const bytes = Buffer.from(speech.buffer, speech.byteOffset, speech.byteLength).toString('base64')
    return this.page.evaluate((samples) => soundCard.say(samples), bytes)
  }

  /** Waits until the ring shows one of these phases. */
  async phase(...phases: string[]): Promise<void> {
    await this.page.locator(phases.map((phase) => `.ring[data-phase="${phase}"]`).join()).waitFor()
  }

  /** A message that there is already, or that comes. */
  until<T extends EngineMessage['type']>(
    type: T,
    matches: (message: Of<T>) => boolean = () => true,
  ): Promise<Of<T>> {
    const isWanted = (message: EngineMessage): message is Of<T> =>
      message.type === type && matches(message as Of<T>)
    return eventually(() => this.messages.find(isWanted), `a message ${type}`)
  }

  /** The answer of a turn as the line brought it, when it is complete. */
  async answer(turn: number): Promise<{ text: string; tokens: string[]; end: Of<'turn-end'> }> {
    const end = await this.until('turn-end', (message) => message.turn === turn)
    const tokens = this.messages.flatMap((message) =>
      message.type === 'text' && message.turn === turn ? [message.text] : [],
    )
    return { text: tokens.join(''), tokens, end }
  }

  /**
   * Speaks a question, and waits for its answer. Where a busy machine's sound has a gap, the question is begun once more and
   * gone on with: it is another turn then.
   */
  async askAloud(
    said: Float32Array,
  ): Promise<{ turn: number; text: string; tokens: string[]; end: Of<'turn-end'> }> {
    const [before, heard] = [this.newestTurn, this.utterances]
    // A window just opened hears a voice once it has loaded what tells one: until then nothing begins.
    do {
      await this.say(said)
      await this.hears(30)
    } while (this.utterances === heard)
    const { turn } = await this.until(
      'turn-end',
      (message) => message.turn > before && message.reason === 'done',
    )
    return { turn, ...(await this.answer(turn)) }
  }

  /** Waits until an answer was given and all of it was heard. */
  async heardOut(turn: number): Promise<void> {
    await this.answer(turn)
    await this.phase('idle', 'muted', 'trouble')
  }

  /** Waits until an answer is complete, and stops it where nobody needs to hear it out. */
  async hush(turn: number): Promise<void> {
    await this.answer(turn)
    await this.page.keyboard.press('Escape')
    await this.phase('idle', 'muted', 'trouble')
  }

  /** How many questions were begun by speaking. */
  get utterances(): number {
    return this.asked.filter(({ type }) => type === 'utterance-start').length
  }

  /** The turn of the newest question. */
  get newestTurn(): number {
    return Math.max(0, ...this.asked.map((message) => ('turn' in message ? message.turn : 0)))
  }

  exchange(turn: number): Locator {
    return this.page.locator(`#exchange-turn-${turn}`)
  }

  sights(): Promise<Sight[]> {
    return this.page.evaluate(() => soundCard.sights)
  }

  /** The screen as it is now. There are thousands of sights in a long test: who waits looks at the last one alone. */
  lastSight(): Promise<Sight> {
    return this.page.evaluate(() => soundCard.sights.at(-1)!)
  }

  /** Waits until some of the newest answer is shown as heard. */
  someHeard(): Promise<void> {
    return this.seen(async () => (await this.lastSight()).heard.length > 10, 'some words')
  }

  /** Waits until something stood under the ring that matches, however shortly. */
  note(matches: RegExp): Promise<void> {
    const hasStood = (source: string): boolean =>
      soundCard.sights.some(({ note }) => new RegExp(source).test(note))
    return this.seen(() => this.page.evaluate(hasStood, matches.source), `${matches}`)
  }

  /** Looks until it is so. The page's policy lets no test wait in the page itself. */
  async seen(isSo: () => Promise<boolean>, what: string): Promise<void> {
    // Three processes have to do with it, and sound is played meanwhile.
    await eventually(isSo, what, 50)
  }

  async played(): Promise<Omit<Played, 'samples'> & { samples: Float32Array }> {
    const played = await this.page.evaluate(() => soundCard.played())
    return {
      ...played,
      samples: new Float32Array(new Uint8Array(Buffer.from(played.samples, 'base64')).buffer),
    }
  }

  captured(): Promise<CapturedStamp[]> {
    return this.page.evaluate(() => soundCard.captured)
  }

  /** Waits for so many more frames of the microphone. */
  async hears(frames: number): Promise<void> {
    const count = (): Promise<number> => this.page.evaluate(() => soundCard.captured.length)
    const enough = (await count()) + frames
    await this.seen(async () => (await count()) >= enough, 'frames of the microphone')
  }

  forgetPlayed(): Promise<void> {
    return this.page.evaluate(() => soundCard.forgetPlayed())
  }

  /** Forgets what was said and seen so far, but for how the page is, and the number of its newest turn. */
  async forget(): Promise<void> {
    const turn = this.newestTurn
    const asked = this.asked.filter((each) => 'turn' in each && each.turn === turn)
    const messages = ['ready', 'conversation'].flatMap(
      (type) => this.messages.findLast((each) => each.type === type) ?? [],
    )
    this.asked.splice(0, this.asked.length, ...asked)
    this.messages.splice(0, this.messages.length, ...messages)
    this.knownAt.clear()
    await this.page.evaluate(() => soundCard.forget())
  }

  room(kind: 'quiet' | 'zeros'): Promise<void> {
    return this.page.evaluate((wanted) => soundCard.room(wanted), kind)
  }

  echo(delayMs: number, levelDb: number): Promise<void> {
    return this.page.evaluate((path) => soundCard.echo(path), { delayMs, levelDb })
  }

  allow(): Promise<void> {
    return this.page.evaluate(() => soundCard.allow(true))
  }

  unplug(id: string): Promise<void> {
    return this.page.evaluate((gone) => soundCard.unplug(gone), id)
  }

  plug(device: RigDevice): Promise<void> {
    return this.page.evaluate((added) => soundCard.plug(added), device)
  }

  /** Serious faults of the screen as it is now. */
  violations(): Promise<string[]> {
    return violations(this.page)
  }

  /** Loads the page anew; its turns begin again at 1. */
  async reload(): Promise<void> {
    this.messages.length = this.asked.length = 0
    await this.page.reload()
    await this.ready()
  }

  close(): Promise<void> {
    return this.page.close()
  }

  #watch(): void {
    const { page } = this
    page.on('pageerror', (error) => this.offences.push(`error: ${error.message}`))
    page.on('console', (message) => {
      // A line that a test cuts is no fault of the page.
      if (message.type() === 'error' && !message.text().includes('WebSocket'))
        this.offences.push(`console: ${message.text()} (${message.location().url})`)
    })
    watchLeaving(page, (address) => this.offences.push(`left: ${address}`))
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).pathname !== socketPath) return
      socket.on('framereceived', ({ payload }) => {
        const message = decodeMessage(payload) as EngineMessage
        this.messages.push(message)
        this.knownAt.set(message, sharedClock())
      })
      socket.on('framesent', ({ payload }) => this.asked.push(decodeMessage(payload) as AskMessage))
    })
  }
}

/** The page has it; the functions above that name it are run there. */
declare const soundCard: SoundCard
