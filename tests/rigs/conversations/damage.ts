import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { Random } from '../conversation/random'
import { say, type ScratchStore } from './scratchStore'

const random = new Random(3)
export const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.next() * 256)

/** Leaves a file in which sixty questions were asked. */
export function keepSixty(scratch: ScratchStore): void {
  const store = scratch.open()
  const conversation = store.createConversation()
  for (let i = 0; i < 60; i++) say(store, conversation, `Question ${i}?`, `Answer ${i}. `.repeat(40))
  scratch.close(store)
}

/** Fills the pages in which a table has its rows with noise. */
export function spoilTable({ root, file }: ScratchStore, table: string): void {
  const copy = path.join(root, 'copy.db')
  copyFileSync(file, copy)
  const db = new DatabaseSync(copy)
  const pages = db.prepare(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'`).all(table) as {
    pageno: number
  }[]
  db.close()
  if (pages.length < 6) throw new Error(`${table} has ${pages.length} pages`)
  const bytes = readFileSync(file)
  for (const { pageno } of pages) bytes.set(noise(4096), (pageno - 1) * 4096)
  writeFileSync(file, bytes)
}

/** Does something to a database as any program could. */
export function changeDatabase(file: string, sql: string, isNew = true): void {
  if (isNew) truncateSync(file, 0)
  const db = new DatabaseSync(file)
  db.exec(sql)
  db.close()
}
