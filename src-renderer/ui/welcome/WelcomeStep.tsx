import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { words } from '../../words'
import { ConversationBox } from '../conversation/ConversationBox'
import './welcome.css'

const steps = ['explain', 'models', 'sound'] as const
export type StepName = (typeof steps)[number]

interface StepProps {
  readonly name: StepName
  readonly title: string
  /** Buttons, which stay in sight. */
  readonly actions: ReactNode
  readonly children: ReactNode
}

/** One step of the first run. */
export function WelcomeStep({ name, title, actions, children }: StepProps): ReactElement {
  const titleRef = useRef<HTMLHeadingElement>(null)
  // A new step is read from its title, and Tab goes on from there.
  useEffect(() => {
    titleRef.current?.focus({ preventScroll: true })
    titleRef.current?.parentElement?.scrollIntoView({ block: 'start' })
  }, [name])
  return (
    <ConversationBox newest={undefined} follows={false}>
      <section className="welcome" aria-label={title}>
        <p className="welcome-step">{words.welcome.step(steps.indexOf(name) + 1, steps.length)}</p>
        <h2 ref={titleRef} tabIndex={-1}>
          {title}
        </h2>
        {children}
        <div className="welcome-actions">{actions}</div>
      </section>
    </ConversationBox>
  )
}
