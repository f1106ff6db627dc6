import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keeping, type AppError, type AskedQuestion, type Exchange, type Keeping } from '@contract'
import {
  ConversationStore,
  type StoreOptions,
} from '../../../src-main/engine/conversations/conversationStore'
import { HandClock } from './handClock'

type ScratchOptions = Partial<Omit<StoreOptions, 'keeping'>> & { readonly keeping?: Partial<Keeping> }

/** A store in a folder of its own, on a clock that is moved by hand. Several may be opened, one after the other. */
export class ScratchStore {
  readonly root = mkdtempSync(path.join(tmpdir(), 'parley-store-'))
  readonly folder = path.join(this.root, 'conversations')
  /** Where what is kept for good stands. */
  readonly file = path.join(this.folder, 'conversations.db')
  readonly clock = new HandClock()
  readonly told: AppError[] = []
  readonly #open: ConversationStore[] = []

  /** Opens a store; kept for good unless it is said otherwise. */
  open(
    options: Partial<Omit<StoreOptions, 'keeping'>> & { keeping?: Partial<StoreOptions['keeping']> } = {},
  ): ConversationStore {
    const store = new ConversationStore({
      ...{
        folder: this.folder,
        run: 'this run',
        clock: this.clock,
        tell: (trouble) => this.told.push(trouble),
      },
      ...options,
      keeping: keeping.parse({ mode: 'yes', ...options.keeping }),
    })
    this.#open.push(store)
    return store
  }

  /** Closes a store and opens another. */
  reopen(store: ConversationStore, options?: ScratchOptions): ConversationStore {
    this.close(store)
    return this.open(options)
  }

  close(store: ConversationStore, quits?: boolean): void {
    this.#open.splice(this.#open.indexOf(store), 1)
    store.close(quits)
  }

  /** Takes over the files of another store as they are now. */
  copyFilesOf(other: ScratchStore): void {
    cpSync(other.folder, this.folder, { recursive: true })
  }

  get codes(): string[] {
    return this.told.map(({ code }) => code)
  }

  get files(): string[] {
    try {
      return readdirSync(this.folder).sort()
    } catch {
      return []
    }
  }

  /** Every byte of every file. */
  bytes(): string {
    return this.files.map((file) => readFileSync(path.join(this.folder, file), 'latin1')).join('')
  }

  /** Nothing is in the way of the folder any more. */
  clearFolder(): void {
    rmSync(this.folder, { recursive: true })
  }

  remove(): void {
    for (const store of this.#open) store.close()
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** Asks something in a conversation, and has it answered. */
export function say(
  store: ConversationStore,
  conversation: number,
  question: AskedQuestion | string,
  answer: string,
): Exchange {
  const asked = typeof question === 'string' ? { text: question } : question
  const { id } = store.begin(conversation, asked)
  store.appendAnswer(id, answer)
  store.setHeardEnd(id, answer.length)
  store.finish(id, { outcome: 'done' })
  return store.exchange(id)!
}
