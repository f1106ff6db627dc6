import type { ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'
import { useSetting } from '../useSetting'
import { Segments } from './Segments'

/** Relative to the voice's own pace. */
const speeds = { slow: 0.8, usual: 1, fast: 1.3 }
type SpeedName = keyof typeof speeds
const names = Object.keys(speeds) as SpeedName[]

/** How fast answers are spoken, from the next one on. */
export function SpeedChoice(): ReactElement {
  const { settings } = useParts()
  const speed = useSetting('speed')
  const { legend, labels } = words.speed
  return (
    <Segments
      legend={legend}
      names={names}
      labels={labels}
      chosen={names.find((name) => speeds[name] >= speed) ?? 'fast'}
      choose={(name) => settings.choose('speed', speeds[name])}
    />
  )
}
