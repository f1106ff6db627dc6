import type { EngineFigures } from '@contract'
import { useEffect, useState } from 'react'
import { useApp, useParts } from '../appContext'

/** What the engine says of itself, asked anew after every answer; undefined until it has, or while it cannot. */
export function useEngineFigures(): EngineFigures | undefined {
  const { askStore } = useParts()
  const [figures, setFigures] = useState<EngineFigures>()
  const answered = useApp((app) => app.exchanges.filter(({ outcome }) => outcome !== 'running').length)
  const connection = useApp((app) => app.connection)
  useEffect(() => {
    let isOver = false
    const take = (told: EngineFigures | undefined): void => {
      if (!isOver) setFigures(told)
    }
    void askStore({ kind: 'figures' }).then(take, () => take(undefined))
    return () => {
      isOver = true
    }
  }, [askStore, answered, connection])
  return figures
}
