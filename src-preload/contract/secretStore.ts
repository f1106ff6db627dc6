import type { AppErrorBody } from './errors'

/** A secret of the user's, such as a token. It is never shown again. A browser has no safe place for one. */
export interface SecretStore {
  /** Whether this system has a safe storage; without one nothing is kept. */
  isSafe(): Promise<boolean>
  isKept(): Promise<boolean>
  /** Keeps it in the system's safe storage; an empty one is forgotten. */
  keep(secret: string): Promise<AppErrorBody | undefined>
}
