import type { FetchChild } from '../../src-main/library/fetchMessages'
import { forkFetch } from '../../src-main/library/forkFetch'
import { freshBuild } from './freshBuild'

/** What starts fetches as they are built: in a fifth of the time that their sources take. */
export async function buildFetch(): Promise<() => FetchChild> {
  await freshBuild(() => undefined)
  return () => forkFetch('out/main/fetch.js')
}
