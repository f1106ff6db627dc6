import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { CDPSession } from 'playwright-core'
import { buildApp } from '../../../src-main/cli/buildApp'
import { AppUnderTest } from '../../e2e/app/openApp'
import { chromiumPath } from '../../e2e/chromium'
import { wavBytes } from '../../rigs/wavBytes'
import { besidePeer, type BenchSection } from '../result'

const settleMs = 5000
const measuredMs = 20_000
/** -60 dB, as a room has it. */
const roomLevel = 0.001

/**
 * What two windows in which nothing happens take of a core, with a microphone of the browser's own: beside two that know nothing
 * of each other, which both hear and judge every frame.
 */
export const benchIdle: BenchSection = async () => {
  const executable = chromiumPath()
  if (executable === undefined) return []
  await buildApp(() => undefined, new AbortController().signal)
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-room-'))
  const microphone = path.join(folder, 'room.wav')
  const room = Float32Array.from({ length: 16_000 * 10 }, () => roomLevel * (2 * Math.random() - 1))
  writeFileSync(microphone, wavBytes(room, { bits: 16 }))
  const app = await AppUnderTest.open(executable, { browser: { microphone } })
  try {
    const windows = { soundCard: false }
    const first = await app.openPage(windows)
    const session = await first.page.context().browser()!.newBrowserCDPSession()
    const one = await shareOfCore(session)
    const stranger = await app.openPage(windows)
    const apart = await shareOfCore(session)
    await stranger.page.context().close()
    await app.openPage(windows, first)
    const two = await shareOfCore(session)
    return [
      { name: 'idle-one-window', unit: '%', value: one, goal: 'told: of a core', ok: true },
      besidePeer(['idle-two-windows', '%'], two, apart, 2),
    ]
  } finally {
    await app.close()
    rmSync(folder, { recursive: true })
  }
}

/** Percent of a core that all pages' processes take, once they have come to rest. */
async function shareOfCore(session: CDPSession): Promise<number> {
  await setTimeout(settleMs)
  const begin = performance.now()
  const before = await pagesSeconds(session)
  await setTimeout(measuredMs)
  return (100_000 * ((await pagesSeconds(session)) - before)) / (performance.now() - begin)
}

async function pagesSeconds(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const pages = processInfo.filter(({ type }) => type === 'renderer')
  return pages.reduce((seconds, { cpuTime }) => seconds + cpuTime, 0)
}
