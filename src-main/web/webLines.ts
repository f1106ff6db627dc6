import type { WebSocket } from 'ws'
import { socketClose, type NoteEvent } from '@contract'
import type { WindowLine } from '../engineProcess/relayedWindows'
import type { Admission } from './admissions'
import { WebLine, type WaitingBytes } from './webLine'
import type { WebLimits } from './webLimits'

interface Windows {
  connect(): WindowLine
}

/** The lines of all pages. */
export class WebLines {
  readonly #windows: Windows
  readonly #limits: WebLimits
  readonly #note: NoteEvent | undefined
  readonly #owners = new Map<WebLine, Admission>()

  /** @param note told of a line that is ended, for the log */
  constructor(windows: Windows, limits: WebLimits, note?: NoteEvent) {
    this.#note = note
    this.#windows = windows
    this.#limits = limits
  }

  /** Makes a line of an open socket, where its browser may have another one. */
  open(socket: WebSocket, owner: Admission): void {
    socket.on('error', () => socket.terminate())
    const own = [...this.#owners.values()].filter((each) => each === owner)
    if (own.length >= this.#limits.lines || this.#owners.size >= this.#limits.allLines) {
      socket.close(socketClose.tooMany)
      return
    }
    this.#watch(socket)
    const line = new WebLine(socket, this.#windows.connect(), this.#limits, this.#note)
    this.#owners.set(line, owner)
    socket.on('close', () => {
      this.#owners.delete(line)
      line.end(1001)
    })
  }

  /** Of all of them together. */
  get waitingBytes(): WaitingBytes {
    const all = [...this.#owners.keys()].map((line) => line.waitingBytes)
    const sum = (from: keyof WaitingBytes): number => all.reduce((bytes, each) => bytes + each[from], 0)
    return { pages: sum('pages'), engine: sum('engine') }
  }

  close(): void {
    for (const line of this.#owners.keys()) line.end(1001)
  }

  /** Asks a socket for signs of life, and gives one. */
  #watch(socket: WebSocket): void {
    let missed = 0
    socket.on('pong', () => (missed = 0))
    // Not by itself: who asks and reads no answer would fill the memory with them.
    socket.on('ping', (data) => {
      if (socket.bufferedAmount < this.#limits.socketBytes) socket.pong(data)
    })
    const pinging = setInterval(() => {
      // Of one that is not read for a while no answer can be heard.
      if (missed >= 2 && !socket.isPaused) return socket.terminate()
      missed++
      socket.ping()
    }, this.#limits.pingEveryMs)
    socket.on('close', () => clearInterval(pinging))
  }
}
