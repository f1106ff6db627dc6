import { isPseudo } from './takePseudoLanguage'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import type { PauseFigures } from '../../../../src-renderer/app'
import type { AppState } from '../../../../src-renderer/state'
import { App } from '../../../../src-renderer/ui/App'
import { useDraft } from '../../../../src-renderer/ui/foot/draftStore'
import { followLook } from '../../../../src-renderer/ui/followLook'
import { followLanguage } from '../../../../src-renderer/ui/language'
import { usePanels, type PanelName } from '../../../../src-renderer/ui/panels/panelStore'
import { windowSettings } from '../../../../src-renderer/windowSettings'
import { scriptedSettings } from '../../../rigs/settings/scriptedSettings'
import { comparePictures } from './comparePictures'
import { clipped, untranslated } from './lookAtWords'
import { frameCount, holdFrames, passFrames } from './frames'
import { restingSignals, restingState, scenes, type Scene, type SceneName } from './scenes'
import { scriptedConversations } from './scriptedConversations'
import { scriptedDesktop } from './scriptedDesktop'
import { cardsOfScenes, scriptedModels } from './scriptedModels'
import { scriptedDiagnostics } from './scriptedDiagnostics'
import { scriptedPrivacy } from './scriptedPrivacy'
import { scriptedRecording } from './scriptedRecording'
import { scriptedWorks } from './scriptedWorks'
import { scriptedStore } from './scriptedStore'

let root: Root | undefined

/**
 * Shows one of the real screens over a scripted store, in a window as fresh as one that was just loaded: loading takes four
 * times as long.
 * @param hash `#quick` for the small window
 */
function show(name: string, hash: string): void {
  root?.unmount()
  usePanels.setState(usePanels.getInitialState())
  useDraft.setState(useDraft.getInitialState())
  history.replaceState(undefined, '', location.pathname + location.search + hash)
  startAtTheTop()
  holdFrames()
  const scene: Scene = scenes[name as SceneName]
  const asked: string[] = []
  const store = scriptedStore({ ...restingState, ...scene.state }, asked)
  let looks = 0
  const readSignals = (): typeof restingSignals => {
    looks++
    return { ...restingSignals, ...scene.signals?.(frameCount()) }
  }

  const readPauses = (): PauseFigures => ({
    recentMs: name === 'figures' ? [180, 210, 240, 260, 310, 330, 340, 360, 420, 450, 520, 610, 700] : [],
    answersAfterMs: 640,
  })
  const askStore = scriptedConversations(asked)
  const isUnsafe = name === 'desktop-unsafe'
  const bridge = scriptedSettings(
    name === 'keeping' ? {} : { 'keeping.mode': 'yes' },
    ({ type, ...request }) => asked.push(`${type} ${JSON.stringify(request)}`),
  )
  const settings = windowSettings(bridge, bridge.told)
  followLook(settings)
  if (!isPseudo) followLanguage(settings)
  const desktop = name.startsWith('desktop') ? scriptedDesktop(asked, isUnsafe, bridge) : undefined
  const models =
    name.startsWith('models') || name in cardsOfScenes || isUnsafe
      ? scriptedModels(asked, isUnsafe, cardsOfScenes[name])
      : undefined

  const recording = name.endsWith('-recorded') ? scriptedRecording() : undefined
  const privacy =
    name.startsWith('privacy') || recording
      ? scriptedPrivacy(asked, name === 'privacy-quiet')
      : desktop?.privacy
  const diagnostics = name === 'report' ? scriptedDiagnostics(asked) : desktop?.diagnostics

  const loadWorks = name === 'licences' ? scriptedWorks : desktop && scriptedWorks

  /** What a test takes hold of. */
  const script = {
    show,
    asked,
    passFrames,
    comparePictures,
    untranslated,
    clipped,
    openPanel: (panel: PanelName): void => usePanels.getState().show(panel),
    /** The models are as they are in another scene. */
    modelsOf: (scene: string): void => models?.become(cardsOfScenes[scene]),
    /** Settings are changed in another window. */
    change: (...asked: Parameters<typeof bridge.change>) => bridge.change(...asked),
    /** How often the signals were looked at. */
    looks: (): number => looks,
    set: (state: Partial<AppState>): void => store.setState(state),
    exchanges: (): AppState['exchanges'] => store.getState().exchanges,
  }
  Object.assign(globalThis, { script })
  root = createRoot(document.getElementById('root')!)
  // With its effects, so that the first frame that passes is drawn.
  flushSync(() =>
    root!.render(
      <App
        parts={{
          store,
          readSignals,
          readPauses,
          askStore,
          settings,
          desktop,
          models,
          privacy,
          diagnostics,
          loadWorks,
          recording,
        }}
      />,
    ),
  )
}

/** Tab begins with the first thing on the screen again, and not where the last one had it. */
function startAtTheTop(): void {
  const first = document.createElement('button')
  document.body.prepend(first)
  first.focus()
  first.remove()
}

Object.assign(globalThis, { script: { show } })
