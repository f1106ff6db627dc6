import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Device } from '../onnx/device'
import { readNvml } from '../onnx/nvml'
import { weightsFile } from '../onnx/weightsFile'
import { weightsLocations } from '../onnx/weightsLocations'
import { kokoroGraph } from '../speaking/voices/kokoro/kokoroFiles'
import type { ListenerVariant } from './memoryLadder'
import { dtypeSuffixes, graphFile, isWeightsOf } from '../files/modelFiles'
import type { VoxtralConfig } from '../listeners/voxtral/voxtralConfig'

/** CUDA's context with the kernels of its libraries, as `nvidia-smi` shows it for a process that has done one product. */
export const contextBytes = { cuda: 450e6, other: 150e6 }
/** Between two operators of a prefill of 1,024 tokens, or of the encoder's 1,500 frames: a few dozen rows each. */
const workspaceRows = 1500 * 24

const graphs = ['decoder_model_merged', 'audio_encoder', 'embed_tokens'] as const

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
export function listenerVariants(
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
    const workspace = workspaceRows * config.hiddenSize * elementBytes
    const [decoder, encoder, embed] = graphs.map((name) => graphBytes(file(name)))
    const wide = (bytes: number, name: string): number =>
      file(name).endsWith('_fp16.onnx') ? bytes * widened : bytes
    return {
      dtype: suffix === '' ? 'full' : suffix.slice(1),
      modelDir,
      cardBytes: decoder + encoder + workspace + context,
      encoderBytes: encoder + workspace,
      processorBytes: wide(decoder, graphs[0]) + wide(encoder, graphs[1]) + workspace,
      weightBytes: decoder + encoder + embed,
      hostBytes: embed,
      kvBytesPerToken: config.layers * config.kvHeads * config.headSize * 2 * elementBytes,
    }
  })
}

/** What eight-bit weights of a voice take once they are floats, in sizes of their file. Measured with the public file. */
const asFloats = 3.2

/** A voice's weights and what it computes in: a sentence of 510 phonemes is some 30 s of sound at a few hundred channels. */
export function voiceBytes(voiceDir: string | undefined): number {
  if (voiceDir === undefined) return 0
  const graph = kokoroGraph(voiceDir)
  if (graph === undefined) return 0
  const isEightBit = /int8|quantized|q8/.test(path.basename(graph))
  return graphBytes(graph) * (isEightBit ? asFloats : 1) + 300e6
}

/** A graph of more bytes has its weights in itself, and is not read only to find others. */
const longestReadBytes = 64e6

/** A graph file and the weights beside it: those that it names, and those of the usual names. */
function graphBytes(file: string): number {
  const [folder, name] = [path.dirname(file), path.basename(file)]
  const usual = readdirSync(folder).filter((each) => isWeightsOf(name, each))
  const isRead = statSync(file).size <= longestReadBytes
  const named = isRead ? [...weightsLocations(readFileSync(file))] : []
  const places = usual.map((each) => realpathSync(path.join(folder, each)))
  const weights = new Set([...places, ...named.flatMap((each) => weightsFile(file, each) ?? [])])
  return [file, ...weights].reduce((sum, each) => sum + statSync(each).size, 0)
}

/** Bytes of a device's memory that may be taken now; undefined where nobody tells. */
export function freeBytesOf(device: Device, limitBytes = Infinity): number | undefined {
  const nvml = device.kind === 'cuda' ? readNvml() : undefined
  const card = nvml && 'cards' in nvml ? nvml.cards.at(device.deviceId ?? 0) : undefined
  const free = Math.min(card?.freeBytes ?? Infinity, limitBytes)
  return Number.isFinite(free) ? free : undefined
}

/** Bytes that programs can have without the system swapping. Page cache counts as free: the system gives it back. */
export function freeHostBytes(): number {
  try {
    const [, kibibytes] = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? []
    if (kibibytes !== undefined) return Number(kibibytes) * 1024
  } catch {
    // Not Linux.
  }
  // macOS counts as taken what it would give back at once; more than half of it is seldom really in use.
  return process.platform === 'darwin' ? Math.max(os.freemem(), os.totalmem() * 0.6) : os.freemem()
}
