import type { ReactElement, ReactNode } from 'react'
import { useApp } from '../appContext'
import { hinderedWords } from '../panels/hinderedWords'
import { inWords, troubleInWords, words } from '../../words'
import { KeyButton } from './KeyButton'
import { TroubleLine } from './TroubleLine'

/** The place under the ring: trouble when there is some, else why a press was not heard, else where the engine is, else the way
 * back into a question that was just taken for complete, else news of the engine, else why nothing is kept, else what the
 * window puts there. */
export function RingNote({ children }: { children?: ReactNode }): ReactElement {
  const trouble = useApp((app) => app.trouble)
  // The first run explains the permission and has the button for it: one is enough.
  const explained = useApp((app) => app.welcome === 'explain' && app.trouble?.action === 'allow-microphone')
  const connection = useApp((app) => app.connection)
  const isToldMuted = useApp((app) => app.isToldMuted)
  const canContinue = useApp((app) => app.canContinue)
  // News go when the user goes on; what is not kept stays so.
  const news = useApp((app) => app.note)
  const hindrance = useApp((app) => app.hindrance)
  return (
    <div className="ring-note">
      {trouble ? (
        <TroubleLine
          message={troubleInWords(trouble.notice)}
          action={explained ? undefined : trouble.action}
        />
      ) : connection === 'lost' ? (
        <TroubleLine message={words.connection.lost} action="restart-engine" />
      ) : isToldMuted ? (
        <div className="trouble-line" role="alert">
          <p>{words.row.muted}</p>
          <KeyButton to="unmute" />
        </div>
      ) : connection !== 'ready' ? (
        <p className="connection" role="status">
          {words.connection[connection]}
        </p>
      ) : canContinue ? (
        <KeyButton to="continue" />
      ) : news ? (
        <p className="connection" role="status">
          {inWords(news)}
        </p>
      ) : hindrance ? (
        <p className="connection" role="status">
          {hinderedWords(hindrance)}
        </p>
      ) : (
        children
      )}
    </div>
  )
}
