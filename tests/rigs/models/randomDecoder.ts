import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeRandomVoxtral, voxtralSizes } from './randomVoxtral'

/** Counts up when what is made changes, so that an older one in the cache is not taken for it. */
const version = 2

/**
 * Makes a random q4 model of the smaller sizes once, in the repository's cache, and returns its directory:
 * `onnx/*_q4.onnx` in the public layout with configuration and tokenizer. The same bytes every time; a second or two
 * the first time.
 */
export function randomDecoder(size: '100m' | '500m' = '100m'): string {
  const cache = fileURLToPath(new URL('../../../.cache', import.meta.url))
  const directory = join(cache, `random-decoder-${size}-${version}`)
  if (!existsSync(directory)) makeRandomVoxtral(directory, voxtralSizes[size])
  return directory
}
