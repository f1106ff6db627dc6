/** As `keyCode` of a key press that goes to an input method (UI Events, legacy key codes). */
const processedByInputMethod = 229

/**
 * Whether a key press belongs to an input method that composes what is typed. Safari ends the composition before it tells
 * of the Enter that ended it, and then only this number says so.
 */
export function isComposing(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === processedByInputMethod
}
