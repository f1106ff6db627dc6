import type { ErrorObject, ValidateFunction } from 'ajv'
import type { ToolDescription } from './tool'

type Schema = ToolDescription['parameters']
const compiled = new WeakMap<Schema, ValidateFunction>()

/**
 * What is wrong with the arguments of a call, in words for the listener; undefined: nothing.
 * @param isForeign its patterns are not tried: whoever wrote it checks them
 * @throws what is wrong with the schema, where it is not valid
 */
export async function argumentsFault(
  schema: Schema,
  args: unknown,
  isForeign: boolean,
): Promise<string | undefined> {
  const validate = compiled.get(schema) ?? (await compile(schema, isForeign))
  if (validate(args)) return undefined
  return validate.errors!.slice(0, mostFaults).map(inWords).join('; ')
}

const mostFaults = 4

/** The checker is loaded when something is called for the first time. */
async function compile(schema: Schema, isForeign: boolean): Promise<ValidateFunction> {
  const { Ajv } = await import('ajv')
  // Servers write schemas of several drafts, and words that none of them knows.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false })
  if (isForeign) ajv.removeKeyword('pattern').removeKeyword('patternProperties')
  const { $schema: _draft, ...plain } = schema
  const validate = ajv.compile(plain)
  compiled.set(schema, validate)
  return validate
}

function inWords({ instancePath, message = 'does not fit', params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as {
    additionalProperty?: string
    allowedValues?: unknown[]
  }
  const place = instancePath === '' ? 'the arguments' : instancePath.slice(1).replaceAll('/', '.')
  const more = additionalProperty ?? allowedValues?.map(String).join(', ')
  return `${place} ${message}${more === undefined ? '' : ` (${more})`}`
}
