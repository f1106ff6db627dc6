import type { TrayPhase } from '@contract'

/** How bright the points of the icon are: macOS wants black on clear and colours it itself; elsewhere panels are dark. */
export type Ink = 'black' | 'white'

/** Which part of the circle the ring covers, how thick it is and what is inside: states differ in shape, not colour. */
const shapes: Readonly<
  Record<TrayPhase, { thickness: number; covers: (turns: number) => boolean; dot: number }>
> = {
  idle: { thickness: 0.1, covers: () => true, dot: 0 },
  listening: { thickness: 0.1, covers: () => true, dot: 0.3 },
  thinking: { thickness: 0.16, covers: (turns) => Math.floor(turns * 12) % 2 === 0, dot: 0 },
  speaking: { thickness: 0.3, covers: () => true, dot: 0 },
  muted: { thickness: 0.1, covers: (turns) => turns > 0.2 && turns < 0.95, dot: 0 },
  trouble: { thickness: 0.16, covers: (turns) => Math.floor(turns * 6) % 2 === 0, dot: 0.12 },
}

/** The tray's icon for a state as BGRA pixels, four samples a pixel each way against jagged edges. */
export function trayPicture(phase: TrayPhase, sizePixels: number, ink: Ink): Uint8Array {
  const { thickness, covers, dot } = shapes[phase]
  const oversampling = 4
  const isInked = (x: number, y: number): boolean => {
    const radius = Math.hypot(x, y)
    if (radius <= dot) return true
    const turns = (Math.atan2(x, -y) / (2 * Math.PI) + 1) % 1
    return radius <= 0.9 && radius >= 0.9 - 2 * thickness && covers(turns)
  }
  const pixels = new Uint8Array(sizePixels * sizePixels * 4)
  for (let row = 0; row < sizePixels; row++) {
    for (let column = 0; column < sizePixels; column++) {
      let inked = 0
      for (let sample = 0; sample < oversampling ** 2; sample++) {
        const x = column + ((sample % oversampling) + 0.5) / oversampling
        const y = row + (Math.floor(sample / oversampling) + 0.5) / oversampling
        if (isInked((2 * x) / sizePixels - 1, (2 * y) / sizePixels - 1)) inked++
      }
      const alpha = Math.round((255 * inked) / oversampling ** 2)
      // Colours are multiplied with their alpha.
      const level = ink === 'white' ? alpha : 0
      pixels.set([level, level, level, alpha], (row * sizePixels + column) * 4)
    }
  }
  return pixels
}
