import type { Notice } from '@contract'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { isHtml } from './isHtml'

/**
 * What lies where a part of a model should, as a notice that says what to do: what downloads by other means leave behind
 * when they did not get the file itself. Undefined for anything else, and for what cannot be read.
 */
export function otherContent(file: string): Notice | undefined {
  const head = beginning(file)
  if (head.toString('latin1').startsWith('version https://git-lfs.github.com/spec/'))
    return { kind: 'lfs-pointer', file }
  if (isHtml(head)) return { kind: 'web-page-file', file }
  return undefined
}

function beginning(file: string): Buffer {
  const bytes = Buffer.alloc(200)
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    return bytes.subarray(0, readSync(descriptor, bytes))
  } catch {
    return Buffer.alloc(0)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
