import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import type { Conversation, KeepingMode } from '@contract'
import { firstWords } from './firstWords'

interface ConversationRow {
  readonly id: number
  readonly name: string | null
  readonly first_words: string
  readonly created_at: number
  readonly updated_at: number
  readonly exchanges: number
  readonly is_private: number
}

/** Where the next page of a list begins: behind the last conversation of the one before. */
export type ListCursor = Pick<Conversation, 'updatedAt' | 'id'>

const fields = 'id, name, first_words, created_at, updated_at, exchanges, is_private'
const beforeAll: ListCursor = { updatedAt: Number.MAX_SAFE_INTEGER, id: 0 }
const isShown = 'removed IS NULL AND exchanges > 0'

/** Conversations of a database. Those that are removed, or have no exchange, are not seen. */
export class ConversationTable {
  readonly #keeping: KeepingMode
  readonly #ensure: StatementSyncInstance
  readonly #one: StatementSyncInstance
  readonly #has: StatementSyncInstance
  readonly #newest: StatementSyncInstance
  readonly #named: StatementSyncInstance
  readonly #rename: StatementSyncInstance
  readonly #firstQuestion: StatementSyncInstance
  readonly #call: StatementSyncInstance
  readonly #count: StatementSyncInstance
  readonly #refresh: StatementSyncInstance
  readonly #open: StatementSyncInstance

  constructor(db: DatabaseSyncInstance, keeping: KeepingMode) {
    this.#keeping = keeping
    this.#ensure = db.prepare(
      `INSERT INTO conversation (id, name, created_at, updated_at, is_private)
       VALUES (:id, :name, :createdAt, :createdAt, :isPrivate) ON CONFLICT DO NOTHING`,
    )
    this.#one = db.prepare(`SELECT ${fields} FROM conversation WHERE id = ? AND ${isShown}`)
    this.#has = db.prepare('SELECT 1 FROM conversation WHERE id = ? AND removed IS NULL')
    const newest = (which: string): string =>
      `SELECT ${fields} FROM conversation
       WHERE ${isShown} AND ${which} AND (updated_at, id) < (?, ?) ORDER BY updated_at DESC, id DESC`
    this.#newest = db.prepare(`${newest('TRUE')} LIMIT ?`)
    this.#named = db.prepare(newest('name IS NOT NULL'))
    this.#rename = db.prepare('UPDATE conversation SET name = ? WHERE id = ?')
    this.#firstQuestion = db.prepare(
      `SELECT question FROM exchange WHERE conversation = ? AND removed IS NULL AND question <> '' ORDER BY id LIMIT 1`,
    )
    this.#call = db.prepare('UPDATE conversation SET first_words = ? WHERE id = ?')
    this.#count = db.prepare(
      'UPDATE conversation SET exchanges = exchanges + 1, updated_at = max(updated_at, ?) WHERE id = ?',
    )
    this.#refresh = db.prepare(
      `UPDATE conversation SET exchanges = told.number,
         updated_at = coalesce(told.newest, updated_at)
       FROM (SELECT count(*) AS number, max(asked_at) AS newest FROM exchange
             WHERE conversation = :id AND removed IS NULL) AS told
       WHERE id = :id`,
    )
    this.#open = db.prepare('SELECT id FROM conversation WHERE is_private = 0 AND removed IS NULL')
  }

  /** Has a conversation that is not here yet. */
  ensure(begun: Pick<Conversation, 'id' | 'createdAt' | 'isPrivate'> & { name: string | undefined }): void {
    const { id, createdAt, isPrivate, name } = begun
    this.#ensure.run({ id, createdAt, isPrivate: isPrivate ? 1 : 0, name: name ?? null })
  }

  /** Whether a conversation is here, and not removed. */
  has(id: number): boolean {
    return this.#has.get(id) !== undefined
  }

  get(id: number): Conversation | undefined {
    const row = this.#one.get(id) as ConversationRow | undefined
    return row && this.#fromRow(row)
  }

  /** Newest first. @param after where the page before ended */
  newest(limit: number, after: ListCursor = beforeAll): Conversation[] {
    const rows = this.#newest.all(after.updatedAt, after.id, limit) as ConversationRow[]
    return rows.map((row) => this.#fromRow(row))
  }

  /** Of those that were given a name, the newest whose name is so. @param after where the page before ended */
  named(isSo: (name: string) => boolean, limit: number, after: ListCursor = beforeAll): Conversation[] {
    const found: Conversation[] = []
    const rows = this.#named.iterate(after.updatedAt, after.id) as Iterable<
      ConversationRow & { name: string }
    >
    for (const row of rows) {
      if (!isSo(row.name)) continue
      found.push(this.#fromRow(row))
      if (found.length === limit) break
    }
    return found
  }

  /** @param name undefined: it is called by its first words again */
  rename(id: number, name: string | undefined): void {
    this.#rename.run(name ?? null, id)
  }

  /** An exchange came to a conversation: its list entry takes no longer for that, however many it has. */
  count(id: number, askedAt: number): void {
    this.#count.run(askedAt, id)
  }

  /** Calls a conversation by the first words that were asked in it. */
  call(id: number): void {
    const first = this.#firstQuestion.get(id) as { question: string } | undefined
    this.#call.run(firstWords(first?.question ?? ''), id)
  }

  /** Tells anew what the list shows of a conversation, from all of its exchanges. */
  refresh(id: number): void {
    this.#refresh.run({ id })
    this.call(id)
  }

  /** Those that may be written to a disk. */
  notPrivate(): number[] {
    return (this.#open.all() as { id: number }[]).map(({ id }) => id)
  }

  #fromRow(row: ConversationRow): Conversation {
    return {
      id: row.id,
      name: row.name ?? row.first_words,
      isRenamed: row.name !== null,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      exchanges: row.exchanges,
      isPrivate: row.is_private === 1,
      keeping: this.#keeping,
    }
  }
}
