import type { z } from 'zod'
import { notice, type Notice } from './notice'

/** What is wrong with a value, for a schema's own check: told by a notice. */
export function told(why: Notice): { readonly code: 'custom'; readonly params: { readonly why: Notice } } {
  return { code: 'custom', params: { why } }
}

/** What a schema's own check told of a value; undefined: only what zod says is known. */
export function toldIn({ issues }: z.ZodError): Notice | undefined {
  for (const issue of issues) {
    const why = notice.safeParse(issue.code === 'custom' ? issue.params?.why : undefined)
    if (why.success) return why.data
  }
  return undefined
}
