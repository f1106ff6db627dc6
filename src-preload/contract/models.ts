import { z } from 'zod'
import { appErrorBody, type AppErrorBody } from './errors'
import { notice } from './notice'
import type { SecretStore } from './secretStore'

/** What a model is for: it hears and answers, it speaks, or it tells when a speaker is done. */
export const modelKind = z.enum(['listener', 'voice', 'turn-end'])
export type ModelKind = z.infer<typeof modelKind>

/** Absent, partly here, on its way, waiting for another Parley that fetches it, being checked, or ready for use. */
export const modelState = z.enum(['absent', 'partial', 'fetching', 'waiting', 'checking', 'ready'])
export type ModelState = z.infer<typeof modelState>

/**
 * That a model suits this computer: on what it would run with its pair, how much was free there and on the disk before models were
 * loaded (bytes), and what there is too little of for both.
 */
export const modelSuggestion = z.object({
  runsOn: z.enum(['card', 'processor']),
  freeBytes: z.number().int().min(0),
  /** Absent: it could not be told. */
  freeDiskBytes: z.number().int().min(0).optional(),
  lacks: z.enum(['memory', 'disk']).optional(),
})
export type ModelSuggestion = z.infer<typeof modelSuggestion>

/** One model as a window shows it, or the libraries that an NVIDIA card needs (`cuda`). Sizes are bytes. */
export const modelCard = z.object({
  id: z.string(),
  name: z.string(),
  variant: z.string(),
  kind: z.enum([...modelKind.options, 'cuda']),
  about: notice,
  licence: z.string().optional(),
  /** Where it comes from: a repository of the hub, or a directory of the user's own. */
  source: z.string(),
  isOwnDirectory: z.boolean(),
  /** It came with the installed app, and is removed only with it. */
  isBundled: z.boolean().optional(),
  state: modelState,
  doneBytes: z.number().int().min(0),
  /** Absent: known only when the hub is asked. */
  sizeBytes: z.number().int().min(0).optional(),
  /** The size is a published round figure, not yet the hub's own record. */
  isSizeApproximate: z.boolean(),
  /** Its weights and, for a listener, the memory of a full conversation. */
  memoryBytes: z.number().int().min(0).optional(),
  bytesPerSecond: z.number().min(0).optional(),
  secondsLeft: z.number().min(0).optional(),
  /** How long a fetch of what is missing would take, as fast as models came last; absent: none has come yet. */
  expectedSeconds: z.number().min(0).optional(),
  /** Why nothing of it comes just now; it is tried again by itself. */
  trouble: notice.optional(),
  inUse: z.boolean(),
  /** It was fetched since Parley was started, and nobody has used it or set it aside yet. */
  isNew: z.boolean().optional(),
  suggestion: modelSuggestion.optional(),
  /** What has to be done before it can be fetched. */
  obstacle: notice.optional(),
  error: appErrorBody.optional(),
})
export type ModelCard = z.infer<typeof modelCard>

/**
 * What a window may want of a model. Size: ask the hub for it, and see how fast it would come. Cancel: stop, and remove what is here of it. Set aside: it is new
 * no more.
 */
export const modelRequest = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['size', 'fetch', 'pause', 'cancel', 'remove', 'use', 'set-aside']),
    id: z.string().max(200),
  }),
  /** Use the built-in model of this kind again. */
  z.object({ type: z.literal('use-built-in'), kind: modelKind }),
])
export type ModelRequest = z.infer<typeof modelRequest>

/** What a setting says where the built-in model was chosen over one that is named elsewhere, such as on the command line. */
export const builtInModel = 'built-in'

/** How a window sees the models of this computer, and what it can do about them. */
export interface ModelsBridge {
  /** Calls with all cards now and after every change. Returns what ends that. */
  watch(receive: (cards: readonly ModelCard[]) => void): () => void
  /** Resolves when it is begun or done, with what was wrong if it could not be. */
  ask(request: ModelRequest): Promise<AppErrorBody | undefined>
  /**
   * Lets the user choose the folder of a model, and uses that; resolves with what was wrong with it. A browser may not
   * see folders.
   */
  readonly useFolder?: () => Promise<AppErrorBody | undefined>
  /** For models that the hub gives only to people it knows. */
  readonly token?: SecretStore
}

/**
 * Where the web host tells of models and takes requests (as posted JSON). It tells by a socket, one list of cards a frame:
 * a browser has six other lines to a host, for all its tabs together.
 */
export const modelsPath = '/models'
export const modelsProtocol = 'parley.models'
