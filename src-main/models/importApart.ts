import { AppError } from '@contract'
import type { FetchChild } from './fetchMessages'
import type { Places } from './places'

/**
 * As `importModel`, in a process of its own: to look at a model may load it, and what a damaged one does to native code
 * must not end the app.
 * @returns the ID under which the model is known
 * @throws what `importModel` throws; model-invalid when the process ended without a word
 */
export function importApart(launch: () => FetchChild, places: Places, directory: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = launch()
    child.onMessage((message) => {
      if (message.kind === 'imported') resolve(message.id)
      if (message.kind === 'failed')
        reject(new AppError(message.error.code, message.error.message, message.error))
    })
    child.onExit(() => {
      const message = `Parley could not look at the model in ${directory}: loading it failed unexpectedly. Choose another folder.`
      reject(new AppError('model-invalid', message))
    })
    child.send({ kind: 'import', directory, places })
  })
}
