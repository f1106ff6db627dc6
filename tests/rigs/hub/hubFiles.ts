import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What a repository of the loopback hub holds: path to content. */
export type HubFiles = Readonly<Record<string, Uint8Array>>

/** The hub keeps what is larger as an LFS file, smaller things in git (here early, so that small rigs have both). */
const lfsFromBytes = 10_000

export interface HubEntry {
  readonly path: string
  readonly content: Uint8Array
  readonly gitSha1: string
  /** Of LFS files. */
  readonly sha256: string | undefined
}

export function hubEntry(filePath: string, content: Uint8Array): HubEntry {
  const isLarge = content.length >= lfsFromBytes || /\.onnx(_data.*)?$/.test(filePath)
  const sha256 = isLarge ? createHash('sha256').update(content).digest('hex') : undefined
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`
  const inGit = isLarge ? Buffer.from(pointer) : content
  const gitSha1 = createHash('sha1').update(`blob ${inGit.length}\0`).update(inGit).digest('hex')
  return { path: filePath, content, gitSha1, sha256 }
}

/** Every file under a directory, by its path in it; `rename` may give it another one or leave it out. */
export function filesUnder(
  directory: string,
  rename: (filePath: string) => string | undefined = (filePath) => filePath,
): HubFiles {
  const files: Record<string, Uint8Array> = {}
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const place = path.join(entry.parentPath, entry.name)
    const name = rename(path.relative(directory, place).split(path.sep).join('/'))
    if (name !== undefined) files[name] = readFileSync(place)
  }
  return files
}
