import { expect, it } from 'vitest'
import { desktopPortMessage, type DesktopEngineMessage } from '@contract'
import { desktopPort } from '../../../src-renderer/desktopPort'

class FakePort {
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  readonly sent: unknown[] = []
  isOpen = true

  postMessage(message: unknown): void {
    this.sent.push(message)
  }
  close(): void {
    this.isOpen = false
  }
}

it('makes one line of the ports to one engine after the other', () => {
  let tell!: (data: unknown, ...ports: FakePort[]) => void
  let restarts = 0
  const line = desktopPort(
    (receive) => (tell = (data, ...ports) => receive({ data, ports })),
    () => restarts++,
  )
  const ping = (id: number) => ({ type: 'ping', id }) as const
  const [first, second] = [new FakePort(), new FakePort()]
  line.send(ping(1))
  tell({ type: 'parley-engine', state: 'starting' } satisfies DesktopEngineMessage)
  tell(desktopPortMessage, first)
  first.onmessage!({ data: 'ready' })
  const heard: unknown[] = []
  line.onMessage((message) => heard.push(message))
  // What other scripts tell the window is not for this line.
  tell('something')
  tell({ type: 'parley-engine', state: 'shouting' })
  expect(heard).toEqual([{ type: 'engine', state: 'starting' }, 'ready'])
  line.send(ping(2))
  expect(first.sent).toEqual([ping(2)])

  const error = { code: 'engine-lost', notice: { kind: 'as-told', text: 'Gone.' }, retryable: true } as const
  tell({ type: 'parley-engine', state: 'lost', error })
  expect(first.isOpen).toBe(false)
  first.onmessage!({ data: 'late' })
  line.send(ping(3))
  line.send({ type: 'restart' })
  expect(restarts).toBe(1)
  tell(desktopPortMessage, second)
  second.onmessage!({ data: 'ready again' })
  line.send(ping(4))
  expect(heard.slice(2)).toEqual([{ type: 'engine', state: 'lost', error }, 'ready again'])
  expect([first.sent.length, second.sent]).toEqual([1, [ping(4)]])
})
