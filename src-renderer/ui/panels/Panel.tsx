import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { Icon } from '../Icon'
import { words } from '../../words'
import { usePanels } from './panelStore'
import './panel.css'

/** A sheet that slides in from the side, between the header and the foot. It takes the focus and gives it back. */
export function Panel({ name, children }: { name: string; children: ReactNode }): ReactElement {
  const close = usePanels((panels) => panels.close)
  const panelRef = useRef<HTMLElement>(null)

  useEffect(() => {
    const before = document.activeElement
    const panel = panelRef.current
    const first = panel?.querySelector<HTMLElement>('[data-first]') ?? panel?.querySelector('button')
    first?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])

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
