import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Readable } from 'node:stream'
import type { Browser, Page } from 'playwright-core'
import { decodeMessage, sharedClock, socketPath, type EngineMessage } from '../../../src-preload/contract'
import { buildApp } from '../../../src-main/cli/buildApp'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { ContextClock } from '../../../src-renderer/audio/contextClock'
import { chromiumPath, launchChromium } from '../../e2e/chromium'
import type { AppPage } from '../../e2e/app/appPage'
import { AppUnderTest } from '../../e2e/app/openApp'
import { speech } from '../../e2e/app/questions'
import type { TurnClock } from '../../../src-renderer/turnClock'
import { median, type BenchResult, type BenchSection } from '../result'

const starts = 3
const questions = [
  'What is the capital of France?',
  'What is two plus two?',
  'Who wrote Hamlet?',
  'What color is the sky?',
  'How many days are in a week?',
  'What is your name?',
  'Hello.',
]
/** How often the time is asked for. */
const toolAsks = 5
/** -40 dB: below it nobody is still speaking. */
const speechLevel = 0.01

/** The app as its user has it: in Chromium, against the real engine with the embedded models. */
export const benchApp: BenchSection = async () => {
  const executable = chromiumPath()
  if (executable === undefined) return []
  await buildApp(() => undefined, new AbortController().signal)
  return [...(await benchStart(executable)), ...(await benchTalk(executable))]
}

/** From the command line to a window in which a question can be typed, and on to an engine that answers it. */
async function benchStart(executable: string): Promise<BenchResult[]> {
  const browser = await launchChromium(executable)
  const usableMs: number[] = []
  const readyMs: number[] = []
  for (let run = 0; run < starts; run++) {
    const { usable, ready } = await startOnce(browser)
    usableMs.push(usable)
    readyMs.push(ready)
  }
  await browser.close()
  return [
    below('app-window-usable', median(usableMs), 1500),
    below('app-engine-ready', median(readyMs), 2000),
  ]
}

/** `ready` counts from when the window was usable. The browser is open before, with an empty tab. */
async function startOnce(browser: Browser): Promise<{ usable: number; ready: number }> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const usable = new Promise<number>((resolve) => void page.exposeFunction('tellUsable', resolve))
  await page.addInitScript(noteUsable)
  const begin = sharedClock()
  const args = ['--import', 'tsx', 'src-main/cli/start.ts', '--web', '--no-open']
  const app = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const link = await addressOf(app.stdout)
    const ready = readyAt(page)
    await page.goto(link, { waitUntil: 'commit' })
    const usableAt = await usable
    return { usable: usableAt - begin, ready: Math.max(0, (await ready) - usableAt) }
  } finally {
    const gone = once(app, 'exit')
    app.kill()
    await gone
    await context.close()
  }
}

/** In the page: the field is painted, and the page has time for what is typed into it. */
const noteUsable = `new MutationObserver((_, observer) => {
  if (!document.querySelector('textarea')) return
  observer.disconnect()
  requestAnimationFrame(() => setTimeout(() => tellUsable(performance.timeOrigin + performance.now())))
}).observe(document, { subtree: true, childList: true })`

/** When a page hears from the engine that it is there. */
function readyAt(page: Page): Promise<number> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).pathname !== socketPath) return
      socket.on('framereceived', ({ payload }) => {
        if ((decodeMessage(payload) as Partial<EngineMessage>).type === 'ready') resolve(sharedClock())
      })
    })
  })
}

function addressOf(output: Readable): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    output.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(said)
      if (found) resolve(found[0])
    })
    output.on('end', () => reject(new Error(`Parley did not start: ${said}`)))
  })
}

/** Spoken questions, from the last sample of the speech to the first sample of the answer that can be heard. */
async function benchTalk(executable: string): Promise<BenchResult[]> {
  const spoken = await Promise.all(questions.map((question) => speech(question)))
  const engineEntry = path.join('tests', 'e2e', 'app', 'stampingEngine.ts')
  const app = await AppUnderTest.open(executable, { engineEntry })
  try {
    const page = await (await app.openPage()).ready()
    const talked: Heard[] = []
    for (const samples of spoken) talked.push(await hear(app, page, samples))
    // The first one warms up.
    const heard = talked.slice(1)
    const clocks = (await turnClocks(page)).slice(1)
    const framesMs = await framesToEngineMs(app, page)
    return [
      below('app-voice-to-voice', median(heard.map(({ thinkingMs }) => thinkingMs)), 150),
      {
        ...below('app-endpoint-wait', median(heard.map(({ waitMs }) => waitMs)), Infinity),
        goal: 'told: a wait that is meant to be',
      },
      below('app-frame-to-engine', median(framesMs), 5),
      ...stageResults(clocks),
      below('app-tool-voice-to-voice', await toolVoiceToVoiceMs(app, page), 250),
    ]
  } finally {
    await app.close()
  }
}

/** Of one answer: from the last sample of the speech to where the question ends, and on to the first sample that is heard. */
interface Heard {
  readonly waitMs: number
  readonly thinkingMs: number
}

/** Asks, and listens until the answer begins. How the rest of it sounds is not measured here. */
async function hear(app: AppUnderTest, page: AppPage, samples: Float32Array): Promise<Heard> {
  const turn = page.newestTurn + 1
  const { beganAt } = await page.say(samples)
  // The answer is far: what sounds before it is the end of the last one.
  await page.forgetPlayed()
  await page.phase('speaking')
  const lastSpeech = samples.findLastIndex((sample) => Math.abs(sample) >= speechLevel)
  const speechEndAt = beganAt + (lastSpeech + 1) / 16
  const { firstAt } = await page.played()
  const endpointAt = app.frameStamps.find((stamp) => stamp.kind === 'end' && stamp.turn === turn)?.at
  await page.page.keyboard.press('Escape')
  await page.phase('idle')
  if (endpointAt === undefined) throw new Error(`The end of question ${turn} did not reach the engine`)
  return { waitMs: endpointAt - speechEndAt, thinkingMs: firstAt - endpointAt }
}

/** The same for a question that the listener answers by calling a tool of this computer. */
async function toolVoiceToVoiceMs(app: AppUnderTest, page: AppPage): Promise<number> {
  const samples = await speech('What time is it?')
  const tookMs: number[] = []
  for (let ask = 0; ask < toolAsks; ask++) {
    const callsBefore = await page.page.locator('.tool-step').count()
    const { thinkingMs } = await hear(app, page, samples)
    if ((await page.page.locator('.tool-step').count()) === callsBefore)
      throw new Error('The listener called no tool when it was asked for the time')
    tookMs.push(thinkingMs)
  }
  return median(tookMs)
}

/** The times of the turns as the window itself keeps them. */
function turnClocks(page: AppPage): Promise<TurnClock[]> {
  return page.page.evaluate(() =>
    performance
      .getEntriesByName('parley turn')
      .map((entry) => (entry as unknown as { detail: TurnClock }).detail),
  )
}

const stages = {
  'app-stage-soft-end': 'softEndMs',
  'app-stage-commit': 'commitMs',
  'app-stage-first-token': 'firstTokenMs',
  'app-stage-first-word': 'firstWordMs',
  'app-stage-first-chunk': 'firstChunkMs',
  'app-stage-first-queued': 'firstQueuedMs',
  'app-stage-first-audible': 'firstAudibleMs',
} as const satisfies Record<string, keyof TurnClock>

/** Medians of when each stage was reached after the last sample of the question, and what speculation was worth. */
function stageResults(clocks: readonly TurnClock[]): BenchResult[] {
  const told = (name: string, stage: keyof TurnClock): BenchResult => {
    const value = median(clocks.flatMap((clock) => clock[stage] ?? []))
    return {
      name,
      unit: 'ms',
      value,
      goal: 'told: after the last sample said',
      ok: Number.isFinite(value),
    }
  }
  const hits = clocks.filter(({ savedMs }) => savedMs !== undefined).length / clocks.length
  const wasted = clocks.reduce((sum, { wastedAttempts }) => sum + wastedAttempts, 0) / clocks.length
  return [
    ...Object.entries(stages).map(([name, stage]) => told(name, stage)),
    { name: 'app-speculation-hits', unit: '', value: hits, goal: '>= 0.9 of the turns', ok: hits >= 0.9 },
    { name: 'app-speculation-wasted', unit: '', value: wasted, goal: 'told: attempts a turn', ok: true },
    { ...told('app-speculation-saved', 'savedMs'), goal: 'told: sooner by' },
  ]
}

/**
 * From the last sample of a frame to its arrival in the engine's process, for frames that were sent as they came. The
 * sample's time is the audio context's, laid onto the shared clock by the earliest frame of two seconds: what the
 * browser's batches cost is in it, what the system's sound takes before the context is not.
 */
async function framesToEngineMs(app: AppUnderTest, page: AppPage): Promise<number[]> {
  const clock = new ContextClock()
  const capturedAt = new Map<number, number>()
  for (const { endSeconds, arrivedAt, mark } of await page.captured()) {
    clock.observe(endSeconds * 1000, arrivedAt)
    capturedAt.set(mark, clock.toShared(endSeconds * 1000))
  }
  const tookMs: number[] = []
  let openedAt = Infinity
  for (const stamp of app.frameStamps) {
    if (stamp.kind === 'begin') openedAt = stamp.at
    const captured = stamp.kind === 'frame' ? capturedAt.get(stamp.mark) : undefined
    // The pre-roll is older than the utterance: it was kept, not late.
    if (captured !== undefined && captured > openedAt) tookMs.push(stamp.at - captured)
  }
  return tookMs
}

function below(name: string, value: number, limit: number): BenchResult {
  return { name, unit: 'ms', value, goal: `< ${limit} ms`, ok: value < limit }
}
