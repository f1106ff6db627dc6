import type { ReactElement } from 'react'
import { words } from '../../words'
import { usePanels } from '../panels/panelStore'
import { useKeeping } from '../panels/useKeeping'

/** How long the conversations of the list are kept, and the way to choose that. */
export function KeptNote(): ReactElement | null {
  const { told } = useKeeping()
  const show = usePanels((panels) => panels.show)
  if (told === undefined) return null
  return (
    <p className="panel-note">
      {words.keeping.note(told.keeping)}{' '}
      <button type="button" className="text-button" onClick={() => show('keeping')}>
        {words.keeping.change}
      </button>
    </p>
  )
}
