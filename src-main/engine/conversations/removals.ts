import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import { transaction } from './transaction'

/** What is to be removed. */
export type Removed = { readonly exchange: number } | { readonly conversation: number } | 'everything'

const dueExchanges = `
  SELECT id, conversation FROM exchange WHERE removed <= :due
  UNION ALL SELECT exchange.id, conversation
    FROM conversation JOIN exchange ON conversation = conversation.id AND exchange.removed IS NULL
    WHERE conversation.removed <= :due`

/**
 * Removing has two steps. What is removed is marked with the number of its removal and not seen any more; once nobody can
 * take that back it is erased. A mark outlives the process: what it could not erase, the next one does.
 */
export class Removals {
  readonly #db: DatabaseSyncInstance
  readonly #removeFromIndex: (exchange: number) => void
  readonly #refresh: (conversation: number) => void
  readonly #marks: Record<'exchange' | 'conversation' | 'everything', StatementSyncInstance>
  readonly #unmark: readonly StatementSyncInstance[]
  readonly #due: StatementSyncInstance
  readonly #erase: StatementSyncInstance
  readonly #eraseEmpty: StatementSyncInstance

  constructor(
    db: DatabaseSyncInstance,
    removeFromIndex: (exchange: number) => void,
    refresh: (conversation: number) => void,
  ) {
    this.#db = db
    this.#removeFromIndex = removeFromIndex
    this.#refresh = refresh
    const mark = (table: string, which: string): StatementSyncInstance =>
      db.prepare(`UPDATE ${table} SET removed = :removal WHERE ${which} AND removed IS NULL`)
    this.#marks = {
      exchange: mark('exchange', 'id = :id'),
      conversation: mark('conversation', 'id = :id'),
      everything: mark('conversation', 'TRUE'),
    }
    this.#unmark = ['exchange', 'conversation'].map((table) =>
      db.prepare(`UPDATE ${table} SET removed = NULL WHERE removed = ?`),
    )
    this.#due = db.prepare(`${dueExchanges} LIMIT :limit`)
    this.#erase = db.prepare('DELETE FROM exchange WHERE id = ?')
    this.#eraseEmpty = db.prepare(
      `DELETE FROM conversation WHERE (removed <= :due OR id = :id)
       AND NOT EXISTS (SELECT 1 FROM exchange WHERE exchange.conversation = conversation.id)`,
    )
  }

  /** Marks what is to be removed. False: none of it is here, or it is removed already. */
  mark(removed: Removed, removal: number): boolean {
    if (removed === 'everything') return this.#marks.everything.run({ removal }).changes > 0
    if ('conversation' in removed)
      return this.#marks.conversation.run({ removal, id: removed.conversation }).changes > 0
    return transaction(this.#db, () => {
      const { changes } = this.#marks.exchange.run({ removal, id: removed.exchange })
      this.#refreshAll(this.#conversationsWhere('id = ?', removed.exchange))
      return changes > 0
    })
  }

  /** Marks what was asked before a time, in milliseconds since 1970. */
  markOlder(askedBefore: number, removal: number): void {
    transaction(this.#db, () => {
      this.#db
        .prepare('UPDATE exchange SET removed = ? WHERE removed IS NULL AND asked_at < ?')
        .run(removal, askedBefore)
      this.#refreshAll(this.#conversationsWhere('removed = ?', removal))
    })
  }

  /** Takes a removal back. False: there is none, or it is erased. */
  undo(removal: number): boolean {
    return transaction(this.#db, () => {
      const conversations = this.#conversationsWhere('removed = ?', removal)
      const changes = this.#unmark.map((statement) => statement.run(removal).changes)
      this.#refreshAll(conversations)
      return changes.some((number) => number > 0)
    })
  }

  /**
   * How many exchanges the removals up to `due` erase, how many they leave, and how many removals there are that can
   * still be taken back.
   */
  count(due: number): { readonly erased: number; readonly left: number; readonly waiting: number } {
    const { erased, total, waiting } = this.#db
      .prepare(
        `SELECT (SELECT count(*) FROM (${dueExchanges})) AS erased, (SELECT count(*) FROM exchange) AS total,
           (SELECT count(*) FROM exchange WHERE removed > :due)
             + (SELECT count(*) FROM conversation WHERE removed > :due) AS waiting`,
      )
      .get({ due }) as { erased: number; total: number; waiting: number }
    return { erased, left: total - erased, waiting }
  }

  /** Erases up to `limit` exchanges of the removals up to `due`. Returns how many. */
  erase(due: number, limit: number): number {
    const rows = this.#due.all({ due, limit }) as { id: number; conversation: number }[]
    transaction(this.#db, () => {
      for (const { id } of rows) {
        this.#removeFromIndex(id)
        this.#erase.run(id)
      }
      for (const id of new Set([0, ...rows.map(({ conversation }) => conversation)]))
        this.#eraseEmpty.run({ due, id })
    })
    return rows.length
  }

  #conversationsWhere(which: string, value: number): number[] {
    const rows = this.#db.prepare(`SELECT DISTINCT conversation FROM exchange WHERE ${which}`).all(value)
    return (rows as { conversation: number }[]).map(({ conversation }) => conversation)
  }

  #refreshAll(conversations: readonly number[]): void {
    for (const id of conversations) this.#refresh(id)
  }
}
