import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import type { FoundExchange } from '@contract'
import { indexedText, markEnd, markStart, snippetOf } from './searchText'
import { transaction } from './transaction'

/** How much comes into the index in one transaction: many exchanges where they are short, some where they are long. */
const [exchangesAtOnce, charsAtOnce] = [500, 50_000]

const unindexed = 'is_indexed = 0 AND outcome IS NOT NULL'

interface Unindexed {
  readonly id: number
  readonly question: string | null
  readonly answer: string
}

interface FoundRow {
  readonly exchange: number
  readonly conversation: number
  readonly name: string
  readonly asked_at: number
  readonly question: string
  readonly answer: string
}

/**
 * The full-text index of a database. It follows the exchanges in idle time, the newest first: a turn writes none of it.
 */
export class SearchIndex {
  readonly #db: DatabaseSyncInstance
  readonly #find: StatementSyncInstance
  readonly #unindexed: StatementSyncInstance
  readonly #unindexedCount: StatementSyncInstance
  readonly #add: StatementSyncInstance
  readonly #remove: StatementSyncInstance
  readonly #note: StatementSyncInstance

  constructor(db: DatabaseSyncInstance) {
    this.#db = db
    const marked = (column: number): string => `highlight(said, ${column}, '${markStart}', '${markEnd}')`
    // The newest first: so the index is read no further than the page is long.
    this.#find = db.prepare(
      `SELECT exchange.id AS exchange, conversation, coalesce(name, first_words) AS name, asked_at,
         ${marked(0)} AS question, ${marked(1)} AS answer
       FROM said JOIN exchange ON exchange.id = said.rowid JOIN conversation ON conversation.id = conversation
       WHERE said MATCH ? AND said.rowid < ? AND exchange.removed IS NULL AND conversation.removed IS NULL
       ORDER BY said.rowid DESC LIMIT ?`,
    )
    this.#unindexed = db.prepare(
      `SELECT id, question, answer FROM exchange WHERE ${unindexed} ORDER BY id DESC LIMIT ?`,
    )
    this.#unindexedCount = db.prepare(`SELECT count(*) AS count FROM exchange WHERE ${unindexed}`)
    this.#add = db.prepare('INSERT INTO said (rowid, question, answer) VALUES (?, ?, ?)')
    this.#remove = db.prepare('DELETE FROM said WHERE rowid = ?')
    this.#note = db.prepare('UPDATE exchange SET is_indexed = 1 WHERE id = ?')
  }

  /** Brings some of the exchanges up to date. Returns how many were not: 0 when all are. */
  update(limit = exchangesAtOnce): number {
    const rows: Unindexed[] = []
    let chars = 0
    for (const row of this.#unindexed.iterate(limit) as Iterable<Unindexed>) {
      rows.push(row)
      chars += (row.question?.length ?? 0) + row.answer.length
      if (chars >= charsAtOnce) break
    }
    if (rows.length === 0) return 0
    transaction(this.#db, () => {
      // In the order of their numbers: what is behind another in the index is written with it.
      for (const { id, question, answer } of rows.reverse()) {
        this.#remove.run(id)
        this.#add.run(id, indexedText(question ?? ''), indexedText(answer))
        this.#note.run(id)
      }
    })
    return rows.length
  }

  /** How many exchanges are not in it yet. */
  get behind(): number {
    return (this.#unindexedCount.get() as { count: number }).count
  }

  remove(exchange: number): void {
    this.#remove.run(exchange)
  }

  /** The newest exchanges before `before` that a query of `searchQuery` finds, newest first. */
  find(query: string, limit: number, before = Number.MAX_SAFE_INTEGER): FoundExchange[] {
    const rows = this.#find.all(query, before, limit) as FoundRow[]
    return rows.map(({ exchange, conversation, name, asked_at, question, answer }) => ({
      ...{ exchange, conversation, name, askedAt: asked_at },
      question: snippetOf(question),
      answer: snippetOf(answer),
    }))
  }
}
