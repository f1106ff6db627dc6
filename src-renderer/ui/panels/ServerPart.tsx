import type { ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'
import { useSetting } from '../useSetting'
import { PlainSettings } from './PlainSettings'
import { SecretField } from './SecretField'

/** Another computer that answers: which, and the key for it. */
export function ServerPart(): ReactElement {
  const { settings } = useParts()
  const { name, noAddress, key, keyByEnvironment } = words.server
  const address = useSetting('server.address')
  const isWanted = useSetting('server.answers') === 'server'
  return (
    <section className="panel-part">
      <h3>{name}</h3>
      <PlainSettings group="server" />
      {isWanted && address === '' && <p role="alert">{noAddress}</p>}
      {settings.serverKey ? (
        // A key is for one server: with another address it is asked for anew.
        <SecretField key={address} secret={settings.serverKey} says={key} />
      ) : (
        <p className="panel-note">{keyByEnvironment}</p>
      )}
    </section>
  )
}
