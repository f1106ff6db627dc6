import { z } from 'zod'

/** A file as the hub has it on record. */
export const hubFile = z.object({
  path: z.string(),
  sizeBytes: z.number().int().min(0),
  /** Of large files. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Git's name for a small file: the SHA-1 of `blob SIZE\0` and the content. */
  gitSha1: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
})
export type HubFile = z.infer<typeof hubFile>
