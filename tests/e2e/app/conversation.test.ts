import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPersona, sharedClock } from '@contract'
import { embeddedListenerDir } from '../../../src-main/engine/models/engineModels'
import { cutMark } from '../../../src-main/engine/listeners/voxtral/prompt'
import { loadTokenizer } from '../../../src-main/engine/listeners/voxtral/tokenizer'
import { readVoxtralConfig } from '../../../src-main/engine/listeners/voxtral/voxtralConfig'
import { chromiumPath } from '../chromium'
import type { AppPage } from './appPage'
import { AppUnderTest } from './openApp'
import { answerTo, speech } from './questions'

const executable = chromiumPath()
const france = 'What is the capital of France?'
const story = 'Tell me a story.'

describe.skipIf(executable === undefined)('a conversation in the window', () => {
  let app: AppUnderTest
  let page: AppPage

  beforeAll(async () => {
    app = await AppUnderTest.open(executable!)
    page = await (await app.openPage()).ready()
  })
  afterAll(() => app?.close())

  /** What the ring showed since a time, in order. A voice that takes long is shown on busy machines only. */
  const phasesSince = async (at: number): Promise<string[]> => {
    const phases = (await page.sights())
      .filter((sight) => sight.at >= at)
      .map(({ phase }) => phase)
      .filter((phase) => phase !== 'voicing')
    return phases.filter((phase, i) => phase !== phases[i - 1])
  }

  it('lets the browser check, suggest and translate nothing of what is typed and shown', async () => {
    await page.page.keyboard.press('Control+k')
    await page.page.getByRole('searchbox').waitFor()
    const told = `[...document.querySelectorAll('textarea, input')].map((each) =>
      [each.spellcheck, each.translate, each.closest('[writingsuggestions]').getAttribute('writingsuggestions')])`
    expect(await page.page.evaluate(told)).toEqual([
      [false, false, 'false'],
      [false, false, 'false'],
    ])
    await page.page.keyboard.press('Escape')
  })

  it('writes the answer to a typed question token by token, and speaks it', async () => {
    expect(await page.violations()).toEqual([])
    await page.type(france)
    const { tokens, text } = await page.answer(1)
    await page.heardOut(1)
    expect(text).toBe(answerTo(france))
    const written = (await page.sights()).map(({ answer }) => answer).filter(Boolean)
    const distinct = written.filter((answer, i) => answer !== written[i - 1])
    expect(distinct).toEqual(tokens.map((_, i) => tokens.slice(0, i + 1).join('')).filter((t) => t !== ''))
    const { samples, rateHz } = await page.played()
    expect(samples.length / rateHz).toBeGreaterThan(1)
    expect(Math.max(...samples.map(Math.abs))).toBeGreaterThan(0.1)
    expect(await page.violations()).toEqual([])
  })

  it('answers three spoken questions in a row, and shows listening, thinking and speaking', async () => {
    const questions = [france, 'What is two plus two?', 'Who wrote Hamlet?']
    for (const question of questions) {
      const begin = sharedClock()
      const turn = page.newestTurn + 1
      await page.say(await speech(question))
      const { text } = await page.answer(turn)
      await page.heardOut(turn)
      expect(text).toBe(answerTo(question))
      // Written down when nobody asks any more; until then the window says how long it was.
      const asked = page.exchange(turn).getByText(question.replace('?', ''), { exact: false })
      await asked.waitFor()
      expect((await phasesSince(begin)).slice(-4)).toEqual(['listening', 'thinking', 'speaking', 'idle'])
    }
    expect(page.utterances).toBe(3)
    expect(await page.page.locator('.exchange').count()).toBe(4)
    // The strip tells where the time went.
    expect(await page.page.locator('.strip').getAttribute('aria-label')).toMatch(/You heard the answer after/)
  })

  it('hears all that is said while Space is held, pauses included, and answers when it is let go', async () => {
    const begin = sharedClock()
    const turn = page.newestTurn + 1
    const before = page.utterances
    await page.page.locator('.ring').focus()
    await page.page.keyboard.down('Space')
    await page.phase('listening')
    const pause = '<break time="1200ms"/>'
    const said = await speech(`<speak>What is the capital ${pause} of France?</speak>`, { ssml: true })
    await page.say(said)
    expect(page.asked.some((message) => message.type === 'utterance-end' && message.turn === turn)).toBe(
      false,
    )
    await page.page.keyboard.up('Space')
    const { end } = await page.answer(turn)
    await page.heardOut(turn)
    expect(end.reason).toBe('done')
    expect(end.metrics.utteranceSeconds).toBeGreaterThan(said.length / 16_000)
    expect(page.utterances).toBe(before + 1)
    expect((await phasesSince(begin)).slice(-4)).toEqual(['listening', 'thinking', 'speaking', 'idle'])
  })

  it('lets the microphone go while it is muted, and hears again after', async () => {
    const before = page.utterances
    await page.page.keyboard.press('Control+m')
    await page.phase('muted')
    expect(await page.page.evaluate('soundCard.open()')).toEqual([])
    expect(await page.violations()).toEqual([])
    await page.say(await speech(france))
    expect(page.utterances).toBe(before)
    await page.button('Mute microphone').click()
    await page.phase('idle')
    await page.seen(
      async () => (await page.page.evaluate('soundCard.open()')) !== undefined,
      'the microphone',
    )
    const turn = page.newestTurn + 1
    await page.say(await speech('Hello.'))
    await page.heardOut(turn)
    expect(page.utterances).toBe(before + 1)
  })

  it('is silent at once when it is stopped, and knows how much was heard', async () => {
    await page.anew()
    const turn = page.newestTurn + 1
    await page.forgetPlayed()
    await page.type(story)
    await page.phase('speaking')
    const { text } = await page.answer(turn)
    const chunks = page.messages.flatMap((m) => (m.type === 'audio' && m.turn === turn ? [m] : []))
    const spoken = chunks.reduce((sum, { samples }) => sum + samples.length, 0)
    // Some words in, with the most of it still to come.
    await page.someHeard()
    await page.page.keyboard.press('Escape')
    await page.phase('idle')
    // Not before: on a busy machine that takes longer than the answer.
    expect(await page.violations()).toEqual([])
    await page.seen(
      () => Promise.resolve(page.asked.some((m) => m.type === 'interrupt' && m.turn === turn)),
      'the interruption',
    )
    const interrupt = page.asked.find((m) => m.type === 'interrupt' && m.turn === turn)!
    const heardSamples = (interrupt as { playedSamples: number }).playedSamples
    expect(heardSamples).toBeGreaterThan(0)
    expect(heardSamples).toBeLessThan(spoken)
    const { samples, rateHz } = await page.played()
    const { sampleRateHz } = chunks[0]
    // What sounded is what was told to have been heard; a sentence that came late left a gap, which counts for neither.
    const heardAudio = Float32Array.from(chunks.flatMap((chunk) => [...chunk.samples])).subarray(
      0,
      heardSamples,
    )
    const sounding = (audio: Float32Array): number =>
      audio.filter((sample) => Math.abs(sample) > 0.001).length
    expect(Math.abs(sounding(samples) / rateHz - sounding(heardAudio) / sampleRateHz)).toBeLessThan(0.1)
    const shown = await page.exchange(turn).textContent()
    expect(shown).toContain('You stopped it here')
    const heard = (await page.lastSight()).heard
    expect(text.startsWith(heard)).toBe(true)
    expect(heard.length).toBeLessThan(text.length)
  })

  it('reads an answer aloud again in its place, until it is stopped, and leaves no trace of that', async () => {
    const exchange = page.exchange(page.newestTurn)
    const before = await exchange.textContent()
    await page.forgetPlayed()
    await exchange.hover()
    await exchange.getByRole('button', { name: 'Read it aloud' }).click()
    await page.phase('speaking')
    const heard = async (): Promise<number> => (await page.lastSight()).heard.length
    await page.seen(async () => (await exchange.locator('.caption-place').count()) === 1, 'the mark')
    const first = await heard()
    await page.seen(async () => (await heard()) > first, 'words that are heard again')
    await page.page.keyboard.press('Escape')
    await page.phase('idle')
    await page.seen(async () => (await exchange.textContent()) === before, 'the exchange as it was')
    const { samples } = await page.played()
    expect(samples.some((sample) => Math.abs(sample) > 0.01)).toBe(true)
    const asked = page.asked.filter((message) => 'turn' in message && message.turn === page.newestTurn)
    // How far it is heard is told on the way, for other windows.
    expect([...new Set(asked.map(({ type }) => type))]).toEqual(['read-aloud', 'heard', 'interrupt'])
  })

  it('begins a new conversation', async () => {
    const begun = (): number => page.asked.filter(({ type }) => type === 'begin').length
    const before = begun()
    await page.anew()
    await page.seen(() => Promise.resolve(begun() > before), 'the beginning')
  })

  it('holds of an answer that was stopped what the screen shows as heard, so that "Go on" goes on from there', async () => {
    const turn = page.newestTurn + 1
    await page.type(story)
    await page.phase('speaking')
    // Written to its end: a last word under way would be there after the next load alone.
    await page.answer(turn)
    await page.someHeard()
    await page.page.keyboard.press('Escape')
    await page.phase('idle')
    const { heard } = await page.lastSight()
    await page.type('Go on.')
    const { end } = await page.answer(turn + 1)
    const tokenizer = await loadTokenizer(embeddedListenerDir)
    const asked = (text: string): number => tokenizer.encode(text).length + 2 // [INST] and [/INST]
    const remembered = tokenizer.encode(heard).length + tokenizer.encode(cutMark).length + 1
    const { taughtTools } = readVoxtralConfig(embeddedListenerDir)
    // [AVAILABLE_TOOLS] and [/AVAILABLE_TOOLS]
    const offered = tokenizer.encode(JSON.stringify(taughtTools)).length + 2
    expect(end.metrics.promptTokens).toBe(
      1 + offered + asked(`${defaultPersona}\n\n${story}`) + remembered + asked('Go on.'),
    )
    await page.hush(turn + 1)
  })

  it('stops the answer when somebody speaks into it, and answers that', async () => {
    const turn = page.newestTurn + 1
    await page.type(story)
    await page.phase('speaking')
    await page.say(await speech('What is the capital of Japan?'))
    const { text } = await page.answer(turn + 1)
    await page.heardOut(turn + 1)
    expect(text).toBe(answerTo('What is the capital of Japan?'))
    expect(await page.exchange(turn).textContent()).toContain('You stopped it')
    expect(page.asked.filter((m) => m.type === 'interrupt' && m.turn === turn)).toHaveLength(1)
  })

  it('comes back to its conversation when it is loaded again, and when its tab is opened again', async () => {
    await page.type(story)
    await page.phase('speaking')
    await page.someHeard()
    const texts = (of: AppPage): Promise<string[]> => of.page.locator('.exchange').allInnerTexts()
    const before = await texts(page)
    await page.reload()
    await page.seen(async () => (await texts(page)).length === before.length, 'the conversation')
    const after = await texts(page)
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1))
    // What was not heard when it was left never was.
    expect(after.at(-1)).toContain('You stopped it here')
    const heard = (await page.lastSight()).heard
    expect(heard.length).toBeGreaterThan(5)
    expect(heard.length).toBeLessThan(answerTo(story).length)
    await page.type(france)
    await page.heardOut(1)
    const whole = await texts(page)
    expect(whole).toHaveLength(before.length + 1)

    const beside = await (await app.openPage({}, page)).ready()
    await beside.seen(async () => (await texts(beside)).length === whole.length, 'the same conversation')
    await beside.close()
    await page.close()
    page = await (await app.openPage({}, page)).ready()
    await page.seen(async () => (await texts(page)).length === whole.length, 'the conversation')
    expect(await texts(page)).toEqual(whole)
  })

  it('takes a question up again with the button, and makes one question of both parts', async () => {
    const shown = await page.page.locator('.exchange').count()
    const turn = page.newestTurn + 1
    await page.say(await speech('What is the capital'))
    await page.button('I wasn’t done').click()
    await page.phase('listening')
    await page.say(await speech('of France?'))
    await page.hush(turn + 1)
    const heard = (of: number): number[] =>
      page.asked.flatMap((m) => (m.type === 'audio' && m.turn === of ? [...m.samples] : []))
    const [first, whole] = [heard(turn), heard(turn + 1)]
    expect(whole.slice(0, first.length)).toEqual(first)
    expect(whole.length).toBeGreaterThan(first.length + 8000)
    expect(page.asked).toContainEqual({ type: 'withdraw', turn })
    expect(await page.page.locator('.exchange').count()).toBe(shown + 1)
  })

  // On a busy machine the sound may have a gap, and the measure with it: then it is taken once more.
  it(
    'tests the echo through the loudspeaker and the microphone that are used, and asks nothing meanwhile',
    { retry: 2 },
    async () => {
      if ((await page.page.locator('.panel').count()) === 0) await page.page.keyboard.press('Control+,')
      const { newestTurn } = page
      const [delayMs, levelDb] = [120, -12]
      await page.echo(delayMs, levelDb)
      await page.button('Test the echo').click()
      const result = page.page.locator('.echo-result').filter({ hasText: /Echo after/ })
      const [, told, level] = /Echo after (\d+) ms, −(\d+) dB/.exec(await result.innerText())!
      // Between the two audio contexts of this page some tens of milliseconds pass.
      expect(Number(told)).toBeGreaterThan(delayMs - 30)
      expect(Number(told)).toBeLessThan(delayMs + 150)
      expect(Math.abs(Number(level) + levelDb)).toBeLessThanOrEqual(1)
      expect(page.newestTurn).toBe(newestTurn)
      await page.page.keyboard.press('Escape')
    },
  )

  it('asked nobody but the loopback, and complained of nothing', () => {
    expect(app.offences).toEqual([])
  })
})
