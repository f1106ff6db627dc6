import { deflateRawSync } from 'node:zlib'

/**
 * A zip archive as Python's tools write it.
 * @param deflateFrom files of so many bytes are deflated, smaller ones stored
 */
export function zipOf(files: Readonly<Record<string, Buffer>>, deflateFrom = 101): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const isDeflated = content.length >= deflateFrom
    const packed = isDeflated ? deflateRawSync(content) : content
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(isDeflated ? 8 : 0, 4)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const extra = Buffer.from('an extra field')
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), extra, packed])
    local.writeUInt16LE(extra.length, 28)
    const entry = Buffer.alloc(46)
    entry.write('PK\u0001\u0002')
    common.copy(entry, 6)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, Buffer.from(name))
    locals.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, listed, end])
}
