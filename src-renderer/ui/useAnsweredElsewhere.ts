import { useApp } from './appContext'
import { useSetting } from './useSetting'

/** Whether another computer answers: as the engine tells; until it does, as was chosen. */
export function useAnsweredElsewhere(): boolean {
  const leavesTo = useApp((app) => app.engineModels?.leavesTo)
  const isChosen = useSetting('server.answers') === 'server'
  return leavesTo?.some(({ what }) => what === 'questions') ?? isChosen
}
