import { expect, it } from 'vitest'
import {
  portPair,
  storeAnswers,
  unansweredTurn,
  type AskMessage,
  type EngineMessage,
  type HostMessage,
} from '@contract'
import { call } from '../../../src-renderer/recording/boundary'
import { readRecording, recordingText } from '../../../src-renderer/recording/readRecording'
import { recorded, restored } from '../../../src-renderer/recording/recordedValue'
import { RecordingBoundary } from '../../../src-renderer/recording/recordingBoundary'
import { redact } from '../../../src-renderer/recording/redact'
import { redactedData, redactedText } from '../../../src-renderer/recording/redactedText'
import { replay } from '../../../src-renderer/recording/replay'
import { ReplayBoundary } from '../../../src-renderer/recording/replayBoundary'
import { stateChange } from '../../../src-renderer/recording/stateChange'
import { simulatedApp, type SimulatedApp } from '../../rigs/conversation/simulatedApp'

const secret = 'Zanzibar'
const rateHz = 16_000

/** A spoken question, a typed one that interrupts its answer, and a setting that changes: as a recording. */
async function recordTalk(): Promise<string> {
  const lines: string[] = []
  let [now, isSpeaking] = [0, false]
  const [window, engine] = portPair<AskMessage | HostMessage, EngineMessage>()
  engine.onMessage((message) => {
    if (message.type !== 'ask' && message.type !== 'utterance-end') return
    const { turn } = message
    const text = `It is ${secret}. So it is.`
    engine.send({ type: 'text', turn, text })
    engine.send({ type: 'sentence', turn, index: 0, text, start: 0, end: text.length })
    const samples = Float32Array.from({ length: 2 * rateHz }, (_, i) => 0.1 * Math.sin(i / 9))
    const words = [{ written: [0, text.length] as [number, number], startSample: 0, endSample: 2 * rateHz }]
    engine.send({ type: 'audio', turn, sentence: 0, sampleRateHz: rateHz, samples, words })
    engine.send(unansweredTurn(turn, 'done', now))
  })
  engine.send({ type: 'ready', listener: 'scripted', voice: 'scripted', notes: [] })
  const simulated = simulatedApp({
    port: window,
    voice: {
      run: () =>
        Promise.resolve({
          output: { data: Float32Array.of(isSpeaking ? 0.97 : 0.02) },
          stateN: { data: 0 },
        }),
      floats: (values) => ({ data: values }),
      integer: (value) => ({ data: value }),
    },
    speakerRateHz: rateHz,
    speakerDelayFrames: 320,
    now: () => now,
    record: (line) => void lines.push(line),
  })
  const go = async (ms: number): Promise<void> => {
    for (const end = now + ms; now < end;) {
      simulated.speaker().render(new Float32Array(512))
      now += 32
      const samples = Float32Array.from({ length: 512 }, (_, i) =>
        isSpeaking ? 0.1 * Math.sin(i * i) : 1e-4,
      )
      simulated.microphone()?.frame({ samples, endAt: now })
      simulated.runTimers()
      await idle(simulated)
    }
  }
  await idle(simulated)
  isSpeaking = true
  await go(900)
  isSpeaking = false
  await go(2000)
  const actions = simulated.app.store.getState()
  actions.ask(`My ${secret}?`)
  await go(700)
  actions.toggleMute()
  await go(300)
  actions.stop()
  await idle(simulated)
  simulated.close()
  return [...lines, ''].join('\n')
}

async function idle(simulated: SimulatedApp): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve))
  while (!simulated.isIdle())
}

it('records what replays to the letter, and finds the first thing that is otherwise', async () => {
  const text = await recordTalk()
  const recording = readRecording(text)
  const { lines, divergence } = await replay(recording)
  expect(divergence).toBeUndefined()
  expect(recordingText({ ...recording, lines })).toBe(text)
  const did = lines.map((line) =>
    Object.values(JSON.parse(line) as object).find((each) => typeof each === 'string'),
  )
  for (const what of ['playback play', 'do ask', 'settings', 'settings choose', 'derive sound', 'state'])
    expect(did).toContain(what)
  expect(did.some((what) => what?.startsWith('timer'))).toBe(true)

  // The microphone was given other sound: the engine would hear another question.
  const at = lines.findIndex((line) => line.includes('"in":"capture') && line.includes('$sound'))
  const otherSound = lines.with(at, lines[at].replace(/"\$sound":"..../, '"$sound":"AAAA'))
  expect((await replay({ ...recording, lines: otherSound })).divergence?.recorded).toContain('derive sound')
  const sent = lines.findIndex((line) => line.includes('"out":"port send"') && line.includes('utterance-end'))
  const otherwise = lines.with(sent, lines[sent].replace('utterance-end', 'utterance-and'))
  expect((await replay({ ...recording, lines: otherwise })).divergence).toEqual({
    line: sent + 2,
    recorded: otherwise[sent],
    replayed: lines[sent],
  })
  const lacking = lines.toSpliced(sent, 1)
  expect((await replay({ ...recording, lines: lacking })).divergence?.line).toBe(sent + 2)
})

it('reads a recording that a crash cut off as far as it goes', async () => {
  const text = await recordTalk()
  const cut = readRecording(text.slice(0, Math.floor(0.7 * text.length)))
  const { lines, divergence } = await replay(cut)
  expect(divergence).toBeUndefined()
  expect(lines).toEqual(cut.lines)
  expect(() => readRecording('{"format":"another"}\n')).toThrow('not a recording that Parley can read')
})

it('takes sound and words out, and what is left replays to the letter with all its times', async () => {
  const recording = readRecording(await recordTalk())
  const redacted = await redact(recording)
  const text = recordingText(redacted)
  for (const told of [secret, 'Simulated microphone', '$sound']) expect(text).not.toContain(told)
  expect(text).toContain('It xx Xxxxxxxx.'.replace('It', 'Xx'))
  const times = (lines: readonly string[]): unknown[] =>
    lines.map((line) => (JSON.parse(line) as { at?: number }).at)
  expect(times(redacted.lines)).toEqual(times(recording.lines))
  const again = await replay(readRecording(text))
  expect(again.divergence).toBeUndefined()
  expect(recordingText({ ...redacted, lines: again.lines })).toBe(text)

  const sent = recording.lines.findIndex((line) => line.includes('"out":"port send"'))
  const other = await redact({ ...recording, lines: recording.lines.toSpliced(sent, 1) })
  expect(other.divergence?.line).toBe(sent + 2)
  expect(other.lines).toHaveLength(sent)
})

it('leaves the words of the contract where they stand, so that what is left is still understood', () => {
  const conversation = {
    ...{ id: 1, name: secret, isRenamed: true, createdAt: 1, updatedAt: 1, exchanges: 0, isPrivate: false },
    keeping: 'until-quit',
  }
  const answer = redactedData({ conversations: [conversation] }, new Map())
  const { conversations } = storeAnswers.conversations.parse(answer)
  expect(conversations).toMatchObject([{ name: 'Xxxxxxxx', keeping: 'until-quit' }])
  // In another field the same word was said.
  expect(redactedData({ name: 'until-quit' }, new Map())).toEqual({ name: 'xxxxx-xxxx' })
  // A sentence keeps its kind, and of what stands in it what no person wrote.
  const told = {
    kind: 'voice-instead',
    name: secret,
    why: { kind: 'hub-nothing', host: secret, what: secret },
  }
  expect(redactedData(told, new Map())).toEqual({
    kind: 'voice-instead',
    name: 'Xxxxxxxx',
    why: { kind: 'hub-nothing', host: 'Xxxxxxxx', what: 'Xxxxxxxx' },
  })
  expect(redactedData({ kind: secret }, new Map())).toEqual({ kind: 'Xxxxxxxx' })
})

it('goes on where what came in fails, at once or later, as the window did', async () => {
  const lines = [
    { at: 1, in: 'fails', args: [] },
    { at: 2, in: 'fails later', args: [] },
  ].map((line) => JSON.stringify(line))
  const boundary = new ReplayBoundary(lines)
  const unhandled: unknown[] = []
  const note = (thrown: unknown): void => void unhandled.push(thrown)
  process.on('unhandledRejection', note)
  try {
    boundary.inlet('fails', () => {
      throw new Error('at once')
    })
    boundary.inlet('fails later', () => Promise.reject(new Error('later')))
    while (!boundary.isOver) boundary.takeNext()
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    process.off('unhandledRejection', note)
  }
  expect([boundary.divergence, unhandled]).toEqual([undefined, []])
})

it('takes out what a tool was called with, whatever its arguments are called', () => {
  const args = {
    reason: secret,
    id: secret,
    type: [secret],
    state: { code: secret },
    year: 1987,
    isSure: true,
  }
  const step = { name: 'notes_write', args, result: `Kept: ${secret}.`, outcome: 'done' }
  const message = { type: 'exchange', exchange: { id: 3, question: { text: secret }, toolSteps: [step] } }
  const ask = { type: 'tool-ask', turn: 1, call: 2, tool: 'notes_write', args }
  const text = JSON.stringify(redactedData([message, ask], new Map()))
  for (const said of [secret, '1987', 'notes']) expect(text).not.toContain(said)
  for (const own of ['"type":"exchange"', '"outcome":"done"', '"isSure":true', '"type":"tool-ask"'])
    expect(text).toContain(own)
})

it('takes one thing in after the other, and what comes in by a deed within it', async () => {
  const lines: string[] = []
  let now = 1
  const boundary = new RecordingBoundary(
    (line) => void lines.push(line),
    () => now,
  )
  const said: string[] = []
  const within = boundary.inlet('within', () => void said.push(`within at ${boundary.now()}`))
  const first = boundary.inlet('first', async () => {
    now = 2
    boundary.tell('deed', [], () => void within())
    await call(boundary, 'wait', [], () => Promise.resolve(7))
    said.push(`first at ${boundary.now()}`)
  })
  const second = boundary.inlet('second', () => void said.push(`second at ${boundary.now()}`))
  void first()
  await second()
  expect(said).toEqual(['within at 1', 'second at 2'])
  await expect.poll(() => said.at(-1)).toBe('first at 2')
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { at: 1, in: 'first' },
    { out: 'deed' },
    { at: 1, in: 'within', within: true },
    { out: 'wait 1' },
    { at: 2, in: 'second' },
    { at: 2, in: 'wait 1 is', args: [7] },
  ])
  boundary.end('stopped')
  await second()
  expect(lines.at(-1)).toBe('{"end":"stopped"}')
})

it('hands on what the recording has, and no more', () => {
  const samples = Float32Array.of(0, 0.5, -1, 1, 1e-6)
  const value = { samples, list: [undefined, Infinity], left: undefined }
  expect(restored(JSON.parse(JSON.stringify(recorded(value))))).toEqual({
    samples: Float32Array.of(0, 0.5, -1, 32_767 / 32_768, 0),
    list: [undefined, Infinity],
  })
})

it('writes of a state what changed in it', () => {
  const before = { phase: 'idle', list: [{ a: 'One' }, { a: 'Two' }], gone: 1 }
  const after = { phase: 'idle', list: [before.list[0], { a: 'Two more' }, { a: 'Three' }] }
  expect(stateChange(before, after)).toEqual({
    list: { 1: { a: { '+': ' more' } }, 2: { a: 'Three' } },
    '-': ['gone'],
  })
})

it('keeps of words how long they are', () => {
  expect(redactedText('Anna, 42: naïve हिन्दी 👍!')).toBe('Xxxx, 00: xxxxx xxxxxx xx!')
  expect(redactedText('Straße').length).toBe(6)
})
