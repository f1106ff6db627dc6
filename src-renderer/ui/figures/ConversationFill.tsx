import type { EngineFigures } from '@contract'
import type { ReactElement } from 'react'
import { formats, words } from '../../words'
import { Figure } from './Figure'

/** How much of what the listener can hold the conversation takes. */
export function ConversationFill({
  usedTokens,
  contextTokens,
}: Pick<EngineFigures, 'usedTokens' | 'contextTokens'>): ReactElement {
  const { fill: name, fillSays } = words.figures
  return (
    <Figure
      name={name}
      says={fillSays(formats.count(usedTokens), formats.count(contextTokens))}
      picture={<meter className="figure-meter" aria-label={name} max={contextTokens} value={usedTokens} />}
    />
  )
}
