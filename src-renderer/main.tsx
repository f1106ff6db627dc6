import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { desktop } from './desktop'
import { loadWorks } from './loadWorks'
import { openStore } from './openStore'
import { pageSettings } from './pageSettings'
import { App } from './ui/App'
import { keepTextNodes } from './ui/keepTextNodes'
import { webDiagnostics } from './webDiagnostics'
import { webModels } from './webModels'
import { webPrivacy } from './webPrivacy'
import { webSettings } from './webSettings'
import { windowSettings } from './windowSettings'
import { followLook } from './ui/followLook'
import { followLanguage } from './ui/language'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
const models = desktop?.models ?? webModels
const privacy = desktop?.privacy ?? webPrivacy
const diagnostics = desktop?.diagnostics ?? webDiagnostics
const settings = windowSettings(desktop?.settings ?? webSettings, pageSettings())
followLook(settings)
followLanguage(settings)
const { app, recording } = openStore(settings)
const { store, readSignals, readPauses, askStore } = app
keepTextNodes(root)
createRoot(root).render(
  <StrictMode>
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
    />
  </StrictMode>,
)
