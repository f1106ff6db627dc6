import type { LibraryHandle } from 'koffi'
import { native as koffi } from './native'

/** Kept: koffi unloads a library that nobody holds. */
let loaded: LibraryHandle | undefined

/** The C library of Linux with glibc. Throws elsewhere. */
export function libc(): LibraryHandle {
  return (loaded ??= koffi.load('libc.so.6'))
}
