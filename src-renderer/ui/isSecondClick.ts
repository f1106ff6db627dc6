import type { MouseEvent } from 'react'

/**
 * Whether a click follows another at the same place, as in a double-click. What was there may have gone by the first one, so
 * that the second meets what has moved into its place.
 */
export function isSecondClick({ detail }: Pick<MouseEvent, 'detail'>): boolean {
  return detail > 1
}
