import { expect, it } from 'vitest'
import type { RawTool } from '../../../src-main/engine/tools/rawTool'
import { turnTools } from '../../../src-main/engine/tools/turnTools'

const raw: RawTool = {
  ...{
    name: 'count',
    description: 'Counts.',
    asksFirst: true,
    run: ({ to }) => `Counted to ${to as number}.`,
  },
  parameters: { type: 'object', properties: { to: { type: 'integer' } }, required: ['to'] },
}
const { signal } = new AbortController()

it('wrong arguments may be put right once in a turn, whichever tool is called', async () => {
  const tools = (): ReturnType<typeof turnTools> =>
    turnTools([raw, { ...raw, name: 'again' }], () => Promise.resolve({ isAllowed: true }))
  const [count, again] = tools()
  expect(count).toMatchObject({ name: 'count', description: 'Counts.', parameters: raw.parameters })
  await expect(count.run({ to: 'ten' }, signal)).rejects.toMatchObject({
    code: 'tool-failed',
    message: 'Error: to must be integer. Call it again with arguments that fit.',
  })
  expect(await count.run({ to: 10 }, signal)).toBe('Counted to 10.')
  await expect(again.run({}, signal)).rejects.toThrow('Do not call it again.')
  await expect(tools()[1].run({}, signal)).rejects.toThrow('Call it again')
})

it('what the user does not allow is no failure of the tool', async () => {
  const [count] = turnTools([raw], () => Promise.resolve({ isAllowed: false }))
  await expect(count.run({ to: 10 }, signal)).rejects.toMatchObject({ code: 'tool-refused' })
})
