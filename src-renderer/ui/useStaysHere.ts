import { useApp } from './appContext'
import { useSetting } from './useSetting'

/** Whether nothing that is said leaves this computer, neither to a server that answers nor by a tool: so that it may be promised. */
export function useStaysHere(): boolean {
  const leavesTo = useApp((app) => app.engineModels?.leavesTo)
  const answers = useSetting('server.answers')
  const speaks = useSetting('serverVoice.speaks')
  const mayTell = useApp((app) => app.toolServers.some(({ host }) => host !== undefined))
  // Until the engine tells, what was chosen counts.
  const isAnsweredHere =
    leavesTo === undefined ? answers === speaks && answers === 'here' : leavesTo.length === 0
  return isAnsweredHere && !mayTell
}
