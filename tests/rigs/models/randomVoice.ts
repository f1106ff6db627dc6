import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeRandomKokoro } from './randomKokoro/makeRandomKokoro'

/** Counts up when what is made changes, so that an older one in the cache is not taken for it. */
const version = 2

/**
 * Makes a random Kokoro of the full size in float32 once, in the repository's cache (325 MB), and returns its directory.
 * The same bytes every time; some seconds the first time.
 */
export function randomVoice(): string {
  const cache = fileURLToPath(new URL('../../../.cache', import.meta.url))
  const directory = join(cache, `random-voice-${version}`)
  if (!existsSync(directory)) makeRandomKokoro(directory, 'fp32')
  return directory
}
