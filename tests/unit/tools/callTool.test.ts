import { afterEach, expect, it, vi } from 'vitest'
import {
  callTool,
  longestResultChars,
  userAnswersWithinMs,
  type AskUser,
  type CallResult,
} from '../../../src-main/engine/tools/callTool'
import type { RawTool, ToolArguments } from '../../../src-main/engine/tools/rawTool'

const schema = {
  type: 'object',
  properties: { count: { type: 'integer', minimum: 1 }, size: { enum: ['small', 'large'] } },
  required: ['count'],
  additionalProperties: false,
} as const
const free = (
  run: (args: ToolArguments, signal: AbortSignal) => Promise<string> | string,
  more = {},
): RawTool => ({
  ...{ name: 'fake', description: 'A fake.', parameters: schema, asksFirst: false, run },
  ...more,
})
const allow: AskUser = () => Promise.resolve({ isAllowed: true })
const never = (): Promise<never> => new Promise(() => undefined)
const call = (tool: RawTool, args: unknown = { count: 1 }, ask = allow): Promise<CallResult> =>
  callTool(tool, args, ask, new AbortController().signal)
afterEach(() => void vi.useRealTimers())

it('arguments that do not fit are told in words, and nothing runs', async () => {
  const run = vi.fn(() => 'ran')
  for (const [args, words] of [
    [{ count: 0 }, 'count must be >= 1'],
    [{ count: '1' }, 'count must be integer'],
    [{}, "the arguments must have required property 'count'"],
    [{ count: 1, size: 'huge' }, 'size must be equal to one of the allowed values (small, large)'],
    [{ count: 1, more: 1 }, 'the arguments must NOT have additional properties (more)'],
    ['count', 'the arguments must be object'],
  ] as const)
    expect(await call(free(run), args)).toEqual({ outcome: 'invalid', text: `Error: ${words}.` })
  expect(run).not.toHaveBeenCalled()
  expect(await call(free(run), { count: 2, size: 'small' })).toEqual({ outcome: 'done', text: 'ran' })
})

it('a schema of another draft, with words that nobody knows, is understood', async () => {
  const parameters = {
    ...schema,
    $schema: 'http://json-schema.org/draft-07/schema#',
    'x-order': [1],
    format: 'odd',
  }
  expect(await call(free(() => 'ran', { parameters }))).toMatchObject({ outcome: 'done' })
})

it('a pattern of somebody else, which could be tried for hours, is left to them', async () => {
  const parameters = {
    type: 'object',
    properties: { path: { type: 'string', pattern: '^(a+)+$' }, pattern: { type: 'string' } },
    required: ['pattern'],
  } as const
  const args = { path: `${'a'.repeat(50)}!`, pattern: '*.txt' }
  const foreign = free(() => 'ran', { parameters, isForeign: true })
  expect(await call(foreign, args)).toEqual({ outcome: 'done', text: 'ran' })
  expect(await call(foreign, { path: 7 })).toMatchObject({ outcome: 'invalid' })
  const own = free(() => 'ran', { parameters: { ...parameters } })
  expect(await call(own, { path: 'b', pattern: '' })).toMatchObject({ outcome: 'invalid' })
})

it('what a tool throws is told; an empty answer and an endless one are made of a length', async () => {
  const fail = free(() => Promise.reject(new Error('The disk is full.')))
  expect(await call(fail)).toEqual({ outcome: 'failed', text: 'Error: The disk is full.' })
  expect(await call(free(() => ' '))).toEqual({ outcome: 'done', text: 'Done.' })
  const { text } = await call(free(() => 'x'.repeat(longestResultChars + 7)))
  expect(text).toBe(`${'x'.repeat(longestResultChars)}\n[7 more characters were left out]`)
})

it('a tool that never ends is given up, and told to end', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const late = new AbortController()
    setTimeout(() => late.abort(), ms)
    return late.signal
  })
  let given: AbortSignal | undefined
  const hangs = free((_, signal) => ((given = signal), never()), { timeLimitMs: 3000 })
  const result = call(hangs)
  await vi.advanceTimersByTimeAsync(3000)
  expect(await result).toEqual({
    outcome: 'failed',
    text: 'Error: It took longer than 3 seconds and was given up.',
  })
  expect(given?.aborted).toBe(true)
  const asks = free(() => 'ran', { asksFirst: true })
  const unanswered = call(asks, { count: 1 }, never)
  await vi.advanceTimersByTimeAsync(userAnswersWithinMs)
  expect(await unanswered).toMatchObject({ outcome: 'refused' })
  vi.restoreAllMocks()
})

it('an interruption ends a call at once, whatever it waits for, and throws its reason', async () => {
  for (const [tool, ask] of [
    [free(never), allow],
    [free(() => 'ran', { asksFirst: true }), never],
  ] as const) {
    const abort = new AbortController()
    const result = callTool(tool, { count: 1 }, ask, abort.signal)
    queueMicrotask(() => abort.abort(new Error('because')))
    await expect(result).rejects.toThrow('because')
    await expect(callTool(tool, { count: 1 }, ask, abort.signal)).rejects.toThrow('because')
  }
})

it('what the user forbids does not run', async () => {
  const run = vi.fn(() => 'ran')
  const forbidden = await call(free(run, { asksFirst: true }), { count: 1 }, () =>
    Promise.resolve({ isAllowed: false }),
  )
  expect([forbidden.outcome, run.mock.calls.length]).toEqual(['refused', 0])
})
