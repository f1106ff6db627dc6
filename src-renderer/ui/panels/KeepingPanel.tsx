import type { ReactElement } from 'react'
import { words } from '../../words'
import { KeepingChoice } from './KeepingChoice'
import { Panel } from './Panel'

/** Whether conversations are kept: asked once, and in the settings. */
export function KeepingPanel(): ReactElement {
  return (
    <Panel name={words.keeping.name}>
      <KeepingChoice />
    </Panel>
  )
}
