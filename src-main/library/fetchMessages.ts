import type { AppErrorBody } from '@contract'
import type { ContactNote } from '../privacy/contactLog'
import type { ModelMeasure } from '../models/measureModel'
import type { Places } from '../models/places'
import type { PullProgress } from '../models/pullModel'

/** To the process that fetches or imports one model, or asks how large it is: the only message it gets. */
export type ToFetchProcess =
  | {
      readonly kind: 'fetch' | 'size'
      /** What `pullModel` knows a model by, or the ID of the CUDA libraries. */
      readonly name: string
      readonly places: Places
      readonly token?: string
      /** Of this computer's settings. */
      readonly proxy?: string
    }
  | {
      readonly kind: 'import'
      /** What `importModel` takes into the list. */
      readonly directory: string
      readonly places: Places
    }

export type FromFetchProcess =
  | { readonly kind: 'progress'; readonly progress: PullProgress }
  /** Somebody is asked for something, or sent some of it. */
  | { readonly kind: 'contact'; readonly contact: ContactNote }
  | { readonly kind: 'done' }
  | ({ readonly kind: 'size' } & ModelMeasure)
  /** The model is in the list, under this ID. */
  | { readonly kind: 'imported'; readonly id: string }
  | { readonly kind: 'failed'; readonly error: AppErrorBody }

/** A running process that fetches or imports a model. Ending it at any time loses nothing: the next one goes on from there. */
export interface FetchChild {
  send(message: ToFetchProcess): void
  onMessage(receive: (message: FromFetchProcess) => void): void
  /** Called once, when the process is gone. */
  onExit(exited: () => void): void
  kill(): void
}
