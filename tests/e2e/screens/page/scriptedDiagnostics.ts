import type { DiagnosticsBridge, MetricSample } from '@contract'

const text = `## The doctor

\`\`\`
ok       system: Linux 6.1.0 on x64, 8 cores, Node 22.12.0
trouble  microphone: there is none
         -> Plug one in. You can type meanwhile.
\`\`\`

## Log

\`\`\`
{"time":"2026-11-29T09:00:00.000Z","level":"info","pid":7,"part":"engine","event":"engine","state":"ready"}
\`\`\`
`

const figures: MetricSample[] = [
  { metric: 'turns', labels: { mode: 'chat', outcome: 'done' }, value: 42 },
  { metric: 'interruptions', labels: {}, value: 3 },
  { metric: 'speculations', labels: { outcome: 'kept' }, value: 20 },
  { metric: 'speculations', labels: { outcome: 'dropped' }, value: 11 },
  { metric: 'errors', labels: { code: 'out-of-memory' }, value: 1 },
  { metric: 'processMemory', labels: { part: 'engine' }, value: 4_200_000_000 },
  { metric: 'processMemory', labels: { part: 'host' }, value: 120_000_000 },
  { metric: 'processMemory', labels: { part: 'page' }, value: 210_000_000 },
]

/** A run that was interrupted, went wrong once, and of which a report can be made. */
export function scriptedDiagnostics(asked: string[]): Required<DiagnosticsBridge> {
  return {
    figures: () =>
      Promise.resolve({
        engine: 'ready',
        startedAt: new Date(2025, 0, 2, 9, 0).getTime(),
        figures,
      }),
    report: () => Promise.resolve({ text }),
    openLogs: () => Promise.resolve(void asked.push('openLogs')),
  }
}
