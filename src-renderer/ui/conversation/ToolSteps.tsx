import type { ToolStep } from '@contract'
import type { ReactElement } from 'react'
import { words } from '../../words'
import { toolLabel } from './toolLabel'
import './tools.css'

/** What was called for an answer, each in a quiet line that opens. */
export function ToolSteps({ steps }: { steps: readonly ToolStep[] }): ReactElement | null {
  if (steps.length === 0) return null
  return (
    <div className="tool-steps">
      {steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </div>
  )
}

function Step({ step }: { step: ToolStep }): ReactElement {
  const { running, outcomes, with: calledWith, result } = words.tools.step
  const { name, args, outcome } = step
  const given = argumentLines(args)
  return (
    <details className="tool-step" data-outcome={outcome ?? 'running'}>
      <summary>
        {toolLabel(name)}
        <span className="tool-outcome">{outcome === undefined ? running : outcomes[outcome]}</span>
      </summary>
      {given.length > 0 && (
        <>
          <h4>{calledWith}</h4>
          <pre>{given.join('\n')}</pre>
        </>
      )}
      {step.result !== undefined && (
        <>
          <h4>{result}</h4>
          <pre>{step.result}</pre>
        </>
      )}
    </details>
  )
}

/** Arguments as people read them, one a line. */
export function argumentLines(args: unknown): string[] {
  if (typeof args === 'string') return [args]
  if (typeof args !== 'object' || args === null) return args === undefined ? [] : [JSON.stringify(args)]
  return Object.entries(args).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
}
