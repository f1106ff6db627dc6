import type { ShippedWorks } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'
import { Panel } from './Panel'
import './licences.css'

/** Whose works Parley has, under which licence, word for word. */
export function LicencesPanel(): ReactElement {
  const { loadWorks } = useParts()
  const [shipped, setShipped] = useState<ShippedWorks>()
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    loadWorks?.().then(setShipped, () => setHasFailed(true))
  }, [loadWorks])
  const { name, about, failed } = words.licences
  return (
    <Panel name={name}>
      <section className="panel-part">
        <p className="panel-note">{about}</p>
        {hasFailed && (
          <p className="model-error" role="alert">
            {failed}
          </p>
        )}
        <ul className="traces works">
          {shipped?.works.map((work) => (
            <li key={work.name}>
              <Work work={work} text={shipped.texts[work.text]} />
            </li>
          ))}
        </ul>
      </section>
    </Panel>
  )
}

function Work({ work, text }: { work: ShippedWorks['works'][number]; text: string }): ReactElement {
  const { name, version, licence, source, file } = work
  // Some are as long as a book: only what is read is laid out.
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <span className="trace-name">{name}</span>
        <span className="panel-note">{[version, licence].filter(Boolean).join(', ')}</span>
      </summary>
      {source && <p className="panel-note trace-path">{words.licences.source(source)}</p>}
      {file && <p className="panel-note trace-path">{`${file.path}, SHA-256 ${file.sha256}`}</p>}
      {isOpen && <p className="work-text">{text}</p>}
    </details>
  )
}
