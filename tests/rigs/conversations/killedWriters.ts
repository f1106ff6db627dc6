import { DatabaseSync } from '@photostructure/sqlite'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { builtScript } from '../builtScript'
import { Random } from '../conversation/random'
import { say, ScratchStore } from './scratchStore'
import { answerOf, canaryOf } from './writerText'

/** The longest that a writer lives, from when it has its file open: most live less than half of it. */
const longestLifeMs = 1600

/** What a writer's journal says of an exchange. */
interface Noted {
  length: number
  /** How much of its answer was a second old. */
  settled: number
  isFinished: boolean
  isRemoved: boolean
}

/** Writers of one and the same file that are killed, one after the other, at random moments. */
export class KilledWriters {
  readonly scratch = new ScratchStore()
  /** How many characters of unfinished answers the kills took, and how many exchanges there were in all. */
  readonly figures = { kills: 0, exchanges: 0, unfinished: 0, lostChars: 0 }
  #script = ''
  readonly #journal = path.join(this.scratch.root, 'journal')
  readonly #random: Random

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  /** Builds the writer, so that each of them begins at once. */
  async prepare(): Promise<void> {
    this.#script = await builtScript('tests/rigs/conversations/writer.ts')
  }

  /** A writer writes and is killed. What is left is looked at as the next engine would. @throws Error naming what is wrong */
  async killOne(): Promise<void> {
    rmSync(this.#journal, { force: true })
    const { writer, exit, said } = await this.#begin()
    if (said !== 'open\n') throw new Error(`The writer says ${said}`)
    await sleep(this.#random.next() ** 2 * longestLifeMs)
    writer.kill('SIGKILL')
    await exit
    this.figures.kills++
    this.#look(readJournal(this.#journal))
  }

  async #begin(): Promise<{ writer: ChildProcess; exit: Promise<unknown>; said: string }> {
    const args = [
      this.#script,
      this.scratch.folder,
      this.#journal,
      String(Math.floor(this.#random.next() * 1e9)),
    ]
    const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const exit = once(writer, 'exit')
    const [said] = (await Promise.race([once(writer.stdout, 'data'), exit])) as [Buffer | number]
    return { writer, exit, said: String(said) }
  }

  #look(noted: ReadonlyMap<number, Noted>): void {
    this.scratch.clock.catchUp()
    const store = this.scratch.open()
    if (this.scratch.told.length > 0) throw this.scratch.told[0]
    for (const [id, { length, settled, isFinished, isRemoved }] of noted) {
      const exchange = store.exchange(id)
      if (isRemoved !== (exchange === undefined))
        throw new Error(`${id} was ${isRemoved ? '' : 'not '}removed.`)
      if (exchange === undefined) continue
      this.figures.exchanges++
      const { answer, outcome, words } = exchange
      const lost = `${id}: of ${length} characters, ${settled} a second old, there are ${answer.length}, ${outcome}`
      if (!answerOf(id).startsWith(answer)) throw new Error(`${id} has another answer than it was given.`)
      if ((words.at(-1)?.written[1] ?? 0) !== answer.length) throw new Error(`${id} lacks words.`)
      if (isFinished ? answer.length !== length || outcome !== 'done' : answer.length < settled)
        throw new Error(lost)
      if (!isFinished && !['failed', 'done'].includes(outcome!)) throw new Error(lost)
      if (outcome === 'done') continue
      this.figures.unfinished++
      this.figures.lostChars += Math.max(0, length - answer.length)
    }
    // The next question is answered.
    const next = say(store, store.createConversation(), 'And now?', 'On we go.')
    if (store.exchange(next.id)?.answer !== 'On we go.') throw new Error('The next question is not answered.')
    this.scratch.clock.move(60_000)
    this.scratch.close(store)
    this.#requireSound([...noted].filter(([, { isRemoved }]) => isRemoved).map(([id]) => id))
  }

  #requireSound(removed: readonly number[]): void {
    const copy = path.join(this.scratch.root, 'copy.db')
    copyFileSync(path.join(this.scratch.folder, 'conversations.db'), copy)
    const db = new DatabaseSync(copy)
    const [{ integrity_check: said }] = db.prepare('PRAGMA integrity_check').all() as {
      integrity_check: string
    }[]
    if (said !== 'ok') throw new Error(said)
    db.exec(`INSERT INTO said (said) VALUES ('integrity-check')`)
    db.close()
    const bytes = this.scratch.bytes()
    const left = removed.find((id) => bytes.includes(canaryOf(id)))
    if (left !== undefined) throw new Error(`${left} was removed, and is in the file.`)
  }
}

function readJournal(file: string): Map<number, Noted> {
  // A line may have been cut off.
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
  const events = lines.map((line) => {
    const [at, what, id, length] = line.split(' ')
    return { at: Number(at), what, id: Number(id), length: Number(length) }
  })
  const last = events.at(-1)?.at ?? 0
  const noted = new Map<number, Noted>()
  for (const { at, what, id, length } of events) {
    const known = noted.get(id) ?? { length: 0, settled: 0, isFinished: false, isRemoved: false }
    noted.set(id, known)
    known.length = Math.max(known.length, length)
    if (last - at >= 1000) known.settled = known.length
    known.isFinished ||= what === 'finish'
    known.isRemoved ||= what === 'remove'
  }
  return noted
}
