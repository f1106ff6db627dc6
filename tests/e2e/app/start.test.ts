import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { speakQuestion } from '../../rigs/speakQuestion'
import { wavBytes } from '../../rigs/wavBytes'
import { chromiumPath } from '../chromium'
import { AppUnderTest } from './openApp'
import { answerTo, speech } from './questions'

const executable = chromiumPath()
const france = 'What is the capital of France?'

describe.skipIf(executable === undefined)('the window after it was opened', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-microphone-'))
  let app: AppUnderTest

  beforeAll(async () => {
    const microphone = path.join(folder, 'question.wav')
    // It plays again and again from when the microphone opens: the first time may be over before anybody listens.
    const samples = await speakQuestion(france, { leadMs: 4000, trailMs: 4000 })
    writeFileSync(microphone, wavBytes(samples, { bits: 16 }))
    app = await AppUnderTest.open(executable!, { browser: { microphone } })
  })
  afterAll(async () => {
    await app?.close()
    rmSync(folder, { recursive: true })
  })

  it('explains itself before it opens the microphone, and takes no word for a question until it is over', async () => {
    const page = await app.openPage({ welcome: 'explain' })
    await page.until('ready')
    const title = (): Promise<string> => page.page.getByRole('heading', { level: 2 }).innerText()
    expect(await title()).toBe('You talk, your computer answers')
    expect(await page.page.evaluate('soundCard.open()')).toEqual([])
    expect(await page.violations()).toEqual([])

    await page.button('Allow microphone').click()
    await page.button('Later').click()
    await page.button('Begin').waitFor()
    await page.ready()
    expect(await title()).toBe('Check the sound')
    const level = page.page.locator('.level-fill')
    let isSeen = false
    const seen = page
      .seen(async () => /width: [1-9]/.test((await level.getAttribute('style')) ?? ''), 'a level')
      .then(() => (isSeen = true))
    // A busy machine may look only when it is over.
    do await page.say(await speech(france))
    while (!isSeen)
    await seen
    await page.button('Play a tone').click()
    await page.seen(async () => (await page.played()).samples.length > 0, 'the tone')
    expect(await page.violations()).toEqual([])

    await page.say(await speech(france))
    // Frames of after the speech, so that it was heard to its end.
    await page.hears(30)
    expect(page.utterances).toBe(0)
    expect(await page.page.locator('.ring').getAttribute('data-phase')).toBe('idle')

    await page.button('Begin').click()
    await page.page.getByText('Say something, or hold Space while you talk.').waitFor()
    expect((await page.askAloud(await speech(france))).text).toBe(answerTo(france))
    await page.close()
  })

  it("hears a spoken file through the browser's own microphone, and answers it", async () => {
    const page = await app.openPage({ soundCard: false })
    const textOf = (turn: number): string =>
      page.messages.map((m) => (m.type === 'text' && m.turn === turn ? m.text : '')).join('')
    // What was heard of it from the middle on is another question.
    const { turn } = await page.until('turn-end', (end) => textOf(end.turn) === answerTo(france))
    await page.phase('speaking')
    await page.phase('idle')
    expect(await page.exchange(turn).locator('.caption').textContent()).toBe(answerTo(france))
    await page.close()
  })

  it('asked nobody but the loopback, and complained of nothing', () => {
    expect(app.offences).toEqual([])
  })
})
