import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError, config, type ToolStep } from '../../src-preload/contract'
import { answerWithTools } from '../../src-main/engine/answerWithTools'
import type { AnswerOptions, AnswerPiece, ToolCall } from '../../src-main/engine/listeners/listener'
import type { Tool } from '../../src-main/engine/tools/tool'

const call = (name: string, args: unknown = {}, id = '1'): AnswerPiece => ({ toolCall: { id, name, args } })
const told = { settings: config.parse({}), tools: [], exchanges: [], audioOf: () => undefined }
const question = { text: 'What time is it?', exchange: undefined }

function tool(name: string, run: Tool['run']): Tool {
  return { name, description: '', parameters: { type: 'object' }, run }
}
const clock = tool('get_time', () => Promise.resolve('It is 14:05.'))

/** Answers with these pieces, round by round; behind the last round with nothing. */
function asked(
  rounds: readonly (readonly AnswerPiece[])[],
  tools: readonly Tool[] = [clock],
  { signal = new AbortController().signal, mayCall = () => Promise.resolve() } = {},
): { text: Promise<string>; told: AnswerOptions['soFar'][]; steps: ToolStep[] } {
  const soFars: AnswerOptions['soFar'][] = []
  const steps: ToolStep[] = []
  const listener = {
    async *answer(_: unknown, __: unknown, { soFar }: AnswerOptions) {
      soFars.push(soFar)
      for (const piece of rounds[soFars.length - 1] ?? []) yield await Promise.resolve(piece)
    },
  }
  const gather = async (): Promise<string> => {
    let text = ''
    const calling = { tools, mayCall, onStep: (step: ToolStep) => void steps.push(step), now: () => 1000 }
    for await (const piece of answerWithTools(listener, told, question, calling, {}, signal)) text += piece
    return text
  }
  return { text: gather(), told: soFars, steps }
}

describe('an answer with calls', () => {
  it('goes on with what came of them, and tells of each when it begins and ends', async () => {
    const { text, told, steps } = asked([['Let me look. ', call('get_time')], ['It is five past two.']])
    expect(await text).toBe('Let me look. It is five past two.')
    const begun = { id: '1', name: 'get_time', args: {}, place: 13, calledAt: 1000 }
    const done = { ...begun, outcome: 'done', result: 'It is 14:05.', seconds: 0 }
    expect(steps).toEqual([begun, done])
    expect(told).toEqual([undefined, { written: 'Let me look. ', toolSteps: [done] }])
  })

  it('is the last result where the listener says nothing behind it', async () => {
    expect(await asked([[call('get_time')]]).text).toBe('It is 14:05.')
    expect(await asked([['Well.', call('get_time')]]).text).toBe('Well. It is 14:05.')
  })

  it('tells calls apart that have one ID', async () => {
    const { text, steps, told } = asked([[call('get_time', 'a')], [call('get_time', 'b')], ['Done.']])
    expect(await text).toBe('Done.')
    expect(new Set(steps.map(({ id }) => id)).size).toBe(2)
    expect(told[2]?.toolSteps.map(({ args }) => args)).toEqual(['a', 'b'])
  })

  it('calls one after the other', async () => {
    const order: string[] = []
    const slow = tool('slow', async (args) => {
      order.push(`begin ${String(args)}`)
      await new Promise((resolve) => setTimeout(resolve))
      order.push(`end ${String(args)}`)
      return ''
    })
    await asked([[call('slow', 'a', '1'), call('slow', 'b', '2')], ['Done.']], [slow]).text
    expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b'])
  })

  it.each([
    ['that is not there', 'nothing', 'failed', 'Error: There is no tool nothing.'],
    ['that fails', 'broken', 'failed', 'It broke.'],
    ['that its user refuses', 'refused', 'refused', 'Not now.'],
  ])('tells the listener of a tool %s', async (_, name, outcome, result) => {
    const tools = [
      tool('broken', () =>
        Promise.reject(new AppError('tool-failed', { kind: 'as-told', text: 'It broke.' })),
      ),
      tool('refused', () =>
        Promise.reject(new AppError('tool-refused', { kind: 'as-told', text: 'Not now.' })),
      ),
    ]
    const { text, told } = asked([[call(name)], ['Sorry.']], tools)
    expect(await text).toBe('Sorry.')
    expect(told[1]?.toolSteps).toMatchObject([{ outcome, result }])
  })

  it('ends in a sentence where the listener calls without an end', async () => {
    const { text, steps } = asked(Array.from({ length: 9 }, () => [call('get_time')]))
    await expect(text).rejects.toMatchObject({ code: 'tool-failed' })
    expect(steps.filter(({ outcome }) => outcome === 'done')).toHaveLength(5)
  })

  it('runs nothing before it may', async () => {
    const { text, steps } = asked([[call('get_time')]], [clock], {
      mayCall: () => Promise.reject(new Error('dropped')),
    })
    await expect(text).rejects.toThrow('dropped')
    expect(steps).toEqual([])
  })

  it('ends at once when it is interrupted, though the tool never does', async () => {
    const abort = new AbortController()
    const never = tool('never', () => new Promise<string>(() => setTimeout(() => abort.abort())))
    const { text, steps } = asked([[call('never')]], [never], { signal: abort.signal })
    await expect(text).rejects.toMatchObject({ name: 'AbortError' })
    expect(steps.at(-1)).toMatchObject({ outcome: 'interrupted' })
  })

  it('whatever tools do, ends, and every call that began ended', async () => {
    const behaviour = fc.constantFrom('done', 'failed', 'refused', 'missing')
    const rounds = fc.array(fc.array(behaviour, { maxLength: 3 }), { maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(rounds, async (wanted) => {
        const tools = [
          tool('done', () => Promise.resolve('Done.')),
          tool('failed', () => Promise.reject(new Error('No.'))),
          tool('refused', () =>
            Promise.reject(new AppError('tool-refused', { kind: 'as-told', text: 'No.' })),
          ),
        ]
        let id = 0
        const pieces = wanted.map((names) => [
          'So. ',
          ...names.map((name) => call(name, {}, String(++id)) as { toolCall: ToolCall }),
        ])
        const { text, steps } = asked(pieces, tools)
        await text.catch((thrown: AppError) => expect(thrown.code).toBe('tool-failed'))
        const ended = steps.filter(({ outcome }) => outcome !== undefined)
        expect(ended.length).toBe(steps.length / 2)
        expect(new Set(ended.map((step) => step.id)).size).toBe(ended.length)
      }),
      { numRuns: 50 },
    )
  })
})
