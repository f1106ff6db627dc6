/** Numbers that share one scale, as in the public exports. */
export const blockSize = 32

/** Four-bit blocks as MatMulNBits reads them: two values a byte, low half first, stored as value + 8. */
export interface FourBitMatrix {
  /** [rows, ceil(columns / 32), 16] */
  readonly packed: Uint8Array
  /** [rows, ceil(columns / 32)] */
  readonly scales: Float32Array
}

export const blocksPerRow = (columns: number): number => Math.ceil(columns / blockSize)

/**
 * Symmetric four-bit quantization of a row-major [rows, columns] matrix in blocks of 32 along a row. The scale is
 * signed and taken from the value of largest magnitude, which so lands on -8 exactly.
 */
export function quantizeFourBit(weights: Float32Array, rows: number, columns: number): FourBitMatrix {
  const blocks = blocksPerRow(columns)
  const packed = new Uint8Array(rows * blocks * (blockSize / 2))
  const scales = new Float32Array(rows * blocks)
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const start = row * columns + block * blockSize
      const count = Math.min(blockSize, columns - block * blockSize)
      let largest = 0
      for (let i = 0; i < count; i++) {
        if (Math.abs(weights[start + i]) > Math.abs(largest)) largest = weights[start + i]!
      }
      const scale = largest / -8
      const index = row * blocks + block
      scales[index] = scale
      for (let i = 0; i < blockSize; i++) {
        const value = i < count && scale !== 0 ? Math.round(weights[start + i] / scale) + 8 : 8
        const nibble = Math.max(0, Math.min(15, value))
        packed[index * (blockSize / 2) + (i >> 1)] |= i & 1 ? nibble << 4 : nibble
      }
    }
  }
  return { packed, scales }
}
