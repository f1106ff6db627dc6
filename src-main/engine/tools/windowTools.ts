import { noArguments, type RawTool } from './rawTool'

/** What the window does that asked, when its user allows it. */
export const windowTools: readonly RawTool[] = [
  {
    name: 'read_clipboard',
    description: 'Reads the text that the user has copied.',
    parameters: noArguments,
    asksFirst: true,
    deed: 'read-clipboard',
  },
  {
    name: 'write_clipboard',
    description: 'Puts a text on the clipboard, so that the user can paste it.',
    parameters: withText('text', { type: 'string', minLength: 1, maxLength: 20_000 }),
    asksFirst: true,
    deed: 'write-clipboard',
  },
  {
    name: 'open_address',
    description: "Opens a page of the web in the user's browser.",
    parameters: withText('url', { type: 'string', pattern: '^https://[^\\s/@]+(/\\S*)?$', maxLength: 2000 }),
    asksFirst: true,
    deed: 'open-address',
  },
]

function withText(name: string, schema: object): RawTool['parameters'] {
  return { type: 'object', properties: { [name]: schema }, required: [name], additionalProperties: false }
}
