import { useEffect } from 'react'
import { useActions, useApp } from '../appContext'
import { exchangeId } from '../conversation/ExchangeView'

/** Brings an exchange into sight that was sought, as soon as its conversation is open, and however far back it lies. */
export function useSought(): void {
  const actions = useActions()
  const sought = useApp((app) => app.sought)
  const exchanges = useApp((app) => app.exchanges)
  const open = useApp((app) => app.conversation?.id)
  const hasEarlier = useApp((app) => app.hasEarlier)

  useEffect(() => {
    if (sought === undefined || sought.conversation !== open) return
    const key = exchanges.find(({ id }) => id === sought.exchange)?.key
    if (key === undefined && hasEarlier) return void actions.showEarlier()
    actions.shownSought()
    if (key !== undefined) bringIntoSight(key)
  }, [sought, exchanges, open, hasEarlier, actions])
}

function bringIntoSight(key: string): void {
  // When a panel has given the focus back, and the conversation has found its place.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const place = document.getElementById(exchangeId(key))
      place?.scrollIntoView({ block: 'start' })
      place?.focus({ preventScroll: true })
    }),
  )
}
