/**
 * Entry of a process that fetches or imports one model, so that neither the engine nor a host ever waits for it, or ends
 * with it.
 */
import { toAppError, type Notice } from '@contract'
import { cudaId } from '../cuda/cudaShelf'
import { fetchCuda, openPyPi } from '../cuda/fetchCuda'
import { cudaDir } from '../engine/onnx/cudaDir'
import { ContactTally } from '../engine/network/contactTally'
import type { FromFetchProcess, ToFetchProcess } from './fetchMessages'
import { openHub } from '../models/hub'
import { measureModel } from '../models/measureModel'
import { pullModel, type PullProgress } from '../models/pullModel'

/** Told no more often than a window can show. */
const tellEveryMs = 100

/** What this process uses of `process.parentPort` in an Electron utility process. */
interface ParentPort {
  once(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: FromFetchProcess): void
}

const stop = new AbortController()
const parent = (process as { parentPort?: ParentPort }).parentPort
const tell = (message: FromFetchProcess): void => {
  if (parent) parent.postMessage(message)
  else if (process.connected) process.send?.(message)
}
const begin = (message: unknown): void => {
  // The process ends by itself when nothing is left to do.
  if (!parent) process.channel?.unref()
  void answer(message as ToFetchProcess)
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
if (parent) parent.once('message', ({ data }) => begin(data))
else {
  process.once('disconnect', () => stop.abort())
  process.once('message', begin)
}

async function answer(asked: ToFetchProcess): Promise<void> {
  try {
    tell(asked.kind === 'import' ? await importIt(asked) : await fetchIt(asked))
  } catch (thrown) {
    if (!stop.signal.aborted) tell({ kind: 'failed', error: toAppError(thrown).toBody() })
  }
  // A utility process does not end by itself.
  if (parent) setImmediate(() => process.exit(0))
}

async function importIt({
  directory,
  places,
}: Extract<ToFetchProcess, { kind: 'import' }>): Promise<FromFetchProcess> {
  // Only when it is wanted: it brings ONNX Runtime with it.
  const { importModel } = await import('../models/importModel')
  return { kind: 'imported', id: await importModel(places, directory) }
}

async function fetchIt({
  kind,
  name,
  places,
  token,
  proxy,
}: Extract<ToFetchProcess, { kind: 'fetch' | 'size' }>): Promise<FromFetchProcess> {
  let toldAt = -Infinity
  let latest: PullProgress | undefined
  const onProgress = (progress: PullProgress): void => {
    const isNewState = progress.state !== latest?.state
    latest = progress
    if (!isNewState && performance.now() - toldAt < tellEveryMs) return
    toldAt = performance.now()
    tell({ kind: 'progress', progress })
  }
  const { signal } = stop
  const isCuda = name === cudaId
  const tally = new ContactTally(({ isProxy, ...rest }) => {
    const purpose = isProxy ? 'proxy' : isCuda ? 'cuda' : 'model'
    tell({ kind: 'contact', contact: { part: 'fetch', purpose, ...rest } })
  })
  const onTrouble = (trouble: Notice): void => {
    const { state, doneBytes, sizeBytes } = latest ?? { state: 'fetching', doneBytes: 0 }
    tell({ kind: 'progress', progress: { state, doneBytes, sizeBytes, trouble } })
    // What comes next tells that the trouble is over.
    toldAt = -Infinity
  }
  const reach = { proxy, onContact: tally.note.bind(tally), limits: { onTrouble } }
  try {
    if (kind === 'size') return { kind, ...(await measureModel(name, openHub({ token, ...reach }), signal)) }
    if (isCuda) await fetchCuda({ folder: cudaDir(), signal, onProgress, index: openPyPi(reach) })
    else await pullModel(name, { hub: openHub({ token, ...reach }), places, signal, onProgress })
  } finally {
    tally.flush()
  }
  return { kind: 'done' }
}
