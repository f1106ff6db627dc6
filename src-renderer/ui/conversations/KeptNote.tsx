import type { ReactElement } from 'react'
import { words } from '../../words'
import { useApp } from '../appContext'
import { hinderedWords } from '../panels/hinderedWords'
import { usePanels } from '../panels/panelStore'
import { useKeeping } from '../panels/useKeeping'

/** How long the conversations of the list are kept, or why they are not, and the way to choose that. */
export function KeptNote(): ReactElement {
  const { keeping } = useKeeping()
  const hindrance = useApp((app) => app.hindrance)
  const show = usePanels((panels) => panels.show)
  return (
    <p className="panel-note">
      {hindrance ? hinderedWords(hindrance) : words.keeping.note(keeping)}{' '}
      <button type="button" className="text-button" onClick={() => show('keeping')}>
        {words.keeping.change}
      </button>
    </p>
  )
}
