import { z } from 'zod'

/**
 * A file's path in its repository, which becomes its path in a model's folder: a hub or a record could name any, so it
 * may not lead out of that folder on any system. Windows ignores dots and spaces at the end of a name: no name may
 * consist of them alone.
 */
export const filePath = z
  .string()
  .refine(
    (text) =>
      !/[\\\0]|^[a-z]:/i.test(text) && text.split('/').every((name) => name.replace(/[. ]/g, '') !== ''),
    'leads out of its folder',
  )

/** A file as the hub has it on record. */
export const hubFile = z.object({
  path: filePath,
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

/** By what its content is known; a file without a hash cannot be checked. */
export function hashOf({ sha256, gitSha1 }: Pick<HubFile, 'sha256' | 'gitSha1'>): string | undefined {
  return sha256 ?? gitSha1
}
