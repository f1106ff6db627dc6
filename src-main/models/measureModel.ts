import type { Hub } from './hub'
import { readHubRecord } from './hubRecord'
import { wantedModel } from './wantedModel'

export interface ModelMeasure {
  readonly sizeBytes: number
  /** How fast its largest file comes; absent: nothing came of it. */
  readonly bytesPerSecond?: number
}

/** So much of a model is fetched at most, and for so long, to see how fast it comes. It is thrown away. */
const sampleBytes = 16_000_000
const sampleMs = 1500
/** Until the first of it comes. */
const waitMs = 10_000

/**
 * Asks the hub how large a model is, and how fast it would come.
 * @param name as `pullModel` takes it
 * @throws as `readHubRecord`
 */
export async function measureModel(name: string, hub: Hub, signal: AbortSignal): Promise<ModelMeasure> {
  const { repository, record } = wantedModel(name)
  const { files, revision } = record(await readHubRecord(hub, repository, signal))
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const [largest] = [...files].sort((a, b) => b.sizeBytes - a.sizeBytes)
  const address = `${hub.endpoint}/${repository}/resolve/${revision}/${encodeURI(largest.path)}`
  const limit = AbortSignal.any([signal, AbortSignal.timeout(waitMs)])
  const bytesPerSecond = await sampledSpeed(hub, address, limit).catch(() => undefined)
  signal.throwIfAborted()
  return { sizeBytes, ...(bytesPerSecond !== undefined && { bytesPerSecond }) }
}

async function sampledSpeed(hub: Hub, address: string, signal: AbortSignal): Promise<number | undefined> {
  const headers = { 'Accept-Encoding': 'identity', Range: `bytes=0-${sampleBytes - 1}` }
  const response = await hub.fetch(address, { headers, signal })
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    return undefined
  }
  const startedAt = performance.now()
  let bytes = 0
  // Left early, the rest is not fetched.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes >= sampleBytes || performance.now() - startedAt >= sampleMs) break
  }
  return bytes === 0 ? undefined : (1000 * bytes) / Math.max(1, performance.now() - startedAt)
}
