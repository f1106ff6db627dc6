import type {
  AppErrorBody,
  AskMessage,
  Config,
  EngineLoad,
  EngineMessage,
  Keeping,
  LogEvent,
  Notice,
} from '@contract'
import type { HostContact } from './network/contactTally'

/** From the app to the engine's process. A connection is one window's line, numbered by the app. */
export type ToEngineProcess =
  /** Instead: why these models are loaded and not the chosen ones, in one sentence. */
  | { readonly kind: 'start'; readonly config: Config; readonly instead?: Notice }
  /** A window's line begins. Where a port comes with it, its messages go through that port alone. */
  | { readonly kind: 'open'; readonly connection: number }
  | { readonly kind: 'message'; readonly connection: number; readonly message: AskMessage }
  | { readonly kind: 'close'; readonly connection: number }
  | { readonly kind: 'ping'; readonly id: number }
  /** Conversations are kept otherwise from now on. */
  | { readonly kind: 'keep'; readonly keeping: Keeping }
  /** The app ends: what is to be erased is, and the process ends. */
  | { readonly kind: 'quit' }

/** From the engine's process to the app. */
export type FromEngineProcess =
  /** The models are loaded: connections may be opened. */
  | { readonly kind: 'started' }
  /** They could not be loaded. */
  | { readonly kind: 'failed'; readonly error: AppErrorBody }
  | { readonly kind: 'message'; readonly connection: number; readonly message: EngineMessage }
  /** So many more messages of a connection were taken, in the order in which they were sent. */
  | { readonly kind: 'taken'; readonly connection: number; readonly count: number }
  | { readonly kind: 'pong'; readonly id: number }
  /** What it takes and how much waits, now and then. */
  | { readonly kind: 'load'; readonly load: EngineLoad }
  /** Something rings, and no window is there to be heard; or that is over. */
  | { readonly kind: 'unheard'; readonly isUnheard: boolean }
  /** A host is asked for something, or has sent some of it. */
  | { readonly kind: 'contact'; readonly contact: HostContact }
  /** For the log and the figures. */
  | { readonly kind: 'event'; readonly event: LogEvent }
