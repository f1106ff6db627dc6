import { z } from 'zod'

const toolCallDelta = z.object({
  index: z.number().int().min(0).optional(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
})
export type ToolCallDelta = z.infer<typeof toolCallDelta>

/** One event of a streamed chat completion, as far as it is read. Servers add much of their own. */
export const chatEvent = z.object({
  /** What went wrong, of servers that say so in the middle. */
  error: z.unknown().optional(),
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            /** What a model thinks before it answers, as vLLM and llama.cpp call it, and others. */
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            tool_calls: z.array(toolCallDelta).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
})
