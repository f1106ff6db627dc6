import type { AppErrorBody, ModelCard, ModelsBridge } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'
import { useActions, useParts } from '../appContext'
import { usePanels } from '../panels/panelStore'
import { useModels } from '../useModels'
import { WelcomeStep } from './WelcomeStep'

/** Which listener and voice suit this computer, to be fetched while the first run goes on. Where nothing is to be had, it is passed over. */
export function WhichParley(): ReactElement | null {
  const actions = useActions()
  const { models } = useParts()
  const cards = useModels(models)
  const offered = cards && offer(cards)
  const isOver = !models || offered?.length === 0
  useEffect(() => {
    if (isOver) actions.welcomeNext('models')
  })
  if (isOver) return null
  return <Offer models={models} offered={offered} />
}

interface OfferProps {
  readonly models: ModelsBridge
  /** Undefined while the computer is being looked at. */
  readonly offered: readonly ModelCard[] | undefined
}

function Offer({ models, offered = [] }: OfferProps): ReactElement {
  const actions = useActions()
  const show = usePanels((panels) => panels.show)
  const [refusal, setRefusal] = useState<AppErrorBody>()
  const { title, text, looking, parts, size, fits, meanwhile, get, later, all } = words.welcome.models
  const suggestion = offered.find((card) => card.suggestion)?.suggestion
  const hasNoRoom = suggestion?.lacks === 'disk'
  const getAll = async (): Promise<void> => {
    setRefusal(undefined)
    for (const { id } of offered) {
      const refused = await models.ask({ type: 'fetch', id })
      if (refused) return setRefusal(refused)
    }
    actions.welcomeNext('models')
  }
  return (
    <WelcomeStep
      name="models"
      title={title}
      actions={
        <>
          {offered.length > 0 && !hasNoRoom && (
            <button type="button" className="button button-first" onClick={() => void getAll()}>
              {get(offered.length)}
            </button>
          )}
          <button type="button" className="button" onClick={() => actions.welcomeNext('models')}>
            {later}
          </button>
          <button type="button" className="button" onClick={() => show('models')}>
            {all}
          </button>
        </>
      }
    >
      {suggestion ? (
        <>
          <dl className="welcome-models">
            {offered.map((card) => (
              <div key={card.id}>
                <dt>{parts[card.kind === 'listener' || card.kind === 'voice' ? card.kind : 'libraries']}</dt>
                <dd className="model-name">{card.name}</dd>
                <dd>{size(card)}</dd>
              </div>
            ))}
          </dl>
          {!hasNoRoom && <HowLong offered={offered} models={models} refused={setRefusal} />}
          <p>{text}</p>
          <p>
            {fits(suggestion, needs(offered))} {!hasNoRoom && meanwhile}
          </p>
        </>
      ) : (
        <p role="status">{looking}</p>
      )}
      {refusal && (
        <p className="model-error" role="alert">
          {inWords(refusal.notice)}
        </p>
      )}
    </WelcomeStep>
  )
}

interface HowLongProps {
  readonly offered: readonly ModelCard[]
  readonly models: ModelsBridge
  readonly refused: (refusal: AppErrorBody | undefined) => void
}

/** How long the fetch would take, once that was measured: nobody is asked before that is wanted. */
function HowLong({ offered, models, refused }: HowLongProps): ReactElement {
  const [isMeasuring, setMeasuring] = useState(false)
  const { howLong, measuring, takes } = words.welcome.models
  const seconds = offered.map(({ expectedSeconds }) => expectedSeconds)
  if (seconds.every((each) => each !== undefined))
    return <p role="status">{takes(seconds.reduce((sum, each) => sum + each, 0))}</p>
  const measure = async (): Promise<void> => {
    setMeasuring(true)
    for (const { id, kind } of offered) {
      const refusal = kind === 'cuda' ? undefined : await models.ask({ type: 'size', id })
      refused(refusal)
      if (refusal) break
    }
    setMeasuring(false)
  }
  if (isMeasuring) return <p role="status">{measuring}</p>
  return (
    <button type="button" className="text-button" onClick={() => void measure()}>
      {howLong}
    </button>
  )
}

/** What suits this computer and is not here yet; for a card, the libraries that it computes fastest with. */
function offer(cards: readonly ModelCard[]): readonly ModelCard[] {
  const suited = cards.filter((card) => card.suggestion && card.state !== 'ready')
  const isForCard = suited.some((card) => card.suggestion?.runsOn === 'card')
  const libraries = cards.filter(
    ({ kind, state, obstacle }) => kind === 'cuda' && state !== 'ready' && obstacle === undefined,
  )
  return isForCard ? [...suited, ...libraries] : suited
}

/** What is still to come to the disk, and what they take in memory, in bytes. */
function needs(offered: readonly ModelCard[]): { readonly diskBytes: number; readonly memoryBytes: number } {
  const sum = (of: (card: ModelCard) => number): number =>
    offered.reduce((total, card) => total + of(card), 0)
  return {
    diskBytes: sum(({ sizeBytes = 0, doneBytes }) => Math.max(0, sizeBytes - doneBytes)),
    memoryBytes: sum(({ memoryBytes = 0 }) => memoryBytes),
  }
}
