import { z } from 'zod'

/** What an app ships of works under licences, its own and those of others. A licence that several share is told once. */
export const shippedWorks = z.object({
  works: z.array(
    z.object({
      name: z.string(),
      version: z.string().optional(),
      /** An SPDX expression. */
      licence: z.string(),
      /** Where its source is. */
      source: z.string().optional(),
      /** A file that is no part of the code: where it lies beside the app, and its SHA-256 in hex. */
      file: z.object({ path: z.string(), sha256: z.string() }).optional(),
      /** Which of `texts` is its licence. */
      text: z.number().int().min(0),
    }),
  ),
  texts: z.array(z.string()),
})
export type ShippedWorks = z.infer<typeof shippedWorks>

/** Where the built window has them, beside its page. */
export const worksFile = 'assets/works.json'
