/** The room of a picture, in its own units; it is as wide as the panel lets it be. */
export const plot = { width: 300, height: 96 } as const

/** Where the bars of a picture stand: side by side, no wider than they need be. */
export function slots(count: number): readonly { readonly x: number; readonly width: number }[] {
  const pitch = Math.min(24, plot.width / Math.max(1, count))
  const width = Math.max(1, pitch - Math.min(4, pitch / 4))
  return Array.from({ length: count }, (_, at) => ({ x: at * pitch, width }))
}
