import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findFile } from '../../../src-main/web/findFile'
import { Random } from '../conversation/random'
import { anyPath } from './anyPath'
import type { FuzzPart, FuzzTarget } from './fuzzPart'
import { tryAddress } from './tryAddress'
import { WebRequests } from './webRequests'

/** Stands in a file beside the folder that a host serves. */
const canary = 'canary-of-the-fuzz'

/**
 * Requests to a web host, as a page of another site, another program and a broken browser make them: it lets in who has a
 * cookie, a pass and the right names, and nobody else, and shows no file from outside. And addresses that a user, a
 * variable or a server names: no password, no plain line beyond the user's own network, and no way out of the window's folder.
 */
export const addresses: FuzzPart = {
  all: 10_000,
  async open(seed) {
    const root = mkdtempSync(path.join(tmpdir(), 'parley-fuzz-web-'))
    writeFileSync(path.join(root, 'outside.txt'), canary)
    const requests = await WebRequests.open(root, canary)
    return new AddressTarget(root, requests, seed)
  },
}

class AddressTarget implements FuzzTarget {
  readonly #root: string
  readonly #requests: WebRequests
  readonly #seed: number

  constructor(root: string, requests: WebRequests, seed: number) {
    this.#root = root
    this.#requests = requests
    this.#seed = seed
  }

  async try(input: number): Promise<boolean> {
    const random = new Random(this.#seed * 1_000_003 + input)
    if (input % 2 === 0) return this.#requests.try(random)
    if (input % 4 === 1) return this.#tryPath(random)
    return tryAddress(random)
  }

  async close(): Promise<void> {
    await this.#requests.close()
    rmSync(this.#root, { recursive: true })
  }

  async #tryPath(random: Random): Promise<boolean> {
    const folder = this.#requests.folder
    const asked = anyPath(random)
    const found = await findFile(folder, asked)
    if (found !== undefined && !found.file.startsWith(folder + path.sep))
      throw new Error(`${JSON.stringify(asked)} leads to ${found.file}`)
    return found !== undefined
  }
}
