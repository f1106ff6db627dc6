import { statSync } from 'node:fs'
import {
  shownAtOnce,
  type AnswerWord,
  type AppError,
  type AskedQuestion,
  type Conversation,
  type Exchange,
  type FoundExchange,
  type Keeping,
  type ToolStep,
} from '@contract'
import type { ConversationDatabase } from './conversationDatabase'
import type { ListCursor } from './conversationTable'
import { Housekeeping } from './housekeeping'
import { matchName } from './matchName'
import { OpenExchanges } from './openExchanges'
import { fromPcm16, toPcm16 } from './pcm16'
import { RecentAudio } from './recentAudio'
import type { Removed } from './removals'
import { searchQuery } from './searchText'
import { wallClock, type WaitingClock } from '../flow/waitingClock'
import { StoreDatabases, type DatabaseOptions } from './storeDatabases'

export interface StoreOptions extends DatabaseOptions {
  readonly keeping: Keeping
  readonly clock?: WaitingClock
  /** The clock was never right before, in milliseconds since 1970. Default: when the program that runs this was made. */
  readonly clockRightFrom?: number
  /** How long a removal can be taken back. */
  readonly undoMs?: number
}

/** A removal that can be taken back until a time, in milliseconds since 1970. */
export interface Removal {
  readonly number: number
  readonly undoUntil: number
}

/** How an exchange ended. */
export type ExchangeEnd = Required<Pick<Exchange, 'outcome'>> & Pick<Exchange, 'error' | 'metrics'>

const dayMs = 24 * 60 * 60 * 1000
/** How often exchanges are looked for that have become too old. */
const agedEveryMs = 60 * 60 * 1000
/** What is still to be erased when the engine ends may hold it up so long. */
const closingMs = 2000
const usualUndoMs = 6000
/** Entries of a list. */
const usualEntries = 50
const longestName = 200
/** Conversations in which nothing was asked yet. */
const mostBegun = 16
/** Below the number of every removal that can be taken back. */
const atOnce = 0

/**
 * What was said: conversations and their exchanges. Nobody else keeps anything of them. Every call answers at once.
 * Trouble with files throws nothing: it is told, and what is said goes on in memory.
 */
export class ConversationStore {
  readonly #clock: WaitingClock
  readonly #clockRightFrom: number
  readonly #undoMs: number
  readonly #databases: StoreDatabases
  readonly #open: OpenExchanges
  readonly #housekeeping: Housekeeping
  readonly #audio = new RecentAudio()
  /** Conversations in which nothing was asked yet. */
  readonly #begun = new Map<number, { readonly isPrivate: boolean; readonly name?: string }>()
  /** By the numbers of removals: what calls their erasing off. */
  readonly #undoable = new Map<number, () => void>()
  /** The removals of everything that can be taken back. */
  readonly #everything = new Set<number>()
  #keeping: Keeping
  #newestNumber = 0
  #callOffAging: (() => void) | undefined

  /** Opens what is kept. */
  constructor(options: StoreOptions) {
    this.#clock = options.clock ?? wallClock
    this.#clockRightFrom = options.clockRightFrom ?? madeAt(process.execPath)
    this.#undoMs = options.undoMs ?? usualUndoMs
    this.#databases = new StoreDatabases(options)
    this.#open = new OpenExchanges(this.#clock, (exchange) => this.#writeGrown(exchange))
    this.#keeping = options.keeping
    this.#databases.keep(options.keeping.mode)
    this.#newestNumber = Math.max(...this.#all((database) => database.newestNumber, 0))
    // What was removed before can no longer be taken back.
    this.#housekeeping = new Housekeeping(this.#databases, this.#clock, this.#newestNumber)
    this.#housekeeping.whenIdle()
    this.#eraseAged()
  }

  /** Why what is said is in memory alone for now, although it should be kept longer; undefined: all is as it should be. */
  get hindrance(): AppError | undefined {
    return this.#databases.hindrance
  }

  /**
   * Conversations, newest first.
   * @param after the last one of the page before
   * @param named only those whose user gave them a name, and one that has all of these words
   */
  conversations(limit = usualEntries, after?: ListCursor, named?: string): Conversation[] {
    const isSo = named === undefined ? undefined : matchName(named)
    const found = this.#all(
      ({ conversations }) =>
        isSo ? conversations.named(isSo, limit, after) : conversations.newest(limit, after),
      [],
    ).flat()
    const newer = (a: Conversation, b: Conversation): number => b.updatedAt - a.updatedAt || b.id - a.id
    return unique(found, ({ id }) => id)
      .sort(newer)
      .slice(0, limit)
  }

  /** Undefined: it is not there, or nothing was asked in it yet. */
  conversation(id: number): Conversation | undefined {
    return this.#all(({ conversations }) => conversations.get(id), undefined).find(
      (each) => each !== undefined,
    )
  }

  /** The newest exchanges of a conversation that are older than `before`, oldest first. */
  exchanges(conversation: number, limit = shownAtOnce, before?: number): Exchange[] {
    this.#open.flush()
    const database = this.#databases.of(conversation)
    if (database === undefined) return []
    return this.#databases.use(database, ({ exchanges }) => exchanges.newest(conversation, limit, before), [])
  }

  /** The newest exchanges that are over and of whose answer something was heard, oldest first; without its words and figures. */
  heardExchanges(conversation: number, limit = shownAtOnce): Exchange[] {
    const database = this.#databases.of(conversation)
    if (database === undefined) return []
    return this.#databases.use(database, ({ exchanges }) => exchanges.heard(conversation, limit), [])
  }

  exchange(id: number): Exchange | undefined {
    const open = this.#open.get(id)
    if (open) return structuredClone(open)
    return this.#all(({ exchanges }) => exchanges.get(id), undefined).find((each) => each !== undefined)
  }

  /**
   * Exchanges that have all the words somebody typed, or words that begin like them, in question and answer together;
   * newest first. What goes on is not among them, nor what the index does not have yet: `unsearched`.
   * @param before only older exchanges: the last one of the page before
   */
  search(typed: string, limit = usualEntries, before?: number): FoundExchange[] {
    const query = searchQuery(typed)
    if (query === undefined) return []
    this.prepareSearch()
    const found = this.#all(({ index }) => index.find(query, limit, before), []).flat()
    return unique(found, ({ exchange }) => exchange)
      .sort((a, b) => b.exchange - a.exchange)
      .slice(0, limit)
  }

  /** How many exchanges a search does not look at yet. */
  get unsearched(): number {
    return this.#allWritable(({ index }) => index.behind, 0).reduce((sum, count) => sum + count, 0)
  }

  /** Brings some of the newest exchanges that are not searched yet into the index. False: none is left. */
  prepareSearch(): boolean {
    return this.#allWritable(({ index }) => index.update(), 0).some((updated) => updated > 0)
  }

  /** Begins a conversation. It is seen when something is asked in it. @param isPrivate nothing of it touches a disk */
  createConversation(isPrivate = false): number {
    const id = this.#nextNumber()
    this.#begun.set(id, { isPrivate })
    // Of those in which nothing was asked nobody goes back to older ones.
    for (const oldest of this.#begun.keys()) if (this.#begun.size > mostBegun) this.#begun.delete(oldest)
    return id
  }

  /** @param name empty: it is called by its first words again. @throws AppError where the file does not take it */
  rename(conversation: number, name: string): void {
    const wanted = name.trim().slice(0, longestName) || undefined
    const begun = this.#begun.get(conversation)
    if (begun) this.#begun.set(conversation, { ...begun, name: wanted })
    else
      for (const database of this.#databases.with({ conversation }))
        this.#databases.demand(database, ({ conversations }) => conversations.rename(conversation, wanted))
  }

  /**
   * Something is asked. Where the conversation is not there any more, another begins.
   * @param askedAt milliseconds since 1970
   */
  begin(conversation: number, question: AskedQuestion, askedAt = this.#clock.now()): Exchange {
    this.#databases.settle()
    const isThere = this.#begun.has(conversation) || this.#databases.of(conversation) !== undefined
    const exchange: Exchange = {
      conversation: isThere ? conversation : this.createConversation(),
      ...{ id: this.#nextNumber(), askedAt: Math.floor(askedAt), question },
      ...{ answer: '', words: [], heardEnd: 0, toolSteps: [] },
    }
    this.#open.add(exchange)
    this.#save(exchange)
    return structuredClone(exchange)
  }

  /** The answer goes on. What belongs to no exchange that goes on is dropped. */
  appendAnswer(id: number, text: string): void {
    this.#open.grow(id, (exchange) => (exchange.answer += text))
  }

  appendWords(id: number, words: readonly AnswerWord[]): void {
    this.#open.grow(id, (exchange) => exchange.words.push(...words))
  }

  /** Something is called for the answer, or what came of it is known: steps go by their ids. */
  setToolStep(id: number, step: ToolStep): void {
    this.#open.grow(id, ({ toolSteps }) => {
      const at = toolSteps.findIndex((each) => each.id === step.id)
      toolSteps.splice(at < 0 ? toolSteps.length : at, 1, step)
    })
  }

  /** The answer was heard up to this UTF-16 place. It may be over for the engine long before. */
  setHeardEnd(id: number, heardEnd: number): void {
    if (this.#open.get(id)) this.#open.grow(id, (exchange) => (exchange.heardEnd = heardEnd))
    else this.#change(id, (exchange) => (exchange.heardEnd = heardEnd))
  }

  /** An exchange ends; one that has ended, otherwise: its answer was stopped when it was over for the engine. */
  finish(id: number, end: ExchangeEnd): void {
    this.#change(id, (exchange) => Object.assign(exchange, end))
  }

  /** The listener has written down what was spoken. What was put right by hand stays. */
  setTranscript(id: number, transcript: string): void {
    this.#change(id, ({ question }) => {
      if ('seconds' in question && !question.isCorrected) question.transcript = transcript
    })
  }

  /** What was spoken is put right by hand. */
  correctQuestion(id: number, transcript: string): void {
    this.#change(id, ({ question }) => {
      if ('seconds' in question) Object.assign(question, { transcript, isCorrected: true })
    })
  }

  /** What was spoken, 16 kHz in -1..1: in memory for a while, and kept where that is wanted. */
  setQuestionAudio(id: number, samples: Float32Array): void {
    this.#audio.set(id, toPcm16(samples))
    this.#keepAudio(id)
  }

  /** What was spoken, 16 kHz in -1..1; undefined: nobody has it any more. */
  questionAudio(id: number): Float32Array | undefined {
    const pcm = this.#audio.get(id) ?? this.keptAudio(id)
    return pcm && fromPcm16(pcm)
  }

  /** Whether the sound of a spoken question is kept. */
  hasKeptAudio(id: number): boolean {
    return this.#all(({ exchanges }) => exchanges.hasAudio(id), false).includes(true)
  }

  /** 16-bit PCM at 16 kHz of a spoken question whose sound is kept. */
  keptAudio(id: number): Int16Array | undefined {
    return this.#all(({ exchanges }) => exchanges.audio(id), undefined).find((each) => each !== undefined)
  }

  /**
   * Removes an exchange, a conversation or everything. It is not seen any more, and erased when it can no longer be undone.
   * Undefined: none of it is there, or it is removed already, as by the first of two clicks.
   * @throws AppError where a file does not take that: nothing is removed
   */
  remove(removed: Removed): Removal | undefined {
    const number = this.#nextNumber()
    this.#stop(removed)
    const isMarked = this.#mark(removed, number)
    const isEverything = removed === 'everything'
    // Where there is no conversation, what was set aside still goes; but once.
    if (!isMarked && (!isEverything || this.#everything.size > 0)) return undefined
    if (isEverything) this.#everything.add(number)
    this.#undoable.set(
      number,
      this.#clock.after(this.#undoMs, () => {
        this.#undoable.delete(number)
        this.#erase(number)
        if (this.#everything.delete(number)) this.#databases.removeSetAside()
      }),
    )
    return { number, undoUntil: this.#clock.now() + this.#undoMs }
  }

  /** Takes a removal back. False: it is too late. */
  undo(removal: number): boolean {
    const callOff = this.#undoable.get(removal)
    callOff?.()
    this.#undoable.delete(removal)
    const isOfEverything = this.#everything.delete(removal)
    const isUnmarked =
      callOff !== undefined &&
      this.#allWritable(({ removals }) => removals.undo(removal), false).includes(true)
    return isUnmarked || isOfEverything
  }

  /** An exchange never was: its question was taken back, or taken up again by the next one. */
  discard(exchange: number): void {
    this.#stop({ exchange })
    this.#allWritable(({ removals }) => removals.mark({ exchange }, atOnce), false)
    this.#erase(atOnce)
  }

  /** Keeps conversations otherwise than before. */
  keep(keeping: Keeping): void {
    this.#open.flush()
    this.#keeping = keeping
    this.#databases.keep(keeping.mode)
    for (const exchange of this.#audio.exchanges) this.#keepAudio(exchange)
    this.#eraseAged()
  }

  /** Writes what was not written yet. */
  flush(): void {
    this.#open.flush()
  }

  /** Erases what is removed, writes all there is and lets the files go. @param quits the app ends, not the engine alone */
  close(quits = false): void {
    this.#open.flush()
    this.#callOffAging?.()
    for (const callOff of this.#undoable.values()) callOff()
    this.#housekeeping.finish(closingMs)
    if (this.#everything.size > 0) this.#databases.removeSetAside()
    this.#databases.close(quits)
  }

  #writeGrown(exchange: Exchange): void {
    const database = this.#databases.of(exchange.conversation)
    const isWritten =
      database && this.#databases.use(database, ({ exchanges }) => exchanges.grow(exchange), false)
    if (!isWritten) this.#save(exchange)
    this.#housekeeping.whenIdle()
  }

  #change(id: number, change: (exchange: Exchange) => void): void {
    const exchange = this.#open.get(id) ?? this.exchange(id)
    if (exchange === undefined) return
    change(exchange)
    if (exchange.outcome !== undefined) this.#open.end(exchange)
    this.#save(exchange)
  }

  #save(exchange: Exchange): void {
    const { conversation } = exchange
    const begun = this.#begun.get(conversation) ?? { isPrivate: false }
    const database = this.#databases.of(conversation) ?? this.#databases.forNew(begun.isPrivate)
    const isSaved = this.#databases.use(database, () => (database.save(exchange, begun), true), false)
    if (!isSaved) {
      this.#databases.toMemory(conversation)
      this.#databases.memory.save(exchange, begun)
    }
    this.#begun.delete(conversation)
    this.#housekeeping.whenIdle()
  }

  #keepAudio(id: number): void {
    const pcm = this.#audio.get(id)
    const exchange = this.#keeping.audio ? this.exchange(id) : undefined
    const database = exchange && this.#databases.of(exchange.conversation)
    if (pcm && database?.file !== undefined)
      this.#databases.use(database, ({ exchanges }) => exchanges.putAudio(id, pcm), undefined)
  }

  /** What goes on of it is over. */
  #stop(removed: Removed): void {
    for (const exchange of this.#open.in(removed)) this.finish(exchange.id, { outcome: 'interrupted' })
  }

  /** @throws AppError where a file does not take it: then nothing is marked */
  #mark(removed: Removed, removal: number): boolean {
    try {
      const marked = this.#databases
        .with(removed)
        .map((database) =>
          this.#databases.demand(database, ({ removals }) => removals.mark(removed, removal)),
        )
      return marked.includes(true)
    } catch (thrown) {
      this.#allWritable(({ removals }) => removals.undo(removal), false)
      throw thrown
    }
  }

  #erase(removal: number): void {
    this.#housekeeping.erase(removal)
    for (const id of this.#audio.exchanges) if (this.exchange(id) === undefined) this.#audio.delete(id)
  }

  #eraseAged(): void {
    this.#callOffAging?.()
    this.#callOffAging = this.#clock.after(agedEveryMs, () => this.#eraseAged())
    const { days } = this.#keeping
    if (days === undefined) return
    const now = this.#clock.now()
    // Else what was asked while the clock was ahead would be kept until then. A clock that is behind tells nothing.
    if (now > this.#clockRightFrom)
      this.#allWritable((database) => database.bringBack(now + dayMs, now), undefined)
    const askedBefore = now - days * dayMs
    this.#allWritable(({ removals }) => removals.markOlder(askedBefore, atOnce), undefined)
    this.#erase(atOnce)
  }

  /** Numbers go up over conversations, exchanges and removals, over all databases and over restarts. */
  #nextNumber(): number {
    return (this.#newestNumber = Math.max(this.#newestNumber + 1, Math.floor(this.#clock.now())))
  }

  #all<T>(work: (database: ConversationDatabase) => T, instead: T): T[] {
    return this.#databases.all.map((database) => this.#databases.use(database, work, instead))
  }

  #allWritable<T>(work: (database: ConversationDatabase) => T, instead: T): T[] {
    return this.#databases.writable.map((database) => this.#databases.use(database, work, instead))
  }
}

/** When a file was written, in milliseconds since 1970. Of one that cannot be looked at it is not known. */
function madeAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
}

/** Without those whose key an earlier one has. */
function unique<T>(all: readonly T[], keyOf: (each: T) => number): T[] {
  const known = new Set<number>()
  return all.filter((each) => !known.has(keyOf(each)) && known.add(keyOf(each)))
}
