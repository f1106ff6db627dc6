import { useEffect, useRef, type ReactElement } from 'react'
import { useParts } from '../appContext'
import { reach } from '../ring/levelTrace'
import { words } from '../../words'

/** What the microphone hears at this moment, as a plain bar. */
export function LevelMeter(): ReactElement {
  const { readSignals } = useParts()
  const fillRef = useRef<HTMLSpanElement>(null)

  useEffect(() => {
    let frame = 0
    let shown = -1
    const show = (): void => {
      const percent = Math.round(reach(readSignals().microphoneLevel) * 100)
      if (percent !== shown) fillRef.current?.style.setProperty('width', `${percent}%`)
      shown = percent
      frame = requestAnimationFrame(show)
    }
    show()
    return () => cancelAnimationFrame(frame)
  }, [readSignals])

  return (
    <div className="level" role="img" aria-label={words.settings.level}>
      <span className="level-fill" ref={fillRef} />
    </div>
  )
}
