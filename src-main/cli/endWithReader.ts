/** Ends a command whose output nobody reads any more, as that of `talk --json | head -1`, without a word. */
export function endWithReader(
  output: NodeJS.EventEmitter = process.stdout,
  end: () => void = () => process.exit(0),
): void {
  output.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause
    end()
  })
}
