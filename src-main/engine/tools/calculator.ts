import { inSigns } from './inSigns'
import type { RawTool } from './rawTool'

const longestExpression = 200

/** Computes, also with units. The library is loaded when somebody computes for the first time. */
export const calculator: RawTool = {
  name: 'calculate',
  description:
    'Computes: + - * / ^ % and brackets, sqrt and other functions, and units, such as "17*12", "15% of 80" or "5 miles to km".',
  parameters: {
    type: 'object',
    properties: { expression: { type: 'string', minLength: 1, maxLength: longestExpression } },
    required: ['expression'],
    additionalProperties: false,
  },
  asksFirst: false,
  async run({ expression }) {
    const { compute } = await import('./compute')
    const asked = inSigns((expression as string).trim())
    return `${asked} = ${compute(asked)}.`
  },
}
