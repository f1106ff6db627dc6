import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config, unansweredTurn } from '@contract'
import { EngineProcess, type EngineChild } from '../../../src-main/engineProcess/engineProcess'
import { restartDelayMs } from '../../../src-main/engineProcess/restartDelay'
import type { FromEngineProcess, ToEngineProcess } from '../../../src-main/engine/processMessages'

/** An engine process by hand. */
class FakeChild implements EngineChild<never> {
  readonly sent: ToEngineProcess[] = []
  say!: (message: FromEngineProcess) => void
  exit!: (how: string) => void
  send(message: ToEngineProcess): void {
    this.sent.push(message)
  }
  onMessage(receive: (message: FromEngineProcess) => void): void {
    this.say = receive
  }
  onExit(exited: (how: string) => void): void {
    this.exit = exited
  }
  /** Whether the system holds it still. */
  isHeld = false
  isStopped = (): Promise<boolean> => Promise.resolve(this.isHeld)
  /** How it ends when it is told to. */
  kill = (): void => this.exit('SIGKILL')
}

describe('an engine process', () => {
  let children: FakeChild[]
  let engine: EngineProcess

  beforeEach(() => {
    vi.useFakeTimers()
    children = []
    engine = new EngineProcess(() => {
      children.push(new FakeChild())
      return children.at(-1)!
    }, config.parse({}))
    engine.start()
  })

  afterEach(() => {
    engine.close()
    vi.useRealTimers()
  })

  it('waits longer before each new start, then no more', () => {
    expect([1, 2, 3, 4, 5].map(restartDelayMs)).toEqual([0, 500, 2000, 4000, undefined])
  })

  it('keeps conversations as was chosen last, also when it had to be started again', () => {
    const keeping = { mode: 'yes', audio: false } as const
    engine.keep(keeping)
    expect(children[0].sent.at(-1)).toEqual({ kind: 'keep', keeping })
    children[0].say({ kind: 'started' })
    children[0].exit('SIGKILL')
    vi.advanceTimersByTime(0)
    expect(children[1].sent[0]).toMatchObject({ kind: 'start', config: { keeping } })
  })

  it('is ended for good, and waited for until its process is gone', async () => {
    const [child] = children
    child.kill = () => undefined
    let isOver = false
    const over = engine.end().then(() => (isOver = true))
    await vi.advanceTimersByTimeAsync(1000)
    expect(isOver).toBe(false)
    child.exit('SIGKILL')
    await over
    await vi.advanceTimersByTimeAsync(60_000)
    engine.restart()
    expect(children).toHaveLength(1)
  })

  it('is started again at once, after 0.5, 2 and 4 s, then only when asked', () => {
    for (const delayMs of [0, 500, 2000, 4000]) {
      const before = children.length
      children.at(-1)!.exit('SIGKILL')
      expect(engine.status.state).toBe('restarting')
      if (delayMs > 0) vi.advanceTimersByTime(delayMs - 1)
      expect(children).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(children).toHaveLength(before + 1)
    }
    children.at(-1)!.exit('SIGKILL')
    expect(engine.status).toMatchObject({ state: 'lost', error: { code: 'engine-lost' } })
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(5)
    engine.restart()
    children.at(-1)!.say({ kind: 'started' })
    expect(engine.status.state).toBe('ready')
  })

  it('counts a crash after a steady time as the first', () => {
    for (let crash = 0; crash < 8; crash++) {
      children.at(-1)!.say({ kind: 'started' })
      for (let second = 0; second < 11; second++) {
        vi.advanceTimersByTime(1000)
        children.at(-1)!.say({ kind: 'pong', id: 0 })
      }
      children.at(-1)!.exit('SIGSEGV')
      vi.advanceTimersByTime(1)
    }
    expect(children).toHaveLength(9)
  })

  it('counts the crash of one that has answered as the first', () => {
    const answered = unansweredTurn(1, 'done', 0)
    for (let crash = 0; crash < 8; crash++) {
      children.at(-1)!.say({ kind: 'started' })
      children.at(-1)!.say({ kind: 'message', connection: 1, message: answered })
      children.at(-1)!.exit('SIGKILL')
      vi.advanceTimersByTime(1)
    }
    expect(children).toHaveLength(9)
  })

  it('that dies while it loads chosen models does so on the processor, then with the built-in ones, until it is asked for again', () => {
    engine.changeConfig(config.parse({ listenerDir: '/large', voiceDir: '/voice' }))
    const starts = (): unknown[] => children.slice(1).map(({ sent: [start] }) => start)
    for (const delayMs of [1, 500, 2000]) {
      children.at(-1)!.exit('SIGKILL')
      vi.advanceTimersByTime(delayMs)
    }
    expect(starts()).toMatchObject([
      { config: { listenerDir: '/large', device: { kind: 'auto' } } },
      { config: { listenerDir: '/large', device: { kind: 'auto' } } },
      {
        config: { listenerDir: '/large', voiceDir: '/voice', device: { kind: 'cpu' } },
        instead: { kind: 'models-on-processor' },
      },
      {
        config: { listenerDir: undefined, voiceDir: undefined, device: { kind: 'cpu' } },
        instead: { kind: 'models-built-in' },
      },
    ])
    children.at(-1)!.say({ kind: 'started' })
    engine.changeConfig(config.parse({ listenerDir: '/large' }))
    expect(starts().at(-1)).toMatchObject({ config: { listenerDir: '/large' } })
    expect(starts().at(-1)).not.toHaveProperty('instead')
  })

  it('that dies twice while it loads chosen models on the processor is started with the built-in ones at once', () => {
    engine.changeConfig(config.parse({ listenerDir: '/large', device: { kind: 'cpu' } }))
    for (const delayMs of [1, 500]) {
      children.at(-1)!.exit('SIGKILL')
      vi.advanceTimersByTime(delayMs)
    }
    expect(children.at(-1)!.sent[0]).toMatchObject({ config: { listenerDir: undefined } })
  })

  it('that dies with models that were loaded gets them again', () => {
    engine.changeConfig(config.parse({ listenerDir: '/large' }))
    for (const delayMs of [1, 500, 2000]) {
      children.at(-1)!.say({ kind: 'started' })
      children.at(-1)!.exit('SIGSEGV')
      vi.advanceTimersByTime(delayMs)
      expect(children.at(-1)!.sent[0]).toMatchObject({ config: { listenerDir: '/large' } })
    }
  })

  it('is started with other models only when the one before has given back its memory', () => {
    children[0].say({ kind: 'started' })
    children[0].kill = () => undefined
    engine.changeConfig(config.parse({ listenerDir: '/large' }))
    engine.changeConfig(config.parse({ listenerDir: '/larger' }))
    engine.restart()
    expect([children.length, engine.status.state]).toEqual([1, 'restarting'])
    children[0].exit('SIGKILL')
    expect(children.slice(1)).toMatchObject([{ sent: [{ config: { listenerDir: '/larger' } }] }])
    vi.advanceTimersByTime(60_000)
    expect(children).toHaveLength(2)
  })

  it('is started with other models though the one before does not end', () => {
    children[0].kill = () => undefined
    engine.changeConfig(config.parse({ listenerDir: '/large' }))
    vi.advanceTimersByTime(5000)
    expect(children).toHaveLength(2)
    children[0].exit('SIGKILL')
    children[0].say({ kind: 'started' })
    expect([children.length, engine.status.state]).toEqual([2, 'starting'])
  })

  it('is not tried again by itself when its models stay away', () => {
    const error = {
      code: 'model-missing',
      notice: { kind: 'as-told', text: 'There is no model.' },
      retryable: false,
    } as const
    children[0].say({ kind: 'failed', error })
    expect(engine.status).toEqual({ state: 'lost', error })
  })

  it('is not started beside itself when it is asked for while it runs, nor when the app is closed', () => {
    engine.restart()
    expect(children).toHaveLength(1)
    engine.close()
    engine.restart()
    engine.changeConfig(config.parse({}))
    expect(children).toHaveLength(1)
  })

  it('is killed when it says nothing for 15 s, and only after two minutes while it loads', () => {
    vi.advanceTimersByTime(119_000)
    expect(children).toHaveLength(1)
    children[0].say({ kind: 'started' })
    vi.advanceTimersByTime(14_000)
    children[0].say({ kind: 'message', connection: 1, message: { type: 'pong', id: 1 } })
    vi.advanceTimersByTime(15_000)
    expect(engine.status.state).toBe('ready')
    vi.advanceTimersByTime(1000)
    expect(engine.status.state).toBe('restarting')
    vi.advanceTimersByTime(122_000)
    expect(children).toHaveLength(3)
  })

  it.each(['it answers', 'it loads'])(
    'that the system holds still while %s is told within 4 s and replaced',
    async (when) => {
      if (when === 'it answers') children[0].say({ kind: 'started' })
      children[0].isHeld = true
      await vi.advanceTimersByTimeAsync(2900)
      expect(children).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(200)
      expect(children).toHaveLength(2)
      expect(engine.status).toMatchObject({ state: 'restarting', error: { code: 'engine-lost' } })
    },
  )

  it('that is only busy, or was stopped for a moment, is left alone', async () => {
    children[0].say({ kind: 'started' })
    await vi.advanceTimersByTimeAsync(10_000)
    children[0].say({ kind: 'pong', id: 1 })
    children[0].isHeld = true
    await vi.advanceTimersByTimeAsync(1900)
    children[0].say({ kind: 'pong', id: 2 })
    await vi.advanceTimersByTimeAsync(1900)
    expect(engine.status.state).toBe('ready')
  })
})
