import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prefetch } from '../../src-main/engine/flow/prefetch'
import { tap } from '../../src-main/engine/flow/tap'

const unhandled: unknown[] = []
const note = (reason: unknown): void => void unhandled.push(reason)
beforeAll(() => void process.on('unhandledRejection', note))
afterAll(async () => {
  await pause(0)
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await Promise.resolve()
}

/** Counts up, taking `waits[i]` microtasks an item; throws after the last one when `fails`. */
async function* counting(
  waits: number[],
  fails: boolean,
  onPull?: (i: number) => void,
): AsyncGenerator<number> {
  for (let i = 0; i < waits.length; i++) {
    onPull?.(i)
    await turns(waits[i])
    yield i
  }
  if (fails) throw new Error('the source broke')
}

const waits = fc.array(fc.nat(6), { maxLength: 12 })

describe('prefetch', () => {
  it('keeps every item in order, then the error, whatever the paces', async () => {
    await fc.assert(
      fc.asyncProperty(waits, waits, fc.nat(4), fc.boolean(), async (made, taken, depth, fails) => {
        const got: number[] = []
        let broke = false
        try {
          for await (const item of prefetch(counting(made, fails), depth)) {
            got.push(item)
            await turns(taken[item] ?? 0)
          }
        } catch (thrown) {
          broke = (thrown as Error).message === 'the source broke'
        }
        expect(got).toEqual(made.map((_, i) => i))
        expect(broke).toBe(fails)
      }),
    )
  })

  it('never runs further ahead than it may', async () => {
    await fc.assert(
      fc.asyncProperty(waits, waits, fc.nat(4), async (made, taken, depth) => {
        let asked = 0
        let pulled = 0
        const source = counting(made, false, () => {
          pulled++
          expect(pulled - asked).toBeLessThanOrEqual(depth)
        })
        const iterator = prefetch(source, depth)[Symbol.asyncIterator]()
        for (;;) {
          asked++
          const result = await iterator.next()
          if (result.done) break
          await turns(taken[result.value] ?? 0)
        }
      }),
    )
  })

  it('starts pulling when iterated, before the first item is asked for', async () => {
    let pulled = 0
    prefetch(
      counting([0, 0, 0], false, () => pulled++),
      2,
    )[Symbol.asyncIterator]()
    await pause(0)
    expect(pulled).toBe(2)
  })

  it('on abort rejects the waiting consumer with the reason at once, even if the source never answers', async () => {
    const stop = new AbortController()
    const stuck: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }),
    }
    const next = prefetch(stuck, 2, stop.signal)[Symbol.asyncIterator]().next()
    stop.abort()
    await expect(next).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('on abort drops what waits, stops pulling and stays over', async () => {
    await fc.assert(
      fc.asyncProperty(waits, fc.nat(4), fc.nat(8), fc.nat(30), async (made, depth, consumed, later) => {
        const stop = new AbortController()
        let pulled = 0
        const source = counting(made, true, () => pulled++)
        const iterator = prefetch(source, depth, stop.signal)[Symbol.asyncIterator]()
        let over = false
        for (let i = 0; i < consumed && !over; i++) {
          const result = await iterator.next().catch(() => undefined)
          over = !result || result.done === true
        }
        await turns(later)
        stop.abort()
        const pulledAtAbort = pulled
        const after = await iterator.next().then(
          (result) => result.done === true,
          (thrown: unknown) => (thrown as Error).name === 'AbortError',
        )
        expect(after).toBe(true)
        expect(await iterator.next()).toEqual({ done: true, value: undefined })
        await turns(50)
        // The item in the making at that moment may still be finished by the source; no further one is begun.
        expect(pulled).toBe(pulledAtAbort)
      }),
    )
  })

  it('leaves without waiting for the item in the making', async () => {
    let closed = false
    let make!: () => void
    const made = new Promise<void>((resolve) => (make = resolve))
    async function* slow(): AsyncGenerator<number> {
      try {
        yield 1
        await made
        yield 2
      } finally {
        closed = true
      }
    }
    for await (const item of prefetch(slow(), 1)) {
      expect(item).toBe(1)
      break
    }
    expect(closed).toBe(false)
    make()
    await pause(0)
    expect(closed).toBe(true)
  })
})

describe('tap', () => {
  it('shows every item before it passes it on', async () => {
    const seen: string[] = []
    for await (const item of tap(counting([0, 1], false), (n) => seen.push(`see ${n}`)))
      seen.push(`take ${item}`)
    expect(seen).toEqual(['see 0', 'take 0', 'see 1', 'take 1'])
  })
})
