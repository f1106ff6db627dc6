import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import { createPortal } from 'react-dom'
import { useParts } from '../../appContext'
import { words } from '../../../words'

/** Asks whether an address is to be opened, and shows all of it. */
export function AskToOpen({ href, close }: { href: string; close: () => void }): ReactElement {
  const { privacy } = useParts()
  const url = new URL(href)
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // Before it is taken away, so that the focus goes back to the link.
    return () => shown?.close()
  }, [])
  const open = (): void => {
    window.open(href, '_blank', 'noopener,noreferrer')
    // A letter goes to no host.
    if (url.host !== '') privacy?.noteOpened?.(url.host)
    close()
  }
  // Keys in here are about this question alone.
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  }
  const { text, yes, no, title } = words.conversation.link
  return createPortal(
    <dialog className="ask" ref={dialog} aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <h2 id={titleId}>{title(url.host)}</h2>
      <p className="ask-address">{href}</p>
      <p>{text}</p>
      <div className="ask-buttons">
        <button type="button" className="button" autoFocus onClick={close}>
          {no}
        </button>
        <button type="button" className="button" onClick={open}>
          {yes}
        </button>
      </div>
    </dialog>,
    document.body,
  )
}
