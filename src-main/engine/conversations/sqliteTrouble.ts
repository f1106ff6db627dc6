/** What can be wrong with a database file. */
export type SqliteTrouble = 'damaged' | 'locked' | 'full' | 'unwritable'

/**
 * What SQLite or the system says of a file, told by its words: SQLite's are fixed, and not every throw of the binding has
 * a number (https://sqlite.org/rescode.html).
 */
const sayings: readonly (readonly [RegExp, SqliteTrouble])[] = [
  [/malformed|not a database|no such (table|column)|corruption|has no column/i, 'damaged'],
  [/is locked/i, 'locked'],
  [/is full|ENOSPC|EDQUOT/i, 'full'],
  [
    /readonly|disk I\/O|unable to open|\b(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EIO|ENOENT|EBUSY)\b/i,
    'unwritable',
  ],
]

/** The trouble that was thrown; undefined: it is not about the file. */
export function sqliteTrouble(thrown: unknown): SqliteTrouble | undefined {
  const said = thrown instanceof Error ? thrown.message : ''
  return sayings.find(([words]) => words.test(said))?.[1]
}
