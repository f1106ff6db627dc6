/** `fetch` of whose answers nobody reads more than this: what goes on beyond it fails. @param longestBytes of one event, or of an answer that has none */
export function boundedFetch(longestBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (response.body === null) return response
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    let bytes = 0
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        // An event ends with an empty line; those that were read take no room any more.
        const isEnd = isStream && endsEvent(chunk)
        bytes = isEnd ? 0 : bytes + chunk.length
        if (bytes > longestBytes) controller.error(new Error(tooLong))
        else controller.enqueue(chunk)
      },
    })
    const { status, statusText, headers } = response
    return new Response(response.body.pipeThrough(count), { status, statusText, headers })
  }
}

/** What is thrown of an answer that is too long. */
export const tooLong = 'The answer is too long.'

const newline = 0x0a

function endsEvent(chunk: Uint8Array): boolean {
  for (let i = 1; i < chunk.length; i++) if (chunk[i] === newline && chunk[i - 1] === newline) return true
  return false
}
