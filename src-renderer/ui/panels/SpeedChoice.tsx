import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions, useApp } from '../appContext'
import { Segments } from './Segments'

/** Relative to the voice's own pace. */
const speeds = { slow: 0.8, usual: 1, fast: 1.3 }
type SpeedName = keyof typeof speeds
const names = Object.keys(speeds) as SpeedName[]

/** How fast answers are spoken, from the next one on. */
export function SpeedChoice(): ReactElement {
  const actions = useActions()
  const speed = useApp((app) => app.speed) ?? speeds.usual
  const { legend, labels } = words.speed
  return (
    <Segments
      legend={legend}
      names={names}
      labels={labels}
      chosen={names.find((name) => speeds[name] >= speed) ?? 'fast'}
      choose={(name) => actions.chooseSpeed(speeds[name])}
    />
  )
}
