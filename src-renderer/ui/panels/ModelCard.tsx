import { isComing, type AppErrorBody, type ModelCard as Card, type ModelsBridge } from '@contract'
import { useId, useRef, useState, type ReactElement } from 'react'
import { inWords, words } from '../../words'

interface ModelCardProps {
  readonly card: Card
  /** False: it is chosen, or not, but the built-in one does its work. */
  readonly isLoaded: boolean
  readonly ask: ModelsBridge['ask']
}

type Wish = 'size' | 'fetch' | 'pause' | 'cancel' | 'remove' | 'use'

/** One model: what it is, what it takes, how far it has come, and what can be done with it. */
export function ModelCard({ card, isLoaded, ask }: ModelCardProps): ReactElement {
  const nameId = useId()
  const cardRef = useRef<HTMLLIElement>(null)
  const [refusal, setRefusal] = useState<AppErrorBody>()
  const wish = (type: Wish): void => {
    setRefusal(undefined)
    // The button that was pressed may go: Tab goes on from here to those that take its place.
    cardRef.current?.focus({ preventScroll: true })
    void ask({ type, id: card.id }).then(setRefusal)
  }
  const wrong = (refusal ?? card.error)?.notice ?? card.obstacle
  return (
    <li className="model" aria-labelledby={nameId} ref={cardRef} tabIndex={-1}>
      <h4 id={nameId}>
        {card.name} {card.variant !== '' && <span className="model-variant">{card.variant}</span>}
      </h4>
      {card.suggestion && <p className="model-suggested">{words.models.suggested}</p>}
      <p className="panel-note">{inWords(card.about)}</p>
      <p className="panel-note">{words.models.figures(card)}</p>
      <Progress card={card} />
      {wrong && (
        <p className="model-error" role="alert">
          {inWords(wrong)}
        </p>
      )}
      <Buttons card={card} isLoaded={isLoaded} wish={wish} />
    </li>
  )
}

function Progress({ card }: { card: Card }): ReactElement | null {
  const { state, doneBytes, sizeBytes, trouble } = card
  if (state === 'absent' || state === 'ready') return null
  return (
    <div className="model-progress">
      {/* Without a value it shows that something goes on, and not how far. */}
      <progress
        aria-label={words.models.progress}
        max={sizeBytes ?? 1}
        value={sizeBytes === undefined || state === 'waiting' ? undefined : doneBytes}
      />
      <p className="panel-note">
        {trouble === undefined ? words.models.states[state](card) : words.models.retrying(inWords(trouble))}
      </p>
    </div>
  )
}

interface ButtonsProps {
  readonly card: Card
  readonly isLoaded: boolean
  readonly wish: (type: Wish) => void
}

function Buttons({ card, isLoaded, wish }: ButtonsProps): ReactElement {
  const { state, kind, inUse, isOwnDirectory, isBundled = false, obstacle } = card
  const isLibrary = kind === 'cuda'
  const used = isLibrary ? words.models.installed : words.models.inUse
  const button = (type: Wish, name: string): ReactElement => (
    <button type="button" className="button" onClick={() => wish(type)}>
      {name}
    </button>
  )
  const isChosen = kind !== 'turn-end' // what tells the end of a turn is used by itself
  const isDone = state === 'ready' && (!inUse || isLibrary || !isChosen)
  const isRemovable = state === 'partial' || (isDone && !isBundled)
  const isFetchable = obstacle === undefined
  return (
    <div className="model-buttons">
      {state === 'absent' &&
        isFetchable &&
        (card.sizeBytes === undefined
          ? button('size', words.models.askSize)
          : button('fetch', words.models.fetch(card)))}
      {state === 'partial' && isFetchable && button('fetch', words.models.goOn)}
      {isComing(card) && button('pause', words.models.pause)}
      {isComing(card) && button('cancel', words.models.cancel)}
      {inUse && <p className="model-used">{isLoaded ? used : words.models.notLoaded}</p>}
      {state === 'ready' &&
        !inUse &&
        isChosen &&
        button('use', isLibrary ? words.models.useNow : words.models.use)}
      {state === 'ready' && inUse && !isLoaded && button('use', words.models.tryAgain)}
      {isRemovable && (
        <RemoveButton
          name={isOwnDirectory ? words.models.forget : words.models.remove}
          question={words.models.sure(card)}
          remove={() => wish('remove')}
        />
      )}
    </div>
  )
}

interface RemoveButtonProps {
  readonly name: string
  readonly question: string
  readonly remove: () => void
}

/** Asks once more: what is removed took long to come. */
function RemoveButton({ name, question, remove }: RemoveButtonProps): ReactElement {
  // Undefined before it was asked: afterwards the button comes back with the focus.
  const [isAsking, setIsAsking] = useState<boolean>()
  if (!isAsking)
    return (
      <button
        type="button"
        className="button"
        autoFocus={isAsking === false}
        onClick={() => setIsAsking(true)}
      >
        {name}
      </button>
    )
  return (
    <div className="model-question" role="group" aria-label={question}>
      <p>{question}</p>
      <button type="button" className="button" onClick={remove}>
        {name}
      </button>
      <button type="button" className="button" autoFocus onClick={() => setIsAsking(false)}>
        {words.models.keep}
      </button>
    </div>
  )
}
