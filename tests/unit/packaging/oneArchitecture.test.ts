import { expect, it } from 'vitest'
import { keepArchitecture } from '../../gpu/oneArchitecture'

const headBytes = 48

/** The code for one card, as a library has it: a head, and what the head says comes behind. */
function entry(architecture: number, code: string): Buffer {
  const head = Buffer.alloc(headBytes)
  head.writeUInt32LE(headBytes, 4)
  head.writeBigUInt64LE(BigInt(code.length), 8)
  head.writeUInt32LE(architecture, 28)
  return Buffer.concat([head, Buffer.from(code)])
}

function fatBinary(...entries: Buffer[]): Buffer {
  const code = Buffer.concat(entries)
  const head = Buffer.alloc(16)
  head.writeUInt32LE(0xba55ed50, 0)
  head.writeUInt16LE(16, 6)
  head.writeBigUInt64LE(BigInt(code.length), 8)
  return Buffer.concat([head, code])
}

/** A 64-bit ELF file of two sections: their names, and the fat binaries with 8 bytes of nothing between two. */
function library(...binaries: Buffer[]): Buffer {
  const names = Buffer.from('\0.names\0.nv_fatbin\0')
  const code = Buffer.concat(binaries.flatMap((each) => [each, Buffer.alloc(8)]))
  const start = 64 + 32
  const head = Buffer.alloc(64)
  const table = Buffer.alloc(2 * 64)
  head.writeBigUInt64LE(BigInt(start + code.length), 0x28)
  head.writeUInt16LE(2, 0x3c)
  for (const [at, name, from, bytes] of [
    [0, 1, 64, names.length],
    [64, 8, start, code.length],
  ]) {
    table.writeUInt32LE(name, at)
    table.writeBigUInt64LE(BigInt(from), at + 24)
    table.writeBigUInt64LE(BigInt(bytes), at + 32)
  }
  return Buffer.concat([head, names, Buffer.alloc(32 - names.length), code, table])
}

it('of each kernel the code for one card is left, at its place and as long as its head says', () => {
  const mine = [entry(90, 'for 9.0...'), entry(90, 'for 9.0, too....')]
  const before = library(
    fatBinary(entry(80, 'for 8.0.'), mine[0], entry(120, 'for 12.0'), mine[1]),
    fatBinary(entry(90, 'alone...')),
  )
  const after = Buffer.from(before)
  expect(keepArchitecture(after, 90)).toBe(mine[0].length + mine[1].length + entry(90, 'alone...').length)
  const first = fatBinary(...mine)
  const lost = entry(80, 'for 8.0.').length + entry(120, 'for 12.0').length
  const second = fatBinary(entry(90, 'alone...'))
  expect(after).toEqual(
    Buffer.concat([
      before.subarray(0, 96),
      first,
      Buffer.alloc(lost + 8),
      second,
      before.subarray(96 + first.length + lost + 8 + second.length),
    ]),
  )
})

it('a kernel that has no code for the card stays as it is', () => {
  const before = library(fatBinary(entry(120, 'for 12.0')))
  const after = Buffer.from(before)
  expect(keepArchitecture(after, 90)).toBe(0)
  expect(after).toEqual(before)
})
