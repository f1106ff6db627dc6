/**
 * How long a test waits for something that comes by an event, in milliseconds: longer than it takes on a processor that
 * ten other programs keep busy. It ends what hangs; no test measures by it.
 */
export const patienceMs = 90_000

/** A whole test, which waits for several such things, ends after so long. */
export const testLimitMs = 2 * patienceMs
