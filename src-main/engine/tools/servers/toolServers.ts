import type { ToolServerPlaces, ToolServerState } from '@contract'
import { openServer } from './openServer'
import { ToolServer, type OpenServer, type ServerTool } from './toolServer'

/** All servers of tools that the user has named. They are connected in the background: nobody waits for one. */
export class ToolServers {
  readonly #servers: readonly ToolServer[]
  readonly #onExit = (): void => this.#servers.forEach((server) => server.kill())

  /** @param changed states or tools are not as they were */
  constructor(
    places: ToolServerPlaces,
    changed: () => void,
    open: OpenServer = (place) => openServer(place),
  ) {
    this.#servers = Object.entries(places).map(([name, place]) => new ToolServer(name, place, changed, open))
    if (this.#servers.length > 0) process.on('exit', this.#onExit)
  }

  /** Resolves when all are connected, or have failed. */
  async connect(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.connect()))
  }

  /** Those that have failed are tried again. */
  revive(): void {
    for (const server of this.#servers) server.revive()
  }

  get states(): readonly ToolServerState[] {
    return this.#servers.map(({ state }) => state)
  }

  get tools(): readonly (ServerTool & { readonly server: string })[] {
    const taken = new Set<string>()
    return this.#servers.flatMap(({ name, tools }) =>
      tools.flatMap((tool) => {
        // Names of servers may be one when only letters and digits are left of them.
        if (taken.has(tool.raw.name)) return []
        taken.add(tool.raw.name)
        return [{ ...tool, server: name }]
      }),
    )
  }

  async close(): Promise<void> {
    process.off('exit', this.#onExit)
    await Promise.all(this.#servers.map((server) => server.close()))
  }
}
