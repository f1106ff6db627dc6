import { useEffect, useState, type ReactElement } from 'react'
import { Icon } from '../Icon'
import { words } from '../../words'

/** So long is said what became of it, in ms. */
const toldMs = 2500

interface CopyButtonProps {
  readonly name: string
  readonly text: () => string
  readonly tabIndex?: number
}

/** Puts a text on the clipboard, and says whether it is there. */
export function CopyButton({ name, text, tabIndex }: CopyButtonProps): ReactElement {
  const [copied, setCopied] = useState<boolean>()
  const { copied: done, notCopied } = words.conversation
  useEffect(() => {
    if (copied === undefined) return
    const timer = setTimeout(() => setCopied(undefined), toldMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (): void => {
    void navigator.clipboard.writeText(text()).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <>
      <button
        type="button"
        className="small-button"
        aria-label={name}
        title={name}
        tabIndex={tabIndex}
        onClick={copy}
      >
        <Icon name={copied ? 'done' : 'copy'} />
      </button>
      <span role="status" className={copied === false ? 'copy-failed' : 'unseen'}>
        {copied === undefined ? '' : copied ? done : notCopied}
      </span>
    </>
  )
}
