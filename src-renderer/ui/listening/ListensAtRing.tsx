import type { ReactElement } from 'react'
import type { ListensWhen } from '../../state'
import { words } from '../../words'
import { useActions } from '../appContext'
import { Icon } from '../Icon'
import { listensWhen, useListensWhen } from './useListensWhen'

/** The same choice beside the ring, as small as it can be. */
export function ListensAtRing(): ReactElement {
  const actions = useActions()
  const chosen = useListensWhen()
  const { legend, labels } = words.listens
  return (
    <span className="listens">
      <select
        aria-label={legend}
        title={legend}
        value={chosen}
        onChange={(event) => actions.listenWhen(event.target.value as ListensWhen)}
      >
        {listensWhen.map((when) => (
          <option key={when} value={when}>
            {labels[when]}
          </option>
        ))}
      </select>
      <Icon name="choose" />
    </span>
  )
}
