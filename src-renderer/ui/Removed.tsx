import type { PrivacyBridge, RemovalReport } from '@contract'
import type { ReactElement } from 'react'
import { formats, words } from '../words'
import './panels/panel.css'
import './panels/privacy.css'

interface RemovedProps {
  readonly removal: RemovalReport
  readonly quit: PrivacyBridge['quit']
}

/** What went, and what could not or should not. */
export function Removed({ removal, quit }: RemovedProps): ReactElement {
  const { places } = words.privacy
  const { name, went, nothing, stayed, why, ended, quit: quitName } = words.privacy.removed
  return (
    <div className="window">
      <header className="head">
        <h1 className="head-name">{words.name}</h1>
      </header>
      <main className="window-main removed">
        <div className="column">
          <section className="panel-part" role="status">
            <h2>{name}</h2>
            {quit ? (
              <button type="button" className="button" autoFocus onClick={quit}>
                {quitName}
              </button>
            ) : (
              <p>{ended}</p>
            )}
          </section>
          <section className="panel-part">
            <h3>{went}</h3>
            {removal.removed.length === 0 && <p>{nothing}</p>}
            <ul className="traces">
              {removal.removed.map((place) => (
                <li key={place.path}>
                  <span className="trace-row">
                    <span className="trace-name">{places[place.kind]}</span>
                    <span>{formats.bytes(place.sizeBytes)}</span>
                  </span>
                  <span className="panel-note trace-path">{place.path}</span>
                </li>
              ))}
            </ul>
          </section>
          {removal.stayed.length > 0 && (
            <section className="panel-part">
              <h3>{stayed}</h3>
              <ul className="traces">
                {removal.stayed.map((each) => (
                  <li key={`${each.path} ${each.why}`}>
                    <span className="trace-name trace-path">{each.path}</span>
                    <span className="panel-note">{why[each.why]}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </main>
    </div>
  )
}
