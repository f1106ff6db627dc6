/** Channels that differ by less are the same colour to the eye, and to the smoothing of another machine's letters. */
const visible = 32

/** The share of pixels in which two PNG files visibly differ; 1 when they are not of one size. */
export async function comparePictures(left: string, right: string): Promise<number> {
  const [a, b] = await Promise.all([pixels(left), pixels(right)])
  if (a.width !== b.width || a.height !== b.height) return 1
  let different = 0
  for (let at = 0; at < a.data.length; at += 4) {
    const channels = [0, 1, 2]
    if (channels.some((channel) => Math.abs(a.data[at + channel] - b.data[at + channel]) > visible))
      different++
  }
  return different / (a.width * a.height)
}

async function pixels(base64: string): Promise<ImageData> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!
  context.drawImage(picture, 0, 0)
  return context.getImageData(0, 0, picture.width, picture.height)
}
