import { z } from 'zod'
import * as contract from '@contract'

interface JsonSchema {
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

let known: ReadonlyMap<string, ReadonlySet<string>> | undefined

/**
 * Whether a field's text is one of the words that the contract has for it. Such a word says of what kind something is, and nothing of
 * what was said.
 */
export function isOwnWord(field: string, text: string): boolean {
  known ??= wordsOf(
    [...Object.values(contract), ...Object.values(contract.storeAnswers)].filter(
      (each) => each instanceof z.ZodType,
    ),
  )
  return known.get(field)?.has(text) === true
}

/** The words of each field, in all that is said by these schemas. */
function wordsOf(schemas: readonly z.ZodType[]): Map<string, Set<string>> {
  const words = new Map<string, Set<string>>()
  const walk = (schema: unknown, field: string): void => {
    if (Array.isArray(schema)) for (const each of schema) walk(each, field)
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return
    const { const: one, enum: some = [], properties = {}, ...others } = schema as JsonSchema
    for (const word of [one, ...some])
      if (typeof word === 'string') words.set(field, (words.get(field) ?? new Set()).add(word))
    for (const [name, each] of Object.entries(properties)) walk(each, name)
    // Choices, lists and what is named elsewhere: still of the same field.
    for (const each of Object.values(others)) walk(each, field)
  }
  for (const schema of schemas) walk(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }), '')
  return words
}
