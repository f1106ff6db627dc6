import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AppError, readServerAddress, samplingConfig, type ServerAddress } from '@contract'
import { streamChat } from '../../../src-main/engine/listeners/openAiCompatible/streamChat'
import type { AnswerPiece } from '../../../src-main/engine/listeners/listener'
import { AnswerServer, type ServerOptions } from '../../../src-main/engine/network/answerServer'
import { lineTrouble } from '../../../src-main/engine/network/lineTrouble'
import { serverModels } from '../../../src-main/engine/network/serverModels'
import { selfSigned } from '../../rigs/hub/selfSigned'
import {
  startAnsweringServer,
  type AnsweringServer,
  type ServerMischief,
} from '../../rigs/server/answeringServer'
import { runs } from '../../runs'

/** For a server of which nothing comes, or not enough. */
const hasty = { connectMs: 5000, firstMs: 400, stallMs: 200, longestWaitMs: 500 }
const sampling = samplingConfig.parse({ maxNewTokens: 50 })
const request = {
  model: 'tiny',
  messages: [{ role: 'user', content: 'What time is it?' }],
  tools: [],
  sampling,
} as const

let scripted: AnsweringServer
beforeAll(async () => {
  scripted = await startAnsweringServer()
})
afterEach(() => {
  scripted.behave()
  for (const server of opened.splice(0)) server.close()
})
afterAll(() => scripted.close())

const addressOf = (base: string): ServerAddress => {
  const address = readServerAddress(base)
  if ('fault' in address) throw new Error(address.fault)
  return address
}
const opened: AnswerServer[] = []
const serverAt = (base = scripted.base, more: Partial<ServerOptions> = {}): AnswerServer => {
  const server = new AnswerServer({ address: addressOf(base), ...more })
  opened.push(server)
  return server
}

async function answerOf(
  server: AnswerServer = serverAt(),
  signal = new AbortController().signal,
  asked: Parameters<typeof streamChat>[1] = request,
): Promise<{ readonly pieces: AnswerPiece[]; readonly text: string; readonly thrown?: unknown }> {
  const pieces: AnswerPiece[] = []
  const text = (): string => pieces.filter((piece) => typeof piece === 'string').join('')
  try {
    for await (const piece of streamChat(server, asked, signal)) pieces.push(piece)
    return { pieces, text: text() }
  } catch (thrown) {
    return { pieces, text: text(), thrown }
  }
}

const sentenceOf = async (...mischief: readonly ServerMischief[]): Promise<string> => {
  scripted.misbehave(...mischief)
  const isAwaited = mischief.some(({ kind }) => ['silent', 'only-comments', 'stall'].includes(kind))
  const { thrown } = await answerOf(serverAt(undefined, isAwaited ? { limits: hasty } : {}))
  expect(thrown).toBeInstanceOf(AppError)
  return (thrown as AppError).message
}
const html = '<!DOCTYPE html><title>Sign in</title>'

describe('a server that answers', () => {
  test('is heard word by word, however its bytes are cut', async () => {
    for (const pieceBytes of [3, 1000]) {
      scripted.misbehave({ kind: 'in-pieces', pieceBytes })
      expect((await answerOf()).pieces).toEqual(['It', ' is', ' noon.'])
    }
  })

  test('is asked for a stream, with the key and nothing that it might not know', async () => {
    await answerOf(serverAt(undefined, { key: 'secret-key' }))
    expect(scripted.requests.at(-1)).toMatchObject({
      path: '/v1/chat/completions',
      authorization: 'Bearer secret-key',
      body: { model: 'tiny', messages: request.messages, stream: true, max_tokens: 50, temperature: 0 },
    })
    expect(Object.keys(scripted.requests.at(-1)!.body)).toHaveLength(5)
  })

  test('calls tools, in pieces or whole, and what is no JSON stays text', async () => {
    const call = (index: number, id: string, name: string, args: string): object => ({
      tool_calls: [{ index, id, function: { name, arguments: args } }],
    })
    const more = (index: number, args: string): object => ({
      tool_calls: [{ index, function: { arguments: args } }],
    })
    const calling = await startAnsweringServer({
      answer: () => [
        ...[{ reasoning_content: 'A timer is wanted.' }, 'One moment.'],
        ...[call(0, 'a', 'set_timer', '{"sec'), more(0, 'onds":300}')],
        ...[call(1, 'b', 'get_time', ''), call(2, 'c', 'calculate', '17 times 12')],
      ],
    })
    const tools = [{ name: 'get_time', description: 'The time.', parameters: { type: 'object' } }]
    const { pieces } = await answerOf(serverAt(calling.base), undefined, { ...request, tools })
    await calling.close()
    expect(calling.requests[0].body.tools).toEqual([{ type: 'function', function: tools[0] }])
    expect(pieces).toEqual([
      'One moment.',
      { toolCall: { id: 'a', name: 'set_timer', args: { seconds: 300 } } },
      { toolCall: { id: 'b', name: 'get_time', args: {} } },
      { toolCall: { id: 'c', name: 'calculate', args: '17 times 12' } },
    ])
  })

  test.for([
    ['of one number', [0, 0]],
    ['without a number', [undefined, undefined]],
    ['counted from one', [1, 2]],
  ] as const)('calls two tools %s', async ([, [first, second]]) => {
    const piece = (index: number | undefined, id: string | undefined, more: object): object => ({
      tool_calls: [{ ...(index !== undefined && { index }), ...(id && { id }), function: more }],
    })
    const calling = await startAnsweringServer({
      answer: () => [
        ...[
          piece(first, 'a', { name: 'one', arguments: '{"x"' }),
          piece(first, undefined, { arguments: ':1}' }),
        ],
        ...[
          piece(second, 'b', { name: 'two', arguments: '{"x"' }),
          piece(second, undefined, { arguments: ':2}' }),
        ],
      ],
    })
    const { pieces } = await answerOf(serverAt(calling.base))
    await calling.close()
    expect(pieces).toEqual([
      { toolCall: { id: 'a', name: 'one', args: { x: 1 } } },
      { toolCall: { id: 'b', name: 'two', args: { x: 2 } } },
    ])
  })

  test('without an end: the answer ends where it has its length', async () => {
    scripted.misbehave({ kind: 'endless' })
    const { text, thrown } = await answerOf()
    expect(thrown).toBeUndefined()
    expect(text.length).toBeLessThan(sampling.maxNewTokens * 12 + 1000)
  })

  test('that is busy is asked once more after as long as it says, where that is not long', async () => {
    const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '0' } } as const
    scripted.misbehave(busy)
    expect((await answerOf()).text).toBe('It is noon.')
    expect(await sentenceOf(busy, busy)).toContain('has too much to do')
    expect(await sentenceOf({ ...busy, headers: { 'Retry-After': '30' } })).toContain('Ask again in 30 s')
    expect(await sentenceOf({ ...busy, headers: { 'Retry-After': '9'.repeat(14) } })).toContain(
      'Ask again later',
    )
  })

  test('lists its models', async () => {
    expect(await serverModels(serverAt(), new AbortController().signal)).toEqual(['tiny'])
  })
})

describe('what goes wrong has its sentence', () => {
  test.for<[ServerMischief, string]>([
    [{ kind: 'hang-up' }, 'could not be reached (the other side hung up)'],
    [{ kind: 'silent' }, 'sent nothing for'],
    [{ kind: 'only-comments' }, 'sent nothing for'],
    [{ kind: 'stall', afterWords: 2 }, 'stopped in the middle'],
    [{ kind: 'cut', afterWords: 2 }, 'was cut in the middle'],
    [{ kind: 'no-end', afterWords: 2 }, 'was cut in the middle'],
    [{ kind: 'endless-event' }, 'far more than an answer'],
    [{ kind: 'endless-thoughts' }, 'far more than an answer'],
    [{ kind: 'status', status: 403 }, 'wants a key'],
    [{ kind: 'status', status: 404, body: html }, 'has nothing at /v1/chat/completions'],
    [{ kind: 'status', status: 500 }, 'failed (status 500). Ask again later.'],
    [
      { kind: 'status', status: 500, body: '{"error":{"message":"CUDA out\\nof\\u001b[31m memory"}}' },
      'It says: “CUDA out of [31m memory”',
    ],
    [{ kind: 'status', status: 400, body: '{"detail":"too many tokens"}' }, 'It says: “too many tokens”'],
    [
      { kind: 'status', status: 307, headers: { Location: 'http://elsewhere.example/v1/chat' } },
      'redirects to elsewhere.example',
    ],
    [{ kind: 'says', contentType: 'text/html', body: html }, 'did not send an answer'],
    [
      { kind: 'says', contentType: 'text/event-stream', body: 'data: {nonsense\n\n' },
      'did not send an answer',
    ],
    [{ kind: 'says', contentType: 'text/event-stream', body: 'data: {"error":"shed"}\n\n' }, '“shed”'],
    [{ kind: 'says', contentType: 'text/event-stream', body: '' }, 'was cut in the middle'],
  ])('%j', async ([mischief, part]) => {
    const sentence = await sentenceOf(mischief)
    expect(sentence).toContain(scripted.host)
    expect(sentence).toContain(part)
  })

  test('a model that is not there', async () => {
    const { thrown } = await answerOf(serverAt(), undefined, { ...request, model: 'huge' })
    expect((thrown as AppError).message).toContain('has no model huge')
  })

  test('nobody there, and a name that nobody knows', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const trouble = lineTrouble(new TypeError('fetch failed', { cause: unknown }))
    expect(serverAt().trouble({ kind: 'line', trouble }).message).toContain('no such address is known here')
    const gone = await startAnsweringServer()
    await gone.close()
    expect((await answerOf(serverAt(gone.base))).thrown).toMatchObject({
      code: 'server-unreachable',
      message: expect.stringContaining('nobody answers there') as string,
    })
  })

  test('an address of https where none is spoken', async () => {
    const { thrown } = await answerOf(serverAt(scripted.base.replace('http:', 'https:')))
    expect((thrown as AppError).message).toContain(
      '(it does not speak https; its address may begin with http://)',
    )
  })

  test('a certificate that nobody trusts', async () => {
    const secret = selfSigned()
    const secure = await startAnsweringServer({ secret })
    const distrusted = await answerOf(serverAt(secure.base, { certificates: [] }))
    expect((distrusted.thrown as AppError).message).toContain('this computer does not trust its certificate')
    const trusted = await answerOf(serverAt(secure.base, { certificates: [secret.cert] }))
    await secure.close()
    expect(trusted.text).toBe('It is noon.')
  })

  test('a key that is not taken is not repeated', async () => {
    const locked = await startAnsweringServer({ key: 'the-right-one' })
    const { thrown } = await answerOf(serverAt(locked.base, { key: 'the-wrong-one' }))
    await locked.close()
    expect((thrown as AppError).message).toContain('does not take your key')
    expect(JSON.stringify(thrown)).not.toContain('the-wrong-one')
    const echoing = { kind: 'status', status: 500, body: '{"error":"no sk-key here"}' } as const
    scripted.misbehave(echoing)
    const echoed = await answerOf(serverAt(undefined, { key: 'sk-key' }))
    expect((echoed.thrown as AppError).message).toContain('“no … here”')
  })
})

test('aborting ends it at once, whatever the server does', async () => {
  for (const kind of ['silent', 'only-comments', 'endless'] as const) {
    scripted.misbehave({ kind })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 20)
    const patient = serverAt(undefined, { limits: { firstMs: 600_000, stallMs: 600_000 } })
    const long = { ...request, sampling: samplingConfig.parse({ maxNewTokens: 1_000_000_000 }) }
    const { thrown } = await answerOf(patient, stop.signal, long)
    expect(thrown).toBe(stop.signal.reason)
  }
})

const words = fc.integer({ min: 0, max: 3 })
const status = fc.constantFrom(301, 400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503, 511)
const mischief: fc.Arbitrary<ServerMischief> = fc.oneof(
  fc.constantFrom<ServerMischief>(
    ...([{ kind: 'hang-up' }, { kind: 'silent' }, { kind: 'only-comments' }, { kind: 'endless' }] as const),
    ...([{ kind: 'endless-event' }, { kind: 'endless-thoughts' }] as const),
  ),
  fc.record({
    kind: fc.constantFrom('stall' as const, 'cut' as const, 'no-end' as const),
    afterWords: words,
  }),
  fc.record({ kind: fc.constant('status' as const), status, body: fc.string() }),
  fc.record({
    kind: fc.constant('says' as const),
    contentType: fc.constantFrom('text/event-stream', 'text/html', 'application/json', ''),
    body: fc.oneof(
      fc.string(),
      fc.json().map((text) => `data: ${text}\n\n`),
    ),
  }),
)

test('whatever a server does, in whatever order: it answers, or a sentence says why; then it answers again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mischief, { minLength: 1, maxLength: 4 }), async (all) => {
      scripted.behave()
      scripted.misbehave(...all)
      const server = serverAt(undefined, { limits: hasty })
      for (const _ of all) {
        const { thrown } = await answerOf(server)
        if (thrown !== undefined) expect((thrown as AppError).message).toContain(scripted.host)
      }
      expect((await answerOf()).text).toBe('It is noon.')
    }),
    { numRuns: runs(60) },
  )
})
