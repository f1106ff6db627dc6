import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite'
import type { AppErrorBody, Exchange } from '@contract'
import { fromRow, storable, toRow, wordsText, type ExchangeRow } from './exchangeRow'

const fields =
  'id, conversation, asked_at, question, question_seconds, is_corrected, answer, words, heard_end, outcome, error, ' +
  'metrics, tool_steps'

const isSeen =
  'removed IS NULL AND NOT EXISTS (SELECT 1 FROM conversation AS c WHERE c.id = conversation AND c.removed IS NOT NULL)'

/** Exchanges of a database. What is removed is not seen. */
export class ExchangeTable {
  readonly #db: DatabaseSyncInstance
  readonly #put: StatementSyncInstance
  readonly #has: StatementSyncInstance
  readonly #grow: StatementSyncInstance
  readonly #one: StatementSyncInstance
  readonly #newest: StatementSyncInstance
  readonly #heard: StatementSyncInstance
  readonly #putAudio: StatementSyncInstance
  readonly #audio: StatementSyncInstance
  readonly #hasAudio: StatementSyncInstance

  constructor(db: DatabaseSyncInstance) {
    this.#db = db
    const names = fields.split(', ')
    const changes = names.slice(1).map((name) => `${name} = excluded.${name}`)
    this.#put = db.prepare(
      `INSERT INTO exchange (${fields}) VALUES (${names.map((name) => `:${name}`).join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}, is_indexed = 0`,
    )
    this.#has = db.prepare('SELECT 1 FROM exchange WHERE id = ?')
    this.#grow = db.prepare(
      'UPDATE exchange SET answer = ?, words = ?, heard_end = ?, tool_steps = ? WHERE id = ?',
    )
    this.#one = db.prepare(`SELECT ${fields} FROM exchange WHERE id = ? AND ${isSeen}`)
    this.#newest = db.prepare(
      `SELECT ${fields} FROM exchange WHERE conversation = ? AND id < ? AND removed IS NULL ORDER BY id DESC LIMIT ?`,
    )
    this.#heard = db.prepare(
      `SELECT ${fields} FROM exchange WHERE conversation = ? AND removed IS NULL AND heard_end > 0
       AND outcome IN ('done', 'interrupted') ORDER BY id DESC LIMIT ?`,
    )
    this.#putAudio = db.prepare('INSERT OR REPLACE INTO question_audio (exchange, pcm) VALUES (?, ?)')
    const keptAudio = `FROM question_audio JOIN exchange ON exchange.id = exchange WHERE exchange = ? AND ${isSeen}`
    this.#audio = db.prepare(`SELECT pcm ${keptAudio}`)
    this.#hasAudio = db.prepare(`SELECT 1 ${keptAudio}`)
  }

  /** Writes an exchange that is new or has changed. Returns whether it is new. */
  put(exchange: Exchange): boolean {
    const isNew = this.#has.get(exchange.id) === undefined
    this.#put.run(toRow(exchange))
    return isNew
  }

  /** Writes what grows while an answer is made. False: the exchange is not here. */
  grow({ id, answer, words, heardEnd, toolSteps }: Exchange): boolean {
    const steps = JSON.stringify(toolSteps)
    return this.#grow.run(storable(answer), wordsText(words), heardEnd, steps, id).changes > 0
  }

  get(id: number): Exchange | undefined {
    const row = this.#one.get(id) as ExchangeRow | undefined
    return row && fromRow(row)
  }

  /** The newest exchanges of a conversation that are older than `before`, oldest first. */
  newest(conversation: number, limit: number, before = Number.MAX_SAFE_INTEGER): Exchange[] {
    const rows = this.#newest.all(conversation, before, limit) as ExchangeRow[]
    return rows.map(fromRow).reverse()
  }

  /** The newest exchanges that are over and of whose answer something was heard, oldest first; without its words and figures. */
  heard(conversation: number, limit: number): Exchange[] {
    const rows = this.#heard.all(conversation, limit) as ExchangeRow[]
    return rows.map((row) => fromRow({ ...row, words: '[]', error: null, metrics: null })).reverse()
  }

  putAudio(id: number, pcm: Int16Array): void {
    this.#putAudio.run(id, new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
  }

  /** 16-bit PCM at 16 kHz of a spoken question; undefined where it is not kept. */
  audio(id: number): Int16Array | undefined {
    const row = this.#audio.get(id) as { pcm: Uint8Array } | undefined
    return row && new Int16Array(row.pcm.slice().buffer)
  }

  hasAudio(id: number): boolean {
    return this.#hasAudio.get(id) !== undefined
  }

  /** An exchange that has no outcome was cut off with its engine. */
  failUnfinished(error: AppErrorBody): void {
    this.#db
      .prepare(`UPDATE exchange SET outcome = 'failed', error = ? WHERE outcome IS NULL`)
      .run(JSON.stringify(error))
  }
}
