import { z } from 'zod'
import { modelKind, type ModelPhrase } from '@contract'
import published from '../../models/catalogue.json'
import { filePath } from './hubFile'

const bytes = z.number().int().positive()
const modelPhrase = z.enum([
  ...(['eight-languages', 'for-card', 'for-processor', 'half-precision'] as const),
  ...(['natural-voice', 'smallest', 'learnt-from-people', 'used-at-once'] as const),
]) satisfies z.ZodType<ModelPhrase>
const graphWord = z.string().regex(/^\w+$/)

/** A model that is known by name. What is not said here (sizes, hashes) the hub says when the model is fetched. */
export const catalogueEntry = z.object({
  /** Also the name of its folder. */
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  name: z.string(),
  variant: z.string(),
  kind: modelKind,
  /** What a list says of it, as a person reads it. */
  about: z.array(modelPhrase).min(1),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  licence: z.string(),
  /** By the role of a graph (`onnx/ROLE_DTYPE.onnx`) the dtypes that will do, best first. */
  graphs: z.record(graphWord, z.array(graphWord).min(1)).default({}),
  /** Files beside those of the kind's layout. */
  files: z.array(filePath).default([]),
  /** It is suggested where models run on a graphics card, or on the processor. */
  suits: z.enum(['card', 'processor']).optional(),
  /** A published round figure, shown until the hub's own record is at hand. */
  approximateBytes: bytes.optional(),
  /** What a token of conversation takes in the KV cache, in the type that this variant keeps it in. */
  kvBytesPerToken: bytes.optional(),
  /** What its weights take of memory, in sizes of their files; absent: as much as those. */
  widening: z.number().positive().optional(),
  /** What it computes in, beside its weights and the conversation. */
  workBytes: bytes.optional(),
})
export type CatalogueEntry = z.infer<typeof catalogueEntry>

export const catalogue: readonly CatalogueEntry[] = z
  .object({ models: z.array(catalogueEntry) })
  .parse(published).models
