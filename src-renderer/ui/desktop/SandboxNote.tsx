import type { DesktopBridge } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { words } from '../../words'

/** Says that this window has no sandbox; nothing where it has one. */
export function SandboxNote({ desktop }: { desktop: DesktopBridge }): ReactElement | null {
  const [hasSandbox, setHasSandbox] = useState(true)
  useEffect(() => void desktop.hasSandbox().then(setHasSandbox), [desktop])
  if (hasSandbox) return null
  return (
    <section className="panel-part">
      <h3>{words.sandbox.name}</h3>
      <p className="panel-note">{words.sandbox.off}</p>
    </section>
  )
}
