import type { DiskPlace } from '@contract'
import type { ReactElement } from 'react'
import { formats, words } from '../../words'

/** What lies on the disk: what each place is, where it is, and how much it takes. */
export function DiskList({ places }: { places: readonly DiskPlace[] }): ReactElement {
  const { nothing, places: names, together, leadsTo, usersOwn, browserTells } = words.privacy
  const sizeBytes = places.reduce((sum, place) => sum + place.sizeBytes, 0)
  return (
    <>
      {places.length === 0 && <p>{nothing}</p>}
      <ul className="traces">
        {places.map((place) => (
          <li key={place.path}>
            <span className="trace-row">
              <span className="trace-name">{names[place.kind]}</span>
              <span>{formats.bytes(place.sizeBytes)}</span>
            </span>
            <span className="panel-note trace-path">{place.path}</span>
            {place.leadsTo !== undefined && <span className="panel-note">{leadsTo(place.leadsTo)}</span>}
            {place.isUsersOwn && <span className="panel-note">{usersOwn}</span>}
          </li>
        ))}
      </ul>
      <p className="panel-note">
        {places.length > 0 && `${together(formats.bytes(sizeBytes))} `}
        {browserTells}
      </p>
    </>
  )
}
