import { AppError, type ModelKind } from '@contract'
import { isWeightsOf } from '../engine/onnx/isWeightsOf'

/** The JSON files of the public layouts; the graphs lie in `onnx`. */
const companions: Record<ModelKind, { needed: readonly string[]; welcome: readonly string[] }> = {
  listener: {
    needed: ['config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'],
    welcome: ['generation_config.json'],
  },
  voice: { needed: ['tokenizer.json'], welcome: ['config.json'] },
  'turn-end': { needed: [], welcome: [] },
}

/** Best first, for a repository of which nothing more is known. */
export const usualDtypes = ['q4f16', 'q4', 'fp16', 'q8f16', 'q8', 'fp32'] as const

/** `onnx/ROLE.onnx` for fp32, else with the suffix by which the public exports name a dtype. */
function graphPath(role: string, dtype: string): string {
  const suffix = dtype === 'fp32' ? '' : dtype === 'q8' ? '_quantized' : `_${dtype}`
  return `onnx/${role}${suffix}.onnx`
}

/** The kind of model that these files make, if any. */
export function kindOf(paths: readonly string[]): ModelKind | undefined {
  if (paths.some((each) => /^onnx\/decoder_model_merged(_\w+)?\.onnx$/.test(each))) return 'listener'
  return paths.some((each) => /^onnx\/model(_\w+)?\.onnx$/.test(each)) && paths.includes('tokenizer.json')
    ? 'voice'
    : undefined
}

/**
 * The graph of a directory as Smart Turn's makers publish theirs, without a folder around it: the newest one (by its
 * name), and of that the one for processors.
 */
export function turnEndFile(paths: readonly string[]): string | undefined {
  const version = (name: string): string => name.replace(/-[cg]pu(?=\.onnx$)/, '')
  return paths
    .filter((each) => /^[^/\\]+\.onnx$/.test(each))
    .sort((a, b) => version(b).localeCompare(version(a), 'en', { numeric: true }) || a.localeCompare(b))
    .at(0)
}

/** The graphs of a kind, each in any of these dtypes. */
export function graphsOf(kind: ModelKind, dtypes: readonly string[]): Record<string, readonly string[]> {
  const roles = kind === 'listener' ? ['audio_encoder', 'embed_tokens', 'decoder_model_merged'] : ['model']
  return Object.fromEntries(roles.map((role) => [role, dtypes]))
}

export interface WantedFiles {
  readonly kind: ModelKind
  readonly graphs: Readonly<Record<string, readonly string[]>>
  /** Files beside those of the layout. */
  readonly files?: readonly string[]
}

/**
 * Which of a repository's files make up a model: its JSON files, of each graph the first dtype that is there, and the
 * weights that lie beside a graph.
 * @throws model-invalid naming everything that is missing
 */
export function selectFiles(wanted: WantedFiles, available: readonly string[], source: string): string[] {
  const { needed, welcome } = companions[wanted.kind]
  const missing: string[] = []
  const take = (choices: readonly string[]): string[] => {
    const found = choices.find((each) => available.includes(each))
    if (found === undefined) missing.push(choices.join(' or '))
    return found === undefined ? [] : [found]
  }
  const graphs = Object.entries(wanted.graphs).flatMap(([role, dtypes]) =>
    take(dtypes.map((dtype) => graphPath(role, dtype))),
  )
  const weights = graphs.flatMap((graph) => available.filter((each) => isWeightsOf(graph, each)))
  const plain = [...needed, ...(wanted.files ?? [])].flatMap((each) => take([each]))
  if (missing.length > 0) {
    throw new AppError('model-invalid', { kind: 'layout-lacks', source, files: missing })
  }
  // The small ones first, so that what is wrong with them shows early.
  return [...plain, ...welcome.filter((each) => available.includes(each)), ...graphs, ...weights]
}
