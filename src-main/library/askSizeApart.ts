import { AppError } from '@contract'
import type { ModelMeasure } from '../models/measureModel'
import type { FetchChild, ToFetchProcess } from './fetchMessages'

/**
 * As `measureModel`, in a process of its own.
 * @throws what `measureModel` throws; download-failed when the process ended without a word
 */
export function askSizeApart(
  child: FetchChild,
  request: Extract<ToFetchProcess, { kind: 'fetch' | 'size' }>,
): Promise<ModelMeasure> {
  return new Promise((resolve, reject) => {
    child.onMessage((message) => {
      if (message.kind === 'size') resolve(message)
      if (message.kind === 'failed')
        reject(new AppError(message.error.code, message.error.notice, message.error))
    })
    child.onExit(() => {
      reject(new AppError('download-failed', { kind: 'size-not-asked' }, { retryable: true }))
    })
    child.send(request)
  })
}
