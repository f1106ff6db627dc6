import { existsSync, rmSync } from 'node:fs'
import { safeStorage } from 'electron'
import { AppError } from '@contract'
import { readSmallFile } from '../engine/files/readSmallFile'
import { replaceFile } from '../engine/files/replaceFile'

/** A secret of the user's, sealed by the system's safe storage. */
export class SealedText {
  readonly #file: string
  readonly #instead: string

  /** @param instead the variable that gives it to Parley where the system has no safe storage */
  constructor(file: string, instead: string) {
    this.#file = file
    this.#instead = instead
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
      return safeStorage.decryptString(readSmallFile(this.#file))
    } catch {
      return undefined
    }
  }

  /**
   * Keeps a text; undefined: what was kept is forgotten.
   * @throws output-failed where the system has no safe storage
   */
  keep(text: string | undefined): void {
    if (text === undefined) return rmSync(this.#file, { force: true })
    if (!this.isSafe) throw new AppError('output-failed', { kind: 'token-not-safe', variable: this.#instead })
    replaceFile(this.#file, safeStorage.encryptString(text))
  }
}
