import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { conversation as conversationSchema, exchange as exchangeSchema } from '@contract'
import {
  exportConversation,
  type ExportedFile,
} from '../../../src-main/engine/conversations/exportConversation'
import { decodeWav } from '../../../src-main/engine/sound/wav'
import { say, ScratchStore } from '../../rigs/conversations/scratchStore'

// Where it is a day later than in Greenwich already.
beforeAll(() => void vi.stubEnv('TZ', 'Pacific/Kiritimati'))
afterAll(() => void vi.unstubAllEnvs())

let scratch: ScratchStore
beforeEach(() => void (scratch = new ScratchStore()))
afterEach(() => scratch.remove())

const text = ({ read }: ExportedFile): string => new TextDecoder().decode(read())

/** A conversation with all that one can have. */
function conversed(audio: boolean): {
  store: ReturnType<ScratchStore['open']>
  conversation: number
  spoken: number
} {
  const store = scratch.open({ keeping: { audio } })
  const conversation = store.createConversation()
  say(
    store,
    conversation,
    'What is *the* capital\nof [France]?',
    'The capital is **Paris**.\n\n| a | b |\n| - | - |\n| 1 | 2 |',
  )
  const { id: spoken } = store.begin(conversation, { seconds: 1 })
  store.setQuestionAudio(
    spoken,
    Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i / 20) / 2),
  )
  store.appendAnswer(spoken, 'Madrid, I think, is the capital of Spain.')
  store.setHeardEnd(spoken, 15)
  store.finish(spoken, { outcome: 'interrupted' })
  const { id } = store.begin(conversation, { text: 'Still?' })
  const step = { id: 'call-1', name: 'get_time', args: {}, place: 0, calledAt: 0 }
  store.setToolStep(id, step)
  store.setToolStep(id, { ...step, outcome: 'done', result: 'It is\n14:05.' })
  store.finish(id, {
    outcome: 'failed',
    error: { code: 'busy', notice: { kind: 'as-told', text: 'The card is busy.' }, retryable: true },
  })
  return { store, conversation, spoken }
}

test('as Markdown it can be read, and says what was not heard and what went wrong', () => {
  const { store, conversation, spoken } = conversed(false)
  const [file, ...others] = [...exportConversation(store, conversation, 'markdown', 'en')]
  expect(others).toEqual([])
  expect(file.name).toBe('2026-11-29 What is the capital of [France].md')
  const lines = text(file)
    .split('\n')
    .filter((line) => line !== '' && !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(line))
  expect(lines).toEqual([
    '# What is \\*the\\* capital of \\[France\\]?',
    '## What is \\*the\\* capital of \\[France\\]?',
    'The capital is **Paris**.',
    '| a | b |',
    '| - | - |',
    '| 1 | 2 |',
    '## (spoken, 1.0 s)',
    'Madrid, I think, is the capital of Spain.',
    '*Interrupted, heard up to “Madrid, I think”.*',
    '## Still?',
    '*get\\_time, done: It is 14:05.*',
    '*Failed: The card is busy.*',
  ])
  const german = text([...exportConversation(store, conversation, 'markdown', 'de-AT')][0])
  expect(german).toContain('*Unterbrochen, gehört bis „Madrid, I think“.*')
  store.setTranscript(spoken, 'And of Spain?')
  expect(text([...exportConversation(store, conversation, 'markdown', 'en')][0])).toContain(
    '## And of Spain?',
  )
})

test('as JSON it has all of it', () => {
  const { store, conversation } = conversed(false)
  const [file] = [...exportConversation(store, conversation, 'json', 'en')]
  const told = JSON.parse(text(file)) as {
    format: string
    version: number
    name: string
    exchanges: unknown[]
  }
  expect(told).toMatchObject({ format: 'parley-conversation', version: 1, id: conversation })
  expect(told.name).toBe(conversationSchema.parse(store.conversation(conversation)).name)
  expect(told.exchanges.map((each) => exchangeSchema.parse(each))).toEqual(store.exchanges(conversation))
})

test('the sound of questions comes with it where that is kept, as WAV', () => {
  const { store, conversation, spoken } = conversed(true)
  const [wav, markdown] = [...exportConversation(store, conversation, 'markdown', 'en')]
  expect(wav.name).toBe(`audio/2026-11-29 ${spoken}.wav`)
  expect(text(markdown)).toContain(`[WAV](<${wav.name}>)`)
  const { samples, sampleRateHz } = decodeWav(wav.read(), wav.name)
  expect([samples.length, sampleRateHz]).toEqual([16_000, 16_000])
  expect(samples).toEqual(store.questionAudio(spoken))
  const json = JSON.parse(text([...exportConversation(store, conversation, 'json', 'en')][1])) as {
    exchanges: { audio?: string }[]
  }
  expect(json.exchanges.map(({ audio }) => audio)).toEqual([undefined, wav.name, undefined])
})

test('one sound is read when its file is asked for, and no other', () => {
  const { store, conversation } = conversed(true)
  const { id } = store.begin(conversation, { seconds: 1 })
  store.setQuestionAudio(id, new Float32Array(16_000))
  store.finish(id, { outcome: 'done' })
  const read = vi.spyOn(store, 'keptAudio')
  const files = exportConversation(store, conversation, 'json', 'en')
  expect([files.length, read.mock.calls]).toEqual([3, []])
  files[1].read()
  expect(read.mock.calls).toEqual([[id]])
  expect(decodeWav(files[1].read(), '').samples).toHaveLength(16_000)
})

test.each([
  ['CON', '2026-11-29 CON.md'],
  ['../../etc/passwd', '2026-11-29 .. .. etc passwd.md'],
  ['a/b\\c:d*e?f"g<h>i|j', '2026-11-29 a b c d e f g h i j.md'],
  ['Dots and spaces. . .', '2026-11-29 Dots and spaces.md'],
  ['\u202egnp.exe', '2026-11-29 gnp.exe.md'],
  ['東京 👩‍🚀', '2026-11-29 東京 👩 🚀.md'],
  ['x'.repeat(200), `2026-11-29 ${'x'.repeat(80)}.md`],
])('a conversation that is named %j comes as a file that every system takes', (name, expected) => {
  const store = scratch.open({ keeping: { mode: 'never' } })
  const { conversation } = say(store, store.createConversation(), 'Why?', 'Because.')
  store.rename(conversation, name)
  expect([...exportConversation(store, conversation, 'markdown', 'en')].map((file) => file.name)).toEqual([
    expected,
  ])
})

test('one that nobody named, or that is not there', () => {
  const store = scratch.open({ keeping: { mode: 'never' } })
  const { conversation } = say(store, store.createConversation(), { seconds: 1 }, 'Yes.')
  const [file] = [...exportConversation(store, conversation, 'markdown', 'en')]
  expect(file.name).toBe('2026-11-29.md')
  expect(text(file)).toMatch(/^# 2026-11-29 02:00\n/)
  expect([...exportConversation(store, 7, 'json', 'en')]).toEqual([])
})
