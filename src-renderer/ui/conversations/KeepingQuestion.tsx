import type { ReactElement } from 'react'
import { words } from '../../words'
import { useApp } from '../appContext'
import { isBusy } from '../../isBusy'
import { usePanels } from '../panels/panelStore'
import { useKeeping } from '../panels/useKeeping'

/** Asks after the first answer whether conversations are to be kept, until that is chosen. It is in nobody's way. */
export function KeepingQuestion(): ReactElement | null {
  const isAnswered = useApp(
    ({ exchanges, phase }) =>
      exchanges.length > 0 && exchanges.at(-1)?.outcome !== 'running' && !isBusy(phase),
  )
  const isPrivate = useApp((app) => app.conversation?.isPrivate ?? false)
  return isAnswered && !isPrivate ? <Question /> : null
}

function Question(): ReactElement | null {
  const { keeping, isChosen, chooseMode } = useKeeping()
  const show = usePanels((panels) => panels.show)
  if (isChosen) return null
  const { ask, open, leave } = words.keeping
  return (
    <section className="keeping-question" aria-label={ask}>
      <p>{ask}</p>
      <button type="button" className="button" onClick={() => show('keeping')}>
        {open}
      </button>
      <button type="button" className="button" onClick={() => chooseMode(keeping.mode)}>
        {leave}
      </button>
    </section>
  )
}
