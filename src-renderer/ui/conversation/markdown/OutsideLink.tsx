import { useState, type MouseEvent, type ReactElement, type ReactNode } from 'react'
import { useParts } from '../../appContext'
import { AskToOpen } from './AskToOpen'

/** A link out of the app, which opens when the user has said yes: the desktop app asks by itself, in a browser the page does. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }): ReactElement {
  const { desktop } = useParts()
  const [isAsking, setAsking] = useState(false)
  const ask = (event: MouseEvent): void => {
    // The right button has a menu of its own.
    if (desktop || event.button > 1) return
    event.preventDefault()
    setAsking(true)
  }
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer" onClick={ask} onAuxClick={ask}>
        {children}
      </a>
      {isAsking && <AskToOpen href={href} close={() => setAsking(false)} />}
    </>
  )
}
