import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { sharedClock } from '@contract'
import { chromiumPath } from '../chromium'
import type { AppPage } from './appPage'
import { pageScript } from './builtRenderer'
import { AppUnderTest } from './openApp'
import { answerTo, speech } from './questions'
import { translators } from './translators'

const executable = chromiumPath()
const france = 'What is the capital of France?'
/** Answered right also behind a story that was cut anywhere. */
const hamlet = 'Who wrote Hamlet?'
const story = 'Tell me a story.'

describe.skipIf(executable === undefined)('what goes wrong', () => {
  let app: AppUnderTest
  let page: AppPage

  beforeAll(async () => {
    app = await AppUnderTest.open(executable!)
    page = await (await app.openPage()).ready()
  })
  afterAll(() => app?.close())

  const open = (): Promise<string[]> => page.page.evaluate('soundCard.open()')
  const trouble = (): Promise<string> => page.page.getByRole('alert').locator('p').innerText()

  it('goes on with the next microphone when one is unplugged in mid-question', async () => {
    expect(await open()).toEqual(['built-in'])
    await page.page.locator('.ring').focus()
    await page.page.keyboard.down('Space')
    await page.phase('listening')
    const saying = page.say(await speech('What is the capital, of the country of France?'))
    await page.unplug('built-in')
    await page.note(/^Built-in microphone was unplugged\. Listening through Headset\.$/)
    expect(await open()).toEqual(['headset'])
    await saying
    // What is heard behind the key would be another question.
    await page.hears(30)
    await page.page.keyboard.up('Space')
    const unplugged = page.newestTurn
    expect((await page.answer(unplugged)).end.reason).toBe('done')
    await page.hush(unplugged)
    const { turn, text } = await page.askAloud(await speech(france))
    expect(text).toBe(answerTo(france))
    await page.hush(turn)
    // News that need no doing are gone when the user goes on.
    expect(await page.page.getByRole('alert').count()).toBe(0)
  })

  it('says so when no microphone is left, and takes the next one that is plugged in', async () => {
    await page.unplug('headset')
    await page.note(/^No microphone was found\./)
    await page.phase('trouble')
    expect(await page.violations()).toEqual([])
    await page.plug({ id: 'built-in', label: 'Built-in microphone' })
    await page.phase('idle')
    expect(await open()).toEqual(['built-in'])
  })

  it('says so when the microphone delivers nothing but zeros, until it does', async () => {
    await page.unplug('built-in')
    await page.room('zeros')
    await page.plug({ id: 'built-in', label: 'Built-in microphone' })
    await page.note(/delivers only silence/)
    expect(await trouble()).toContain('Look for a switch on it')
    expect(await page.button('Choose a microphone').isVisible()).toBe(true)
    await page.room('quiet')
    await page.phase('idle')
    expect(await page.page.getByRole('alert').count()).toBe(0)
  })

  it('ends the turn as failed when the engine is killed in mid-answer, and keeps the conversation', async () => {
    // Of typed questions alone: a spoken one takes less room once it is written down.
    await page.anew()
    const told = page.newestTurn + 1
    await page.type('My name is Ada.')
    await page.heardOut(told)
    const tokensBefore = (await page.answer(told)).end.metrics.promptTokens
    const lost = told + 1
    app.onEngineMessage(
      (message) => message.type === 'text' && message.turn === lost,
      () => app.killEngine(),
    )
    await page.type(story)
    await page.note(/^The engine stopped and is being started again\./)
    await page.exchange(lost).getByText('The engine stopped in the middle of this answer').waitFor()
    expect(await page.page.locator('.exchange').count()).toBe(2)
    // Asked while it starts again: waits for it.
    await page.type(france)
    const next = await page.answer(lost + 1)
    await page.hush(lost + 1)
    expect(next.text).toBe(answerTo(france))
    expect(page.messages.filter((m) => m.type === 'turn-end' && m.turn === lost)).toEqual([])
    // The new engine has what had been said: it has more to hold than the question alone.
    expect(next.end.metrics.promptTokens).toBeGreaterThan(tokensBefore)
    await page.exchange(lost).getByRole('button', { name: 'Ask again' }).click()
    const again = await page.answer(lost + 2)
    expect(again.text).toBe(answerTo(story))
    await page.hush(lost + 2)
  })

  it('says what to do when the microphone is not allowed, and hears once it is', async () => {
    await page.anew()
    const denied = await app.openPage({ allowed: false })
    onTestFinished(() => denied.close())
    await denied.note(/^Parley may not use the microphone\./)
    await denied.until('ready')
    await denied.phase('trouble')
    expect(await denied.violations()).toEqual([])
    // Typing goes on meanwhile.
    await denied.type(france)
    await denied.answer(1)
    await denied.phase('trouble')
    await denied.allow()
    await denied.button('Allow microphone').click()
    await denied.phase('idle')
    expect((await denied.askAloud(await speech(france))).text).toBe(answerTo(france))
  })

  it('lets two tabs talk in turn: one waits, sees so, and is answered next', async () => {
    await page.anew()
    const other = await (await app.openPage({}, page)).ready()
    onTestFinished(() => other.close())
    const begin = sharedClock()
    const turn = page.newestTurn + 1
    const release = app.holdQuestions()
    // Answered for so long that a busy machine, too, shows the other tab that it waits.
    await page.type(story)
    await page.phase('thinking', 'voicing')
    await other.type(hamlet)
    await other.phase('thinking', 'voicing')
    release()
    await other.note(/^Another window is talking\. Yours comes next\.$/)
    const [first, second] = [await page.answer(turn), await other.answer(1)]
    expect(first.text).toBe(answerTo(story))
    expect(second.text).toBe(answerTo(hamlet))
    expect(second.end.metrics.firstTokenAt).toBeGreaterThan(first.end.metrics.lastTokenAt!)
    await page.hush(turn)
    await other.heardOut(1)
    expect((await other.lastSight()).note).toBe('')
    // In a try before this one it may have waited itself.
    const notes = (await page.sights()).filter(({ at }) => at >= begin).map(({ note }) => note)
    expect(notes.some((note) => note.startsWith('Another window'))).toBe(false)
    // Both show the same conversation.
    expect(await other.page.locator('.exchange').count()).toBe(await page.page.locator('.exchange').count())
  })

  it('has the microphone open in the newest of two tabs, which answers a voice, and mutes and chooses it in both', async () => {
    await page.anew()
    const other = await (await app.openPage({}, page)).ready()
    onTestFinished(() => other.close())
    const openThere = (): Promise<string[]> => other.page.evaluate('soundCard.open()')
    const before = page.utterances
    await page.seen(async () => (await open()).length === 0, 'the first tab without a microphone')
    const there = await other.askAloud(await speech(france))
    expect(there.text).toBe(answerTo(france))
    await other.hush(there.turn)
    expect(page.utterances).toBe(before)

    await other.page.keyboard.press('Control+m')
    for (const each of [page, other]) await each.phase('muted')
    await page.button('Mute microphone').click()
    for (const each of [page, other]) await each.phase('idle')
    // Twice before the other tab has heard of the first time: both come to rest.
    const seen = (await other.sights()).length
    const mute = `document.querySelector('[aria-label="Mute microphone"]').click()`
    await page.page.evaluate(`${mute}; ${mute}`)
    await other.hears(10)
    const muted = (await other.sights()).slice(seen).filter(({ phase }) => phase === 'muted')
    expect(muted.length).toBeLessThan(2)

    for (const each of [page, other]) await each.plug({ id: 'desk', label: 'Desk microphone' })
    await other.page.keyboard.press('Control+,')
    await other.page.getByLabel('Microphone', { exact: true }).selectOption('desk')
    await other.seen(async () => (await openThere()).join() === 'desk', 'the chosen microphone')
    expect(await open()).toEqual([])

    // The tab that is left has it, and answers again.
    await other.close()
    await page.seen(async () => (await open()).join() === 'desk', 'the chosen microphone in the other tab')
    await page.hears(1)
    expect((await page.askAloud(await speech(france))).text).toBe(answerTo(france))
  })

  it.each(translators)('goes on in a page that is translated: %s', async (manner) => {
    const read = await (await (await app.openPage()).ready()).anew()
    onTestFinished(() => read.close())
    await read.page.evaluate(`${await pageScript('translator')}; translate('${manner}')`)
    const shown = async (turn: number): Promise<string> =>
      (await read.exchange(turn).locator('.caption').innerText()).replaceAll(/[«»\n]/g, '')
    for (const [i, question] of [france, hamlet].entries()) {
      await read.type(question)
      await read.answer(i + 1)
      await read.seen(async () => (await shown(i + 1)) === answerTo(question), 'the whole answer')
      await read.hush(i + 1)
    }
    await read.page.keyboard.press('Control+k')
    const count = (what: string): Promise<number> => read.page.locator(what).count()
    await read.page.getByRole('searchbox').fill('hamlet')
    await read.seen(async () => (await count('.list-found')) > 0, 'what was found')
    await read.page.getByRole('searchbox').fill('')
    await read.seen(async () => (await count('.list-entry')) > 0, 'the conversations')
    await read.page.keyboard.press('Control+,')
    await read.page.keyboard.press('Control+,')
    await read.page.keyboard.press('Control+m')
    await read.phase('muted')
    await read.page.keyboard.press('Control+m')
    await read.type(story)
    await read.phase('speaking')
    await read.page.keyboard.press('Escape')
    await read.phase('idle')
    expect(await read.exchange(3).locator('.outcome').innerText()).toContain('«')
  })

  it('asked nobody but the loopback, and complained of nothing', () => {
    expect(app.offences).toEqual([])
  })
})
