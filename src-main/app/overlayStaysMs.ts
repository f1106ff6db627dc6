/** An overlay that nobody clicked goes this long after the answer: time to read it. */
export const overlayStaysMs = 10_000
