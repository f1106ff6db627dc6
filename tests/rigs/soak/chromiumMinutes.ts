import { chromiumPath } from '../../e2e/chromium'
import { AppUnderTest } from '../../e2e/app/openApp'
import type { SoakSample } from './soakSample'

const questions = ['What is the capital of France?', 'Who wrote Hamlet?', 'What is two plus two?']
/** A conversation is begun anew after so many questions. */
const inOneConversation = 10

export interface ChromiumSoak {
  readonly samples: readonly SoakSample[]
  /** From each question to the whole answer, as it was written. */
  readonly answersMs: readonly number[]
}

/** Minutes of questions to the whole app in a real browser: what its page has in use, and what it has open. */
export async function chromiumMinutes(minutes: number): Promise<ChromiumSoak> {
  const executable = chromiumPath()
  if (executable === undefined) return { samples: [], answersMs: [] }
  const app = await AppUnderTest.open(executable)
  try {
    const page = await (await app.openPage()).ready()
    const line = await page.page.context().newCDPSession(page.page)
    await line.send('Performance.enable')
    await line.send('HeapProfiler.enable')
    const samples: SoakSample[] = []
    const answersMs: number[] = []
    const began = performance.now()
    const atHours = (): number => (performance.now() - began) / 3_600_000
    while (atHours() < minutes / 60) {
      const turn = page.newestTurn + 1
      const asked = performance.now()
      await page.type(questions[turn % questions.length])
      await page.answer(turn)
      answersMs.push(performance.now() - asked)
      await page.hush(turn)
      if (answersMs.length % inOneConversation > 0) continue
      await page.anew()
      await line.send('HeapProfiler.collectGarbage')
      const { metrics } = await line.send('Performance.getMetrics')
      const of = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN
      const handles = of('Documents') + of('Frames') + of('JSEventListeners') + of('AudioHandlers')
      samples.push({ atHours: atHours(), megabytes: of('JSHeapUsedSize') / 1e6, handles })
    }
    return { samples, answersMs }
  } finally {
    await app.close()
  }
}
