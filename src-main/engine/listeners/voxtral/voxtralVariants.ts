import { existsSync } from 'node:fs'
import path from 'node:path'
import { dtypeSuffixes, graphFile } from './modelFiles'
import { contextBytes } from '../../onnx/contextBytes'
import type { Device } from '../../onnx/device'
import { graphBytes } from '../../onnx/graphBytes'
import type { ListenerVariant } from '../listenerKind'
import type { VoxtralConfig } from './voxtralConfig'

/** What lies between two operators of a prefill of 1,024 tokens, or of the encoder's 1,500 frames: a few dozen rows each. In bytes. */
export const workspaceBytes = (hiddenSize: number, elementBytes: number): number =>
  1500 * 24 * hiddenSize * elementBytes

/** By the names of the public layout. */
export const voxtralGraphs = ['decoder_model_merged', 'audio_encoder', 'embed_tokens'] as const

/**
 * What half-precision weights take in the host's memory, in sizes of their file: a processor has no kernels for them, so
 * ONNX Runtime widens them when it loads them. Measured, with 100 M parameters.
 */
const widened = 3

/** Suffixes by which a device should take a graph that is there in several dtypes. */
function preferredDtypes(kind: Device['kind']): readonly string[] {
  // It reads all weights for each token: a step in four bits was measured to take a fifth of one in 16 or 32.
  if (kind === 'cpu') return ['_q4', '_q4f16']
  // CUDA attends in half precision only; a float32 cache would cross to the processor at every layer.
  if (kind === 'cuda' || kind === 'webgpu') return ['_q4f16', '_fp16', '_q4']
  return []
}

/**
 * The variants of a listener's decoder: those that lie in its directory, in the order in which a device should take them,
 * then smaller ones of other directories.
 * @throws model-missing when the first directory has none
 */
export function voxtralVariants(
  modelDirs: readonly string[],
  config: VoxtralConfig,
  device: Device,
): ListenerVariant[] {
  const [first] = modelDirs
  const variants = modelDirs.flatMap((modelDir) => variantsIn(modelDir, config, device))
  if (variants[0]?.modelDir !== first) graphFile(first, 'decoder_model_merged') // it says what is missing
  // A step down must be smaller: variants that are not are no way out.
  const bytes = device.kind === 'cpu' ? 'processorBytes' : 'cardBytes'
  return variants.filter((variant, i) =>
    variants.slice(0, i).every((better) => variant[bytes] < better[bytes]),
  )
}

function variantsIn(modelDir: string, config: VoxtralConfig, device: Device): ListenerVariant[] {
  const order = [...new Set([...preferredDtypes(device.kind), ...dtypeSuffixes])]
  const there = order.filter((suffix) =>
    existsSync(path.join(modelDir, 'onnx', `decoder_model_merged${suffix}.onnx`)),
  )
  return there.map((suffix): ListenerVariant => {
    const file = (name: string): string => graphFile(modelDir, name, [suffix, ...order])
    const halfPrecision = suffix === '_fp16' || suffix === '_q4f16'
    const elementBytes = halfPrecision ? 2 : 4
    const context = device.kind === 'cuda' ? contextBytes.cuda : contextBytes.other
    const workspace = workspaceBytes(config.hiddenSize, elementBytes)
    const [decoder, encoder, embed] = voxtralGraphs.map((name) => graphBytes(file(name)))
    const wide = (bytes: number, name: string): number =>
      file(name).endsWith('_fp16.onnx') ? bytes * widened : bytes
    return {
      dtype: suffix === '' ? 'full' : suffix.slice(1),
      modelDir,
      cardBytes: decoder + encoder + workspace + context,
      encoderBytes: encoder + workspace,
      processorBytes: wide(decoder, voxtralGraphs[0]) + wide(encoder, voxtralGraphs[1]) + workspace,
      weightBytes: decoder + encoder + embed,
      hostBytes: embed,
      kvBytesPerToken: config.layers * config.kvHeads * config.headSize * 2 * elementBytes,
    }
  })
}
