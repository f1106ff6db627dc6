import { beforeEach, expect, it, vi } from 'vitest'
import type { AskMessage, EngineMessage, ToolConsents } from '@contract'
import type { AppState } from '../../../src-renderer/state'
import { toolQuestions, type ToolQuestions, type WindowDeeds } from '../../../src-renderer/toolQuestions'

type Answer = Omit<Extract<AskMessage, { type: 'tool-answer' }>, 'type'>

let state: Pick<AppState, 'tools' | 'toolQuestion' | 'engineModels'>
let answers: Answer[]
let consents: ToolConsents
let done: string[]
let deeds: WindowDeeds
let asking: ToolQuestions

beforeEach(() => {
  const files = {
    name: 'files__write',
    description: '',
    server: 'files',
    asksFirst: true,
    says: 'may-destroy',
  } as const
  state = { tools: [files], toolQuestion: undefined, engineModels: undefined }
  ;[answers, consents, done] = [[], {}, []]
  deeds = {
    readClipboard: () => Promise.resolve('copied'),
    writeClipboard: (text) => Promise.resolve(void done.push(text)),
    openAddress: (address) => void done.push(address),
    opensAfterAsking: false,
  }
})
function begin(given: WindowDeeds | undefined): void {
  asking = toolQuestions({
    engine: { answerTool: (answer) => answers.push(answer) },
    settings: {
      of: (() => consents) as never,
      choose: ((_: string, next: ToolConsents) => (consents = next)) as never,
    },
    deeds: given,
    get: () => state as AppState,
    set: (part) => (state = { ...state, ...part }),
  })
}
const ask = (tool: string, more: Partial<Extract<EngineMessage, { type: 'tool-ask' }>> = {}): void =>
  asking.asked({ type: 'tool-ask', turn: 3, call: 7, tool, args: { text: 'salt' }, ...more })
const settled = (): Promise<void> => vi.waitFor(() => expect(answers).toHaveLength(1))

it('shows whose tool asks and what it would be called with, and tells what the user said', async () => {
  begin(deeds)
  ask('files__write')
  expect(state.toolQuestion).toMatchObject({ server: 'files', says: 'may-destroy', args: { text: 'salt' } })
  expect(answers).toEqual([])
  asking.answer('once')
  await settled()
  expect(answers).toEqual([{ call: 7, isAllowed: true }])
  expect([state.toolQuestion, consents]).toEqual([undefined, {}])
  asking.answer('once')
  expect(answers).toHaveLength(1)
})

it('what the user said for good is not asked again', async () => {
  begin(deeds)
  ask('files__write')
  asking.answer('always')
  await settled()
  expect(consents).toEqual({ files__write: 'always' })
  answers.length = 0
  ask('files__write', { call: 8 })
  await settled()
  expect(answers).toEqual([{ call: 8, isAllowed: true }])
  consents = { files__write: 'never' }
  ask('files__write', { call: 9 })
  expect(answers.at(-1)).toEqual({ call: 9, isAllowed: false })
})

it('a question goes with what was called, or with its turn', () => {
  begin(deeds)
  ask('files__write')
  const step = { id: '1', name: 'files__write', args: {}, place: 0, calledAt: 0 }
  const tell = (turn: number, more: object): void => {
    const exchange = {
      id: 1,
      conversation: 1,
      askedAt: 0,
      question: { text: 'Q' },
      answer: '',
      words: [],
      heardEnd: 0,
    }
    asking.told({ type: 'exchange', turn, exchange: { ...exchange, toolSteps: [{ ...step, ...more }] } })
  }
  tell(3, {})
  tell(2, { outcome: 'done' })
  expect(state.toolQuestion).toBeDefined()
  tell(3, { outcome: 'failed' })
  expect(state.toolQuestion).toBeUndefined()
  ask('files__write')
  asking.over(2)
  expect(state.toolQuestion).toBeDefined()
  asking.over(3)
  expect(state.toolQuestion).toBeUndefined()
})

it('the window does what only it can, when it may, and tells what came of it', async () => {
  begin(deeds)
  ask('read_clipboard', { deed: 'read-clipboard' })
  asking.answer('once')
  await settled()
  expect(answers.pop()).toEqual({ call: 7, isAllowed: true, text: 'copied' })
  ask('write_clipboard', { deed: 'write-clipboard' })
  asking.answer('no')
  expect(answers.pop()).toEqual({ call: 7, isAllowed: false })
  expect(done).toEqual([])
  ask('write_clipboard', { deed: 'write-clipboard' })
  asking.answer('once')
  await settled()
  expect([answers.pop()?.text, done]).toEqual(['The text is on the clipboard.', ['salt']])
  deeds.readClipboard = () => Promise.reject(new Error('The window is not in front.'))
  ask('read_clipboard', { deed: 'read-clipboard' })
  asking.answer('once')
  await settled()
  expect(answers.pop()).toMatchObject({ failure: 'The window is not in front.' })
})

it('an address is asked for each time, by whoever opens it', async () => {
  const page = { deed: 'open-address', args: { url: 'https://example.org' } } as const
  consents = { open_address: 'always' }
  begin(deeds)
  ask('open_address', page)
  expect([state.toolQuestion?.tool, done]).toEqual(['open_address', []])
  asking.over(3)
  begin({ ...deeds, opensAfterAsking: true })
  ask('open_address', page)
  await settled()
  expect([state.toolQuestion, done]).toEqual([undefined, ['https://example.org']])
})

it('what was copied is asked for each time, where a server would be sent it', async () => {
  consents = { read_clipboard: 'always' }
  begin(deeds)
  ask('read_clipboard', { deed: 'read-clipboard' })
  await settled()
  state = {
    ...state,
    engineModels: {
      notes: [],
      builtIn: [],
      leavesTo: [{ host: 'answers.example', what: 'questions', isPlain: false }],
    },
  }
  ask('read_clipboard', { deed: 'read-clipboard', call: 8 })
  expect([state.toolQuestion?.call, answers.length]).toEqual([8, 1])
})

it('a terminal says that it cannot', async () => {
  consents = { read_clipboard: 'always' }
  begin(undefined)
  ask('read_clipboard', { deed: 'read-clipboard' })
  await settled()
  expect(answers[0].failure).toMatch(/terminal/)
})
