import { Random } from '../conversation/random'

/** A sign of an exchange, which is in its answer many times and nowhere else. */
export function canaryOf(exchange: number): string {
  return `canary${exchange.toString(36)}yranac`
}

/** The answer to the exchange of this number: up to some thousand characters. */
export function answerOf(exchange: number): string {
  const length = 1 + Math.floor(new Random(exchange).next() * 150)
  return Array.from({ length }, (_, i) => `${canaryOf(exchange)} ${i} `).join('')
}
