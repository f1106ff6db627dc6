/**
 * The data of server-sent events, one after the other, as they come (HTML Living Standard, 9.2.6). Their names, their numbers
 * and comments are passed over; an event that its sender did not end is left out.
 * @param mostChars of what is held while an event is not whole
 * @throws RangeError where an event is longer
 */
export async function* readServerEvents(
  bytes: AsyncIterable<Uint8Array>,
  mostChars: number,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  let rest = ''
  let data: string[] = []
  let dataChars = 0
  for await (const piece of bytes) {
    // A CR at the end may be the first half of a line's end.
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield data.join('\n')
        data = []
        dataChars = 0
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5))
        dataChars += line.length
      }
    }
    if (dataChars + rest.length > mostChars) throw new RangeError('An event is too long.')
  }
}
