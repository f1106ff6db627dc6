import { useApp } from './appContext'

/** Whether nothing that is said leaves this computer, neither to a server that answers nor by a tool: so that it may be promised. */
export function useStaysHere(): boolean {
  const isAnsweredHere = useApp((app) => !app.engineModels?.leavesTo.length)
  const mayTell = useApp((app) => app.toolServers.some(({ host }) => host !== undefined))
  return isAnsweredHere && !mayTell
}
