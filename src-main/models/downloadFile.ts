import type { Hash } from 'node:crypto'
import { open, readdir, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { AppError, isAbort } from '@contract'
import { ownerOnly } from '../engine/files/ownerOnly'
import { hashFile, isHashOf, startHash } from './contentHash'
import { refusal, type Hub } from './hub'
import type { HubFile } from './hubFile'
import { lostLine } from './lostLine'
import { partPlace } from './partPlace'
import { putInPlace } from './putInPlace'
import { PassingTrouble, untilItPasses } from './retries'
import { isWebPage, webPageInstead } from './webPage'
import { makeFolder } from '../engine/files/makeFolder'

export interface Download {
  readonly hub: Hub
  readonly repository: string
  readonly revision: string
  readonly file: HubFile
  /** Where it is to lie. */
  readonly place: string
  readonly signal: AbortSignal
  /** Told how many bytes of the file are here. */
  readonly onBytes: (bytes: number) => void
}

/**
 * Fetches one file. It appears in its place only when its hash is that of the hub's record; until then, and after an
 * abort, a crash or a lost line, its bytes wait in the `.part` file and the next call goes on from there.
 * @throws download-failed, access-denied or model-missing, as one sentence; the signal's reason when aborted
 */
export async function downloadFile(download: Download): Promise<void> {
  const { file, place, signal } = download
  const part = partPlace(place, file)
  makeFolder(path.dirname(place))
  await removeOldParts(place, part)
  const handle = await open(part, 'a+', ownerOnly.file)
  const gathered = new Gathered(handle, file)
  // Not so when another process wrote into the same part.
  let isWhole: boolean
  try {
    await gathered.takeUp(part, signal)
    download.onBytes(gathered.bytes)
    await untilItPasses((advanced) => receive(download, gathered, advanced), download.hub.limits, signal)
    await handle.sync()
    isWhole = (await handle.stat()).size === file.sizeBytes
  } finally {
    await handle.close()
  }
  if (!isWhole || !isHashOf(file, gathered.hash)) {
    await putInPlace(part, `${place}.damaged`)
    throw new AppError(
      'download-failed',
      {
        kind: 'file-unlike-record',
        file: file.path,
        repository: download.repository,
        aside: `${path.basename(place)}.damaged`,
      },
      { retryable: true },
    )
  }
  await putInPlace(part, place)
  await rm(`${place}.damaged`, { force: true })
}

/** The bytes so far, on disk and in the running hash. */
class Gathered {
  readonly #handle: FileHandle
  readonly #file: HubFile
  hash: Hash
  bytes = 0
  /** False once a host got a range wrong: then the whole file is asked for, and what is here is passed over. */
  trustsRanges = true

  constructor(handle: FileHandle, file: HubFile) {
    this.#handle = handle
    this.#file = file
    this.hash = startHash(file)
  }

  /** Goes on with what lies there. */
  async takeUp(part: string, signal: AbortSignal): Promise<void> {
    const { size } = await this.#handle.stat()
    if (size > this.#file.sizeBytes) await this.#handle.truncate(0)
    else {
      this.hash = await hashFile(part, this.hash, signal)
      this.bytes = size
    }
  }

  async add(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length;) at += (await this.#handle.write(chunk, at)).bytesWritten
    this.hash.update(chunk)
    this.bytes += chunk.length
  }
}

/** One request for what is missing. */
async function receive(download: Download, gathered: Gathered, advanced: () => void): Promise<void> {
  const { hub, repository, revision, file, signal } = download
  if (gathered.bytes === file.sizeBytes) return
  const from = gathered.trustsRanges ? gathered.bytes : 0
  const what = `${file.path} of ${repository}`
  const line = new Silence(hub.limits.stallMs)
  const address = `${hub.endpoint}/${repository}/resolve/${revision}/${encodeURI(file.path)}`
  try {
    const response = await hub.fetch(address, {
      signal: AbortSignal.any([signal, line.signal]),
      headers: { 'Accept-Encoding': 'identity', ...(from > 0 && { Range: `bytes=${from}-` }) },
    })
    const { host } = new URL(response.url)
    const isPart = response.status === 206
    if (response.status === 416 || (isPart && !startsAt(response, from, file.sizeBytes))) {
      gathered.trustsRanges = false
      const given = response.headers.get('Content-Range') ?? 'none'
      throw new PassingTrouble({ kind: 'sent-other-part', host, what, given })
    }
    if (!response.ok) throw refusal(hub, response, what)
    if (isWebPage(response.headers)) throw webPageInstead(host, what)
    // A whole file instead of the rest of one.
    let passOver = isPart ? 0 : gathered.bytes
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      line.broken()
      if (gathered.bytes === 0 && isWebPage(response.headers, chunk)) throw webPageInstead(host, what)
      const fresh = chunk.subarray(Math.min(passOver, chunk.length))
      passOver -= chunk.length - fresh.length
      if (fresh.length === 0) continue
      if (gathered.bytes + fresh.length > file.sizeBytes)
        throw new PassingTrouble({ kind: 'sent-too-much', host, what })
      await gathered.add(fresh)
      download.onBytes(gathered.bytes)
      advanced()
    }
    if (gathered.bytes < file.sizeBytes)
      throw new PassingTrouble({
        kind: 'sent-too-little',
        host,
        what,
        sentBytes: gathered.bytes,
        wholeBytes: file.sizeBytes,
      })
  } catch (thrown) {
    signal.throwIfAborted()
    if (line.signal.aborted) throw new PassingTrouble({ kind: 'fell-silent', what })
    if (thrown instanceof PassingTrouble || thrown instanceof AppError) throw thrown
    if (isAbort(thrown) || thrown instanceof TypeError) throw lostLine(new URL(hub.endpoint).host, thrown)
    throw thrown
  } finally {
    line.end()
  }
}

/** Aborts when nothing has been heard for too long. */
class Silence {
  readonly #abort = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly signal = this.#abort.signal

  constructor(ms: number) {
    this.#timer = setTimeout(() => this.#abort.abort(), ms)
  }

  broken(): void {
    this.#timer.refresh()
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#abort.abort()
  }
}

function startsAt(response: Response, from: number, sizeBytes: number): boolean {
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('Content-Range') ?? '')
  return Number(range?.[1]) === from && (range?.[2] === '*' || Number(range?.[2]) === sizeBytes)
}

async function removeOldParts(place: string, keep: string): Promise<void> {
  const [folder, name] = [path.dirname(place), path.basename(place)]
  for (const each of await readdir(folder)) {
    const isPart = each.startsWith(`${name}.`) && /^[0-9a-z]{7,12}\.part$/.test(each.slice(name.length + 1))
    if (isPart && each !== path.basename(keep)) await rm(path.join(folder, each), { force: true })
  }
}
