import { stat } from 'node:fs/promises'
import path from 'node:path'

export interface FoundFile {
  readonly file: string
  readonly size: number
  readonly contentType: string
  /** Its name changes with its content. */
  readonly immutable: boolean
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
}

/** The file in `directory` that a URL's path names; undefined where there is no such file, or it lies outside. */
export async function findFile(directory: string, urlPath: string): Promise<FoundFile | undefined> {
  let relative: string
  try {
    relative = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath)
  } catch {
    return undefined
  }
  if (/[\0\\]/.test(relative)) return undefined
  const file = path.join(directory, path.posix.normalize(relative))
  if (!file.startsWith(path.resolve(directory) + path.sep)) return undefined
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return undefined
  return {
    file,
    size: found.size,
    contentType: contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    // Vite puts a hash into the names of what lies in assets/.
    immutable: /\/assets\/.+-[\w-]{8}\.\w+$/.test(relative),
  }
}
