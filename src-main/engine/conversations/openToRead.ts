import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { lstatSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { KeepingMode } from '@contract'
import { ConversationDatabase } from './conversationDatabase'
import { applicationId, migrations } from './migrations'

/**
 * Opens a file of conversations where nothing can be written, as on a read-only disk. SQLite takes it for one that nobody
 * changes, and so needs nothing beside it (https://sqlite.org/c3ref/open.html, `immutable`).
 * @returns undefined where there is none that can be read as it is: it is damaged, or of another version
 */
export function openToRead(file: string, keeping: KeepingMode): ConversationDatabase | undefined {
  const address = pathToFileURL(file)
  address.searchParams.set('immutable', '1')
  let db: DatabaseSyncInstance | undefined
  try {
    // A link leads to what is not Parley's.
    if (!lstatSync(file).isFile()) return undefined
    db = new DatabaseSync(address, { readOnly: true })
    const version = db.prepare('PRAGMA user_version').get() as { user_version: number }
    const application = db.prepare('PRAGMA application_id').get() as { application_id: number }
    if (version.user_version === migrations.length && application.application_id === applicationId)
      return new ConversationDatabase(db, keeping, file, true)
  } catch {
    // Why it is not to be had was told when it could not be opened to be written.
  }
  db?.close()
  return undefined
}
