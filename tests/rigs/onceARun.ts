import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Deserializer, Serializer } from 'node:v8'

/**
 * What takes long to make is made by the first test file of a run that wants it, and read by all others. Outside of a run of
 * the tests it is made each time.
 * @param what who makes it, and of what
 * @param make always makes the same: plain values, and arrays of numbers
 */
export async function onceARun<T>(what: unknown, make: () => Promise<T>): Promise<T> {
  const folder = process.env.PARLEY_MADE
  if (folder === undefined) return make()
  const file = path.join(folder, createHash('sha256').update(JSON.stringify(what)).digest('hex'))
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const serializer = new Serializer()
    serializer.writeHeader()
    serializer.writeValue(await make())
    // Two processes may make it at once: none reads half a file.
    writeFileSync(`${file}.${process.pid}`, serializer.releaseBuffer())
    renameSync(`${file}.${process.pid}`, file)
  }
  const made = new Deserializer(readFileSync(file))
  made.readHeader()
  return made.readValue() as T
}
