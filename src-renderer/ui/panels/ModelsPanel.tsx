import { cardNames, type ModelCard as Card, type ModelComputing, type ModelsBridge } from '@contract'
import type { ReactElement } from 'react'
import { formats, inWords, words } from '../../words'
import { useApp, useParts } from '../appContext'
import { MemoryBars } from '../figures/MemoryBars'
import { useEngineFigures } from '../figures/useEngineFigures'
import { useModels } from '../useModels'
import { ModelCard } from './ModelCard'
import { OwnFolder } from './OwnFolder'
import { Panel } from './Panel'
import { SecretField } from './SecretField'
import '../figures/figures.css'
import './models.css'

/** What there is to be used of a kind; the built-in one needs no download. An end-of-turn model that is here is used by itself. */
const kinds = ['listener', 'voice', 'turn-end'] as const

/** The models: fetched, chosen and removed here. */
export function ModelsPanel(): ReactElement | null {
  const { models } = useParts()
  return models ? <Models models={models} /> : null
}

function Models({ models }: { models: ModelsBridge }): ReactElement {
  const cards = useModels(models)
  const notes = useApp((app) => app.engineModels?.notes)
  const engine = useEngineFigures()
  const libraries = cards?.filter((card) => card.kind === 'cuda') ?? []
  return (
    <Panel name={words.models.name}>
      {notes?.map(inWords).map((note) => (
        <p key={note} className="panel-note">
          {note}
        </p>
      ))}
      {engine && engine.memory.length > 0 && <MemoryBars parts={engine.memory} />}
      {engine && engine.computing.length > 0 && <Computing models={engine.computing} />}
      {cards && kinds.map((kind) => <Kind key={kind} kind={kind} cards={cards} models={models} />)}
      {libraries.length > 0 && (
        <section className="panel-part">
          <h3>{words.models.card}</h3>
          <ul className="models">
            {libraries.map((card) => (
              <ModelCard key={card.id} card={card} isLoaded ask={(request) => models.ask(request)} />
            ))}
          </ul>
        </section>
      )}
      <OwnFolder models={models} />
      {models.token && <SecretField secret={models.token} says={words.models.token} />}
    </Panel>
  )
}

const saidOf = ({ device, count }: ModelComputing['operators'][number]): string =>
  words.models.computesOn(count, device === 'cpu' ? undefined : cardNames[device])

/** Which device computes how much of each model. */
function Computing({ models }: { models: readonly ModelComputing[] }): ReactElement {
  return (
    <section className="panel-part">
      <h3>{words.models.computing}</h3>
      {models.map(({ part, operators }) => (
        <p key={part} className="panel-note">
          {`${words.figures.parts[part]}: ${formats.list(operators.map(saidOf))}`}
        </p>
      ))}
    </section>
  )
}

interface KindProps {
  readonly kind: (typeof kinds)[number]
  readonly cards: readonly Card[]
  readonly models: ModelsBridge
}

function Kind({ kind, cards, models }: KindProps): ReactElement {
  const ofKind = cards.filter((card) => card.kind === kind)
  const isBuiltInChosen = !ofKind.some((card) => card.inUse)
  const builtIn = useApp((app) => app.engineModels?.builtIn)
  const isBuiltInUsed = kind === 'turn-end' ? isBuiltInChosen : (builtIn?.includes(kind) ?? isBuiltInChosen)
  return (
    <section className="panel-part">
      <h3>{words.models.kinds[kind]}</h3>
      <ul className="models">
        <li className="model">
          <h4>{words.models.builtIn[kind].name}</h4>
          <p className="panel-note">{words.models.builtIn[kind].about}</p>
          <div className="model-buttons">
            {isBuiltInUsed && (
              <p className="model-used">{isBuiltInChosen ? words.models.inUse : words.models.meanwhile}</p>
            )}
            {!isBuiltInChosen && kind !== 'turn-end' && (
              <button
                type="button"
                className="button"
                onClick={() => void models.ask({ type: 'use-built-in', kind })}
              >
                {words.models.use}
              </button>
            )}
          </div>
        </li>
        {ofKind.map((card) => (
          <ModelCard
            key={card.id}
            card={card}
            isLoaded={!isBuiltInUsed}
            ask={(request) => models.ask(request)}
          />
        ))}
      </ul>
    </section>
  )
}
