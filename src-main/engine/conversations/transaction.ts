import type { DatabaseSyncInstance } from '@photostructure/sqlite'

/** Does the work as one change of the database, whole or not at all; within another transaction as a part of that. */
export function transaction<T>(db: DatabaseSyncInstance, work: () => T): T {
  if (db.isTransaction) return work()
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (thrown) {
    // Some troubles end the transaction by themselves.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw thrown
  }
}
