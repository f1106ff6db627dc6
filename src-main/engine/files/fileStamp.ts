import { statSync } from 'node:fs'

/**
 * How a file is on the disk: this changes when the file is written, or another takes its name. Nobody can set the time of
 * a file's last change.
 * @throws what the system says of a file that is not there
 */
export function fileStamp(file: string): string {
  const { ino, size, mtimeMs, ctimeMs } = statSync(file)
  return [ino, size, mtimeMs, ctimeMs].join(':')
}
