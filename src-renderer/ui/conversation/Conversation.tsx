import type { ReactElement } from 'react'
import { useApp } from '../appContext'
import { Earlier } from '../conversations/Earlier'
import { KeepingQuestion } from '../conversations/KeepingQuestion'
import { Icon } from '../Icon'
import { words } from '../../words'
import { ConversationBox } from './ConversationBox'
import { Empty } from './Empty'
import { ExchangeView } from './ExchangeView'
import { ToolNews } from './ToolNews'

/** Everything that was said, the newest at the foot. */
export function Conversation(): ReactElement {
  const exchanges = useApp((app) => app.exchanges)
  const conversation = useApp((app) => app.conversation?.id)
  const listening = useApp((app) => app.phase === 'listening')

  return (
    <ConversationBox key={conversation} newest={exchanges.at(-1)} follows>
      <Earlier />
      {exchanges.length === 0 && !listening && <Empty />}
      {exchanges.map((exchange, index) => (
        <ExchangeView key={exchange.key} exchange={exchange} last={index === exchanges.length - 1} />
      ))}
      {listening && <SpeakingNow />}
      <ToolNews />
      {!listening && <KeepingQuestion />}
    </ConversationBox>
  )
}

/** Your question has a place before it is complete. */
function SpeakingNow(): ReactElement {
  return (
    <p className="question question-spoken">
      <Icon name="microphone" />
      {words.conversation.speaking}
    </p>
  )
}
