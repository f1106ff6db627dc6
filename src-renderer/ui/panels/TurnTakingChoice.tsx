import { duplex as duplexes, type Duplex } from '@contract'
import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions, useApp, useParts } from '../appContext'
import { useSetting } from '../useSetting'
import { Segments } from './Segments'
import { SettingOrigin } from './SettingOrigin'

/** Three places on the scale of patience. */
const patiences = { quick: 0, usual: 0.5, patient: 1 }
type PatienceName = keyof typeof patiences
const patienceNames = Object.keys(patiences) as PatienceName[]

/** How long a pause may be. */
export function PatienceChoice(): ReactElement {
  const { settings } = useParts()
  const chosen = nearest(useSetting('turnTaking.patience'))
  const { legend, labels, meanings } = words.turnTaking.patience
  return (
    <div className="setting">
      <Segments
        legend={legend}
        names={patienceNames}
        labels={labels}
        chosen={chosen}
        choose={(name) => settings.choose('turnTaking.patience', patiences[name])}
        meaning={meanings[chosen]}
      />
      <SettingOrigin setting="turnTaking.patience" name={legend} />
    </div>
  )
}

/** What speaking over an answer does, for the loudspeaker that is used. */
export function DuplexChoice(): ReactElement {
  const actions = useActions()
  const chosen = useApp((app) => app.duplex)
  const ofDevices = useSetting('duplexByDevices')
  const { legend, labels, meanings } = words.turnTaking.duplex
  return (
    <div className="setting">
      <Segments<Duplex>
        legend={legend}
        names={duplexes.options}
        labels={labels}
        chosen={chosen}
        choose={(name) => actions.chooseDuplex(name)}
        meaning={meanings[chosen]}
      />
      <SettingOrigin setting={ofDevices.length > 0 ? 'duplexByDevices' : 'turnTaking.duplex'} name={legend} />
    </div>
  )
}

function nearest(patience: number): PatienceName {
  const distance = (name: PatienceName): number => Math.abs(patiences[name] - patience)
  return patienceNames.reduce((best, name) => (distance(name) < distance(best) ? name : best))
}
