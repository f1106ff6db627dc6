import { toHalf } from '../../../src-main/engine/onnx/float16'
import type { WeightSource } from '../../../models/export/layers'
import { blockSize, blocksPerRow } from '../../../models/export/quantize'
import type { FourBitMatrix } from '../../../models/export/quantize'
import { specialTokens } from './byteLevelTokenizer'
import { randomValues, randomWords } from './randomBits'

/** Values that are made at a time: a matrix of any size passes through this much memory. */
const pieceValues = 2 ** 22
/** Different values that a weight in half precision may have. */
const halfValues = 2 ** 12

const product = (shape: readonly number[]): number => shape.reduce((size, dim) => size * dim, 1)

/**
 * Random weights of a Voxtral, which follow from their names. Special tokens have a logit of zero, so they are never
 * the most likely ones, and greedy answers do not end early.
 */
export const randomVoxtralWeights: WeightSource = {
  read(name, shape) {
    const size = product(shape)
    if (isScale(name)) return new Float32Array(size).fill(1)
    const values = randomValues(name, size, deviationOf(name, shape))
    if (name.includes('lm_head')) values.fill(0, 0, specialTokens.length * shape[1])
    return values
  },

  *readHalf(name, shape, transposed) {
    const rowLength = shape.length === 2 && transposed ? shape[0] : product(shape.slice(1))
    const rows = product(shape) / rowLength
    const deviation = deviationOf(name, shape)
    const table = Uint16Array.from({ length: halfValues }, (_, i) =>
      toHalf(isScale(name) ? 1 : ((2 * i + 1) / halfValues - 1) * Math.sqrt(3) * deviation),
    )
    const next = randomWords(name)
    const pieceRows = Math.max(1, Math.floor(pieceValues / rowLength))
    for (let start = 0; start < rows; start += pieceRows) {
      const count = Math.min(pieceRows, rows - start)
      const halves = new Uint16Array(count * rowLength)
      const words = new Uint32Array(Math.ceil(halves.length / 2))
      next(words)
      for (let i = 0; i < halves.length; i++) {
        halves[i] = table[(words[i >> 1] >>> (i & 1 ? 16 : 0)) & (halfValues - 1)]
      }
      if (name.includes('lm_head')) zeroSpecialTokens(halves, rowLength, start, transposed)
      yield halves
    }
  },

  readFourBit(name, rows, columns): FourBitMatrix {
    const blocks = blocksPerRow(columns)
    // Such values have a deviation of 4.2 scales.
    const scales = new Float32Array(rows * blocks).fill(deviationOf(name, [rows, columns]) / 4.2)
    if (name.includes('lm_head')) scales.fill(0, 0, specialTokens.length * blocks)
    const words = new Uint32Array((rows * blocks * blockSize) / 8)
    randomWords(name)(words)
    centre(words)
    return { packed: new Uint8Array(words.buffer), scales }
  },
}

const isScale = (name: string): boolean => name.includes('norm') && name.endsWith('.weight')

function deviationOf(name: string, shape: readonly number[]): number {
  if (shape.length === 1) return 0.05
  if (name.includes('embed_tokens')) return 0.84
  // Larger queries and keys let tokens attend to a few others and not to the mean of all, with which an answer to a
  // long prompt would be one token again and again.
  const gain = /language_model.*(q|k)_proj/.test(name) ? 2.5 : 1
  return gain / Math.sqrt(product(shape.slice(1)))
}

/** In [tokens, hidden] whole rows, in its transpose the beginning of every row. */
function zeroSpecialTokens(
  halves: Uint16Array,
  rowLength: number,
  firstRow: number,
  transposed: boolean,
): void {
  if (!transposed) {
    halves.fill(0, 0, Math.max(0, specialTokens.length - firstRow) * rowLength)
    return
  }
  for (let row = 0; row < halves.length; row += rowLength) halves.fill(0, row, row + specialTokens.length)
}

/**
 * Makes every -8 (stored as 0) a 0 (stored as 8). Without this the mean of the weights is half a step below zero, which
 * adds up over the columns until every answer is one token again and again.
 */
function centre(words: Uint32Array): void {
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    const zeros = ~(word | (word >>> 1) | (word >>> 2) | (word >>> 3)) & 0x11111111
    words[i] = word | (zeros << 3)
  }
}
