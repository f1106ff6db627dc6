import type { Keeping, StoreAnswer } from '@contract'
import { useCallback, useEffect, useState } from 'react'
import { troubleInWords } from '../../words'
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
    setTold(await answer)
    setTrouble(undefined)
  }, [])
  useEffect(() => {
    show(askStore({ kind: 'keeping' })).catch((thrown: unknown) => setTrouble(troubleInWords(thrown)))
  }, [askStore, show, listVersion])

  const choose = async (keeping: Keeping): Promise<void> => {
    // Shown at once, and taken back where it could not be.
    setTold({ keeping, isChosen: true })
    try {
      await show(askStore({ kind: 'keep', keeping }))
    } catch (thrown) {
      setTold(told)
      setTrouble(troubleInWords(thrown))
    }
  }

  return { told, trouble, choose: (keeping) => void choose(keeping) }
}
