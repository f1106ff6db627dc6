import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { AppError, type KeepingMode, type Notice } from '@contract'
import { ConversationDatabase } from './conversationDatabase'
import { openToRead } from './openToRead'
import { isSetAside, openDatabaseFile, replaceDamagedFile, withCompanions } from './openDatabaseFile'
import type { Removed } from './removals'
import { sqliteTrouble } from './sqliteTrouble'

export interface DatabaseOptions {
  /** Where files are kept; absent: in memory alone. Nothing is written there, not even the folder, until something is to be kept. */
  readonly folder?: string
  /** Where what is kept until the app quits lies; absent: beside what is kept for good; null: nowhere, but in memory. */
  readonly untilQuitFolder?: string | null
  /** Names the run of the app: the engines of one run share what is kept until it quits. */
  readonly run: string
  /** Is told of trouble with a file, in a sentence for the user. The conversation goes on in memory. */
  readonly tell: (trouble: AppError) => void
}

const fileNames = { 'until-quit': 'until-quit.db', yes: 'conversations.db' } as const
type FileMode = keyof typeof fileNames

/** Which database has which conversation: memory, or a file. Whatever is wrong with a file, memory is there. */
export class StoreDatabases {
  readonly memory = ConversationDatabase.inMemory()
  readonly #options: DatabaseOptions
  readonly #files: Partial<Record<FileMode, ConversationDatabase>> = {}
  /** Files that cannot be written, whose conversations are seen all the same. */
  readonly #toRead: Partial<Record<FileMode, ConversationDatabase>> = {}
  readonly #told = new Set<string>()
  /** Why a file does not have what it should. */
  readonly #hindrances: Partial<Record<FileMode, AppError>> = {}
  /** Files that this process does not try again. */
  readonly #refused = new Set<FileMode>()
  #mode: KeepingMode = 'never'

  constructor(options: DatabaseOptions) {
    this.#options = options
  }

  /** All that are open. What several have (see `toMemory`), the first one has newest. */
  get all(): readonly ConversationDatabase[] {
    const files = [this.#files, this.#toRead].flatMap((each) => [each['until-quit'], each.yes])
    return [this.memory, ...files.filter((file) => file !== undefined)]
  }

  /** Those of them that something can be written to. */
  get writable(): readonly ConversationDatabase[] {
    return this.all.filter(({ isReadOnly }) => !isReadOnly)
  }

  /** Those in which a change of this has something to change; of a file that is only read, whether it can be done or not. */
  with(what: Removed): readonly ConversationDatabase[] {
    return this.all.filter(
      (database) => !database.isReadOnly || this.use(database, () => database.hasAny(what), false),
    )
  }

  /** Why what is said is in memory alone for now, although it should be kept longer; undefined: all is as it should be. */
  get hindrance(): AppError | undefined {
    return this.#mode === 'never' ? undefined : this.#hindrances[this.#mode]
  }

  /** The database that has a conversation. */
  of(conversation: number): ConversationDatabase | undefined {
    return this.all.find((database) =>
      this.use(database, ({ conversations }) => conversations.has(conversation), false),
    )
  }

  /** The database that is to have a new conversation. */
  forNew(isPrivate: boolean): ConversationDatabase {
    return isPrivate ? this.memory : (this.#target ?? this.memory)
  }

  /**
   * Has conversations kept as long as the mode says, from now on and those of this run. What was kept for good stays so,
   * and is seen, whatever the mode.
   */
  keep(mode: KeepingMode): void {
    this.#mode = this.#options.folder === undefined ? 'never' : mode
    for (const each of ['until-quit', 'yes'] as const)
      if (this.#files[each] === undefined && (each === this.#mode || this.#exists(each))) this.#open(each)
    this.settle()
    const untilQuit = this.#files['until-quit']
    if (this.#mode !== 'until-quit' && untilQuit !== undefined && this.#isEmpty(untilQuit))
      this.#discard(untilQuit)
  }

  /** Brings conversations to where they are to be kept, where that was not possible before. */
  settle(): void {
    if (this.#mode !== 'never' && this.#target === undefined && !this.#refused.has(this.#mode))
      this.#open(this.#mode)
    const target = this.#target
    if (target === undefined) return
    for (const database of [this.memory, this.#files['until-quit']])
      if (database !== undefined && database !== target)
        for (const id of this.use(database, ({ conversations }) => conversations.notPrivate(), []))
          if (!this.#move(id, database, target)) return
    if (this.#mode !== 'never') delete this.#hindrances[this.#mode]
  }

  /** Has a conversation go on in memory, with as much of it as can still be read. */
  toMemory(conversation: number): void {
    const database = this.of(conversation)
    if (database === undefined || database === this.memory) return
    const whole = this.use(database, () => database.whole(conversation), undefined)
    if (whole) this.memory.saveWhole(whole)
  }

  /**
   * Does something with a database.
   * @returns `instead` where its file fails. The user is told, and a damaged one is replaced.
   */
  use<T>(database: ConversationDatabase, work: (database: ConversationDatabase) => T, instead: T): T {
    try {
      return work(database)
    } catch (thrown) {
      const trouble = sqliteTrouble(thrown)
      if (database.file === undefined || trouble === undefined) throw thrown
      if (trouble === 'damaged') this.#replace(database, thrown)
      else this.#hinder(database.keeping as FileMode, this.#unwritable(thrown))
      return instead
    }
  }

  /**
   * Does what the user asked for, as `use` does. Undefined: the file is damaged, and replaced.
   * @throws AppError where the file does not take it, and nothing was changed
   */
  demand<T>(database: ConversationDatabase, work: (database: ConversationDatabase) => T): T | undefined {
    const done = this.use(database, () => ({ result: work(database) }), undefined)
    const hindrance = this.#hindrances[database.keeping as FileMode]
    if (done !== undefined || hindrance === undefined) return done?.result
    const { folder = '' } = this.#options
    const told: Notice =
      hindrance.code === 'disk-full' ? { kind: 'not-changed-full' } : { kind: 'not-changed', folder }
    throw new AppError(hindrance.code, told, { retryable: true, cause: hindrance })
  }

  /** Removes what was set aside because it was damaged: it has what was said as well. */
  removeSetAside(): void {
    for (const mode of ['yes', 'until-quit'] as const) {
      const folder = this.#folder(mode)
      if (folder === undefined || !existsSync(folder)) continue
      const aside = readdirSync(folder).filter(isSetAside)
      for (const name of aside) this.#remove(path.join(folder, name))
      const open = this.#files[mode]?.file
      // The one in whose place it was begun has its own name as well.
      if (open !== undefined && open !== this.#path(mode))
        for (const each of withCompanions(this.#path(mode))) this.#remove(each)
    }
  }

  /** @param quits also the run of the app ends, and what was kept until then */
  close(quits: boolean): void {
    const untilQuit = this.#files['until-quit']
    if (quits && untilQuit !== undefined) this.#discard(untilQuit)
    for (const database of this.all) this.use(database, () => database.close(), undefined)
  }

  get #target(): ConversationDatabase | undefined {
    return this.#mode === 'never' ? this.memory : this.#files[this.#mode]
  }

  /** False: the other database does not take it, and it is still where it was. */
  #move(conversation: number, from: ConversationDatabase, to: ConversationDatabase): boolean {
    const whole = this.use(from, () => from.whole(conversation), undefined)
    if (whole && !this.use(to, () => (to.saveWhole(whole), true), false)) return false
    this.use(from, () => from.erase(conversation), undefined)
    this.#told.clear()
    return true
  }

  #folder(mode: FileMode): string | undefined {
    const { folder, untilQuitFolder = folder } = this.#options
    return mode === 'yes' ? folder : (untilQuitFolder ?? undefined)
  }

  #path(mode: FileMode): string {
    return path.join(this.#folder(mode) ?? '', fileNames[mode])
  }

  #exists(mode: FileMode): boolean {
    if (this.#folder(mode) === undefined) return false
    return existsSync(this.#path(mode)) || existsSync(`${this.#path(mode)}.next`)
  }

  #open(mode: FileMode): void {
    const { run, tell } = this.#options
    if (this.#folder(mode) === undefined) return
    // Before: to close a descriptor of a file gives up all locks that its process has on it.
    this.#toRead[mode]?.close()
    delete this.#toRead[mode]
    try {
      const database = openDatabaseFile(this.#path(mode), mode, tell)
      this.#files[mode] = database
      if (mode !== 'until-quit' || database.run === run) return
      database.eraseAllBut([])
      database.run = run
    } catch (thrown) {
      if (thrown instanceof AppError) this.#refused.add(mode)
      else this.#toRead[mode] = openToRead(this.#path(mode), mode)
      this.#hinder(mode, thrown instanceof AppError ? thrown : this.#unwritable(thrown))
    }
  }

  #remove(file: string): void {
    try {
      rmSync(file, { force: true })
    } catch (thrown) {
      // Some systems do not remove what is open.
      this.#options.tell(new AppError('file-failed', { kind: 'store-not-removed', file }, { cause: thrown }))
    }
  }

  #isEmpty(database: ConversationDatabase): boolean {
    return this.use(database, ({ conversations }) => conversations.notPrivate().length === 0, false)
  }

  /** Leaves nothing of a file. */
  #discard(database: ConversationDatabase): void {
    const mode = database.keeping as FileMode
    this.use(database, () => database.eraseAllBut([]), undefined)
    this.use(database, () => database.close(), undefined)
    delete this.#files[mode]
    try {
      rmSync(database.file!, { force: true })
    } catch {
      // It is empty. Some systems do not remove what was open a moment ago.
    }
  }

  #replace({ file, keeping }: ConversationDatabase, cause: unknown): void {
    const mode = keeping as FileMode
    delete this.#files[mode]
    try {
      this.#files[mode] = replaceDamagedFile(file!, mode, cause, this.#options.tell)
    } catch (thrown) {
      this.#refused.add(mode)
      this.#hinder(mode, this.#unwritable(thrown))
    }
  }

  /** A file does not take what it should. Each trouble is told once, until it is over. */
  #hinder(mode: FileMode, trouble: AppError): void {
    this.#hindrances[mode] = trouble
    if (this.#told.has(trouble.code)) return
    this.#told.add(trouble.code)
    this.#options.tell(trouble)
  }

  #unwritable(cause: unknown): AppError {
    const { folder = '' } = this.#options
    if (sqliteTrouble(cause) === 'full')
      return new AppError('disk-full', { kind: 'store-full', folder }, { retryable: true, cause })
    const detail = cause instanceof Error ? cause.message : String(cause)
    const notice = { kind: 'store-unwritable', folder, detail } as const
    return new AppError('store-unwritable', notice, { retryable: true, cause })
  }
}
