import { useId, type ReactElement } from 'react'
import type { ToolQuestion as Asked } from '../../state'
import { words } from '../../words'
import { useActions } from '../appContext'
import { toolLabel } from './toolLabel'
import { argumentLines } from './ToolSteps'

/** A tool asks whether it may run, and shows all that it would be called with. */
export function ToolQuestion({ asked }: { asked: Asked }): ReactElement {
  const actions = useActions()
  const titleId = useId()
  const { title, of, says, no, always, once } = words.tools.question
  const { tool, server, says: said, args, deed } = asked
  return (
    <section className="tool-news-part" aria-labelledby={titleId}>
      <h3 id={titleId}>{title(toolLabel(tool))}</h3>
      {server !== undefined && <p>{[of(server), ...(said ? [says[said]] : [])].join(' ')}</p>}
      <pre>{argumentLines(args).join('\n')}</pre>
      <div className="tool-buttons">
        <button type="button" className="button" onClick={() => actions.answerTool('no')}>
          {no}
        </button>
        {deed !== 'open-address' && (
          <button type="button" className="button" onClick={() => actions.answerTool('always')}>
            {always}
          </button>
        )}
        <button type="button" className="button" onClick={() => actions.answerTool('once')}>
          {once}
        </button>
      </div>
    </section>
  )
}
