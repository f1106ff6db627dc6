import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { AppError, type Conversation, type Exchange, type KeepingMode } from '@contract'
import { ConversationTable } from './conversationTable'
import { ExchangeTable } from './exchangeTable'
import { eraseEverything, migrate } from './migrations'
import { Removals, type Removed } from './removals'
import { SearchIndex } from './searchIndex'
import { transaction } from './transaction'

/** More than any conversation has. */
const allExchanges = 1_000_000

/** A conversation, its exchanges oldest first, and the sound of questions as 16-bit PCM at 16 kHz. */
export interface WholeConversation {
  readonly conversation: Conversation
  readonly exchanges: readonly Exchange[]
  readonly audio: readonly { readonly exchange: number; readonly pcm: Int16Array }[]
}

/** One SQLite database with conversations: a file that this process alone has open, or memory. */
export class ConversationDatabase {
  readonly keeping: KeepingMode
  /** Undefined: it is memory. */
  readonly file: string | undefined
  /** What it has is seen, and nothing of it changes. */
  readonly isReadOnly: boolean
  readonly conversations: ConversationTable
  readonly exchanges: ExchangeTable
  readonly index: SearchIndex
  readonly removals: Removals
  readonly #db: DatabaseSyncInstance

  /**
   * Its statements are made here: where they fit no table, the file is damaged.
   * @param db of the newest version
   */
  constructor(db: DatabaseSyncInstance, keeping: KeepingMode, file?: string, isReadOnly = false) {
    this.#db = db
    this.keeping = keeping
    this.file = file
    this.isReadOnly = isReadOnly
    this.conversations = new ConversationTable(db, keeping)
    this.exchanges = new ExchangeTable(db)
    this.index = new SearchIndex(db)
    this.removals = new Removals(
      db,
      (exchange) => this.index.remove(exchange),
      (conversation) => this.conversations.refresh(conversation),
    )
  }

  static inMemory(): ConversationDatabase {
    const db = new DatabaseSync(':memory:')
    // What SQLite sorts would else go to a file when it is much.
    db.exec('PRAGMA temp_store = MEMORY')
    migrate(db)
    return new ConversationDatabase(db, 'never')
  }

  /** The highest number that was given to a conversation, an exchange or a removal here, and 0 where there is none. */
  get newestNumber(): number {
    const given = ['id', 'removed'].flatMap((column) =>
      ['exchange', 'conversation'].map((table) => `SELECT max(${column}) AS number FROM ${table}`),
    )
    const { newest } = this.#db
      .prepare(`SELECT max(number) AS newest FROM (${given.join(' UNION ALL ')})`)
      .get() as { newest: number | null }
    return newest ?? 0
  }

  /**
   * Writes an exchange that is new or has changed, and what the list shows of its conversation. That is made where there
   * is none.
   */
  save(exchange: Exchange, begun: { readonly name?: string; readonly isPrivate: boolean }): void {
    transaction(this.#db, () => {
      const { conversation: id, askedAt: createdAt } = exchange
      this.conversations.ensure({ id, createdAt, name: begun.name, isPrivate: begun.isPrivate })
      if (this.exchanges.put(exchange)) this.conversations.count(id, createdAt)
      this.conversations.call(id)
    })
  }

  /** A conversation with all of its exchanges, to be written elsewhere. Undefined: it has none. */
  whole(id: number): WholeConversation | undefined {
    const conversation = this.conversations.get(id)
    if (conversation === undefined) return undefined
    const exchanges = this.exchanges.newest(id, allExchanges)
    const audio = exchanges.flatMap(({ id: exchange }) => {
      const pcm = this.exchanges.audio(exchange)
      return pcm ? [{ exchange, pcm }] : []
    })
    return { conversation, exchanges, audio }
  }

  /** Writes a conversation of elsewhere, in place of what is here of it. */
  saveWhole({ conversation, exchanges, audio }: WholeConversation): void {
    const { id, isRenamed } = conversation
    transaction(this.#db, () => {
      this.erase(id)
      this.conversations.ensure({ ...conversation, name: isRenamed ? conversation.name : undefined })
      for (const exchange of exchanges) this.exchanges.put(exchange)
      for (const { exchange, pcm } of audio) this.exchanges.putAudio(exchange, pcm)
      this.conversations.refresh(id)
    })
  }

  /** Whether something that is to be removed or changed is here. */
  hasAny(what: Removed): boolean {
    if (what === 'everything') return this.conversations.newest(1).length > 0
    return 'conversation' in what
      ? this.conversations.get(what.conversation) !== undefined
      : this.exchanges.get(what.exchange) !== undefined
  }

  /**
   * What was asked later than a time counts as asked at another: while the clock was ahead. Both in milliseconds since 1970.
   */
  bringBack(askedAfter: number, to: number): void {
    transaction(this.#db, () => {
      const ahead = this.#db
        .prepare('SELECT DISTINCT conversation FROM exchange WHERE removed IS NULL AND asked_at > ?')
        .all(askedAfter) as { conversation: number }[]
      if (ahead.length === 0) return
      this.#db.prepare('UPDATE exchange SET asked_at = ? WHERE asked_at > ?').run(to, askedAfter)
      this.#db.prepare('UPDATE conversation SET created_at = ? WHERE created_at > ?').run(to, askedAfter)
      for (const { conversation } of ahead) this.conversations.refresh(conversation)
    })
  }

  /** Erases a conversation at once. */
  erase(id: number): void {
    // Below all numbers that removals have.
    const removal = -1
    this.removals.mark({ conversation: id }, removal)
    this.removals.erase(removal, allExchanges)
  }

  /** Erases all other conversations, and what is removed, at once: where that is much, it is faster than one by one. */
  eraseAllBut(conversations: readonly number[]): void {
    const kept = conversations.map((id) => this.whole(id))
    transaction(this.#db, () => {
      eraseEverything(this.#db)
      for (const each of kept) if (each) this.saveWhole(each)
    })
    this.checkpoint()
  }

  /** The run of the app that this file is not to outlive. Undefined: it was never told. */
  get run(): string | undefined {
    const { run } = this.#db.prepare('SELECT run FROM about').get() as { run: string | null }
    return run ?? undefined
  }

  set run(run: string) {
    this.#db.prepare('UPDATE about SET run = ?').run(run)
  }

  /** Gives up to `pages` free pages of 4 KiB back to the disk. False: there was none to give. */
  shrink(pages: number): boolean {
    const before = this.#freePages
    if (before > 0) this.#db.exec(`PRAGMA incremental_vacuum(${pages})`)
    return this.#freePages < before
  }

  get #freePages(): number {
    const { freelist_count: free } = this.#db.prepare('PRAGMA freelist_count').get() as {
      freelist_count: number
    }
    return free
  }

  /** Brings all that was written into the file itself, onto the disk, and leaves nothing beside it. */
  checkpoint(): void {
    if (this.file !== undefined) this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  }

  /** Lets the file go. Nothing of this may be used any more. */
  close(): void {
    // The binding ends a connection only when the collector has taken its statements: the file is let go of before.
    if (this.file !== undefined && !this.isReadOnly)
      this.#db.exec(
        'PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema',
      )
    this.#db.close()
  }
}

/** What became of an exchange whose engine ended before it did. */
export const cutOff = new AppError('engine-lost', { kind: 'answer-cut-off' }, { retryable: true }).toBody()
