/** Channels that differ by less are the same colour to the eye, and to the smoothing of another machine's letters. */
const visible = 32

/** The share of pixels in which two PNG files visibly differ; 1 when they are not of one size. */
export async function comparePictures(left: string, right: string): Promise<number> {
  const [a, b] = await Promise.all([pixels(left), pixels(right)])
  if (a.width !== b.width || a.height !== b.height) return 1
  // Nearly all pixels are the same, and those are told by one look at each.
  const [all, others] = [a.data, b.data].map(({ buffer }) => new Uint32Array(buffer))
  const differs = (at: number): boolean => Math.abs(a.data[at] - b.data[at]) > visible
  let different = 0
  for (let pixel = 0; pixel < all.length; pixel++)
    if (all[pixel] !== others[pixel] && [0, 1, 2].some((channel) => differs(4 * pixel + channel))) different++
  return different / all.length
}

async function pixels(base64: string): Promise<ImageData> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!
  context.drawImage(picture, 0, 0)
  return context.getImageData(0, 0, picture.width, picture.height)
}
