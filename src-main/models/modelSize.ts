import type { Hub } from './hub'
import { readHubRecord } from './hubRecord'
import { wantedModel } from './wantedModel'

/**
 * Asks the hub how large a model is, and fetches nothing of it.
 * @param name as `pullModel` takes it
 * @returns bytes
 * @throws as `readHubRecord`
 */
export async function modelSize(name: string, hub: Hub, signal: AbortSignal): Promise<number> {
  const { repository, record } = wantedModel(name)
  const { files } = record(await readHubRecord(hub, repository, signal))
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
