import type { ReactElement } from 'react'
import { words } from '../../words'
import { useActions, useApp, useParts } from '../appContext'
import { PushToTalkKey } from '../desktop/PushToTalkKey'
import { ListeningChoice } from '../listening/ListeningChoice'
import { MicrophoneChoice, SpeakerChoice } from '../panels/DeviceChoice'
import { EchoResult } from '../panels/EchoResult'
import { LevelMeter } from '../panels/LevelMeter'
import { SoundCheckButtons } from '../panels/SoundCheckButtons'
import { useAnsweredElsewhere } from '../useAnsweredElsewhere'
import { useStaysHere } from '../useStaysHere'
import { WelcomeStep, type StepName } from './WelcomeStep'
import { WhichParley } from './WhichParley'

/**
 * The first run: why the microphone, which models suit this computer, and whether sound works and how to talk. It stands where the
 * conversation will, until a question is asked.
 */
export function Welcome({ step }: { step: StepName }): ReactElement | null {
  switch (step) {
    case 'explain':
      return <Explain />
    case 'models':
      return <WhichParley />
    case 'sound':
      return <Sound />
  }
}

function Explain(): ReactElement {
  const actions = useActions()
  const denied = useApp((app) => app.permission === 'denied')
  // What is wrong stands under the ring, with what to do.
  const hasFailed = useApp((app) => app.trouble !== undefined)
  const staysHere = useStaysHere()
  const isElsewhere = useAnsweredElsewhere()
  const {
    title,
    titleElsewhere,
    text,
    staysHere: promise,
    next,
    action,
    failed,
    again,
    skip,
  } = words.welcome.explain
  const isStuck = denied || hasFailed
  return (
    <WelcomeStep
      name="explain"
      title={isElsewhere ? titleElsewhere : title}
      actions={
        <>
          <button
            type="button"
            className="button button-first"
            onClick={() => actions.welcomeNext('explain')}
          >
            {denied ? again : action}
          </button>
          {isStuck && (
            <button type="button" className="button" onClick={() => actions.welcomeSkip()}>
              {skip}
            </button>
          )}
        </>
      }
    >
      <p>{staysHere ? `${text} ${promise}` : text}</p>
      <ListeningChoice />
      <p>{isStuck ? failed : next}</p>
    </WelcomeStep>
  )
}

function Sound(): ReactElement {
  const actions = useActions()
  const { desktop } = useParts()
  const { title, text, action } = words.welcome.sound
  return (
    <WelcomeStep
      name="sound"
      title={title}
      actions={
        <>
          <button type="button" className="button button-first" onClick={() => actions.welcomeNext('sound')}>
            {action}
          </button>
          <SoundCheckButtons />
        </>
      }
    >
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
      {desktop && <PushToTalkKey desktop={desktop} />}
      <EchoResult />
    </WelcomeStep>
  )
}
