import path from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The folder for Parley's data, where the platform keeps those of a user's applications.
 * @param home the user's own folder
 */
export function dataDir(env: Environment, platform: string, home: string): string {
  const join = joinOf(platform)
  if (platform === 'win32')
    return join(folderVariable(env, platform, 'LOCALAPPDATA') ?? join(home, 'AppData', 'Local'), 'Parley')
  return platform === 'darwin'
    ? join(home, 'Library', 'Application Support', 'Parley')
    : join(folderVariable(env, platform, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'parley')
}

/** A variable of the environment. One that is set to nothing counts as not set (XDG Base Directory Specification). */
export function variable(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name]
}

/**
 * A variable that names a folder of the system's. One that depends on where a program was started counts as not set (XDG Base
 * Directory Specification): what lies there would be another's.
 */
export function folderVariable(env: Environment, platform: string, name: string): string | undefined {
  const { win32, posix } = path
  const set = variable(env, name)
  return set !== undefined && (platform === 'win32' ? win32 : posix).isAbsolute(set) ? set : undefined
}

/** Joins the parts of a path as a platform writes it. */
export function joinOf(platform: string): (...parts: string[]) => string {
  const { win32, posix } = path
  return (...parts) => (platform === 'win32' ? win32 : posix).join(...parts)
}
