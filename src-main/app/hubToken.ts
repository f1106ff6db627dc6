import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { safeStorage } from 'electron'
import { AppError } from '@contract'
import { replaceFile } from '../engine/files/replaceFile'
import { hubToken } from '../models/hubToken'

/** The user's token for the model hub, sealed by the system's safe storage. */
export class HubToken {
  readonly #file: string

  constructor(userData: string) {
    this.#file = path.join(userData, 'hub-token')
  }

  /** Whether the system has a safe storage. On Linux without a keyring the text would lie there as good as open. */
  get isSafe(): boolean {
    return (
      safeStorage.isEncryptionAvailable() &&
      (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text')
    )
  }

  get isKept(): boolean {
    return existsSync(this.#file)
  }

  /** Undefined when there is none, or the system no longer opens it. */
  read(): string | undefined {
    try {
      return safeStorage.decryptString(readFileSync(this.#file))
    } catch {
      return undefined
    }
  }

  /**
   * Keeps a token; an empty one is forgotten.
   * @throws output-failed where the system has no safe storage, config-invalid for what can be no token
   */
  keep(text: string): void {
    const token = hubToken(text)
    if (token === undefined) return rmSync(this.#file, { force: true })
    if (!this.isSafe)
      throw new AppError(
        'output-failed',
        'This system has no safe storage for a token. Start Parley with HF_TOKEN set instead.',
      )
    replaceFile(this.#file, safeStorage.encryptString(token))
  }
}
