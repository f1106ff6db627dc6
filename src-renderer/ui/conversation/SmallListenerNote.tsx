import type { ReactElement } from 'react'
import { unknownAnswer } from '../../builtInListener'
import type { ShownExchange } from '../../state'
import { words } from '../../words'
import { useApp, useParts } from '../appContext'
import { usePanels } from '../panels/panelStore'

/** Under an answer that the built-in listener does not know: what it is, and the way to one that knows more. */
export function SmallListenerNote({ exchange }: { exchange: ShownExchange }): ReactElement | null {
  const { models } = useParts()
  const show = usePanels((panels) => panels.show)
  const isSmall = useApp((app) => app.engineModels?.builtIn.includes('listener') ?? false)
  if (!isSmall || exchange.outcome === 'running' || exchange.answer !== unknownAnswer) return null
  const { small, larger } = words.conversation
  return (
    <p className="outcome">
      {small}{' '}
      {models && (
        <button type="button" className="text-button" onClick={() => show('models')}>
          {larger}
        </button>
      )}
    </p>
  )
}
