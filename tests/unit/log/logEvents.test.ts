import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { logEvent, settingEntries } from '@contract'
import { failedEvent } from '../../../src-main/engine/failedEvent'

/** What a field of an event may hold, as JSON Schema tells it. */
interface Field {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: string
  readonly pattern?: string
  readonly items?: Field
  readonly properties?: Readonly<Record<string, Field>>
  readonly additionalProperties?: boolean
  readonly oneOf?: readonly Field[]
}

/** The places in a schema that take any text, by their names. */
function textsIn(field: Field, name: string): string[] {
  if (field.oneOf) return field.oneOf.flatMap((each) => textsIn(each, name))
  if (field.type === 'array') return textsIn(field.items ?? {}, `${name}[]`)
  if (field.type === 'object') {
    const inner = Object.entries(field.properties ?? {}).flatMap(([key, each]) =>
      textsIn(each, `${name}.${key}`),
    )
    return field.additionalProperties === false ? inner : [...inner, `${name}.*`]
  }
  const isBounded = field.enum !== undefined || field.const !== undefined || field.pattern !== undefined
  return isBounded || ['number', 'integer', 'boolean'].includes(field.type ?? '') ? [] : [name]
}

describe('the vocabulary of the log', () => {
  it('has no place for a text', () => {
    expect(textsIn(z.toJSONSchema(logEvent) as Field, 'event')).toEqual([])
    expect(textsIn(z.toJSONSchema(z.strictObject({ told: z.string() })) as Field, 'event')).toEqual([
      'event.told',
    ])
    expect(textsIn(z.toJSONSchema(z.looseObject({ told: z.literal('a') })) as Field, 'event')).toEqual([
      'event.*',
    ])
  })

  it.each([
    { event: 'trouble', code: 'internal', notice: 'unexpected', detail: 'pelican' },
    { event: 'trouble', code: 'internal', notice: 'pelican' },
    { event: 'pelican' },
    { event: 'started', host: 'browser', parley: 'pelican', node: '20', platform: 'linux', arch: 'x64' },
    { event: 'failed', error: 'TypeError', at: ['a pelican sings:12'] },
    { event: 'failed', error: 'PelicanError', at: [] },
  ])('refuses %j', (event) => {
    expect(logEvent.safeParse(event).success).toBe(false)
  })

  it('names settings, and no value of theirs', () => {
    const keys = settingEntries.map(({ key }) => key)
    expect(logEvent.safeParse({ event: 'settings-changed', keys }).success).toBe(true)
  })
})

describe('what is noted of a failure', () => {
  const stackOf = (message: string): string =>
    `TypeError: ${message}\n    at serve (/home/ann/parley/src-main/engine/serve.ts:120:9)\n    at C:\\parley\\out\\main\\engine.js:7:1\n    at node:internal/process/task_queues:105:5`

  it.each(['what a pelican said', 'two lines\n    at node_modules/pelican:1:1', ''])(
    'is its kind and its places, and nothing of %j',
    (message) => {
      const thrown = Object.assign(new TypeError(message), { stack: stackOf(message) })
      expect(failedEvent(thrown)).toEqual({
        event: 'failed',
        error: 'TypeError',
        at: ['src-main/engine/serve.ts:120', 'out/main/engine.js:7', 'node:internal/process/task_queues:105'],
      })
      expect(logEvent.safeParse(failedEvent(thrown)).success).toBe(true)
    },
  )

  it('is nothing but that, where what was thrown is no error', () => {
    expect(failedEvent('a pelican')).toEqual({ event: 'failed', error: 'other', at: [] })
  })

  it('has the places of an error of this very process', () => {
    expect(failedEvent(new Error('pelican')).at.length).toBeGreaterThan(0)
  })
})
