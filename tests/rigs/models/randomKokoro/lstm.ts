import { int, ints, text } from '../../../../models/export/onnxGraph'
import { eightBitLstm } from './eightBit'
import { weight } from './layers'
import type { KokoroContext } from './layers'

/** A bidirectional LSTM: [1, length, inputs] -> [1, length, outputs], half of it from either direction. */
export function lstm(
  context: KokoroContext,
  input: string,
  name: string,
  [inputs, outputs]: readonly [number, number],
): string {
  const { graph } = context
  const hidden = outputs / 2
  const steps = graph.node('Transpose', [input], `${name}.steps`, { perm: ints([1, 0, 2]) })
  const bias = weight(context, `${name}.bias`, [2, 8 * hidden], { deviation: 0.02 })
  const both = context.isEightBit
    ? eightBitLstm(context, steps, name, { inputs, hidden, bias })
    : wholeLstm(context, [steps, bias], name, { inputs, hidden })
  const turned = graph.node('Transpose', [both], `${name}.turned`, { perm: ints([2, 0, 1, 3]) })
  return graph.node('Reshape', [turned, graph.shape([1, -1, outputs])], `${name}.output`)
}

function wholeLstm(
  context: KokoroContext,
  [steps, bias]: readonly [string, string],
  name: string,
  { inputs, hidden }: { inputs: number; hidden: number },
): string {
  const parts = [
    steps,
    weight(context, `${name}.weight_ih`, [2, 4 * hidden, inputs], { deviation: inputs ** -0.5 }),
    weight(context, `${name}.weight_hh`, [2, 4 * hidden, hidden], { deviation: hidden ** -0.5 }),
    bias,
  ]
  const attributes = { direction: text('bidirectional'), hidden_size: int(hidden) }
  return context.graph.node('LSTM', parts, `${name}.both`, attributes)
}
