import { fetchShare, isComing, type ModelCard, type ModelsBridge } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { isBusy } from '../isBusy'
import { inWords, words } from '../words'
import { useActions, useApp, useParts } from './appContext'
import { usePanels } from './panels/panelStore'
import { useModels } from './useModels'
import './fetchLine.css'

/** Under the head: how far the models are that are being fetched, those that could not be, and that they are here. */
export function FetchLine(): ReactElement | null {
  const { models } = useParts()
  return models ? <Lines models={models} /> : null
}

function Lines({ models }: { models: ModelsBridge }): ReactElement {
  const cards = useModels(models) ?? []
  const failed = useUnseenFailures(cards)
  const coming = cards.filter(isComing)
  const here = cards.filter(({ isNew }) => isNew)
  const ask = useUse(models, here)
  return (
    <>
      {coming.length > 0 && <Coming cards={coming} />}
      {failed.length > 0 && <Failed cards={failed} />}
      {coming.length === 0 && here.length > 0 && <Here cards={here} ask={ask} />}
    </>
  )
}

interface CardsProps {
  readonly cards: readonly ModelCard[]
}

function Coming({ cards }: CardsProps): ReactElement {
  const show = usePanels((panels) => panels.show)
  const trouble = cards.find((card) => card.trouble !== undefined)?.trouble
  return (
    <div className="fetch-line">
      <progress aria-label={words.models.progress} max={1} value={fetchShare(cards)} />
      <button type="button" className="text-button" onClick={() => show('models')}>
        {trouble === undefined
          ? words.models.coming(cards, fetchShare(cards), secondsLeft(cards))
          : words.models.retrying(inWords(trouble))}
      </button>
    </div>
  )
}

function Failed({ cards }: CardsProps): ReactElement {
  const show = usePanels((panels) => panels.show)
  return (
    <div className="fetch-line" role="alert">
      <p>{words.models.failed(cards.map(({ name, variant }) => `${name} ${variant}`.trim()))}</p>
      <button type="button" className="button" onClick={() => show('models')}>
        {words.models.seeWhy}
      </button>
    </div>
  )
}

function Here({
  cards,
  ask,
}: CardsProps & { readonly ask: (type: 'use' | 'set-aside') => void }): ReactElement {
  return (
    <div className="fetch-line" role="status">
      <p>{words.models.here(cards)}</p>
      <button type="button" className="button button-first" onClick={() => ask('use')}>
        {words.models.useThemNow}
      </button>
      <button type="button" className="button" onClick={() => ask('set-aside')}>
        {words.models.later}
      </button>
    </div>
  )
}

/** Uses what is here, or sets it aside. */
function useUse(models: ModelsBridge, here: readonly ModelCard[]): (type: 'use' | 'set-aside') => void {
  const greetSoon = useGreeting()
  const askOfEach = async (type: 'use' | 'set-aside'): Promise<void> => {
    for (const { id } of here) await models.ask({ type, id })
  }
  return (type) => {
    if (type === 'use' && here.some(({ kind }) => kind === 'listener')) greetSoon()
    void askOfEach(type)
  }
}

/** Those that could not be fetched, until the list of models was open, which says why; one that fails anew is told anew. */
function useUnseenFailures(cards: readonly ModelCard[]): readonly ModelCard[] {
  const isSeen = usePanels((panels) => panels.open === 'models')
  const [seen, setSeen] = useState<readonly string[]>([])
  const failed = cards.filter((card) => card.error !== undefined)
  const next = failed.map(({ id }) => id).filter((id) => isSeen || seen.includes(id))
  if (next.length !== seen.length || next.some((id, at) => id !== seen[at])) setSeen(next)
  return failed.filter(({ id }) => !next.includes(id))
}

/** Until all are here; undefined while that cannot be told of one of them. */
function secondsLeft(coming: readonly ModelCard[]): number | undefined {
  const each = coming.map((card) => card.secondsLeft)
  return each.every((seconds) => seconds !== undefined) ? Math.max(...each) : undefined
}

/** The first listener that is fetched is asked to introduce itself as soon as it hears, once what is called was called. */
function useGreeting(): () => void {
  const actions = useActions()
  const isBuiltIn = useApp((app) => app.engineModels?.builtIn.includes('listener') ?? true)
  const canAsk = useApp((app) => app.connection === 'ready' && app.welcome === 'over')
  const isIdle = useApp((app) => !isBusy(app.phase))
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    if (!isDue || isBuiltIn || !canAsk) return
    setDue(false)
    if (isIdle) actions.ask(words.welcome.greeting)
  }, [isDue, isBuiltIn, canAsk, isIdle, actions])
  return () => setDue(isBuiltIn)
}
