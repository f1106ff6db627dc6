import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { AppError, type KeepingMode, type Notice } from '@contract'
import { closeOwnFile, makeOwnFolder } from '../files/ownFolder'
import { ConversationDatabase, cutOff } from './conversationDatabase'
import { localTime } from './localTime'
import { applicationId, migrate, tables } from './migrations'
import { sqliteTrouble } from './sqliteTrouble'

/** An engine that is ending may have the file for a moment longer. */
const lockedMs = 1000
/** Pages of 4 KiB: where nothing was idle for so long, a write brings them into the file itself. */
const mostPagesBeside = 4000
/** A file that was begun while the one in its place was damaged. */
const next = '.next'

/**
 * Opens a file of conversations, or begins one. Nobody but its owner can read it, and nobody else can open it before this
 * process ends or closes it. A damaged one is set aside under a name with the date.
 * @param tell is told of a file that was set aside
 * @throws AppError `store-locked`, `store-newer`, `store-unwritable`; else what the system says
 */
export function openDatabaseFile(
  file: string,
  keeping: KeepingMode,
  tell: (trouble: AppError) => void,
): ConversationDatabase {
  makeOwnFolder(path.dirname(file))
  takeNext(file)
  if (existsSync(file)) {
    const opened = openWhole(file)
    if (!(opened instanceof Error)) return connectOrReplace(opened, file, keeping, tell)
    tell(damaged({ kind: 'store-damaged', keptAs: setAside(file) }, opened))
  }
  begin(file)
  return connect(requireWhole(openWhole(file)), file, keeping)
}

/**
 * Begins a file in place of one that was found damaged while it was open. That one has the name under which it is kept at
 * once, and keeps its own beside it until nobody has it open: the next process takes that away.
 */
export function replaceDamagedFile(
  file: string,
  keeping: KeepingMode,
  cause: unknown,
  tell: (trouble: AppError) => void,
): ConversationDatabase {
  const beside = `${file}${next}`
  begin(beside)
  const database = connect(requireWhole(openWhole(beside)), beside, keeping)
  tell(damaged(nameAside(file), cause))
  return database
}

/**
 * Opens a file for this process alone and looks whether it is what it should be. Only `exec` is used: it keeps no
 * statement, which would keep the file open (see `close` of the database), so that it can be renamed.
 * @returns what is damaged, where something is
 * @throws AppError `store-locked`, `store-newer`; else what the system says
 */
function openWhole(file: string): DatabaseSyncInstance | Error {
  for (const each of withCompanions(file)) closeOwnFile(each)
  if (statSync(file).size === 0) return new Error(`${file} is empty.`)
  // Before SQLite has it open: to close any descriptor of a file gives up all locks that its process has on it.
  const { application } = readHeader(file)
  if (application !== applicationId) return new Error(`${file} is not a database of Parley.`)
  const db = new DatabaseSync(file, { timeout: lockedMs })
  try {
    db.exec(`
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; COMMIT;
      PRAGMA wal_checkpoint(TRUNCATE)`)
    migrate(db)
    for (const table of tables) db.exec(`SELECT 1 FROM ${table} LIMIT 1`)
    db.exec(`
      PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${mostPagesBeside};
      PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY`)
    return db
  } catch (thrown) {
    letGo(db)
    const trouble = sqliteTrouble(thrown)
    if (trouble === 'locked') throw locked(thrown)
    if (trouble === 'damaged') return thrown as Error
    throw thrown
  }
}

function connect(db: DatabaseSyncInstance, file: string, keeping: KeepingMode): ConversationDatabase {
  const database = new ConversationDatabase(db, keeping, file)
  database.exchanges.failUnfinished(cutOff)
  return database
}

/** What is damaged may show only when more of it is read. */
function connectOrReplace(
  db: DatabaseSyncInstance,
  file: string,
  keeping: KeepingMode,
  tell: (trouble: AppError) => void,
): ConversationDatabase {
  try {
    return connect(db, file, keeping)
  } catch (thrown) {
    if (sqliteTrouble(thrown) !== 'damaged') throw thrown
    return replaceDamagedFile(file, keeping, thrown, tell)
  }
}

function requireWhole(opened: DatabaseSyncInstance | Error): DatabaseSyncInstance {
  if (opened instanceof Error) throw opened
  return opened
}

/** A number of a database's header (https://sqlite.org/fileformat2.html#the_database_header). */
function readHeader(file: string): { readonly application: number } {
  const header = Buffer.alloc(100)
  const descriptor = openSync(file, 'r')
  readSync(descriptor, header, 0, header.length, 0)
  closeSync(descriptor)
  return { application: header.readUInt32BE(68) }
}

/** A connection of which nothing is needed any more. */
function letGo(db: DatabaseSyncInstance): void {
  try {
    db.exec(
      `PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL;
       SELECT count(*) FROM sqlite_schema`,
    )
  } catch {
    // What is damaged, or another's, is left as it is.
  }
  db.close()
}

/** Begins a file. It comes to its place when it is whole: one without content there is damaged. */
function begin(file: string): void {
  const beside = `${file}.new`
  rmSync(beside, { force: true })
  for (const companion of withCompanions(file)) rmSync(companion, { force: true })
  closeSync(openSync(beside, 'wx', 0o600))
  chmodSync(beside, 0o600)
  const db = new DatabaseSync(beside)
  try {
    db.exec('PRAGMA auto_vacuum = INCREMENTAL')
    migrate(db)
  } finally {
    db.close()
  }
  renameSync(beside, file)
}

/** The file and what SQLite has beside it, as far as they exist. */
export function withCompanions(file: string): string[] {
  return [file, `${file}-wal`, `${file}-shm`].filter((each) => existsSync(each))
}

/** Whether a file was set aside, by its name. */
export function isSetAside(name: string): boolean {
  return / damaged \d{4}-\d\d-\d\d .*\.db(-wal|-shm)?$/.test(name)
}

/** Gives a damaged file, with what is beside it, another name: the one that it has already, if any. Returns that. */
function setAside(file: string): string {
  const aside = nameOf(file) ?? newName(file)
  for (const each of withCompanions(file)) {
    renameSync(each, aside + each.slice(file.length))
    // Where both were names of one file, nothing was done.
    rmSync(each, { force: true })
  }
  return aside
}

/** Gives a damaged file that is still open another name beside its own. Returns what to tell of where it is. */
function nameAside(file: string): Notice {
  const aside = newName(file)
  try {
    for (const each of withCompanions(file)) linkSync(each, aside + each.slice(file.length))
    return { kind: 'store-damaged', keptAs: aside }
  } catch {
    // Some file systems have one name a file.
    return { kind: 'store-damaged-until-next', file }
  }
}

/** The name beside its own that a damaged file was given while it was open. */
function nameOf(file: string): string | undefined {
  const { dev, ino } = statSync(file, { bigint: true })
  const folder = path.dirname(file)
  return readdirSync(folder)
    .filter((name) => isSetAside(name) && name.endsWith(path.extname(file)))
    .map((name) => path.join(folder, name))
    .find((aside) => {
      const found = statSync(aside, { bigint: true })
      return found.dev === dev && found.ino === ino
    })
}

/** A name that nobody has, with the date. */
function newName(file: string): string {
  const { dir, name, ext } = path.parse(file)
  const date = localTime(Date.now()).replaceAll(':', '-')
  const named = (number: number): string =>
    path.join(dir, `${name} damaged ${date}${number > 1 ? ` (${number})` : ''}${ext}`)
  let number = 1
  while (existsSync(named(number))) number++
  return named(number)
}

/**
 * A file that was begun beside a damaged one takes its place.
 * @throws AppError `store-locked` as long as the process that began it has it open
 */
function takeNext(file: string): void {
  const beside = `${file}${next}`
  if (!existsSync(beside)) return
  const opened = openWhole(beside)
  if (!(opened instanceof Error)) letGo(opened)
  if (existsSync(file)) setAside(file)
  for (const each of withCompanions(beside)) renameSync(each, each.replace(beside, file))
}

function damaged(notice: Notice, cause: unknown): AppError {
  return new AppError('store-damaged', notice, { cause })
}

function locked(cause: unknown): AppError {
  return new AppError('store-locked', { kind: 'store-locked' }, { cause })
}
