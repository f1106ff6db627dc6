import { useState, type ReactElement } from 'react'
import { words } from '../../words'
import { useParts } from '../appContext'
import { PlainSettings } from '../panels/PlainSettings'

type Made = { readonly text: string } | 'making' | 'failed' | undefined

/** For when something goes wrong: a report, which is read before it is copied, the folder of the log, and what both tell. */
export function ReportPart(): ReactElement | null {
  const { diagnostics } = useParts()
  const [made, setMade] = useState<Made>()
  const [isCopied, setIsCopied] = useState<boolean>()
  const { name, about, make, making, failed, copy, openLogs } = words.figures.report
  const { copied, notCopied } = words.conversation
  if (diagnostics === undefined) return null
  const text = typeof made === 'object' ? made.text : undefined
  const makeIt = (): void => {
    setMade('making')
    setIsCopied(undefined)
    diagnostics.report().then(setMade, () => setMade('failed'))
  }
  const copyIt = (): void => {
    void navigator.clipboard.writeText(text ?? '').then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  }
  return (
    <section className="panel-part">
      <h3>{name}</h3>
      <p className="panel-note">{about}</p>
      <button type="button" className="button" disabled={made === 'making'} onClick={makeIt}>
        {make}
      </button>
      {diagnostics.openLogs && (
        <button type="button" className="button" onClick={() => void diagnostics.openLogs?.()}>
          {openLogs}
        </button>
      )}
      {text !== undefined && (
        <>
          <textarea className="figure-report" aria-label={name} readOnly value={text} rows={10} />
          <button type="button" className="button" onClick={copyIt}>
            {copy}
          </button>
        </>
      )}
      <p role="status" className="panel-note">
        {made === 'making' ? making : isCopied === undefined ? '' : isCopied ? copied : notCopied}
      </p>
      {made === 'failed' && (
        <p className="model-error" role="alert">
          {failed}
        </p>
      )}
      <PlainSettings group="log" />
    </section>
  )
}
