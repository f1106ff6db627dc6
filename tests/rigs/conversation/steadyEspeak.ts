import { openEspeak, type Espeak } from '../../../src-main/engine/speaking/espeak'

/** An espeak-ng that gives the same samples every time it is asked the same in the same order: it seeds its breath by the clock. */
export async function openSteadyEspeak(): Promise<Espeak> {
  const now = Date.now
  Date.now = () => 0
  try {
    return await openEspeak()
  } finally {
    Date.now = now
  }
}
