import { z } from 'zod'
import { deviceKinds } from './config'

const bytes = z.number().min(0)

/** What a part takes of a place's memory; free: what the system says nobody takes. */
export const memoryPart = z.object({
  place: z.enum(['card', 'memory']),
  part: z.enum(['listener', 'voice', 'conversation', 'free']),
  bytes,
})
export type MemoryPart = z.infer<typeof memoryPart>

/**
 * How many operators of a model each device really computes, counted in its first run: a card's provider leaves what it
 * cannot compute to the processor.
 */
export const modelComputing = z.object({
  part: z.enum(['listener', 'voice']),
  operators: z.array(z.object({ device: z.enum(deviceKinds), count: z.number().int().positive() })),
})
export type ModelComputing = z.infer<typeof modelComputing>

/** How full the open conversation is for the listener, what the models that are loaded take of memory, and on what they compute. */
export const engineFigures = z.object({
  usedTokens: z.number().int().min(0),
  contextTokens: z.number().int().min(0),
  /** Reckoned from the files of the models, and for a conversation that is full. */
  memory: z.array(memoryPart),
  /** Of the models that are loaded here. */
  computing: z.array(modelComputing),
})
export type EngineFigures = z.infer<typeof engineFigures>
