/** What the system's error codes mean for a file (errno(3), and Node's own), and what helps. */
const troubles: Readonly<Partial<Record<string, readonly [reason: string, remedy: string]>>> = {
  EACCES: ['that is not allowed', 'Check whom it belongs to and its permissions, or choose another place.'],
  EPERM: ['that is not allowed', 'Check whom it belongs to and its permissions, or choose another place.'],
  EROFS: ['its disk is read-only', 'Choose another place.'],
  ENOENT: ['there is no such file or folder', 'Check the path.'],
  ENOTDIR: ['a part of its path is a file and no folder', 'Check the path.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  EEXIST: ['something else has its name', 'Move that away, or choose another place.'],
  ENOTEMPTY: ['something else lies in it', 'Move that away, or choose another place.'],
  ENOSPC: ['the disk is full', 'Make room and try again.'],
  EDQUOT: ['your share of the disk is full', 'Make room and try again.'],
  EBUSY: ['another program has it open', 'Close that, and try again.'],
  ETXTBSY: ['another program has it open', 'Close that, and try again.'],
  EMFILE: ['too many files are open', 'Close other programs, and try again.'],
  ENFILE: ['too many files are open', 'Close other programs, and try again.'],
  ENAMETOOLONG: ['its name is too long', 'Choose a shorter one.'],
  ELOOP: ['its links lead in a circle', 'Check the path.'],
  EFBIG: ['it is too large for its disk', 'Choose another place.'],
  EIO: ['its disk fails', 'Check the disk.'],
  ENXIO: ['nothing is behind it', 'Name another file.'],
  ENODEV: ['nothing is behind it', 'Name another file.'],
  EPIPE: ['whoever was to read it has gone away', 'Try again.'],
  ESTALE: ['the other computer no longer has it', 'Connect it again.'],
  ETIMEDOUT: ['the other computer does not answer', 'Connect it again.'],
  ERR_FS_FILE_TOO_LARGE: ['it is larger than 2 GB', 'Choose a smaller one.'],
}

/** What Node's calls do with a file. Those of the network and of other programs are not among them. */
const attempts: Readonly<Partial<Record<string, string>>> = {
  ...{ open: 'opened', read: 'read', scandir: 'read', stat: 'read', lstat: 'read', statfs: 'read' },
  ...{ realpath: 'read', readlink: 'read', access: 'read', opendir: 'read', mkdir: 'made', mkdtemp: 'made' },
  ...{ write: 'written', rename: 'written', copyfile: 'written', link: 'written', ftruncate: 'written' },
  ...{ fsync: 'written', utime: 'written', futime: 'written', chmod: 'written', symlink: 'written' },
  ...{ close: 'written', unlink: 'removed', rmdir: 'removed', rm: 'removed' },
}

/** An error of the file system in words. */
export interface FileTrouble {
  /** As `the disk is full`. */
  readonly reason: string
  /** A sentence that says what to do. */
  readonly remedy: string
  /** Both, with the file and what was tried with it. */
  readonly message: string
  readonly isFull: boolean
}

/** What a call of Node's file system failed for, in words. Undefined for any other error. */
export function fileTrouble(thrown: unknown): FileTrouble | undefined {
  if (!(thrown instanceof Error)) return undefined
  const { code, syscall, path, dest } = thrown as Error & Partial<Record<string, unknown>>
  if (typeof code !== 'string') return undefined
  const attempt = typeof syscall === 'string' ? attempts[syscall] : undefined
  if (attempt === undefined && code !== 'ERR_FS_FILE_TOO_LARGE') return undefined
  const place = [dest, path].find((each) => typeof each === 'string')
  const known = troubles[code]
  // Sockets are read and written as well, and have codes of their own.
  if (known === undefined && place === undefined) return undefined
  const [reason, remedy] = known ?? [`the system says ${code}`, 'Check the disk, or choose another place.']
  const message = `${place ?? 'A file'} could not be ${attempt ?? 'read'}: ${reason}. ${remedy}`
  return { reason, remedy, message, isFull: code === 'ENOSPC' || code === 'EDQUOT' }
}
