import { statSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Of the others: behind them no sound begins any more, so that none plays alone at the end. */
const lastBegin = 0.8

/**
 * Files that play and hear in real time wait for the clock most of the time: side by side they leave the processor free, and
 * what they hear has gaps. They begin spread over the run, by the size of what runs beside them; all others come as usual.
 */
export class SpreadSound extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isSound = ({ project }: TestSpecification): boolean => project.name === 'app'
    const sound = sorted.filter(isSound)
    const others = sorted.filter((file) => !isSound(file))
    const sizes = others.map(({ moduleId }) => statSync(moduleId).size)
    const whole = sizes.reduce((sum, size) => sum + size, 0)
    const order: TestSpecification[] = []
    let before = 0
    for (const [i, file] of others.entries()) {
      const due = Math.ceil((before / (whole * lastBegin)) * sound.length + 1e-9)
      while (order.length - i < due && order.length - i < sound.length) order.push(sound[order.length - i])
      order.push(file)
      before += sizes[i]
    }
    return [...order, ...sound.slice(order.length - others.length)]
  }
}
