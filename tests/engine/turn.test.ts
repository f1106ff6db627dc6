import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { config, noticeInEnglish } from '../../src-preload/contract'
import { loadEngineModels, type EngineModels } from '../../src-main/engine/models/engineModels'
import type { Decoding } from '../../src-main/engine/listeners/voxtral/voxtralModel'
import { liveHandles } from '../../src-main/engine/onnx/liveHandles'
import { cutMark } from '../../src-main/engine/listeners/voxtral/prompt'
import { EngineUnderTest, type TurnOutcome } from '../rigs/engineUnderTest'
import { voxtralOf, withDecoder } from '../rigs/models/voxtralOf'
import { eventually } from '../rigs/eventually'
import { speakQuestion } from '../rigs/speakQuestion'

let models: EngineModels
let france: Float32Array
let story: Float32Array

beforeAll(async () => {
  models = await loadEngineModels(config.parse({}))
  france = await speakQuestion('What is the capital of France?', {
    voice: 'en-us+m3',
    leadMs: 200,
    trailMs: 300,
  })
  story = await speakQuestion('Tell me a story.', { voice: 'en-us+f2', leadMs: 200, trailMs: 300 })
})
afterAll(() => models.release())

const parisAnswer = 'The capital of France is Paris.'

/** Does something before and behind each sentence that the voice says, until the returned function is called. */
function holdVoice(held: {
  before?(): Promise<void> | undefined
  behind?(): Promise<void> | undefined
}): () => void {
  const { voice } = models
  const synthesize = voice.synthesize.bind(voice)
  const spy = vi.spyOn(voice, 'synthesize').mockImplementation(async function* (...how) {
    await held.before?.()
    yield* synthesize(...how)
    await held.behind?.()
  })
  return () => spy.mockRestore()
}

describe('one utterance', () => {
  it('is answered in text and in speech', async () => {
    const { text, samples, end } = await new EngineUnderTest(models).ask(france)
    expect(text).toBe(parisAnswer)
    expect(end.reason).toBe('done')
    expect(samples.length / models.voice.sampleRateHz).toBeGreaterThan(1)
    expect(Math.max(...samples)).toBeGreaterThan(0.05)
    expect(samples.every(Number.isFinite)).toBe(true)
  })

  it('tells its way in order, and ends once', async () => {
    const { events, end } = await new EngineUnderTest(models).ask(story)
    const kinds = events.map((event) => (event.type === 'state' ? event.state : event.type))
    expect(kinds.slice(0, 3)).toEqual(['listening', 'thinking', 'text'])
    expect(kinds.indexOf('sentence')).toBeLessThan(kinds.indexOf('speaking'))
    expect(kinds.indexOf('speaking')).toBeLessThan(kinds.indexOf('audio'))
    expect(kinds.filter((kind) => kind === 'turn-end')).toEqual(['turn-end'])
    const { metrics } = end
    const stamps = [
      metrics.utteranceEndAt,
      metrics.heardAt!,
      metrics.firstTokenAt!,
      metrics.firstWordAt!,
      metrics.firstSentenceAt!,
      metrics.firstAudioAt!,
      metrics.endAt,
    ]
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b))
  })

  it('is spoken before it is written to the end', async () => {
    const { events, end } = await new EngineUnderTest(models).ask(story)
    const sentences = events.filter((event) => event.type === 'sentence')
    expect(sentences.length).toBeGreaterThan(2)
    expect(end.metrics.firstSentenceAt!).toBeLessThan(end.metrics.lastTokenAt!)
  })

  it('says every word of the written answer, each at its place in the sound', async () => {
    const { events, text } = await new EngineUnderTest(models).ask(story)
    const chunks = events.flatMap((event) => (event.type === 'audio' ? [event] : []))
    const words = chunks.flatMap((chunk) => chunk.words)
    expect(words.map(({ written: [start, end] }) => text.slice(start, end)).join(' ')).toBe(text)
    for (const chunk of chunks)
      for (const word of chunk.words) {
        expect(word.startSample).toBeLessThanOrEqual(word.endSample)
        expect(word.endSample).toBeLessThanOrEqual(chunk.samples.length)
      }
  })

  it('is transcribed', async () => {
    const { text, samples } = await new EngineUnderTest(models).ask(france, 'transcribe')
    expect(text).toBe('what is the capital of france')
    expect(samples).toHaveLength(0)
  })

  it('is refused in a sentence where the listener could hear it to the end and not write it down', async () => {
    const { longestContext, tokenSamples } = voxtralOf(models).config
    const samples = new Float32Array((longestContext * tokenSamples * 3) / 4 - 1)
    for (let at = 0; at + france.length < samples.length; at += france.length) samples.set(france, at)
    const { end } = await new EngineUnderTest(models).ask(samples, 'transcribe')
    expect(end.error).toMatchObject({ code: 'question-too-long' })
  })

  it('can be typed', async () => {
    const { text } = await new EngineUnderTest(models).ask('What is the capital of France?')
    expect(text).toBe(parisAnswer)
  })

  it.each([
    ['Hi.', 'Hello! How can I help you?'],
    ['Help.', 'Ask me for a joke, a story, or the capital of France.'],
    ['Stop.', 'Okay.'],
    ['Thank you.', 'You are welcome!'],
  ])('may be the one word %s', async (typed, answer) => {
    expect((await new EngineUnderTest(models).ask(typed)).text).toBe(answer)
  })

  it.each(['How old are you?', 'What is her name?', 'What is ten minus eight?'])(
    'is not taken for another question that differs by a word: %s',
    async (typed) => {
      expect((await new EngineUnderTest(models).ask(typed)).text).toMatch(/^I do not know that one/)
    },
  )

  it('is answered as fast as the window wants, from the next answer on', async () => {
    const engine = new EngineUnderTest(models)
    const usual = await engine.ask('What is the capital of France?')
    engine.port.send({ type: 'speed', speed: 1.6 })
    const fast = await engine.ask('What is the capital of France?')
    expect(fast.text).toBe(usual.text)
    expect(fast.samples.length).toBeLessThan(0.8 * usual.samples.length)
  })

  it('is spoken by whom the window chooses, and a text that is only recited is not remembered', async () => {
    const [engine, other] = [new EngineUnderTest(models), new EngineUnderTest(models)]
    for (const each of [engine, other]) await each.ask('Thank you.')
    expect(engine.events[0]).toMatchObject({
      voice: 'en-us',
      voices: expect.arrayContaining([{ id: 'en-gb-x-rp+f3', language: 'en-gb' }]) as unknown[],
    })
    const text = 'This is how I sound.'
    const man = await engine.recite(text)
    const tried = await engine.recite(text, 'en-gb-x-rp+f3')
    const again = await engine.recite(text)
    engine.port.send({ type: 'voice', id: 'en-gb-x-rp+f3' })
    const woman = await engine.recite(text)
    expect([man.end.reason, woman.end.reason]).toEqual(['done', 'done'])
    expect(man.samples.length).toBeGreaterThan(models.voice.sampleRateHz / 2)
    // espeak-ng breathes a little differently each time.
    const isNear = (a: TurnOutcome, b: TurnOutcome): boolean =>
      Math.abs(a.samples.length - b.samples.length) < 200
    expect([isNear(tried, woman), isNear(again, man), isNear(woman, man)]).toEqual([true, true, false])
    engine.port.send({ type: 'voice', id: 'nobody' })
    expect(await engine.recite(text)).toMatchObject({ end: { reason: 'done' } })
    const [next, plain] = [await engine.ask(france), await other.ask(france)]
    expect(next.text).toBe(parisAnswer)
    expect(next.end.metrics.promptTokens).toBe(plain.end.metrics.promptTokens)
  })

  it('is told once of a language that no voice can say', async () => {
    const engine = new EngineUnderTest(models)
    for (const text of ['Tokyo is 東京です.', 'Kyoto is 京都です.']) {
      const { end, samples } = await engine.recite(text)
      expect(end.reason).toBe('done')
      expect(samples.length).toBeGreaterThan(models.voice.sampleRateHz / 4)
    }
    const told = engine.events.flatMap((event) =>
      event.type === 'trouble' ? [noticeInEnglish(event.error.notice)] : [],
    )
    expect(told).toEqual(['What is written in Japanese is not spoken: no voice here can say it.'])
  })

  it('gets the same answer as the second and third turn, from what is new alone', async () => {
    const engine = new EngineUnderTest(models)
    await engine.ask('Thank you.')
    for (let turn = 0; turn < 2; turn++) {
      const { text, end } = await engine.ask(france)
      expect(text).toBe(parisAnswer)
      expect(end.metrics.cachedTokens).toBeGreaterThan(20)
    }
  })

  it('answers the same with the same seed', async () => {
    const sampling = { temperature: 2, seed: 7 }
    const { text: once } = await new EngineUnderTest(models, { sampling }).ask(story)
    const { text: again } = await new EngineUnderTest(models, { sampling }).ask(story)
    const { text: other } = await new EngineUnderTest(models, { sampling: { ...sampling, seed: 8 } }).ask(
      story,
    )
    expect(again).toBe(once)
    expect(other).not.toBe(once)
  })
})

describe('an utterance that cannot be answered', () => {
  it.each([
    ['silence', () => new Float32Array(16_000), 'audio-empty'],
    ['50 ms', () => france.slice(8000, 8800), 'audio-empty'],
    ['NaN', () => france.with(9000, NaN), 'audio-invalid'],
    ['ten minutes', () => new Float32Array(600 * 16_000).fill(0.1), 'question-too-long'],
  ])('%s ends its turn with the reason, and the next turn works', async (_, samples, code) => {
    const engine = new EngineUnderTest(models)
    const { end } = await engine.ask(samples())
    expect(end.reason).toBe('failed')
    expect(end.error?.code).toBe(code)
    expect((await engine.ask(france)).text).toBe(parisAnswer)
  })
})

describe('an interrupted turn', () => {
  it.each(['text', 'sentence', 'audio'] as const)(
    'is over at once after its first %s, though a stage never comes back, and the next one is answered',
    async (type) => {
      const { decoder } = voxtralOf(models)
      let isStuck = true
      const never = new Promise<never>(() => undefined)
      const decode: Decoding['decode'] = async function* (...how) {
        for await (const token of decoder.decode(...how)) {
          yield token
          await stuckAt('text')
        }
      }
      const stuckAt = (place: string): Promise<void> | undefined =>
        type === place && isStuck ? never : undefined
      const letGo = holdVoice({ before: () => stuckAt('sentence'), behind: () => stuckAt('audio') })
      const engine = new EngineUnderTest(withDecoder(models, { decode }))
      const turn = engine.begin(story)
      await engine.first(type, turn)
      engine.port.send({ type: 'interrupt', turn })
      expect((await engine.outcome(turn)).end.reason).toBe('interrupted')
      isStuck = false
      expect((await engine.ask(france)).text).toBe(parisAnswer)
      letGo()
    },
  )

  it.each(['text', 'sentence', 'audio'] as const)(
    'says nothing more after it ended behind its first %s, and releases all it held',
    async (type) => {
      const engine = new EngineUnderTest(models)
      await engine.ask(story)
      const before = liveHandles()
      for (let i = 0; i < 5; i++) {
        const turn = engine.begin(story)
        await engine.first(type, turn)
        engine.port.send({ type: 'interrupt', turn })
        const { events, end } = await engine.outcome(turn)
        expect(end.reason).toBe('interrupted')
        // A run in flight ends as soon as the machine lets it.
        await eventually(() => isDeepStrictEqual(liveHandles(), before), 'the release of all it held')
        expect(engine.events.filter((event) => 'turn' in event && event.turn === turn)).toEqual(events)
      }
    },
  )

  // The engine is faster than speech: its turn may be over while its answer is still being played.
  it.each(['audio', 'turn-end'] as const)(
    'is remembered up to the last word that was played, after its first %s',
    async (type) => {
      const engine = new EngineUnderTest(models)
      const { tokenizer, encoder } = voxtralOf(models)
      const turn = engine.begin(story)
      const { words } = await engine.first('audio', turn)
      await engine.first(type, turn)
      engine.port.send({ type: 'interrupt', turn, playedSamples: words[2].endSample })
      const { text } = await engine.outcome(turn)
      const next = await engine.ask('What is your name?')
      expect(next.text).toBe('I am Parley, your voice assistant.')
      const tokens = (written: string): number => tokenizer.encode(written).length
      // <s> [INST] [BEGIN_AUDIO] audio persona [/INST] heard mark </s> [INST] question [/INST]
      const first = 3 + encoder.tokensOf(story.length, 8) + tokens(config.parse({}).persona) + 1
      const heard = tokens(text.slice(0, words[2].written[1])) + tokens(cutMark) + 1
      const asked = tokens('What is your name?')
      expect(next.end.metrics.promptTokens).toBe(first + heard + 1 + asked + 1)
    },
  )

  it('is not told to have been cut when all of it was heard', async () => {
    const engine = new EngineUnderTest(models)
    const turn = engine.begin('Thank you.')
    const { samples } = await engine.outcome(turn)
    engine.port.send({ type: 'interrupt', turn, playedSamples: samples.length })
    const { end } = await engine.ask('What is your name?')
    const unbroken = new EngineUnderTest(models)
    await unbroken.ask('Thank you.')
    const { end: same } = await unbroken.ask('What is your name?')
    expect(end.metrics.promptTokens).toBe(same.metrics.promptTokens)
  })

  it('is forgotten with the conversation', async () => {
    const engine = new EngineUnderTest(models)
    await engine.ask('Thank you.')
    const turn = engine.begin(story)
    engine.port.send({ type: 'begin' })
    expect((await engine.outcome(turn)).end.reason).toBe('interrupted')
    const { end } = await engine.ask('Thank you.')
    const { end: fresh } = await new EngineUnderTest(models).ask('Thank you.')
    expect(end.metrics.promptTokens).toBe(fresh.metrics.promptTokens)
  })

  it('however turns and interruptions follow one another, each turn ends exactly once', async () => {
    const step = fc.record({
      interruptAfterMs: fc.option(fc.integer({ min: 0, max: 60 })),
      typed: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const engine = new EngineUnderTest(models)
        const turns: number[] = []
        for (const { interruptAfterMs, typed } of steps) {
          const turn = engine.begin(typed ? 'Tell me a joke.' : france)
          turns.push(turn)
          if (interruptAfterMs === null) continue
          await new Promise((resolve) => setTimeout(resolve, interruptAfterMs))
          engine.port.send({ type: 'interrupt', turn, playedSamples: 0 })
        }
        for (const turn of turns) await engine.outcome(turn)
        const ends = engine.events.flatMap((event) => (event.type === 'turn-end' ? [event.turn] : []))
        expect(ends).toEqual(turns)
      }),
      { numRuns: 15 },
    )
  })
})

describe('an answer that is begun in a pause', () => {
  /** Speaks the samples with pauses at these places; each lasts some milliseconds. */
  async function speakWithPauses(
    engine: EngineUnderTest,
    samples: Float32Array,
    pauses: readonly { at: number; ms: number }[],
  ): Promise<number> {
    const turn = engine.start()
    let said = 0
    for (const { at, ms } of pauses) {
      engine.say(turn, samples.subarray(said, at))
      said = Math.max(said, at)
      engine.port.send({ type: 'utterance-pause', turn })
      await new Promise((resolve) => setTimeout(resolve, ms))
    }
    if (said < samples.length) engine.say(turn, samples.subarray(said))
    return turn
  }

  it('is not heard before the utterance ends, and then at once', async () => {
    const engine = new EngineUnderTest(models)
    let isSpoken = false
    const letGo = holdVoice({ behind: () => void (isSpoken = true) })
    const turn = await speakWithPauses(engine, france, [{ at: france.length, ms: 0 }])
    await eventually(() => isSpoken, 'the answer')
    letGo()
    expect(engine.events.filter((event) => 'turn' in event && event.turn === turn)).toHaveLength(1) // listening
    engine.port.send({ type: 'utterance-end', turn })
    const { text, end } = await engine.outcome(turn)
    expect(text).toBe(parisAnswer)
    expect(end.reason).toBe('done')
    expect(end.metrics.firstAudioAt!).toBeLessThan(end.metrics.committedAt!)
  })

  it('is dropped when the speaker goes on: wherever the pauses are, the answer is that of the whole', async () => {
    const pause = fc.record({
      at: fc.integer({ min: 0, max: france.length }),
      ms: fc.integer({ min: 0, max: 60 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(pause, { maxLength: 4 }), async (pauses) => {
        const engine = new EngineUnderTest(models)
        const turn = await speakWithPauses(
          engine,
          france,
          [...pauses].sort((a, b) => a.at - b.at),
        )
        engine.port.send({ type: 'utterance-end', turn })
        const { text, events } = await engine.outcome(turn)
        expect(text).toBe(parisAnswer)
        expect(events.filter((event) => event.type === 'turn-end')).toHaveLength(1)
      }),
      { numRuns: 12 },
    )
  })

  it('outlives that the conversation is forgotten meanwhile', async () => {
    const engine = new EngineUnderTest(models)
    const turn = await speakWithPauses(engine, france, [{ at: france.length, ms: 40 }])
    engine.port.send({ type: 'begin' })
    engine.port.send({ type: 'utterance-end', turn })
    expect((await engine.outcome(turn)).text).toBe(parisAnswer)
    expect(engine.events.filter((event) => event.type === 'turn-end')).toHaveLength(1)
  })

  it('ends once when it is taken back, and is not remembered', async () => {
    const engine = new EngineUnderTest(models)
    const before = liveHandles()
    const turn = await speakWithPauses(engine, france, [{ at: france.length, ms: 40 }])
    engine.port.send({ type: 'interrupt', turn })
    expect((await engine.outcome(turn)).end.reason).toBe('interrupted')
    const { end, events } = await engine.ask('Thank you.')
    expect(events.filter((event) => event.type === 'turn-end')).toHaveLength(1)
    const { end: fresh } = await new EngineUnderTest(models).ask('Thank you.')
    expect(end.metrics.promptTokens).toBe(fresh.metrics.promptTokens)
    expect(liveHandles().value).toBe(before.value)
  })
})

it('holds as many native objects after 50 turns as after 10', async () => {
  const engine = new EngineUnderTest(models, { sampling: { maxNewTokens: 2 }, speed: 2 })
  const turns = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      // To hear takes seven times as long as to answer two short words.
      await engine.ask(i % 25 === 0 ? france : 'What is your name?')
      if (i % 5 === 0) engine.port.send({ type: 'begin' })
    }
  }
  await turns(10)
  const after10 = liveHandles()
  await turns(40)
  expect(liveHandles()).toEqual(after10)
})
