/**
 * `npx tsx tests/gpu/oneArchitecture.ts LIBRARY OUT CAPABILITY`: a copy of a CUDA library that computes on cards of one
 * compute capability, such as `90` for 9.0, and that packs to less than half. It is as long as before: only the machine
 * code for other cards is zeros.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** What begins a fat binary, which has the same kernels for several cards (fatbinary_section.h). */
const magic = 0xba55ed50
/** Where an ELF file says where its sections are described, and the length of one description. */
const elf = { sections: 0x28, count: 0x3c, names: 0x3e, describedBytes: 64 } as const

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [library, out, capability] = process.argv.slice(2)
  if (!(Number(capability) > 0)) throw new Error('Say LIBRARY OUT CAPABILITY, such as 90 for 9.0.')
  const bytes = readFileSync(library)
  const kept = keepArchitecture(bytes, Number(capability))
  if (kept === 0) throw new Error(`${library} has no machine code for ${capability}.`)
  writeFileSync(out, bytes)
}

/**
 * Takes the code for other cards out of a library, in place. Kernels that have none for this card keep all.
 * @param architecture a compute capability times ten
 * @returns how many bytes of code are left that were made for it
 */
export function keepArchitecture(library: Buffer, architecture: number): number {
  let keptBytes = 0
  const { start, end } = fatBinaries(library)
  for (let at = start; at + 16 <= end;) {
    if (library.readUInt32LE(at) !== magic) {
      at += 8
      continue
    }
    const first = at + library.readUInt16LE(at + 6)
    const next = first + Number(library.readBigUInt64LE(at + 8))
    const kept = entriesOf(library, first, next).filter((entry) => entry.readUInt32LE(28) === architecture)
    if (kept.length > 0) {
      const code = Buffer.concat(kept)
      library.fill(0, first, next)
      code.copy(library, first)
      library.writeBigUInt64LE(BigInt(code.length), at + 8)
      keptBytes += code.length
    }
    at = next
  }
  return keptBytes
}

/** Each entry has a head that tells its own length, that of what follows, and the card. */
function entriesOf(library: Buffer, first: number, next: number): Buffer[] {
  const entries: Buffer[] = []
  for (let at = first; at < next;) {
    const end = at + library.readUInt32LE(at + 4) + Number(library.readBigUInt64LE(at + 8))
    entries.push(library.subarray(at, end))
    at = end
  }
  return entries
}

/** Where the section of fat binaries lies in a 64-bit ELF file. */
function fatBinaries(library: Buffer): { start: number; end: number } {
  const table = Number(library.readBigUInt64LE(elf.sections))
  const section = (i: number): { name: number; start: number; end: number } => {
    const at = table + i * elf.describedBytes
    const start = Number(library.readBigUInt64LE(at + 24))
    return {
      name: library.readUInt32LE(at),
      start,
      end: start + Number(library.readBigUInt64LE(at + 32)),
    }
  }
  const names = section(library.readUInt16LE(elf.names)).start
  for (let i = 0; i < library.readUInt16LE(elf.count); i++) {
    const found = section(i)
    const name = '.nv_fatbin\0'
    if (library.toString('latin1', names + found.name, names + found.name + name.length) === name)
      return found
  }
  throw new Error('The library has no code for cards.')
}
