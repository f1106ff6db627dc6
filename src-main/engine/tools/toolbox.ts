import type { EngineMessage, ToolServerPlaces } from '@contract'
import { briefTools } from './briefTools'
import { builtInTools } from './builtInTools'
import type { RawTool } from './rawTool'
import type { HostContact } from '../network/contactTally'
import { openServer } from './servers/openServer'
import { ToolServers } from './servers/toolServers'
import { Timers } from './timers'

export interface ToolboxOptions {
  /** Nothing may be called. */
  readonly isOff?: boolean
  /** It ends with an answer: nothing that rings later, and nothing that a window does. */
  readonly isBrief?: boolean
  readonly servers?: ToolServerPlaces
  /** Told of every host that a server's address names, before it is asked. */
  readonly onContact?: ((contact: HostContact) => void) | undefined
  /** Where the times of timers are kept; absent: in memory alone. */
  readonly timersFile?: string
}

/** All that the listeners of this process may call, and what rings: one for all windows. */
export class Toolbox {
  readonly timers: Timers
  /** Resolves when all servers are connected, or have failed. */
  readonly connected: Promise<void>
  readonly #servers: ToolServers
  readonly #isOff: boolean
  readonly #isBrief: boolean
  #tell: (message: EngineMessage) => void = () => undefined

  constructor({ isOff = false, isBrief = false, servers = {}, onContact, timersFile }: ToolboxOptions = {}) {
    this.#isOff = isOff
    this.#isBrief = isBrief
    this.timers = new Timers({
      ...(timersFile !== undefined && { file: timersFile }),
      changed: () => this.#tell(this.ringing),
      failed: (why) => this.#tell({ type: 'trouble', error: why.toBody() }),
    })
    this.#servers = new ToolServers(
      isOff ? {} : servers,
      () => this.#tell(this.told),
      (place) => openServer(place, onContact),
    )
    this.connected = this.#servers.connect()
  }

  /** Where changes are told from now on. */
  tellTo(tell: (message: EngineMessage) => void): void {
    this.#tell = tell
  }

  /**
   * What may be called now. Servers that have failed are tried again.
   * @param isPrivate whether nothing of what is said now may be written to a disk
   */
  tools(isPrivate: () => boolean): readonly RawTool[] {
    this.#servers.revive()
    return [...this.#own(isPrivate), ...this.#servers.tools.map(({ raw }) => raw)]
  }

  /** What windows show of it. */
  get told(): EngineMessage {
    const cards = [
      ...this.#own(() => false).map((raw) => ({ raw })),
      ...this.#servers.tools.map(({ raw, says, server }) => ({ raw, server, ...(says && { says }) })),
    ]
    return {
      type: 'tools',
      tools: cards.map(({ raw: { name, description, asksFirst }, ...more }) => ({
        ...{ name, description, asksFirst },
        ...more,
      })),
      servers: [...this.#servers.states],
    }
  }

  /** Names of the servers whose tools cannot be called now. */
  get missing(): readonly string[] {
    return this.#servers.states.filter(({ state }) => state !== 'ready').map(({ name }) => name)
  }

  get ringing(): EngineMessage {
    return { type: 'ringing', ringing: [...this.timers.ringing] }
  }

  #own(isPrivate: () => boolean): readonly RawTool[] {
    if (this.#isOff) return []
    return this.#isBrief ? briefTools(() => this.timers.now()) : builtInTools(this.timers, isPrivate)
  }

  async close(): Promise<void> {
    this.timers.close()
    await this.#servers.close()
  }
}
