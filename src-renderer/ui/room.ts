/** Whether a panel takes the whole window, and hides conversation and instrument: the widths of `panel.css` and `window.css`. */
export function coversWindow(): boolean {
  return matchMedia('(width < 44rem)').matches
}

/** Whether a panel and the list of conversations have room beside each other. */
export function hasRoomForBoth(): boolean {
  return matchMedia('(width >= 80rem)').matches
}
