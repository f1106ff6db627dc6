import { useRef, type MouseEvent, type PointerEvent, type ReactElement } from 'react'
import type { AppState } from '../../state'
import { useActions, useApp, useParts } from '../appContext'
import { words } from '../../words'
import { ListensAtRing } from '../listening/ListensAtRing'
import { useRingDrawing } from './useRingDrawing'
import './ring.css'

/** The ring: it shows what is going on, and it is the button that you hold to talk. Its word stands in it, or beside it where the window is low. */
export function Ring(): ReactElement {
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const phase = useApp((app) => app.phase)
  const word = useApp(ringWord)
  const actions = useActions()
  useRingDrawing(canvasRef, phase, useParts().readSignals)

  const hold = (event: PointerEvent): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    actions.press()
  }
  // A screen reader clicks and cannot hold: its first click begins, its second ends.
  const toggle = (event: MouseEvent): void => {
    if (event.detail !== 0) return
    if (phase === 'listening') actions.release()
    else actions.press()
  }

  return (
    <>
      <button
        type="button"
        className="ring"
        data-phase={phase}
        aria-label={words.ring.hold}
        aria-describedby="ring-word"
        onPointerDown={hold}
        onLostPointerCapture={() => actions.release()}
        onClick={toggle}
        onContextMenu={(event) => event.preventDefault()}
      >
        <canvas ref={canvasRef} className="ring-canvas" data-phase={phase} aria-hidden="true" />
      </button>
      <p className="ring-says">
        <span id="ring-word" className="ring-word">
          {word}
        </span>
        <ListensAtRing />
      </p>
    </>
  )
}

/** What goes on; while nothing does, whether it hears. */
function ringWord({ phase, hears, connection }: AppState): string {
  if (phase !== 'idle' && phase !== 'muted') return words.phase[phase]
  if (hears === 'nothing') return words.off
  if (connection === 'connecting' || connection === 'restarting') return words.starting
  if (connection === 'waiting' || connection === 'cut') return words.waiting
  return hears === 'voice' ? words.ring.listens : words.ring.held
}
