/** What text needs of a tokenizer. */
export interface TokenBytes {
  /** The UTF-8 bytes that a token stands for; none for special tokens. A character may be spread over several tokens. */
  tokenBytes(token: number): Uint8Array
}

/**
 * Turns tokens into text while they come. A token that ends within a character waits for the rest of it, so a piece
 * never holds half a character. Bytes that are no UTF-8 become U+FFFD. Pieces are never empty.
 */
export async function* detokenize(
  tokens: AsyncIterable<number>,
  tokenizer: TokenBytes,
): AsyncGenerator<string, void> {
  // A byte order mark is a character like any other here.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const token of tokens) {
    const piece = decoder.decode(tokenizer.tokenBytes(token), { stream: true })
    if (piece !== '') yield piece
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
