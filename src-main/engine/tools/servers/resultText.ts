import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'

/** The result of a call as a listener is told of it: its texts, and a word of what is no text. */
export function resultText({ content, structuredContent }: CallToolResult): string {
  const text = content.map(partText).join('\n').trim()
  return text === '' && structuredContent !== undefined ? JSON.stringify(structuredContent) : text
}

function partText(part: CallToolResult['content'][number]): string {
  switch (part.type) {
    case 'text':
      return part.text
    case 'image':
      return '[an image, which cannot be shown here]'
    case 'audio':
      return '[a sound, which cannot be played here]'
    case 'resource_link':
      return `[${part.name}: ${part.uri}]`
    case 'resource':
      return 'text' in part.resource ? part.resource.text : `[a file: ${part.resource.uri}]`
  }
}
