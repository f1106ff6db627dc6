import { toAppError } from '@contract'
import { terminal } from '../terminalWords'
import { findLoudspeaker } from './loudspeaker'
import type { Speech } from './writeSpeech'

const everyMs = 1600
const rateHz = 24_000
const tone = { hz: 523.25, seconds: 0.4, level: 0.2, edgeSeconds: 0.02 }

/**
 * Rings for whoever has no window open, by the system's loudspeaker, until it is told that it is over. Where there is none, it says so.
 * @param say prints a line
 */
export function ringAloud(
  say: (line: string) => void,
  open: () => (rateHz: number) => Speech = findLoudspeaker,
): (isUnheard: boolean) => void {
  let beat: ReturnType<typeof setInterval> | undefined
  const ring = (): void => {
    try {
      const speech = open()(rateHz)
      speech.write(toneSamples())
      speech.end().catch(failed)
    } catch (thrown) {
      failed(thrown)
    }
  }
  const failed = (thrown: unknown): void => {
    end()
    say(terminal().inWords(toAppError(thrown).notice))
  }
  const end = (): void => {
    clearInterval(beat)
    beat = undefined
  }
  return (isUnheard) => {
    end()
    if (!isUnheard) return
    say(terminal().words.said.ringing)
    beat = setInterval(ring, everyMs).unref()
    ring()
  }
}

/** One stroke. */
function toneSamples(): Float32Array {
  const length = tone.seconds * rateHz
  const edge = tone.edgeSeconds * rateHz
  return Float32Array.from({ length }, (_, i) => {
    const swell = Math.min(1, i / edge, (length - i) / edge)
    return tone.level * swell * Math.sin((2 * Math.PI * tone.hz * i) / rateHz)
  })
}
