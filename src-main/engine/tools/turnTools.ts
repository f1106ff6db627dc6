import { AppError } from '@contract'
import { callTool, type AskUser } from './callTool'
import type { RawTool } from './rawTool'
import type { Tool } from './tool'

/** A listener that gives wrong arguments is told why, and may call again so often. */
const mostRepairs = 1

/** The tools of one turn, as its listener may call them. @param askUser through the window that asked */
export function turnTools(tools: readonly RawTool[], askUser: AskUser): Tool[] {
  let repairs = 0
  return tools.map((tool) => ({
    ...{ name: tool.name, description: tool.description, parameters: tool.parameters },
    async run(args, signal) {
      const { outcome, text } = await callTool(tool, args, askUser, signal)
      switch (outcome) {
        case 'done':
          return text
        case 'refused':
          throw new AppError('tool-refused', { kind: 'as-told', text })
        case 'failed':
          throw new AppError('tool-failed', { kind: 'as-told', text })
        case 'invalid': {
          const next =
            ++repairs > mostRepairs ? 'Do not call it again.' : 'Call it again with arguments that fit.'
          throw new AppError('tool-failed', { kind: 'as-told', text: `${text} ${next}` })
        }
      }
    },
  }))
}
