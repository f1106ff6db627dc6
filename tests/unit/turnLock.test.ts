import { describe, expect, it } from 'vitest'
import { TurnLock, type Release, type TurnSeat } from '../../src-main/engine/turnLock'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const never = new AbortController().signal

/** Takes the models for a named turn, and notes what becomes of it. */
function turns(): {
  readonly told: string[]
  readonly begin: (seat: TurnSeat, name: string, signal?: AbortSignal) => Promise<Release | undefined>
} {
  const told: string[] = []
  return {
    told,
    begin: async (seat, name, signal = never) => {
      try {
        const release = await seat.acquire(signal, () => told.push(`${name} waits`))
        told.push(`${name} runs`)
        return release
      } catch (thrown) {
        told.push(`${name} leaves: ${(thrown as Error).message}`)
        return undefined
      }
    },
  }
}

describe('turns of several windows', () => {
  it('run one at a time, first come first served', async () => {
    const lock = new TurnLock()
    const [a, b, c] = [lock.seat(), lock.seat(), lock.seat()]
    const { told, begin } = turns()
    const first = await begin(a, 'a')
    const second = begin(b, 'b')
    const third = begin(c, 'c')
    const fourth = begin(a, 'a again')
    first!()
    ;(await second)!()
    ;(await third)!()
    ;(await fourth)!()
    expect(told).toEqual([
      'a runs',
      'b waits',
      'c waits',
      'a again waits',
      'b runs',
      'c runs',
      'a again runs',
    ])
    expect(a.isFree).toBe(true)
  })

  it('leave the queue when they are taken back, without a trace for those behind', async () => {
    const lock = new TurnLock()
    const [a, b, c] = [lock.seat(), lock.seat(), lock.seat()]
    const { told, begin } = turns()
    const first = await begin(a, 'a')
    const taken = new AbortController()
    void begin(b, 'b', taken.signal)
    const third = begin(c, 'c')
    taken.abort(new Error('taken back'))
    await settle()
    first!()
    expect(await third).toBeDefined()
    expect(told).toEqual(['a runs', 'b waits', 'c waits', 'b leaves: taken back', 'c runs'])
    await begin(b, 'too late', taken.signal)
    expect(told.at(-1)).toBe('too late leaves: taken back')
  })

  it('are begun in advance only while nobody else has a question', async () => {
    const lock = new TurnLock()
    const [a, b] = [lock.seat(), lock.seat()]
    const { begin } = turns()
    expect(b.isFree).toBe(true)
    const release = await begin(a, 'a')
    expect([a.isFree, b.isFree]).toEqual([false, false])
    release!()
    expect(b.isFree).toBe(true)
  })

  it('give the models back once, however often that is said', async () => {
    const lock = new TurnLock()
    const [a, b] = [lock.seat(), lock.seat()]
    const { told, begin } = turns()
    const first = await begin(a, 'a')
    first!()
    const second = await begin(b, 'b')
    first!()
    void begin(a, 'a again')
    await settle()
    expect(told).toEqual(['a runs', 'b runs', 'a again waits'])
    second!()
  })
})

describe('what is done while nobody asks', () => {
  it('gives way to the first who asks, who is not told to wait', async () => {
    const lock = new TurnLock()
    const [a, b] = [lock.seat(), lock.seat()]
    const { told, begin } = turns()
    const idle = a.acquireIdle()!
    expect([idle.signal.aborted, b.isFree]).toEqual([false, true])
    const asked = begin(b, 'b')
    expect(idle.signal.aborted).toBe(true)
    const later = begin(a, 'a')
    idle.release()
    ;(await asked)!()
    ;(await later)!()
    expect(told).toEqual(['a waits', 'b runs', 'a runs'])
  })

  it('does not begin while a turn goes on', async () => {
    const lock = new TurnLock()
    const [a, b] = [lock.seat(), lock.seat()]
    const release = await turns().begin(a, 'a')
    expect(b.acquireIdle()).toBeUndefined()
    release!()
    expect(b.acquireIdle()).toBeDefined()
  })

  it('a rehearsal makes nobody wait aloud, and ends when the first window begins', async () => {
    const lock = new TurnLock()
    const [rehearsal, window] = [lock.rehearsalSeat(), lock.seat()]
    const { told, begin } = turns()
    rehearsal.begins()
    const release = await begin(rehearsal, 'rehearsal')
    expect(lock.begun.aborted).toBe(false)
    window.begins()
    expect(lock.begun.aborted).toBe(true)
    const asked = begin(window, 'window')
    release!()
    await asked
    expect(told).toEqual(['rehearsal runs', 'window runs'])
  })
})
