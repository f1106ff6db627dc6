import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type NamespaceCloser = 'AppArmor' | 'kernel' | 'system' | 'no-unshare'

/** Settings of the kernel that close user namespaces, the value that does, and who set it. */
const closing: readonly (readonly [file: string, value: string, who: NamespaceCloser])[] = [
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1', 'AppArmor'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0', 'kernel'],
  ['/proc/sys/user/max_user_namespaces', '0', 'kernel'],
]

/** To make one takes milliseconds. */
const longestMs = 5000

/**
 * Who keeps user namespaces from programs on this Linux computer, which Chromium's sandbox is made of; undefined: nobody.
 * Tried as the start of an AppImage tries it: by making one.
 */
export function namespacesClosedBy(unshare = 'unshare', settings = closing): NamespaceCloser | undefined {
  const { status, error } = spawnSync(unshare, ['-Ur', 'true'], { stdio: 'ignore', timeout: longestMs })
  if (status === 0) return undefined
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return 'no-unshare'
  return settings.find(([file, value]) => readSetting(file) === value)?.[2] ?? 'system'
}

function readSetting(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined
  }
}
