import { AppError, type SamplingConfig } from '@contract'

/** Logits are sorted into buckets by their distance below the highest, after the temperature. */
const bucketsPerUnit = 256
/** What is further below counts for nothing: 131,072 such tokens together weigh less than 2e-9 of the highest one. */
const farthest = 32
const bucketCount = bucketsPerUnit * farthest
const noBucket = 0xffff

/** e^-d at the upper edge of every bucket. */
const edgeWeights = Float64Array.from({ length: bucketCount }, (_, bucket) =>
  Math.exp(-bucket / bucketsPerUnit),
)

/** Below this temperature only logits that float32 hardly tells apart would share the probability: greedy. */
const coldest = 1e-5

/** What top-k and top-p leave: all tokens of the buckets before `bucket`, and of that one these, likeliest first. */
interface Cut {
  readonly bucket: number
  readonly massBefore: number
  readonly members: Int32Array
  readonly membersMass: number
}

/**
 * Chooses the tokens of one answer. In this order, as transformers does: repetition penalty, no repeated n-grams, no
 * stop token too early; then, unless the temperature is 0, temperature, top-k, top-p and a draw. Greedy choices and
 * top-p take the lower id of equals; top-k keeps all tokens that equal its last one. The same seed and the same logits
 * give the same tokens.
 *
 * Nothing is sorted but one narrow bucket: a histogram of the probabilities says where the cut lies.
 */
export class TokenSampler {
  readonly #config: SamplingConfig
  readonly #stopTokens: readonly number[]
  readonly #random: () => number
  readonly #counts = new Uint32Array(bucketCount)
  readonly #masses = new Float64Array(bucketCount)
  /** These grow to the vocabulary once. */
  #adjusted = new Float32Array(0)
  #bucketOf = new Uint16Array(0)

  constructor(config: SamplingConfig, stopTokens: Iterable<number>) {
    this.#config = config
    this.#stopTokens = [...stopTokens]
    this.#random = seededRandom(config.seed)
  }

  /**
   * The next token.
   *
   * @param logits one for every token of the vocabulary; -Infinity forbids a token; they are left as they are
   * @param answer the tokens of the answer so far
   * @throws AppError `inference-failed` for NaN, for +Infinity, and when every token is forbidden
   */
  next(logits: Float32Array, answer: readonly number[]): number {
    const scores = this.#adjust(logits, answer)
    const best = likeliest(scores)
    return this.#config.temperature < coldest ? best : this.#draw(scores, scores[best])
  }

  #adjust(logits: Float32Array, answer: readonly number[]): Float32Array {
    const { repetitionPenalty, noRepeatNgram, minNewTokens } = this.#config
    const isShort = answer.length < minNewTokens
    if (!isShort && (answer.length === 0 || (repetitionPenalty === 1 && noRepeatNgram === 0))) return logits
    if (this.#adjusted.length !== logits.length) this.#adjusted = new Float32Array(logits.length)
    const scores = this.#adjusted
    scores.set(logits)
    if (repetitionPenalty !== 1) {
      // From the original, so that a token that occurs twice is divided once.
      for (const token of answer) {
        scores[token] =
          logits[token] < 0 ? logits[token] * repetitionPenalty : logits[token] / repetitionPenalty
      }
    }
    if (noRepeatNgram > 0) forbidRepeats(scores, answer, noRepeatNgram)
    if (isShort) for (const token of this.#stopTokens) scores[token] = -Infinity
    return scores
  }

  #draw(scores: Float32Array, highest: number): number {
    const { topK, topP, temperature } = this.#config
    const scale = bucketsPerUnit / temperature
    let cut: Cut = {
      bucket: bucketCount,
      massBefore: this.#fillBuckets(scores, highest, scale),
      members: new Int32Array(0),
      membersMass: 0,
    }
    if (topK > 0 && topK < scores.length) cut = this.#cutAtCount(cut, topK, scores, highest, scale)
    if (topP < 1)
      cut = this.#cutAtMass(cut, topP * (cut.massBefore + cut.membersMass), scores, highest, scale)
    let rest = this.#random() * (cut.massBefore + cut.membersMass)
    let members = cut.members
    if (rest < cut.massBefore || members.length === 0) {
      let bucket = 0
      let last = 0
      for (; bucket < cut.bucket; bucket++) {
        if (this.#counts[bucket] === 0) continue
        last = bucket
        if (rest < this.#masses[bucket]) break
        rest -= this.#masses[bucket]
      }
      members = this.#membersOf(last)
    } else rest -= cut.massBefore
    for (const token of members) {
      rest -= weight((highest - scores[token]) * scale)
      if (rest < 0) return token
    }
    // Rounding may leave a crumb behind the last one.
    return members[members.length - 1]
  }

  /** Sorts all tokens into their buckets. Returns the sum of their weights. */
  #fillBuckets(scores: Float32Array, highest: number, scale: number): number {
    if (this.#bucketOf.length !== scores.length) this.#bucketOf = new Uint16Array(scores.length)
    const counts = this.#counts.fill(0)
    const masses = this.#masses.fill(0)
    const bucketOf = this.#bucketOf
    for (let token = 0; token < scores.length; token++) {
      const distance = (highest - scores[token]) * scale
      if (distance < bucketCount) {
        const bucket = distance | 0
        bucketOf[token] = bucket
        counts[bucket]++
        masses[bucket] += weight(distance)
      } else bucketOf[token] = noBucket
    }
    let total = 0
    for (let bucket = 0; bucket < bucketCount; bucket++) total += masses[bucket]
    return total
  }

  /** Keeps the `count` likeliest tokens and those that equal the last of them. */
  #cutAtCount(whole: Cut, count: number, scores: Float32Array, highest: number, scale: number): Cut {
    let bucket = 0
    let left = count
    let massBefore = 0
    for (; bucket < bucketCount && this.#counts[bucket] < left; bucket++) {
      left -= this.#counts[bucket]
      massBefore += this.#masses[bucket]
    }
    if (bucket === bucketCount) return whole
    const sorted = likeliestFirst(this.#membersOf(bucket), scores)
    let kept = left
    while (kept < sorted.length && scores[sorted[kept]] === scores[sorted[left - 1]]) kept++
    const members = sorted.subarray(0, kept)
    const membersMass = members.reduce((sum, token) => sum + weight((highest - scores[token]) * scale), 0)
    return { bucket, massBefore, members, membersMass }
  }

  /** Keeps the fewest of the likeliest tokens whose weights reach `mass`. */
  #cutAtMass(whole: Cut, mass: number, scores: Float32Array, highest: number, scale: number): Cut {
    let bucket = 0
    let massBefore = 0
    for (; bucket < whole.bucket && massBefore + this.#masses[bucket] < mass; bucket++) {
      massBefore += this.#masses[bucket]
    }
    const sorted = bucket === whole.bucket ? whole.members : likeliestFirst(this.#membersOf(bucket), scores)
    let kept = 0
    let membersMass = 0
    for (; kept < sorted.length && massBefore + membersMass < mass; kept++) {
      membersMass += weight((highest - scores[sorted[kept]]) * scale)
    }
    return { bucket, massBefore, members: sorted.subarray(0, kept), membersMass }
  }

  /** The tokens of one bucket, by id. */
  #membersOf(bucket: number): Int32Array {
    const members = new Int32Array(this.#counts[bucket])
    const bucketOf = this.#bucketOf
    for (let token = 0, found = 0; found < members.length; token++) {
      if (bucketOf[token] === bucket) members[found++] = token
    }
    return members
  }
}

/** The first token of the highest score. NaN compares as false, so looking for it costs nothing. */
function likeliest(scores: Float32Array): number {
  let best = -1
  let highest = -Infinity
  for (let token = 0; token < scores.length; token++) {
    if (scores[token] <= highest) continue
    highest = scores[token]
    best = token
    if (!(highest < Infinity)) break
  }
  if (highest > -Infinity && highest < Infinity) return best
  const what = best === -1 ? 'forbids every token' : 'gave a number that is none (NaN or infinite)'
  throw new AppError(
    'inference-failed',
    `The language model ${what}: ask again, and fetch the model again if this repeats.`,
    { retryable: true },
  )
}

/** e^-d for a distance in buckets: the table's value times the series for the rest (within 1e-11 of exact). */
function weight(distance: number): number {
  const bucket = distance | 0
  const rest = (distance - bucket) / bucketsPerUnit
  return edgeWeights[bucket] * (1 - rest * (1 - rest * (1 / 2 - rest / 6)))
}

function likeliestFirst(tokens: Int32Array, scores: Float32Array): Int32Array {
  return tokens.sort((a, b) => scores[b] - scores[a] || a - b)
}

/** Forbids every token that would end a run of `length` tokens which the answer has already. */
function forbidRepeats(scores: Float32Array, answer: readonly number[], length: number): void {
  const tail = answer.length - length + 1
  for (let start = 0; start < tail; start++) {
    let same = 0
    while (same < length - 1 && answer[start + same] === answer[tail + same]) same++
    if (same === length - 1) scores[answer[start + length - 1]] = -Infinity
  }
}

/** Numbers in 0..1 (53 bits): xoshiro128** 1.1 (Blackman and Vigna) seeded by the finalizer of MurmurHash3. */
function seededRandom(seed: number): () => number {
  const state = Uint32Array.from({ length: 4 }, (_, i) => {
    let mixed = (seed + Math.imul(i + 1, 0x9e37_79b9)) | 0
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35)
    return mixed ^ (mixed >>> 16)
  })
  const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0
    const shifted = state[1] << 9
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = rotate(state[3], 11)
    return result
  }
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53
}
