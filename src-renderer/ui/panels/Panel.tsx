import { useRef, type ReactElement, type ReactNode } from 'react'
import { Icon } from '../Icon'
import { words } from '../../words'
import { usePanels } from './panelStore'
import { useOwnFocus } from './useOwnFocus'
import './panel.css'

/** A sheet that slides in from the side, beside the conversation or over it. It takes the focus and gives it back. */
export function Panel({ name, children }: { name: string; children: ReactNode }): ReactElement {
  const close = usePanels((panels) => panels.close)
  const panelRef = useRef<HTMLElement>(null)
  useOwnFocus(panelRef, 'button')

  return (
    <aside className="panel" aria-label={name} ref={panelRef}>
      <div className="panel-head">
        <h2>{name}</h2>
        <button type="button" className="icon-button" aria-label={words.panel.close} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div className="panel-body">{children}</div>
    </aside>
  )
}
