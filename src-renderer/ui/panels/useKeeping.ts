import type { Keeping, StoreAnswer } from '@contract'
import { useCallback, useEffect, useState } from 'react'
import { useApp, useParts } from '../appContext'

export interface KeepingState {
  /** How conversations are kept; undefined until the engine said so, and where nobody can choose. */
  readonly told: StoreAnswer<'keeping'> | undefined
  /** Why they are not kept as was chosen, or nobody can choose. */
  readonly trouble: string | undefined
  readonly choose: (keeping: Keeping) => void
}

/** How the user has conversations kept, in whichever window that was chosen. */
export function useKeeping(): KeepingState {
  const { askStore } = useParts()
  const listVersion = useApp((app) => app.listVersion)
  const [told, setTold] = useState<StoreAnswer<'keeping'>>()
  const [trouble, setTrouble] = useState<string>()

  const show = useCallback(async (answer: Promise<StoreAnswer<'keeping'>>) => {
    try {
      setTold(await answer)
      setTrouble(undefined)
    } catch (thrown) {
      setTrouble((thrown as Error).message)
    }
  }, [])
  useEffect(() => void show(askStore({ kind: 'keeping' })), [askStore, show, listVersion])

  return { told, trouble, choose: (keeping) => void show(askStore({ kind: 'keep', keeping })) }
}
