import { zipOf } from '../zipOf'

/**
 * Voices in the one file that the releases of kokoro-onnx have: NumPy's arrays f32 [510, 1, 256] in a zip archive, as
 * `numpy.savez` writes them.
 */
export function packVoices(voices: Readonly<Record<string, Float32Array>>, isDeflated = false): Buffer {
  const files = Object.entries(voices).map(([name, numbers]) => [`${name}.npy`, npyOf(numbers)])
  return zipOf(Object.fromEntries(files) as Record<string, Buffer>, isDeflated ? 0 : Infinity)
}

/** The header is padded so that the numbers begin at a multiple of 64 bytes (numpy.lib.format). */
function npyOf(numbers: Float32Array): Buffer {
  const said = "{'descr': '<f4', 'fortran_order': False, 'shape': (510, 1, 256), }"
  const header = Buffer.from(`${said.padEnd(Math.ceil((10 + said.length + 1) / 64) * 64 - 11)}\n`)
  const start = Buffer.from('\u0093NUMPY\u0001\0\0\0', 'latin1')
  start.writeUInt16LE(header.length, 8)
  return Buffer.concat([start, header, Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)])
}
