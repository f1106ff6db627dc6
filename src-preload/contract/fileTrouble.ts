import type { Notice } from './notice'

/** What the system's error codes mean for a file (errno(3), and Node's own). */
const obstacles = {
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EROFS: 'read-only',
  ENOENT: 'not-there',
  ENOTDIR: 'file-in-path',
  EISDIR: 'is-folder',
  EEXIST: 'name-taken',
  ENOTEMPTY: 'not-empty',
  ENOSPC: 'disk-full',
  EDQUOT: 'share-full',
  EBUSY: 'held-open',
  ETXTBSY: 'held-open',
  EMFILE: 'too-many-open',
  ENFILE: 'too-many-open',
  ENAMETOOLONG: 'name-too-long',
  ELOOP: 'link-circle',
  EFBIG: 'too-large',
  EFTYPE: 'no-file',
  EOVERFLOW: 'too-long',
  EIO: 'disk-fails',
  ENXIO: 'nothing-behind',
  ENODEV: 'nothing-behind',
  EPIPE: 'reader-gone',
  ESTALE: 'computer-lost-it',
  ETIMEDOUT: 'computer-silent',
  ERR_FS_FILE_TOO_LARGE: 'over-2-gb',
} as const satisfies Partial<Record<string, string>>

export type FileObstacle = (typeof obstacles)[keyof typeof obstacles] | 'unknown'

/** What was tried with a file. */
export type FileAttempt = 'opened' | 'read' | 'made' | 'written' | 'removed'

/** What Node's calls do with a file. Those of the network and of other programs are not among them. */
const attempts: Readonly<Partial<Record<string, FileAttempt>>> = {
  ...{ open: 'opened', read: 'read', scandir: 'read', stat: 'read', lstat: 'read', statfs: 'read' },
  ...{ realpath: 'read', readlink: 'read', access: 'read', opendir: 'read', mkdir: 'made', mkdtemp: 'made' },
  ...{ write: 'written', rename: 'written', copyfile: 'written', link: 'written', ftruncate: 'written' },
  ...{ fsync: 'written', utime: 'written', futime: 'written', chmod: 'written', symlink: 'written' },
  ...{ close: 'written', unlink: 'removed', rmdir: 'removed', rm: 'removed' },
}

/** An error of the file system. */
export interface FileTrouble {
  /** What was tried with which file, why it failed, and what to do. */
  readonly notice: Extract<Notice, { kind: 'file' }>
  readonly isFull: boolean
}

/** What a call of Node's file system failed for. Undefined for any other error. */
export function fileTrouble(thrown: unknown): FileTrouble | undefined {
  if (!(thrown instanceof Error)) return undefined
  const { code, syscall, path, dest } = thrown as Error & Partial<Record<string, unknown>>
  if (typeof code !== 'string') return undefined
  const attempt = typeof syscall === 'string' ? attempts[syscall] : undefined
  if (attempt === undefined && code !== 'ERR_FS_FILE_TOO_LARGE') return undefined
  const place = [dest, path].find((each) => typeof each === 'string')
  const obstacle = Object.hasOwn(obstacles, code) ? obstacles[code as keyof typeof obstacles] : undefined
  // Sockets are read and written as well, and have codes of their own.
  if (obstacle === undefined && place === undefined) return undefined
  return {
    notice: {
      kind: 'file',
      ...(place !== undefined && { place }),
      attempt: attempt ?? 'read',
      ...(obstacle === undefined ? { obstacle: 'unknown', code } : { obstacle }),
    },
    isFull: obstacle === 'disk-full' || obstacle === 'share-full',
  }
}
