import type { ModelCard, ModelsBridge } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { words } from '../words'
import { useParts } from './appContext'
import { usePanels } from './panels/panelStore'
import { isComing, useModels } from './useModels'
import './fetchLine.css'

/** Under the head: how far the models are that are being fetched, and that they are here. */
export function FetchLine(): ReactElement | null {
  const { models } = useParts()
  return models ? <Line models={models} /> : null
}

function Line({ models }: { models: ModelsBridge }): ReactElement | null {
  const cards = useModels(models)
  const show = usePanels((panels) => panels.show)
  /** Those that were seen on their way. */
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const coming = cards?.filter(isComing).map(({ id }) => id) ?? []
    if (coming.some((id) => !seen.has(id))) setSeen(new Set([...seen, ...coming]))
  }, [cards, seen])
  const coming = cards?.filter(isComing) ?? []
  if (coming.length > 0)
    return (
      <div className="fetch-line">
        <progress aria-label={words.models.progress} max={1} value={doneShare(coming)} />
        <button type="button" className="text-button" onClick={() => show('models')}>
          {words.models.coming(coming, doneShare(coming))}
        </button>
      </div>
    )
  const here = cards?.filter(({ id, state, inUse, kind }) => {
    const isChosen = kind === 'listener' || kind === 'voice'
    return isChosen && state === 'ready' && !inUse && seen.has(id)
  })
  if (here === undefined || here.length === 0) return null
  const use = async (): Promise<void> => {
    for (const { id } of here) await models.ask({ type: 'use', id })
  }
  return (
    <div className="fetch-line" role="status">
      <p>{words.models.here(here)}</p>
      <button type="button" className="button button-first" onClick={() => void use()}>
        {words.models.useThemNow}
      </button>
      <button type="button" className="button" onClick={() => setSeen(new Set())}>
        {words.models.later}
      </button>
    </div>
  )
}

/** How much of what is fetched is here, 0 to 1; undefined until that can be told. */
function doneShare(coming: readonly ModelCard[]): number | undefined {
  const [size, done] = [total(coming, 'sizeBytes'), total(coming, 'doneBytes')]
  return size > 0 ? Math.min(1, done / size) : undefined
}

function total(cards: readonly ModelCard[], of: 'sizeBytes' | 'doneBytes'): number {
  return cards.reduce((sum, card) => sum + (card[of] ?? 0), 0)
}
