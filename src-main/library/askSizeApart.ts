import { AppError } from '@contract'
import type { FetchChild, ToFetchProcess } from './fetchMessages'

/**
 * As `modelSize`, in a process of its own.
 * @throws what `modelSize` throws; download-failed when the process ended without a word
 */
export function askSizeApart(
  child: FetchChild,
  request: Extract<ToFetchProcess, { kind: 'fetch' | 'size' }>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    child.onMessage((message) => {
      if (message.kind === 'size') resolve(message.sizeBytes)
      if (message.kind === 'failed')
        reject(new AppError(message.error.code, message.error.notice, message.error))
    })
    child.onExit(() => {
      reject(new AppError('download-failed', { kind: 'size-not-asked' }, { retryable: true }))
    })
    child.send(request)
  })
}
