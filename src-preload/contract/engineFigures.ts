import { z } from 'zod'

const bytes = z.number().min(0)

/** What a part takes of a place's memory; free: what the system says nobody takes. */
export const memoryPart = z.object({
  place: z.enum(['card', 'memory']),
  part: z.enum(['listener', 'voice', 'conversation', 'free']),
  bytes,
})
export type MemoryPart = z.infer<typeof memoryPart>

/** How full the open conversation is for the listener, and what the models that are loaded take of memory. */
export const engineFigures = z.object({
  usedTokens: z.number().int().min(0),
  contextTokens: z.number().int().min(0),
  /** Reckoned from the files of the models, and for a conversation that is full. */
  memory: z.array(memoryPart),
})
export type EngineFigures = z.infer<typeof engineFigures>
