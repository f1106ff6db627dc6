import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession } from 'playwright-core'
import { chromiumPath } from '../../e2e/chromium'
import { AppUnderTest } from '../../e2e/app/openApp'
import type { AppPage } from '../../e2e/app/appPage'
import type { SoakSample } from './soakSample'

const questions = ['What is the capital of France?', 'Who wrote Hamlet?', 'What is two plus two?']
/** A conversation is begun anew after so many questions. */
const inOneConversation = 10
/** By far: it takes a quarter of a minute where a core is free. */
const longestTalkMs = 180_000
/** A page that does not say how it is within this time does not answer. */
const answersWithinMs = 10_000
/** A page that failed so often in a row is asked no more. */
const mostFailures = 3

export interface ChromiumSoak {
  readonly samples: readonly SoakSample[]
  /** From each question to the whole answer, as it was written. */
  readonly answersMs: readonly number[]
  /** Why conversations came to no end: each was gone on with in a page that was loaded anew. */
  readonly failures: readonly string[]
}

/**
 * Minutes of questions to the whole app in a real browser: what its page has in use, and what it has open. It ends some minutes
 * later at most, whatever the page does.
 * @param told how far it is
 */
export async function chromiumMinutes(
  minutes: number,
  told: (line: string) => void = () => undefined,
): Promise<ChromiumSoak> {
  const executable = chromiumPath()
  const samples: SoakSample[] = []
  const answersMs: number[] = []
  const failures: string[] = []
  const soak = { samples, answersMs, failures }
  if (executable === undefined) return soak
  const app = await AppUnderTest.open(executable)
  try {
    const page = await (await app.openPage()).ready()
    const line = await page.page.context().newCDPSession(page.page)
    await line.send('Performance.enable')
    await line.send('HeapProfiler.enable')
    const began = performance.now()
    const atHours = (): number => (performance.now() - began) / 3_600_000
    let inARow = 0
    while (atHours() < minutes / 60 && inARow < mostFailures) {
      try {
        answersMs.push(...(await talk(page, performance.now() + longestTalkMs)))
        samples.push({ atHours: atHours(), ...(await inUse(line)) })
        inARow = 0
        told(
          `${(60 * atHours()).toFixed(1)} min: ${answersMs.length} answers, ${JSON.stringify(samples.at(-1))}`,
        )
      } catch (thrown) {
        inARow++
        const why = `${String(thrown)}; the page: ${await shown(page)}`
        failures.push(why)
        told(`${(60 * atHours()).toFixed(1)} min: ${why}`)
        if (inARow < mostFailures) await page.reload().catch((still: unknown) => failures.push(String(still)))
      }
    }
    return soak
  } finally {
    await app.close()
  }
}

/** One conversation, until nothing of it is left. @returns how long its answers took, in milliseconds */
async function talk(page: AppPage, until: number): Promise<number[]> {
  const answersMs: number[] = []
  while (answersMs.length < inOneConversation) {
    if (performance.now() > until) throw new Error(`It took too long for ${answersMs.length} answers`)
    const turn = page.newestTurn + 1
    const asked = performance.now()
    await ask(page, questions[turn % questions.length])
    await page.answer(turn)
    answersMs.push(performance.now() - asked)
    await page.hush(turn)
  }
  await remove(page)
  await page.forget()
  return answersMs
}

/** Writes into the field as a program does: for what is typed, Chromium keeps up to 1,000 steps that can be undone. */
async function ask({ page, field }: AppPage, question: string): Promise<void> {
  await page.evaluate(`{
    const field = document.querySelector('textarea')
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')
    set.call(field, ${JSON.stringify(question)})
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }`)
  await field.press('Enter')
}

/** Deletes what was said, as its user would, and waits until that cannot be undone: what is in the list is no leak. */
async function remove(page: AppPage): Promise<void> {
  await page.page.keyboard.press('Control+b')
  await page.button('Delete all conversations').click()
  await page.seen(async () => (await page.page.locator('.exchange').count()) === 0, 'an empty conversation')
  await page.page.keyboard.press('Escape')
  await page.page.locator('.panel-left').waitFor({ state: 'detached' })
  await page.page.locator('.undo-line').waitFor({ state: 'detached' })
}

/** How the page is, as far as it still answers. */
async function shown(page: AppPage): Promise<string> {
  const sights = page.sights().then((all) => JSON.stringify(all.slice(-3)))
  return Promise.race([sights, sleep(answersWithinMs, 'does not answer')]).catch(String)
}

async function inUse(line: CDPSession): Promise<Omit<SoakSample, 'atHours'>> {
  // What the first one leaves behind is of no use any more, either.
  await line.send('HeapProfiler.collectGarbage')
  await line.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize } = (await line.send('Runtime.getHeapUsage')) as HeapUsage
  const { metrics } = await line.send('Performance.getMetrics')
  const of = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN
  const open = ['Documents', 'Frames', 'Nodes', 'JSEventListeners', 'AudioHandlers']
  const handles = open.reduce((sum, each) => sum + of(each), 0)
  return { megabytes: (usedSize + backingStorageSize) / 1e6, handles }
}

/** Of its objects and code, and of its samples; that of Chromium itself is none of the page's, which is why nodes are counted. */
interface HeapUsage {
  readonly usedSize: number
  readonly backingStorageSize: number
}
