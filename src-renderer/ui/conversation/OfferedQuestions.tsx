import type { ReactElement } from 'react'
import { offeredQuestions } from '../../builtInListener'
import { words } from '../../words'
import { useActions, useApp } from '../appContext'

/** Questions to press, where the built-in listener answers, which knows few. */
export function OfferedQuestions(): ReactElement | null {
  const actions = useActions()
  const isSmall = useApp((app) => app.engineModels?.builtIn.includes('listener') ?? false)
  if (!isSmall) return null
  const { offered } = words.conversation
  return (
    <section className="offered" aria-label={offered}>
      <p>{offered}</p>
      <ul>
        {offeredQuestions.map((question) => (
          <li key={question}>
            <button type="button" className="button" lang="en" onClick={() => actions.ask(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
