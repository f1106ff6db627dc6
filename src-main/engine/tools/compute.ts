import {
  absDependencies,
  acosDependencies,
  addDependencies,
  asinDependencies,
  atanDependencies,
  cbrtDependencies,
  ceilDependencies,
  cosDependencies,
  create,
  divideDependencies,
  eDependencies,
  expDependencies,
  factorialDependencies,
  floorDependencies,
  formatDependencies,
  log10Dependencies,
  log2Dependencies,
  logDependencies,
  maxDependencies,
  minDependencies,
  modDependencies,
  multiplyDependencies,
  parseDependencies,
  piDependencies,
  powDependencies,
  roundDependencies,
  sinDependencies,
  sqrtDependencies,
  subtractDependencies,
  tanDependencies,
  toDependencies,
  unaryMinusDependencies,
  unaryPlusDependencies,
  unitDependencies,
  type MathNode,
} from 'mathjs'
import { asMathWrites } from './asMathWrites'

const functions = {
  absDependencies,
  acosDependencies,
  asinDependencies,
  atanDependencies,
  cbrtDependencies,
  ceilDependencies,
  cosDependencies,
  expDependencies,
  factorialDependencies,
  floorDependencies,
  logDependencies,
  log10Dependencies,
  log2Dependencies,
  maxDependencies,
  minDependencies,
  modDependencies,
  powDependencies,
  roundDependencies,
  sinDependencies,
  sqrtDependencies,
  tanDependencies,
}
const math = create(
  {
    ...functions,
    addDependencies,
    divideDependencies,
    multiplyDependencies,
    subtractDependencies,
    toDependencies,
    unaryMinusDependencies,
    unaryPlusDependencies,
    parseDependencies,
    formatDependencies,
    unitDependencies,
    piDependencies,
    eDependencies,
  },
  // A root of a negative number is no number, rather than a complex one.
  { predictable: true },
)
const functionNames = new Set(Object.keys(functions).map((name) => name.replace('Dependencies', '')))
const onlyNumbers = 'Only numbers, units and functions of numbers can be computed.'
const constants = new Set(['pi', 'e'])

/**
 * The value of an expression, as people write it: `17*12`, `15% of 80`, `5 miles to km`. Of the library's language only numbers, units,
 * operators and functions of numbers are taken: no matrix, no assignment, nothing that could take long.
 * @throws Error saying what cannot be computed
 */
export function compute(expression: string): string {
  const node = parsed(asMathWrites(expression, (name) => math.Unit.isValuelessUnit(name)))
  node.traverse(requireAllowed)
  const value: unknown = node.compile().evaluate()
  if (typeof value !== 'number' && !math.typeOf(value).startsWith('Unit'))
    throw new Error(`${expression} is no number.`)
  const text = math.format(value, { precision: 12, lowerExp: -6, upperExp: 15 })
  if (/NaN|Infinity/.test(text)) throw new Error(`${expression} has no value.`)
  return text.replace(/ \/ /g, '/').replace('mile/hour', 'mph')
}

function parsed(expression: string): MathNode {
  try {
    return math.parse(expression)
  } catch (thrown) {
    throw new Error(`${expression} cannot be read: ${(thrown as Error).message}`, { cause: thrown })
  }
}

function requireAllowed(node: MathNode, path: string, parent: MathNode | undefined): void {
  switch (node.type) {
    case 'ConstantNode':
    case 'ParenthesisNode':
      return
    case 'OperatorNode':
      if ((node as MathNode & { readonly fn: string }).fn in math) return
      throw new Error(onlyNumbers)
    case 'FunctionNode':
      return
    case 'SymbolNode': {
      const { name } = node as MathNode & { readonly name: string }
      const isCalled = parent?.type === 'FunctionNode' && path === 'fn'
      const isKnown = isCalled
        ? functionNames.has(name)
        : constants.has(name) || math.Unit.isValuelessUnit(name)
      if (!isKnown) throw new Error(`“${name}” is not known here.`)
      return
    }
    default:
      throw new Error(onlyNumbers)
  }
}
