import { AppError } from '@contract'
import type { FetchChild } from './fetchMessages'
import type { Places } from '../models/places'

/** To look at a model takes a second; a folder on another computer may never answer. */
const longestMs = 60_000

/**
 * As `importModel`, in a process of its own: to look at a model may load it, and what a damaged one does to native code
 * must not end the app.
 * @returns the ID under which the model is known
 * @throws what `importModel` throws; model-invalid when the process ended without a word, or takes too long
 */
export function importApart(
  launch: () => FetchChild,
  places: Places,
  directory: string,
  limitMs = longestMs,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = launch()
    const cannot = (isSlow: boolean): AppError =>
      new AppError('model-invalid', { kind: 'import-failed', directory, isSlow })
    const waiting = setTimeout(() => {
      reject(cannot(true))
      child.kill()
    }, limitMs)
    child.onMessage((message) => {
      if (message.kind === 'imported') resolve(message.id)
      if (message.kind === 'failed')
        reject(new AppError(message.error.code, message.error.notice, message.error))
    })
    child.onExit(() => {
      clearTimeout(waiting)
      reject(cannot(false))
    })
    child.send({ kind: 'import', directory, places })
  })
}
