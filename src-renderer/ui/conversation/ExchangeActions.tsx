import type { KeyboardEvent, MouseEvent, ReactElement } from 'react'
import type { ShownExchange } from '../../state'
import { useActions } from '../appContext'
import { useDraft } from '../foot/draftStore'
import { Icon, type IconName } from '../Icon'
import { isSecondClick } from '../isSecondClick'
import { words } from '../../words'
import { CopyButton } from './CopyButton'
import { questionWords } from './questionWords'
import { writtenQuestion } from './writtenQuestion'

interface ExchangeActionsProps {
  readonly exchange: ShownExchange
  /** Tab stops here. */
  readonly isStop: boolean
}

/**
 * What can be done with a question and its answer, always in the same order. One stop for Tab, as toolbars are: from there the
 * arrow keys go to the other buttons, and up and down to those of other exchanges.
 */
export function ExchangeActions({ exchange, isStop }: ExchangeActionsProps): ReactElement {
  const actions = useActions()
  const take = useDraft((draft) => draft.take)
  const { key, id, question, answer, outcome, readEnd } = exchange
  const { about, copy, read, edit } = words.conversation.actions
  const asked = writtenQuestion(question)
  const asking = questionWords(question)
  const isAnswered = id !== undefined && (outcome === 'done' || outcome === 'interrupted')
  const isRead = readEnd !== undefined

  const remove = (event: MouseEvent): void => {
    if (isSecondClick(event)) return
    // The button goes with what it is in: the focus needs another place.
    document.querySelector<HTMLElement>('.conversation')?.focus({ preventScroll: true })
    actions.forgetExchange(key)
  }

  const shown: ((tabIndex: number) => ReactElement)[] = []
  if (answer !== '')
    shown.push((tab) => <CopyButton key="copy" name={copy} text={() => answer} tabIndex={tab} />)
  if (answer !== '' && isAnswered)
    shown.push((tab) =>
      isRead ? (
        <Action key="read" icon="stop" name={words.row.stop} tabIndex={tab} act={() => actions.stop()} />
      ) : (
        <Action key="read" icon="speaker" name={read} tabIndex={tab} act={() => actions.readAloud(key)} />
      ),
    )
  // Of what failed there is a button that cannot be overlooked.
  if (isAnswered)
    shown.push((tab) => (
      <Action
        key="again"
        icon="again"
        name={words.conversation.again}
        tabIndex={tab}
        act={() => actions.askAgain(key)}
      />
    ))
  if (asked !== undefined)
    shown.push((tab) => <Action key="edit" icon="edit" name={edit} tabIndex={tab} act={() => take(asked)} />)
  shown.push((tab) => (
    <Action
      key="remove"
      icon="remove"
      name={words.conversations.removeExchange(asking)}
      tabIndex={tab}
      act={remove}
    />
  ))
  return (
    <div className="exchange-actions" role="toolbar" aria-label={about(asking)} onKeyDown={goOn}>
      {shown.map((action, i) => action(isStop && i === 0 ? 0 : -1))}
    </div>
  )
}

interface ActionProps {
  readonly icon: IconName
  readonly name: string
  readonly tabIndex: number
  readonly act: (event: MouseEvent) => void
}

function Action({ icon, name, tabIndex, act }: ActionProps): ReactElement {
  return (
    <button
      type="button"
      className="small-button"
      aria-label={name}
      title={name}
      tabIndex={tabIndex}
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  )
}

const steps: Readonly<Record<string, readonly [buttons: number, bars: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** Goes to another button, or to the first one of another exchange. */
function goOn(event: KeyboardEvent<HTMLElement>): void {
  const bar = event.currentTarget
  const step = steps[event.key]
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return
  event.preventDefault()
  const [toButton, toBar] = step
  const buttonsOf = (of: Element | undefined): HTMLElement[] => [...(of?.querySelectorAll('button') ?? [])]
  const bars = [...(bar.closest('.conversation')?.querySelectorAll('.exchange-actions') ?? [])]
  const buttons = buttonsOf(bar)
  const button = buttons.findIndex((each) => each === document.activeElement)
  const next = toBar === 0 ? buttons[button + toButton] : buttonsOf(bars[bars.indexOf(bar) + toBar])[0]
  next?.focus()
}
