import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EngineMessage } from '@contract'
import { readTones, type ToneReading } from '../../rigs/models/readTones'
import { makeToneVoice } from '../../rigs/models/toneVoice'
import { chromiumPath } from '../chromium'
import type { AppPage } from './appPage'
import { AppUnderTest } from './openApp'
import { answerTo } from './questions'
import { saidPhonemes } from './saidPhonemes'

const executable = chromiumPath()
const voiceRateHz = 24_000

interface HeardTones extends ToneReading {
  readonly rateHz: number
  /** The frame of the playback context with which the reading begins, and when it was heard. */
  readonly firstFrame: number
  readonly zeroAt: number
}

describe.skipIf(executable === undefined)('the sound that the page plays', () => {
  const voiceDir = mkdtempSync(path.join(tmpdir(), 'parley-tones-'))
  let app: AppUnderTest
  let page: AppPage

  beforeAll(async () => {
    makeToneVoice(voiceDir)
    app = await AppUnderTest.open(executable!, { engine: { voiceDir } })
    page = await (await app.openPage()).ready()
    // The pronunciation loads with the first sentence, which may take longer than to say it.
    await page.heardOut(await ask('Hello.'))
  })
  beforeEach(() => page.forgetPlayed())
  afterAll(async () => {
    await app?.close()
    rmSync(voiceDir, { recursive: true })
  })

  /** Types a question, and returns its turn. */
  async function ask(question: string): Promise<number> {
    const turn = page.newestTurn + 1
    await page.type(question)
    return turn
  }

  const flaws = ({ damaged, overlaps, clicksS }: ToneReading): unknown[] => [damaged, overlaps, clicksS]

  /** Everything that was heard since the last look, read back. */
  async function heardTones(): Promise<HeardTones> {
    const { samples, rateHz, firstFrame, firstAt } = await page.played()
    await page.forgetPlayed()
    const reading = readTones(samples, { sampleRateHz: rateHz })
    return { ...reading, firstFrame, rateHz, zeroAt: firstAt - reading.tones[0].startS * 1000 }
  }

  const chunksOf = (turn: number): Extract<EngineMessage, { type: 'audio' }>[] =>
    page.messages.flatMap((m) => (m.type === 'audio' && m.turn === turn ? [m] : []))

  async function expectWhole(heard: HeardTones, turn: number): Promise<void> {
    const answer = (await page.answer(turn)).text
    const sentences = await saidPhonemes(answer)
    // What was damaged is no whole tone either: this tells how, and when.
    expect(flaws(heard)).toEqual([[], [], []])
    expect(heard.ids).toEqual(sentences.flatMap(({ ids }) => ids))
    // Between the sentences is what the voice pauses, and nothing anywhere else.
    expect(heard.gaps).toHaveLength(sentences.length - 1)
    heard.gaps.forEach(({ startS, lengthS }, i) => {
      const beyondPauseMs = lengthS * 1000 - sentences[i].pauseAfterMs
      expect(beyondPauseMs).toBeGreaterThan(35)
      // Unless the engine was so busy that the next sentence was not there in time.
      const dueAt = heard.zeroAt + startS * 1000 + sentences[i].pauseAfterMs
      const next = chunksOf(turn).find(({ sentence }) => sentence === i + 1)!
      if (page.knownAt.get(next)! < dueAt) expect(beyondPauseMs).toBeLessThan(56)
    })
  }

  it('says exactly the phonemes of the answer, with no gap but the pauses and no sample twice', async () => {
    const turn = await ask('Tell me a story.')
    await page.heardOut(turn)
    const { text } = await page.answer(turn)
    expect(text).toBe(answerTo('Tell me a story.'))
    const heard = await heardTones()
    await expectWhole(heard, turn)

    // The captions follow: no word is shown as heard before its last sample has left, nor long after.
    const sights = (await page.sights()).filter(
      (sight) => text.startsWith(sight.answer) && sight.heard !== '',
    )
    const lateMs: number[] = []
    let tones = 0
    for (const { samples, words } of chunksOf(turn)) {
      // Each sentence from its own first tone: a busy engine may be late with it.
      const inChunk = readTones(samples, { sampleRateHz: voiceRateHz }).tones
      const beginS = heard.firstFrame / heard.rateHz + heard.tones[tones].startS - inChunk[0].startS
      for (const { written, endSample } of words) {
        const shown = sights.find((sight) => sight.heard.length >= written[1])
        lateMs.push((shown!.frame / heard.rateHz - beginS - endSample / voiceRateHz) * 1000)
      }
      tones += inChunk.length
    }
    expect(lateMs.length).toBeGreaterThan(20)
    expect(Math.min(...lateMs)).toBeGreaterThan(-10)
    expect(lateMs.sort((a, b) => a - b)[lateMs.length >> 1]).toBeLessThan(150)
  })

  it('says nothing more of an answer that was stopped, and all of the next one', async () => {
    const stopped = await ask('Tell me a story.')
    await page.phase('speaking')
    await page.someHeard()
    await page.page.keyboard.press('Escape')
    await page.phase('idle')
    const turn = await ask('What is the capital of Japan?')
    await page.heardOut(turn)
    const story = chunksOf(stopped).flatMap(({ samples }) => [...samples])
    const interrupt = page.asked.find((m) => m.type === 'interrupt' && m.turn === stopped)
    const { playedSamples } = interrupt as { playedSamples: number }
    const { text } = await page.answer(turn)
    const next = (await saidPhonemes(text)).flatMap(({ ids }) => ids)
    const heard = await heardTones()
    const ofStory = heard.ids.slice(0, -next.length)
    expect(heard.ids.slice(-next.length)).toEqual(next)
    expect(ofStory.length).toBeGreaterThan(5)
    // A busy engine may have made no more of it than was heard.
    expect(playedSamples).toBeLessThanOrEqual(story.length)
    // What the engine was told to have been heard is what was heard, to the phoneme; the one tone in which it fell
    // silent is cut short and fades, so that it can be read in one of the two and not in the other.
    const told = readTones(Float32Array.from(story.slice(0, playedSamples)), { sampleRateHz: voiceRateHz })
    const whole = Math.min(ofStory.length, told.ids.length)
    expect(ofStory.slice(0, whole)).toEqual(told.ids.slice(0, whole))
    expect(Math.abs(ofStory.length - told.ids.length)).toBeLessThanOrEqual(1)
    expect(heard.damaged.length).toBeLessThanOrEqual(1)
  })

  it('ends the answer when the line is cut in mid-answer, and says all of the next one', async () => {
    const cut = page.newestTurn + 1
    app.onEngineMessage(
      (message) => message.type === 'text' && message.turn === cut,
      () => app.cutSockets(),
    )
    await ask('Is my data private?')
    await page.note(/^The line to Parley was cut/)
    await page.exchange(cut).getByText('cut in the middle of this answer').waitFor()
    await page.seen(async () => (await page.lastSight()).note === '', 'the line')
    await page.phase('idle')
    await page.forgetPlayed()
    const turn = await ask('What is the capital of Japan?')
    await page.heardOut(turn)
    await expectWhole(await heardTones(), turn)
  })

  it('asked nobody but the loopback, and complained of nothing', () => {
    expect(app.offences).toEqual([])
  })
})
