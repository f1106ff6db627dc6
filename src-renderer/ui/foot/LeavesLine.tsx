import type { ReactElement } from 'react'
import { inWords, words } from '../../words'
import { useApp, useParts } from '../appContext'
import { Icon } from '../Icon'

/** Stands in a window as long as what is said leaves this computer, or may by a tool: to where, and the way back. */
export function LeavesLine(): ReactElement | null {
  const { settings } = useParts()
  const leavesTo = useApp((app) => app.engineModels?.leavesTo)
  const tools = useApp((app) => app.toolServers)
  const hosts = new Set(tools.flatMap(({ host }) => host ?? []))
  if (!leavesTo?.length && hosts.size === 0) return null
  const { answerHere } = words.server
  const stay = (): void => {
    settings.choose('server.answers', 'here')
    settings.choose('serverVoice.speaks', 'here')
  }
  return (
    <div className="leaves-line" role="status">
      <p>
        <Icon name="leaves" />
        {leavesTo?.map((left) => (
          <span key={left.what}> {inWords({ kind: 'goes-to', ...left })}</span>
        ))}
        {[...hosts].map((host) => (
          <span key={`tools ${host}`}> {words.tools.tellsTo(host)}</span>
        ))}
      </p>
      {!!leavesTo?.length && (
        <button type="button" className="text-button" onClick={stay}>
          {answerHere}
        </button>
      )}
    </div>
  )
}
