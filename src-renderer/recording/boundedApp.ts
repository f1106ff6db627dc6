import type { App, AppSources } from '../app'
import { createApp } from '../appStore'
import type { AppActions, AppState } from '../state'
import { boundedSources } from './boundedSources'
import type { Boundary } from './boundary'
import type { RecordingHead } from './recordingLine'
import { stateChange } from './stateChange'

/**
 * The app with a boundary around it: what it does with devices and engine crosses it, and what its user does with the app, and
 * what its screens are told, as well.
 * @param real what lies behind the boundary; absent: nothing, for all is replayed
 */
export function boundedApp(boundary: Boundary, head: RecordingHead, real?: AppSources): App {
  let app!: App
  const begin = boundary.inlet('begin', () => {
    app = createApp(boundedSources(boundary, head, real))
    const actions = Object.entries(app.store.getState()).filter(([, each]) => typeof each === 'function')
    app.store.setState(
      Object.fromEntries(actions.map(([name, act]) => [name, boundary.inlet(`do ${name}`, act as Action)])),
    )
    let shown: unknown = {}
    const show = (state: AppState & AppActions): void => {
      const change = stateChange(shown, state)
      shown = state
      boundary.tell('state', [change])
    }
    show(app.store.getState())
    app.store.subscribe(show)
    app.microphone.onNeed(() => boundary.tell('microphone need', [], () => needed()))
    app.microphone.onHears(() => boundary.tell('microphone hears', [], () => hears()))
  })
  const inlet = boundary.inlet.bind(boundary)
  let needed = (): void => undefined
  let hears = (): void => undefined
  let endLoan = (): void => undefined
  let take: Parameters<App['microphone']['lend']>[0] | undefined
  const lendIn = inlet('microphone lend', () => {
    endLoan = app.microphone.lend((frames) =>
      boundary.tell('microphone lent', [frames], () => take?.(frames)),
    )
  })
  const endLoanIn = inlet('microphone lend ends', () => endLoan())
  const own = inlet('microphone own', (isHere: boolean) => app.microphone.own(isHere))
  const letGo = inlet('microphone let go', () => app.microphone.letGo())
  const borrow = inlet('microphone borrow', (frames: Parameters<App['microphone']['borrow']>[0]) =>
    app.microphone.borrow(frames),
  )
  const wake = inlet('wake', () => app.wake())
  const hearVoice = inlet('hear voice', (isHere: boolean) => app.hearVoice(isHere))
  const welcomed = inlet('welcomed', () => app.welcomed())
  const recall = inlet('recall', () => app.recall())
  const leave = inlet('leave', () => app.leave())
  const close = inlet('close', () => app.close())
  const askStore = inlet('ask store', (request: Parameters<App['askStore']>[0]) => app.askStore(request))
  void begin()
  return {
    get store() {
      return app.store
    },
    askStore: askStore as unknown as App['askStore'],
    readSignals: () => boundary.look(() => app.readSignals()),
    readPauses: () => boundary.look(() => app.readPauses()),
    wake: () => void wake(),
    hearVoice: (isHere) => void hearVoice(isHere),
    welcomed: () => void welcomed(),
    recall: () => void recall(),
    leave: () => void leave(),
    close: () => void close(),
    microphone: {
      own: (isHere) => void own(isHere),
      letGo: () => void letGo(),
      lend(frames) {
        take = frames
        void lendIn()
        return () => void endLoanIn()
      },
      borrow: (frames) => void borrow(frames),
      get isOpen() {
        return app.microphone.isOpen
      },
      onNeed: (told) => (needed = told),
      onHears: (told) => (hears = told),
    },
  }
}

type Action = (...args: unknown[]) => unknown
