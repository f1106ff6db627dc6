import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions } from '../appContext'
import { Segments } from '../panels/Segments'
import { SettingOrigin } from '../panels/SettingOrigin'
import { listensWhen, useListensWhen } from './useListensWhen'

/** When it listens, with what that means. */
export function ListeningChoice({ withOrigin = false }: { withOrigin?: boolean }): ReactElement {
  const actions = useActions()
  const chosen = useListensWhen()
  const { legend, labels, meanings } = words.listens
  return (
    <div className="setting">
      <Segments
        legend={legend}
        names={listensWhen}
        labels={labels}
        chosen={chosen}
        choose={(when) => actions.listenWhen(when)}
        meaning={meanings[chosen]}
      />
      {withOrigin && (
        <SettingOrigin setting={chosen === 'off' ? 'muted' : 'turnTaking.handsFree'} name={legend} />
      )}
    </div>
  )
}
