import { describe, expect, it } from 'vitest'
import { addCounts } from '../../../src-main/engine/onnx/addCounts'
import { operatorCounts, type ProfileEvent } from '../../../src-main/engine/onnx/countOperators'

const computed = (op: string, provider: string, index: number): ProfileEvent => ({
  cat: 'Node',
  name: `/layers.${index}/${op}_kernel_time`,
  args: { op_name: op, provider, node_index: `${index}` },
})

describe('the operators of a run', () => {
  it('are counted by the device that computed them', () => {
    const run = [
      { cat: 'Session', name: 'model_run', args: {} },
      computed('MatMulNBits', 'CUDAExecutionProvider', 1),
      computed('MemcpyToHost', 'CUDAExecutionProvider', 2),
      computed('GroupQueryAttention', 'CPUExecutionProvider', 3),
      computed('MemcpyFromHost', 'CUDAExecutionProvider', 4),
      computed('MatMulNBits', 'CUDAExecutionProvider', 5),
      { cat: 'Node', name: '/layers.5/MatMulNBits_fence_before', args: { op_name: 'MatMulNBits' } },
      { cat: 'Kernel', name: 'void Gemm_kernel_time', args: {} },
    ]
    expect(operatorCounts(run)).toEqual({ cuda: 2, cpu: 1 })
  })

  it.each([
    ['WebGpuExecutionProvider', 'webgpu'],
    ['DmlExecutionProvider', 'directml'],
    ['CoreMLExecutionProvider', 'coreml'],
  ])('are known by what ONNX Runtime calls %s', (provider, device) =>
    expect(operatorCounts([computed('Add', provider, 0)])).toEqual({ [device]: 1 }),
  )

  it('count once where a loop repeats them', () => {
    const add = computed('Add', 'CPUExecutionProvider', 1)
    expect(operatorCounts([add, add, computed('Add', 'CPUExecutionProvider', 2)])).toEqual({ cpu: 2 })
  })

  it('of several graphs are added, and unknown where none was counted', () => {
    expect(addCounts([{ cuda: 4, cpu: 1 }, undefined, { cuda: 3 }])).toEqual({ cuda: 7, cpu: 1 })
    expect(addCounts([undefined])).toBeUndefined()
  })
})
