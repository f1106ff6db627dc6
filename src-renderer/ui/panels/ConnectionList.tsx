import type { PrivacyReport } from '@contract'
import type { ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'

/** Whom Parley asked by its own notes, what the system showed, and how far both can be believed. */
export function ConnectionList({ report }: { report: PrivacyReport }): ReactElement {
  const { desktop } = useParts()
  const { contacts, looked } = report
  const { none, contact, seen, seenBy, seenAt, notes, looks, closed, notLooked, browser } = words.privacy
  const connections = looked?.connections ?? []
  return (
    <>
      {contacts.length + connections.length === 0 && <p>{none}</p>}
      {contacts.length > 0 && (
        <ul className="traces">
          {contacts.map((each) => (
            <li key={`${each.part} ${each.purpose} ${each.host}`}>
              <span className="trace-name">{each.host}</span>
              <span className="panel-note">{contact(each)}</span>
            </li>
          ))}
        </ul>
      )}
      {connections.length > 0 && (
        <>
          <h4>{seen}</h4>
          <p className="panel-note">{seenBy}</p>
          <ul className="traces">
            {connections.map((each) => (
              <li key={`${each.part} ${each.to}`}>
                <span className="trace-name">{each.to}</span>
                <span className="panel-note">{seenAt(each)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="panel-note">
        {[
          notes,
          looked ? looks(looked) : notLooked,
          ...(looked && looked.closed.length > 0 ? [closed(looked.closed)] : []),
          ...(desktop ? [] : [browser]),
        ].join(' ')}
      </p>
    </>
  )
}
