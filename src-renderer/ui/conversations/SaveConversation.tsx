import { toAppError, type Notice } from '@contract'
import { useState, type ReactElement } from 'react'
import { exportConversation, type ExportFormat } from '../../exportConversation'
import { inWords, words } from '../../words'
import { useApp, useParts } from '../appContext'
import { Icon } from '../Icon'
import { offerFile } from '../offerFile'

const formats = ['markdown', 'json'] as const satisfies readonly ExportFormat[]

/** Gives the open conversation to the user as a file. */
export function SaveConversation(): ReactElement | null {
  const { askStore } = useParts()
  const conversation = useApp((app) => app.conversation?.id)
  const isEmpty = useApp((app) => app.exchanges.length === 0)
  const [trouble, setTrouble] = useState<Notice | 'nothing'>()
  const { name, formats: labels, nothing } = words.conversations.save
  if (conversation === undefined || isEmpty) return null

  const save = async (format: ExportFormat): Promise<void> => {
    try {
      const file = await exportConversation(askStore, conversation, format)
      if (file) offerFile(file)
      setTrouble(file ? undefined : 'nothing')
    } catch (thrown) {
      setTrouble(toAppError(thrown).notice)
    }
  }
  return (
    <div className="list-save" role="group" aria-label={name}>
      <p className="panel-note">{name}</p>
      {formats.map((format) => (
        <button key={format} type="button" className="button" onClick={() => void save(format)}>
          <Icon name="save" />
          {labels[format]}
        </button>
      ))}
      {trouble !== undefined && <p role="alert">{trouble === 'nothing' ? nothing : inWords(trouble)}</p>}
    </div>
  )
}
