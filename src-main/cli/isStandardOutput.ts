import { fstatSync, statSync } from 'node:fs'

/**
 * Whether a file that a user names is where this command prints: `-`, `/dev/stdout`, or the file to which its output goes.
 */
export function isStandardOutput(file: string): boolean {
  if (file === '-') return true
  const [printed, named] = [fstatSync(1), statSync(file, { throwIfNoEntry: false })]
  // Whatever is written to /dev/null may be written there twice.
  return !printed.isCharacterDevice() && named?.ino === printed.ino && named.dev === printed.dev
}
