import type { LogEvent } from '@contract'

type Failed = Extract<LogEvent, { event: 'failed' }>

const names: readonly string[] = [
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'AppError',
] satisfies Failed['error'][]
const mostPlaces = 20

/** What is noted of something thrown that nobody expected: its kind and where it came from, and not what it says. */
export function failedEvent(thrown: unknown): Failed {
  if (!(thrown instanceof Error)) return { event: 'failed', error: 'other', at: [] }
  const error = (names.includes(thrown.name) ? thrown.name : 'other') as Failed['error']
  return { event: 'failed', error, at: placesIn(thrown) }
}

/** The lines of code that its stack names, without the folder in which Parley lies. */
function placesIn({ stack = '', message }: Error): string[] {
  // The message stands before, and may look like anything.
  const from = stack.indexOf(message) + message.length
  const lines = stack.slice(from).split('\n').slice(1)
  return lines
    .map((line) =>
      /(?:^|[\s(/\\])((?:src-main|src-preload|out|node_modules)[/\\][\w@.+/\\-]+|node:[\w/]+):(\d+):\d+\)?$/.exec(
        line,
      ),
    )
    .filter((found) => found !== null)
    .map(([, file, line]) => `${file.replaceAll('\\', '/')}:${line}`)
    .slice(0, mostPlaces)
}
