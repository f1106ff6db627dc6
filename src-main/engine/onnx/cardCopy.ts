import { AppError } from '@contract'
import { cudaRuntimeLibrary } from './cudaLibraries'
import type { TensorData } from './elementType'
import { native } from './native'
import type { Value } from './value'

/** Copies numbers between JavaScript's memory and that of a card, where they keep their place. */
export interface CardCopy {
  /** Returns when the card has all of them. */
  write(pairs: readonly (readonly [to: Value, from: TensorData])[]): void
  read(pairs: readonly (readonly [from: Value, to: TensorData])[]): void
}

const [hostToCard, cardToHost] = [1, 2]

/**
 * Copies by CUDA's own runtime, in whose memory ONNX Runtime's provider computes. Runs must have ended before.
 * @returns undefined where the runtime was not loaded
 */
export function cudaCopy(deviceId = 0): CardCopy | undefined {
  const name = cudaRuntimeLibrary()
  if (name === undefined) return undefined
  let library: ReturnType<typeof native.load>
  try {
    library = native.load(name)
  } catch {
    return undefined
  }
  const setDevice = library.func('int cudaSetDevice(int)') as (device: number) => number
  const write = library.func('int cudaMemcpy(uintptr_t, const void*, size_t, int)') as Copy<
    bigint,
    TensorData
  >
  const read = library.func('int cudaMemcpy(void*, uintptr_t, size_t, int)') as Copy<TensorData, bigint>
  const synchronize = library.func('int cudaStreamSynchronize(void*)') as (stream: null) => number
  const check = (status: number): void => {
    if (status === 0) return
    throw new AppError('inference-failed', {
      kind: 'runtime-failed',
      part: 'cudaMemcpy',
      detail: `CUDA: ${status}`,
    })
  }
  return {
    write(pairs) {
      check(setDevice(deviceId))
      for (const [to, from] of pairs) check(write(to.address, from, from.byteLength, hostToCard))
      // A copy from memory that may be paged out can return before the card has it.
      check(synchronize(null))
    },
    read(pairs) {
      check(setDevice(deviceId))
      for (const [from, to] of pairs) check(read(to, from.address, to.byteLength, cardToHost))
    },
  }
}

type Copy<To, From> = (to: To, from: From, bytes: number, kind: number) => number
