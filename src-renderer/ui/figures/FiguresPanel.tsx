import type { ReactElement } from 'react'
import { words } from '../../words'
import { useApp } from '../appContext'
import { Panel } from '../panels/Panel'
import { ConversationFill } from './ConversationFill'
import { MemoryBars } from './MemoryBars'
import { PauseHistogram } from './PauseHistogram'
import { ReportPart } from './ReportPart'
import { RunFigures } from './RunFigures'
import { SpeedBars } from './SpeedBars'
import { TurnBars } from './TurnBars'
import { turnFigures } from './turnFigures'
import { useEngineFigures } from './useEngineFigures'
import './figures.css'

/** Where the time, the memory and the conversation's room go. Each picture has its figures beside it, as a table. */
export function FiguresPanel(): ReactElement {
  const exchanges = useApp((app) => app.exchanges)
  const turns = turnFigures(exchanges)
  const engine = useEngineFigures()
  return (
    <Panel name={words.figures.name}>
      <TurnBars turns={turns} />
      <SpeedBars turns={turns} />
      <PauseHistogram />
      {engine && <ConversationFill {...engine} />}
      {engine && engine.memory.length > 0 && <MemoryBars parts={engine.memory} />}
      <RunFigures />
      <ReportPart />
    </Panel>
  )
}
