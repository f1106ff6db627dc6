import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { useActions, useApp, useParts } from './appContext'
import { ConversationBox } from './conversation/ConversationBox'
import { PushToTalkKey } from './desktop/PushToTalkKey'
import { MicrophoneChoice, SpeakerChoice } from './panels/DeviceChoice'
import { LevelMeter } from './panels/LevelMeter'
import { SoundChecks } from './panels/SoundChecks'
import { words } from '../words'
import './welcome.css'

const steps = ['explain', 'sound', 'key'] as const
type StepName = (typeof steps)[number]

/** The first run: why the microphone, whether it works, and how to talk. It stands where the conversation will, until a question is asked. */
export function Welcome({ step }: { step: StepName }): ReactElement {
  switch (step) {
    case 'explain':
      return <Explain />
    case 'sound':
      return <Sound />
    case 'key':
      return <Key />
  }
}

function Explain(): ReactElement {
  const actions = useActions()
  const denied = useApp((app) => app.permission === 'denied')
  // What is wrong stands under the ring, with what to do.
  const hasFailed = useApp((app) => app.trouble !== undefined)
  const { title, text, next, action, failed, again, skip } = words.welcome.explain
  const without = (
    <button type="button" className="button" onClick={() => actions.welcomeSkip()}>
      {skip}
    </button>
  )
  return (
    <Step
      name="explain"
      title={title}
      action={denied ? again : action}
      beside={denied || hasFailed ? without : undefined}
    >
      <p>{text}</p>
      <p>{denied || hasFailed ? failed : next}</p>
    </Step>
  )
}

function Sound(): ReactElement {
  const { title, text, action } = words.welcome.sound
  return (
    <Step name="sound" title={title} action={action}>
      <p>{text}</p>
      <div className="welcome-sound">
        <div>
          <MicrophoneChoice />
          <LevelMeter />
        </div>
        <div>
          <SpeakerChoice />
        </div>
      </div>
      <SoundChecks />
    </Step>
  )
}

function Key(): ReactElement {
  const { desktop } = useParts()
  const { title, text, action } = words.welcome.key
  return (
    <Step name="key" title={title} action={action}>
      <p>{text}</p>
      {desktop && <PushToTalkKey desktop={desktop} />}
    </Step>
  )
}

interface StepProps {
  readonly name: StepName
  readonly title: string
  readonly action: string
  readonly beside?: ReactNode
  readonly children: ReactNode
}

function Step({ name, title, action, beside, children }: StepProps): ReactElement {
  const actions = useActions()
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
        <div className="welcome-actions">
          <button type="button" className="button button-first" onClick={() => actions.welcomeNext()}>
            {action}
          </button>
          {beside}
        </div>
      </section>
    </ConversationBox>
  )
}
