import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault } from './faults'
import { hubEntry, type HubEntry, type HubFiles } from './hubFiles'
import { sendFile } from './sendFile'

export interface HubRequest {
  readonly host: 'hub' | 'storage'
  readonly method: string
  readonly path: string
  readonly range: string | undefined
  readonly authorization: string | undefined
}

export interface LoopbackHub {
  /** What HF_ENDPOINT is set to. */
  readonly endpoint: string
  /** Where its signed links to large files lead. */
  readonly storageEndpoint: string
  /** Every request so far. */
  readonly requests: HubRequest[]
  /** The next requests for a file (or for `api`, the hub's own answers) get these faults, one each. */
  misbehave(filePath: string, ...faults: Fault[]): void
  /** Forgets all faults that have not been used. */
  behave(): void
  /** Requests for the bytes of a file so far. */
  asked(filePath: string): HubRequest[]
  close(): Promise<void>
}

export interface LoopbackHubOptions {
  /** By `owner/name`. */
  readonly repositories: Readonly<Record<string, HubFiles>>
  /** Only who brings this token is let in. */
  readonly token?: string
  readonly port?: number
}

/** Entries a page of the tree listing: far fewer than the real hub's, so that the second page is reached. */
const pageEntries = 4

/**
 * A model hub on the loopback that answers like the real one: tree and model information of its API, small files by a
 * relative redirect on its own host, large ones by a redirect with a signed link to a storage on another port.
 */
export async function startLoopbackHub(options: LoopbackHubOptions): Promise<LoopbackHub> {
  const requests: HubRequest[] = []
  const faults = new Map<string, Fault[]>()
  const repositories = new Map(
    Object.entries(options.repositories).map(([name, files]) => [name, new Repository(name, files)]),
  )
  const signature = 'holds'

  const note = (host: 'hub' | 'storage', { method = '', url = '', headers }: IncomingMessage): void => {
    requests.push({ host, method, path: url, range: headers.range, authorization: headers.authorization })
  }
  const takeFault = (name: string): Fault | undefined => faults.get(name)?.shift()

  const storage = createServer((request, response) => {
    note('storage', request)
    const url = new URL(request.url ?? '/', 'http://storage')
    const entry = [...repositories.values()].map((each) => each.bySha256(url.pathname.slice(1))).find(Boolean)
    if (entry === undefined) return refuse(response, 404)
    if (url.searchParams.get('X-Amz-Signature') !== signature)
      return void response
        .writeHead(403, { 'Content-Type': 'application/xml' })
        .end(
          '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
        )
    void sendFile(request, response, entry.content, `"${entry.sha256}"`, takeFault(entry.path))
  })
  const storageEndpoint = `http://127.0.0.1:${await listen(storage)}`

  const hub = createServer((request, response) => {
    note('hub', request)
    const url = new URL(request.url ?? '/', endpoint)
    const isApi = url.pathname.startsWith('/api/models/')
    const isContent = url.pathname.startsWith('/api/resolve-cache/models/')
    if (isApi) {
      const fault = takeFault('api')
      if (fault) return void sendFile(request, response, Buffer.from('{}'), '"api"', fault)
    }
    // The hub tells whoever may not see a repository the same as for one that does not exist.
    const found = [...repositories.values()].find(({ name }) => url.pathname.includes(`/${name}/`))
    const isLetIn = options.token === undefined || request.headers.authorization === `Bearer ${options.token}`
    if (found === undefined || !isLetIn) {
      response.setHeader('X-Error-Message', 'Invalid username or password.')
      return refuse(response, 401)
    }
    if (isApi) return answerApi(found, url, endpoint, response)
    const inRepository = url.pathname.slice(url.pathname.indexOf(`/${found.name}/`) + found.name.length + 2)
    // `resolve/REVISION/PATH`, or `COMMIT/PATH` of content.
    const entry = found.byPath(
      decodeURIComponent(
        inRepository
          .split('/')
          .slice(isContent ? 1 : 2)
          .join('/'),
      ),
    )
    if (entry === undefined) {
      response.setHeader('X-Error-Code', 'EntryNotFound')
      return refuse(response, 404)
    }
    response.setHeader('X-Repo-Commit', found.commit)
    if (isContent)
      return void sendFile(request, response, entry.content, `"${entry.gitSha1}"`, takeFault(entry.path))
    if (entry.sha256 === undefined)
      return redirect(response, 307, `/api/resolve-cache/models/${found.name}/${found.commit}/${entry.path}`)
    const next = faults.get(entry.path)?.[0]
    if (next?.kind === 'expired-redirect') takeFault(entry.path)
    const signed = next?.kind === 'expired-redirect' ? 'expired' : signature
    response.setHeader('X-Linked-Etag', `"${entry.sha256}"`)
    response.setHeader('X-Linked-Size', entry.content.length)
    const link = `${storageEndpoint}/${entry.sha256}?X-Amz-Expires=3600&X-Amz-Signature=${signed}`
    redirect(response, 302, link)
  })
  const endpoint = `http://127.0.0.1:${await listen(hub, options.port)}`

  return {
    endpoint,
    storageEndpoint,
    requests,
    misbehave: (filePath, ...next) => faults.set(filePath, [...(faults.get(filePath) ?? []), ...next]),
    behave: () => faults.clear(),
    asked: (filePath) => {
      const sha256 = [...repositories.values()].map((each) => each.byPath(filePath)?.sha256).find(Boolean)
      return requests.filter(({ host, path }) =>
        sha256 === undefined
          ? path.startsWith('/api/resolve-cache/') && path.endsWith(`/${filePath}`)
          : host === 'storage' && path.startsWith(`/${sha256}?`),
      )
    },
    close: async () => {
      for (const server of [hub, storage]) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

class Repository {
  readonly name: string
  readonly entries: readonly HubEntry[]
  readonly commit: string

  constructor(name: string, files: HubFiles) {
    this.name = name
    this.entries = Object.entries(files).map(([filePath, content]) => hubEntry(filePath, content))
    const all = this.entries.map((entry) => `${entry.path} ${entry.gitSha1}`).join('\n')
    this.commit = createHash('sha1').update(all).digest('hex')
  }

  byPath(filePath: string): HubEntry | undefined {
    return this.entries.find((entry) => entry.path === filePath)
  }

  bySha256(sha256: string): HubEntry | undefined {
    return this.entries.find((entry) => entry.sha256 === sha256)
  }
}

function answerApi(repository: Repository, url: URL, endpoint: string, response: ServerResponse): void {
  const { name, commit, entries } = repository
  const route = url.pathname.slice(`/api/models/${name}`.length)
  if (route.startsWith('/revision/'))
    return sendJson(response, {
      _id: '65c0e0a24913fc50b7ba14d2',
      id: name,
      sha: commit,
      private: false,
      gated: false,
      likes: 0,
      downloads: 0,
      lastModified: '2026-01-01T00:00:00.000Z',
    })
  if (!route.startsWith('/tree/')) return refuse(response, 404)
  const from = Number(url.searchParams.get('cursor') ?? 0)
  if (from + pageEntries < entries.length) {
    const next = new URL(url)
    next.searchParams.set('cursor', String(from + pageEntries))
    response.setHeader('Link', `<${endpoint}${next.pathname}${next.search}>; rel="next"`)
  }
  sendJson(
    response,
    entries.slice(from, from + pageEntries).map(({ path, content, gitSha1, sha256 }) => ({
      type: 'file',
      oid: gitSha1,
      size: content.length,
      ...(sha256 !== undefined && { lfs: { oid: sha256, size: content.length, pointerSize: 134 } }),
      path,
    })),
  )
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function redirect(response: ServerResponse, status: number, location: string): void {
  response.writeHead(status, { Location: location }).end()
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"error":"refused"}')
}

function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
