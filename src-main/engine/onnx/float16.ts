const single = new Float32Array(1)
const bits = new Uint32Array(single.buffer)

/** The bits of the half-precision number nearest to `value` (ties to even); overflow gives infinity. */
export function toHalf(value: number): number {
  single[0] = value
  const word = bits[0]
  const sign = (word >>> 16) & 0x8000
  const exponent = (word >>> 23) & 0xff
  const mantissa = word & 0x7fffff
  if (exponent === 0xff) return sign | 0x7c00 | (mantissa ? 0x200 : 0)
  const halfExponent = exponent - 112
  if (halfExponent >= 31) return sign | 0x7c00
  if (halfExponent <= 0) {
    if (halfExponent < -10) return sign
    const shift = 14 - halfExponent
    return sign | roundShift(mantissa | 0x800000, shift)
  }
  // A mantissa that rounds up to 1024 carries into the exponent, which is what it should do.
  return sign | ((halfExponent << 10) + roundShift(mantissa, 13))
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift
  const rest = value - kept * 2 ** shift
  const half = 2 ** (shift - 1)
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept
}

export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >>> 10) & 31
  const mantissa = half & 0x3ff
  if (exponent === 0) return sign * mantissa * 2 ** -24
  if (exponent === 31) return mantissa ? NaN : sign * Infinity
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15)
}

export function toHalfArray(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) halves[i] = toHalf(values[i])
  return halves
}

export function fromHalfArray(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length)
  for (let i = 0; i < halves.length; i++) values[i] = fromHalf(halves[i])
  return values
}
