import { listFiles, modelInfo } from '@huggingface/hub'
import { z } from 'zod'
import { AppError } from '@contract'
import { refusal, type Hub } from './hub'
import { filePath, hashOf, hubFile, type HubFile } from './hubFile'
import { lostLine } from './lostLine'
import { readBody } from './readBody'
import { PassingTrouble, untilItPasses } from './retries'
import { isWebPage, webPageInstead } from './webPage'

/** Of all answers about a repository. A thousand files take 300 kB. */
const longestListingBytes = 8 * 1024 * 1024
/** The hub tells of a thousand files in an answer. */
const mostAnswers = 50

const commitName = z.string().regex(/^[0-9a-f]{40}$/)

/** What a repository holds at one commit. */
export interface HubRecord {
  readonly repository: string
  readonly revision: string
  readonly files: readonly HubFile[]
}

/**
 * Asks the hub what a repository holds now.
 * @throws access-denied, model-missing, model-invalid (a file that would lie outside of its folder, or one without a hash)
 * or download-failed, as one sentence
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
        const [sha256, gitSha1] = [entry.lfs?.oid, entry.lfs ? undefined : entry.oid]
        const file = { path: entry.path, sizeBytes: entry.lfs?.size ?? entry.size, sha256, gitSha1 }
        if (hashOf(file) === undefined) throw unprovable(hub, repository, entry.path)
        files.push(hubFile.parse(file))
      }
    return { repository, revision: sha, files }
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof AppError) throw thrown
    throw new AppError(
      'download-failed',
      { kind: 'hub-strange', host: new URL(hub.endpoint).host },
      {
        retryable: true,
        cause: thrown,
      },
    )
  }
}

function strayFile({ endpoint }: Hub, repository: string, named: string): AppError {
  const { host } = new URL(endpoint)
  const place = JSON.stringify(named.slice(0, 200))
  return new AppError('model-invalid', { kind: 'hub-stray-file', host, repository, place })
}

function unprovable({ endpoint }: Hub, repository: string, named: string): AppError {
  const { host } = new URL(endpoint)
  const place = JSON.stringify(named.slice(0, 200))
  return new AppError('model-invalid', { kind: 'hub-unprovable', host, repository, place })
}

/** A fetch for the answers about one repository, which waits out what passes, and turns refusals into sentences. */
function steadyFetch(hub: Hub, repository: string, signal: AbortSignal): typeof fetch {
  const { host } = new URL(hub.endpoint)
  let answersLeft = mostAnswers
  let bytesLeft = longestListingBytes
  return (url, init) =>
    untilItPasses(
      async () => {
        if (answersLeft-- <= 0)
          throw new AppError(
            'download-failed',
            { kind: 'hub-endless-list', host, repository },
            { retryable: true },
          )
        const quiet = AbortSignal.timeout(hub.limits.stallMs)
        try {
          const ask = { ...init, signal: AbortSignal.any([signal, quiet]) }
          const response = await hub.fetch(atEndpoint(hub, url as string), ask)
          if (!response.ok) {
            await response.body?.cancel()
            throw refusal(hub, response, repository)
          }
          // With all that it says: a line may break in the middle of that, too.
          const body = await readBody(response, bytesLeft)
          bytesLeft -= body.length
          if (isWebPage(response.headers, body)) throw webPageInstead(host, repository)
          return new Response(Buffer.from(body), response)
        } catch (thrown) {
          signal.throwIfAborted()
          if (quiet.aborted) throw new PassingTrouble({ kind: 'hub-silent', host })
          if (thrown instanceof TypeError) throw lostLine(host, thrown)
          throw thrown
        }
      },
      hub.limits,
      signal,
    )
}

/** The next page of a listing is asked of the hub itself, whatever host its link names: mirrors hand on those of another hub. */
function atEndpoint(hub: Hub, address: string): URL {
  const [endpoint, url] = [new URL(hub.endpoint), new URL(address)]
  return url.origin === endpoint.origin ? url : new URL(url.pathname + url.search, endpoint)
}
