import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '@contract'
import { migrate, migrations } from '../../../src-main/engine/conversations/migrations'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

const fixtures = path.join(projectRoot, 'tests/fixtures/conversations')
const versions = migrations.map((_, i) => i + 1)

/** Tables, indices and settings of a database. */
function shape(db: InstanceType<typeof DatabaseSync>): unknown {
  const about = ['application_id', 'user_version', 'auto_vacuum'].map(
    (name): unknown => db.prepare(`PRAGMA ${name}`).get() as unknown,
  )
  return [
    ...about,
    ...(db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all() as unknown[]),
  ]
}

describe('a file of an earlier Parley', () => {
  let scratch: ScratchStore
  beforeEach(() => void (scratch = new ScratchStore()))
  afterEach(() => scratch.remove())

  it('is kept of every version', () => {
    expect(readdirSync(fixtures).filter((name) => name.endsWith('.db'))).toEqual(
      versions.map((version) => `version-${version}.db`),
    )
  })

  it.each(versions)('of version %i has what was said in it, and goes on', (version) => {
    mkdirSync(scratch.folder)
    const file = path.join(scratch.folder, 'conversations.db')
    cpSync(path.join(fixtures, `version-${version}.db`), file)
    const store = scratch.open()
    expect(
      store.conversations().map(({ name, isRenamed, exchanges }) => ({ name, isRenamed, exchanges })),
    ).toEqual([
      { name: 'Whales', isRenamed: true, exchanges: 2 },
      { name: 'What is the capital of France?', isRenamed: false, exchanges: 2 },
    ])
    const [whales, france] = store.conversations()
    expect(store.exchanges(france.id)).toMatchObject([
      {
        question: { text: 'What is the capital of France?' },
        answer: 'The capital of France is Paris.',
        words: [
          { written: [0, 3], startSeconds: 0, endSeconds: 0.25 },
          { written: [4, 11], startSeconds: 0.25, endSeconds: 0.8 },
        ],
        ...{ heardEnd: 31, outcome: 'done', metrics: { promptTokens: 40, answerTokens: 7 }, toolSteps: [] },
      },
      {
        question: { text: 'And of Spain?' },
        answer: 'Madrid, I think, is',
        heardEnd: 7,
        outcome: 'interrupted',
      },
    ])
    expect(store.exchanges(whales.id)).toMatchObject([
      {
        question: { seconds: 2.5, transcript: 'What is a whale?', isCorrected: true },
        answer: 'A mammal.',
        outcome: 'done',
      },
      {
        question: { seconds: 1 },
        answer: 'It',
        outcome: 'failed',
        error: { code: 'engine-lost', retryable: true },
      },
    ])
    const [first] = store.exchanges(whales.id)
    expect(store.keptAudio(first.id)).toEqual(Int16Array.from({ length: 1600 }, (_, i) => i))
    expect(store.search('whale mammal').map(({ exchange }) => exchange)).toEqual([first.id])
    say(store, france.id, 'And of Italy?', 'Rome.')
    expect(store.exchanges(france.id)).toHaveLength(3)
    expect(scratch.told).toEqual([])
    scratch.close(store)

    const [migrated, fresh] = [new DatabaseSync(file), new DatabaseSync(':memory:')]
    fresh.exec('PRAGMA auto_vacuum = INCREMENTAL')
    migrate(fresh)
    expect(shape(migrated)).toEqual(shape(fresh))
    expect(migrated.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    migrated.close()
  })
})

describe('bringing a database to the newest version', () => {
  const steps = ['CREATE TABLE a (x)', 'ALTER TABLE a ADD COLUMN y DEFAULT 7', 'INSERT INTO a VALUES (1, 2)']
  const version = (db: InstanceType<typeof DatabaseSync>): unknown => db.prepare('PRAGMA user_version').get()

  it('takes the steps that it has not taken yet', () => {
    const db = new DatabaseSync(':memory:')
    migrate(db, steps.slice(0, 1))
    db.exec('INSERT INTO a VALUES (5)')
    migrate(db, steps)
    migrate(db, steps)
    expect(db.prepare('SELECT * FROM a').all()).toEqual([
      { x: 5, y: 7 },
      { x: 1, y: 2 },
    ])
    expect(version(db)).toEqual({ user_version: 3 })
  })

  it('leaves all as it was where a step fails', () => {
    const db = new DatabaseSync(':memory:')
    expect(() => migrate(db, [steps[0], 'INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)'])).toThrow(
      /no such table/,
    )
    expect(version(db)).toEqual({ user_version: 1 })
    expect(db.prepare('SELECT * FROM a').all()).toEqual([])
    migrate(db, steps)
    expect(version(db)).toEqual({ user_version: 3 })
  })

  it('refuses a newer one', () => {
    const db = new DatabaseSync(':memory:')
    migrate(db, steps)
    expect(() => migrate(db, steps.slice(0, 2))).toThrow(AppError)
  })
})
