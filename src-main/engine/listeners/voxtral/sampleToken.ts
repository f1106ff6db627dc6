import { AppError, type SamplingConfig } from '@contract'
import type { NextLogits, TopLogits } from './stepLogits'

/** Tokens that share one maximum and one sum: what lies below a threshold is passed over a block at a time. */
const blockTokens = 128

/** Steps of the table of e^-d, for distances below the highest logit after the temperature. */
const stepsPerUnit = 256
/** What is further below counts for nothing: 131,072 such tokens together weigh less than 2e-9 of the highest one. */
const farthest = 32
/** One entry more, for a distance that rounds up to the farthest. */
const stepWeights = Float64Array.from({ length: stepsPerUnit * farthest + 2 }, (_, step) =>
  Math.exp(-step / stepsPerUnit),
)

/** Below this temperature only logits that float32 hardly tells apart would share the probability: greedy. */
const coldest = 1e-5

/**
 * Chooses the tokens of one answer. In this order, as transformers does: repetition penalty, no repeated n-grams, no
 * stop token too early; then, unless the temperature is 0, temperature, top-k, top-p and a draw. Greedy choices and
 * top-p take the lower id of equals; top-k keeps all tokens that equal its last one. The same seed and the same logits
 * give the same tokens.
 *
 * Nothing is sorted for top-p: a token is drawn from all and kept if those before it have not reached p yet; else the
 * draw is repeated among the likelier ones. That is the same distribution, in about 1 + ln(1 / p) passes.
 */
export class TokenSampler {
  readonly #config: SamplingConfig
  readonly #stopTokens: readonly number[]
  readonly #random: () => number
  /** These grow to the vocabulary once. */
  #adjusted = new Float32Array(0)
  #blockHighest = new Float32Array(0)
  #blockMass = new Float64Array(0)
  #candidates = new Int32Array(0)
  #candidateScores = new Float32Array(0)

  constructor(config: SamplingConfig, stopTokens: Iterable<number>) {
    this.#config = config
    this.#stopTokens = [...stopTokens]
    this.#random = seededRandom(config.seed)
  }

  /**
   * The next token.
   *
   * @param logits -Infinity forbids a token; they are left as they are
   * @param answer the tokens of the answer so far
   * @throws AppError `inference-failed` for NaN, for +Infinity, and when every token is forbidden
   */
  next(logits: NextLogits, answer: readonly number[]): number {
    return this.#likeliestOfTop(logits.top, answer) ?? this.#ofAll(logits.whole(), answer)
  }

  /** The likeliest token, where the highest logits alone tell it, and it is asked for. */
  #likeliestOfTop(top: TopLogits | undefined, answer: readonly number[]): number | undefined {
    const { temperature, repetitionPenalty } = this.#config
    if (top === undefined || temperature >= coldest) return undefined
    const { tokens, scores, each } = top
    const forbidden = this.#forbidden(answer)
    const said = new Set(repetitionPenalty === 1 ? [] : answer)
    let [best, highest, highestHidden] = [-1, -Infinity, -Infinity]
    for (let i = 0; i < tokens.length; i++) {
      const [token, logit] = [tokens[i], scores[i]]
      if (i % each === each - 1 && logit > highestHidden) highestHidden = logit
      if (forbidden.has(token)) continue
      const score = said.has(token) ? this.#penalized(logit) : logit
      if (score > highest) [best, highest] = [token, score]
      else if (Number.isNaN(score)) return undefined // all of them tell more
    }
    // Where nothing was changed it is the highest of all. Changes only lower: what is hidden is no higher than it was.
    const isSure = (forbidden.size === 0 && said.size === 0) || highest > highestHidden
    return isSure && Number.isFinite(highest) ? best : undefined
  }

  #ofAll(logits: Float32Array, answer: readonly number[]): number {
    const { temperature, topK } = this.#config
    const scores = this.#adjust(logits, answer)
    const highest = this.#findHighest(scores)
    if (!Number.isFinite(highest)) {
      throw new AppError(
        'inference-failed',
        highest === -Infinity ? { kind: 'no-token' } : { kind: 'no-numbers', part: 'decoder' },
        { retryable: true },
      )
    }
    if (temperature < coldest) return scores.indexOf(highest)
    if (topK === 0 || topK >= scores.length) return this.#draw(scores, highest)
    if (this.#candidates.length < scores.length) {
      this.#candidates = new Int32Array(scores.length)
      this.#candidateScores = new Float32Array(scores.length)
    }
    const tokens = this.#likeliest(scores, topK)
    const kept = new Float32Array(tokens.length)
    for (let i = 0; i < tokens.length; i++) kept[i] = scores[tokens[i]]
    this.#findHighest(kept)
    return tokens[this.#draw(kept, highest)]
  }

  #adjust(logits: Float32Array, answer: readonly number[]): Float32Array {
    const { repetitionPenalty } = this.#config
    const forbidden = this.#forbidden(answer)
    if (forbidden.size === 0 && (answer.length === 0 || repetitionPenalty === 1)) return logits
    if (this.#adjusted.length !== logits.length) this.#adjusted = new Float32Array(logits.length)
    const scores = this.#adjusted
    scores.set(logits)
    // From the original, so that a token that occurs twice is divided once.
    if (repetitionPenalty !== 1) for (const token of answer) scores[token] = this.#penalized(logits[token])
    for (const token of forbidden) scores[token] = -Infinity
    return scores
  }

  /** As float32 has it, which all scores are. */
  #penalized(logit: number): number {
    const { repetitionPenalty } = this.#config
    return Math.fround(logit < 0 ? logit * repetitionPenalty : logit / repetitionPenalty)
  }

  /** Tokens that would end a run which the answer has already, and while it is short those that would end it. */
  #forbidden(answer: readonly number[]): Set<number> {
    const { noRepeatNgram, minNewTokens } = this.#config
    const forbidden = new Set(answer.length < minNewTokens ? this.#stopTokens : [])
    if (noRepeatNgram === 0) return forbidden
    const tail = answer.length - noRepeatNgram + 1
    for (let start = 0; start < tail; start++) {
      let same = 0
      while (same < noRepeatNgram - 1 && answer[start + same] === answer[tail + same]) same++
      if (same === noRepeatNgram - 1) forbidden.add(answer[start + noRepeatNgram - 1])
    }
    return forbidden
  }

  /** The highest score of every block and of all; NaN if there is any. */
  #findHighest(scores: Float32Array): number {
    const blocks = Math.ceil(scores.length / blockTokens)
    if (this.#blockHighest.length < blocks) {
      this.#blockHighest = new Float32Array(blocks)
      this.#blockMass = new Float64Array(blocks)
    }
    let highest = -Infinity
    for (let block = 0; block < blocks; block++) {
      const end = Math.min(scores.length, (block + 1) * blockTokens)
      let blockHighest = -Infinity
      for (let i = block * blockTokens; i < end; i++) blockHighest = Math.max(blockHighest, scores[i])
      this.#blockHighest[block] = blockHighest
      highest = Math.max(highest, blockHighest)
    }
    return highest
  }

  /** The `count` likeliest tokens and those that equal the last of them, by id. */
  #likeliest(scores: Float32Array, count: number): Int32Array {
    // That many blocks have a token at least as high as the lowest of their maxima: the cut is not below it.
    const maxima = this.#blockHighest.slice(0, Math.ceil(scores.length / blockTokens))
    const atLeast = count <= maxima.length ? nthHighest(maxima, count) : -Infinity
    const tokens = this.#candidates
    const values = this.#candidateScores
    let found = 0
    for (let block = 0; block * blockTokens < scores.length; block++) {
      if (this.#blockHighest[block] < atLeast) continue
      const end = Math.min(scores.length, (block + 1) * blockTokens)
      for (let token = block * blockTokens; token < end; token++) {
        if (scores[token] < atLeast) continue
        tokens[found] = token
        values[found++] = scores[token]
      }
    }
    const cut = nthHighest(values.subarray(0, found), count)
    let kept = 0
    for (let i = 0; i < found; i++) if (scores[tokens[i]] >= cut) tokens[kept++] = tokens[i]
    return tokens.subarray(0, kept)
  }

  /** Draws an index by the temperature and top-p. `#findHighest` has seen the same scores. */
  #draw(scores: Float32Array, highest: number): number {
    const { temperature, topP } = this.#config
    const scale = stepsPerUnit / temperature
    let floor = highest - farthest * temperature
    let mass = this.#sumAbove(floor, scores, highest, scale)
    const target = topP * mass
    for (;;) {
      const drawn = this.#pick(this.#random() * mass, floor, scores, highest, scale)
      if (topP === 1) return drawn
      const score = scores[drawn]
      const above = this.#sumAbove(score, scores, highest, scale)
      if (above >= target) {
        floor = score
        mass = above
        continue
      }
      let equalsBefore = 0
      for (let i = 0; i < drawn; i++) if (scores[i] === score) equalsBefore++
      const each = weight((highest - score) * scale)
      if (above + equalsBefore * each < target) return drawn
      // The cut goes through the equals of this score: now that it is known, draw from what it leaves.
      const equalsKept = Math.ceil((target - above) / each)
      const rest = this.#random() * (above + equalsKept * each)
      if (rest < above) return this.#pick(rest, score, scores, highest, scale)
      return nthEqual(scores, score, Math.min(equalsKept - 1, Math.floor((rest - above) / each)))
    }
  }

  /** The weight of all scores above `floor`, which is also left block by block in `#blockMass`. */
  #sumAbove(floor: number, scores: Float32Array, highest: number, scale: number): number {
    const blocks = Math.ceil(scores.length / blockTokens)
    let total = 0
    for (let block = 0; block < blocks; block++) {
      let mass = 0
      if (this.#blockHighest[block] > floor) {
        const end = Math.min(scores.length, (block + 1) * blockTokens)
        for (let i = block * blockTokens; i < end; i++) {
          if (scores[i] > floor) mass += weight((highest - scores[i]) * scale)
        }
      }
      this.#blockMass[block] = mass
      total += mass
    }
    return total
  }

  /** The index at which the running sum of the weights above `floor` passes `rest`. `#sumAbove` has the sums. */
  #pick(rest: number, floor: number, scores: Float32Array, highest: number, scale: number): number {
    const blocks = Math.ceil(scores.length / blockTokens)
    let block = 0
    for (let at = 0; at < blocks; at++) {
      if (this.#blockMass[at] === 0) continue
      block = at
      if (rest < this.#blockMass[at]) break
      rest -= this.#blockMass[at]
    }
    const end = Math.min(scores.length, (block + 1) * blockTokens)
    let picked = 0
    for (let i = block * blockTokens; i < end; i++) {
      if (scores[i] <= floor) continue
      picked = i
      rest -= weight((highest - scores[i]) * scale)
      if (rest < 0) break
    }
    // Rounding may leave a crumb behind the last one: then it is that one.
    return picked
  }
}

/** e^-d for a distance in steps: the table's value times the series for the rest (within 1e-8 of exact). */
function weight(distance: number): number {
  const step = distance | 0
  const rest = (distance - step) * (1 / stepsPerUnit)
  return stepWeights[step] * (1 - rest * (1 - rest * 0.5))
}

function nthEqual(scores: Float32Array, score: number, n: number): number {
  let at = scores.indexOf(score)
  for (let i = 0; i < n; i++) at = scores.indexOf(score, at + 1)
  return at
}

/** The n-th highest value, counted from 1, by Hoare's selection with a three-way partition; reorders the values. */
function nthHighest(values: Float32Array, n: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = median(values[low], values[(low + high) >> 1], values[high])
    let above = low
    let below = high
    for (let i = low; i <= below;) {
      const value = values[i]
      if (value > pivot) {
        values[i++] = values[above]
        values[above++] = value
      } else if (value < pivot) {
        values[i] = values[below]
        values[below--] = value
      } else i++
    }
    if (n - 1 < above) high = above - 1
    else if (n - 1 > below) low = below + 1
    else return pivot
  }
  return values[low]
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
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
