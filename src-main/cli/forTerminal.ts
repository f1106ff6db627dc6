/**
 * A text as a terminal may have it. What a model, a server or a tool writes is not trusted: control characters could move the cursor,
 * rename the window or write the clipboard, and overrides of the writing direction could show another text. How the text is
 * cut into pieces makes no difference.
 */
export function forTerminal(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
}
