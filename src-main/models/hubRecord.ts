import { HubApiError, listFiles, modelInfo } from '@huggingface/hub'
import { z } from 'zod'
import { AppError } from '@contract'
import { lostLine, refusal, type Hub } from './hub'
import { filePath, hubFile, type HubFile } from './hubFile'
import { PassingTrouble, untilItPasses } from './retries'

const commitName = z.string().regex(/^[0-9a-f]{40}$/)

/** What a repository holds at one commit. */
export interface HubRecord {
  readonly repository: string
  readonly revision: string
  readonly files: readonly HubFile[]
}

/**
 * Asks the hub what a repository holds now.
 * @throws access-denied, model-missing, model-invalid (a file that would lie outside of its folder) or download-failed,
 * as one sentence
 */
export async function readHubRecord(hub: Hub, repository: string, signal: AbortSignal): Promise<HubRecord> {
  const ask = { hubUrl: hub.endpoint, fetch: steadyFetch(hub, repository, signal) }
  try {
    const info = await modelInfo({ ...ask, name: repository, revision: 'main', additionalFields: ['sha'] })
    const sha = commitName.parse(info.sha)
    const files: HubFile[] = []
    for await (const entry of listFiles({ ...ask, repo: repository, revision: sha, recursive: true }))
      if (entry.type === 'file') {
        if (!filePath.safeParse(entry.path).success) throw strayFile(hub, repository, entry.path)
        files.push(
          hubFile.parse({
            path: entry.path,
            sizeBytes: entry.lfs?.size ?? entry.size,
            sha256: entry.lfs?.oid,
            gitSha1: entry.lfs ? undefined : entry.oid,
          }),
        )
      }
    return { repository, revision: sha, files }
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof AppError) throw thrown
    const reason =
      thrown instanceof HubApiError || thrown instanceof SyntaxError || thrown instanceof z.ZodError
        ? ''
        : ` (${(thrown as Error).message})`
    const message = `${new URL(hub.endpoint).host} does not answer like a model hub${reason}. Check HF_ENDPOINT, or try again later.`
    throw new AppError('download-failed', message, { retryable: true, cause: thrown })
  }
}

function strayFile(hub: Hub, repository: string, place: string): AppError {
  const { host } = new URL(hub.endpoint)
  const message = `${host} lists a file of ${repository} that would lie outside of the model's folder (${JSON.stringify(place)}), so nothing of it was fetched. Check HF_ENDPOINT, or choose another model.`
  return new AppError('model-invalid', message)
}

/** A fetch that waits out what passes, and turns refusals into sentences. */
function steadyFetch(hub: Hub, repository: string, signal: AbortSignal): typeof fetch {
  return (url, init) =>
    untilItPasses(
      async () => {
        const { host } = new URL(hub.endpoint)
        const quiet = AbortSignal.timeout(hub.limits.stallMs)
        try {
          const ask = { ...init, signal: AbortSignal.any([signal, quiet]) }
          const response = await hub.fetch(url as string, ask)
          // With all that it says: a line may break in the middle of that, too.
          if (response.ok) return new Response(await response.arrayBuffer(), response)
          await response.body?.cancel()
          throw refusal(hub, response, repository)
        } catch (thrown) {
          signal.throwIfAborted()
          if (quiet.aborted) throw new PassingTrouble(`${host} does not answer.`)
          if (thrown instanceof TypeError) throw lostLine(host, thrown)
          throw thrown
        }
      },
      hub.limits,
      signal,
    )
}
