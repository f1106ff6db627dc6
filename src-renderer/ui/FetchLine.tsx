import { fetchShare, isComing, type ModelCard, type ModelsBridge } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { isBusy } from '../isBusy'
import { inWords, words } from '../words'
import { useActions, useApp, useParts } from './appContext'
import { usePanels } from './panels/panelStore'
import { useModels } from './useModels'
import './fetchLine.css'

/** Under the head: how far the models are that are being fetched, and that they are here. */
export function FetchLine(): ReactElement | null {
  const { models } = useParts()
  return models ? <Line models={models} /> : null
}

function Line({ models }: { models: ModelsBridge }): ReactElement | null {
  const cards = useModels(models)
  const show = usePanels((panels) => panels.show)
  const greetSoon = useGreeting()
  const coming = cards?.filter(isComing) ?? []
  if (coming.length > 0) {
    const trouble = coming.find((card) => card.trouble !== undefined)?.trouble
    return (
      <div className="fetch-line">
        <progress aria-label={words.models.progress} max={1} value={fetchShare(coming)} />
        <button type="button" className="text-button" onClick={() => show('models')}>
          {trouble === undefined
            ? words.models.coming(coming, fetchShare(coming), secondsLeft(coming))
            : words.models.retrying(inWords(trouble))}
        </button>
      </div>
    )
  }
  const here = cards?.filter(({ isNew }) => isNew) ?? []
  if (here.length === 0) return null
  const askOfEach = async (type: 'use' | 'set-aside'): Promise<void> => {
    for (const { id } of here) await models.ask({ type, id })
  }
  const use = (): void => {
    if (here.some(({ kind }) => kind === 'listener')) greetSoon()
    void askOfEach('use')
  }
  return (
    <div className="fetch-line" role="status">
      <p>{words.models.here(here)}</p>
      <button type="button" className="button button-first" onClick={use}>
        {words.models.useThemNow}
      </button>
      <button type="button" className="button" onClick={() => void askOfEach('set-aside')}>
        {words.models.later}
      </button>
    </div>
  )
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
