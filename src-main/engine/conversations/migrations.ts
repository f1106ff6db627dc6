import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { AppError } from '@contract'
import { transaction } from './transaction'

/** "PRLY": whose file it is (https://sqlite.org/pragma.html#pragma_application_id). */
export const applicationId = 0x50_52_4c_59

/** Version 1. Texts are in `exchange`; `said` is what is searched in, and has them in another form (`searchText.ts`). */
const first = `
CREATE TABLE about (
  -- the run of the app that is not to outlive its quitting; null where conversations are kept
  run TEXT
) STRICT;
INSERT INTO about VALUES (NULL);

CREATE TABLE conversation (
  id INTEGER PRIMARY KEY,
  name TEXT,
  first_words TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  exchanges INTEGER NOT NULL DEFAULT 0,
  is_private INTEGER NOT NULL,
  -- the removal that is to erase it
  removed INTEGER
) STRICT;
CREATE INDEX conversation_newest ON conversation (updated_at, id) WHERE removed IS NULL AND exchanges > 0;
CREATE INDEX conversation_removed ON conversation (removed) WHERE removed IS NOT NULL;

CREATE TABLE exchange (
  id INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversation (id),
  asked_at INTEGER NOT NULL,
  question TEXT,
  question_seconds REAL,
  is_corrected INTEGER NOT NULL,
  answer TEXT NOT NULL,
  words TEXT NOT NULL,
  heard_end INTEGER NOT NULL,
  outcome TEXT,
  error TEXT,
  metrics TEXT,
  tool_steps TEXT NOT NULL,
  -- whether \`said\` has its texts as they are
  is_indexed INTEGER NOT NULL DEFAULT 0,
  removed INTEGER
) STRICT;
CREATE INDEX exchange_of_conversation ON exchange (conversation, id);
CREATE INDEX exchange_asked ON exchange (asked_at) WHERE removed IS NULL;
CREATE INDEX exchange_unfinished ON exchange (id) WHERE outcome IS NULL;
CREATE INDEX exchange_unindexed ON exchange (id) WHERE is_indexed = 0;
CREATE INDEX exchange_removed ON exchange (removed) WHERE removed IS NOT NULL;

CREATE TABLE question_audio (
  exchange INTEGER PRIMARY KEY REFERENCES exchange (id) ON DELETE CASCADE,
  -- 16-bit PCM at 16 kHz, little-endian
  pcm BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE said USING fts5 (
  question, answer,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'",
  prefix = '1 2 3'
);
INSERT INTO said (said, rank) VALUES ('secure-delete', 1);
`

/** What makes a file of each version from one of the version before. Version 0 is an empty file. */
export const migrations: readonly string[] = [first]

/** The tables of every version. */
export const tables = ['about', 'conversation', 'exchange', 'question_audio', 'said'] as const

/** @throws AppError `store-newer` for a version that is not known yet */
export function requireKnown(version: number, steps = migrations): void {
  if (version <= steps.length) return
  throw new AppError('store-newer', { kind: 'store-newer' })
}

/**
 * Brings a database to the newest version, each step whole or not at all.
 * @throws AppError `store-newer`
 */
export function migrate(db: DatabaseSyncInstance, steps = migrations): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  requireKnown(version, steps)
  for (const [i, step] of steps.entries())
    if (i >= version)
      transaction(db, () =>
        db.exec(`${step}; PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${i + 1}`),
      )
}

/** Empties a database of the newest version. Nothing of what it held is left in its file. */
export function eraseEverything(db: DatabaseSyncInstance): void {
  transaction(db, () => {
    // What refers to another table goes before it.
    for (const table of [...tables].reverse()) db.exec(`DROP TABLE ${table}`)
    for (const step of migrations) db.exec(step)
  })
}
