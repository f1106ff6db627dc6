/** A place on the desktop, in device-independent pixels. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const gap = 8
/** So much of a remembered window must lie on a screen for it to be found. */
const visiblePixels = 64

/** Where the quick window goes: beside the tray icon, inside the screen; at its lower right without a tray icon. */
export function quickPlace(
  size: { readonly width: number; readonly height: number },
  tray: Place | undefined,
  workArea: Place,
): Place {
  const right = workArea.x + workArea.width
  const bottom = workArea.y + workArea.height
  const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))
  const hasTray = tray !== undefined && tray.width > 0
  const middle = hasTray ? tray.x + tray.width / 2 : right
  const isTrayAbove = hasTray && tray.y < workArea.y + workArea.height / 2
  const width = Math.min(size.width, workArea.width - 2 * gap)
  const height = Math.min(size.height, workArea.height - 2 * gap)
  return {
    x: Math.round(clamp(middle - width / 2, workArea.x + gap, right - width - gap)),
    y: Math.round(isTrayAbove ? workArea.y + gap : bottom - height - gap),
    width,
    height,
  }
}

/** A remembered place, if it can still be seen on some screen; else undefined. */
export function visiblePlace(place: Place | undefined, workAreas: readonly Place[]): Place | undefined {
  if (place === undefined) return undefined
  const isSeen = workAreas.some((area) => {
    const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
    const down = Math.min(place.y + place.height, area.y + area.height) - Math.max(place.y, area.y)
    return across >= visiblePixels && down >= visiblePixels && place.y >= area.y
  })
  return isSeen ? place : undefined
}
