import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { desktop } from './desktop'
import { loadWorks } from './loadWorks'
import { askStore, readSignals, store } from './store'
import { App } from './ui/App'
import { keepTextNodes } from './ui/keepTextNodes'
import { webModels } from './webModels'
import { webPrivacy } from './webPrivacy'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
const models = desktop?.models ?? webModels
const privacy = desktop?.privacy ?? webPrivacy
keepTextNodes(root)
createRoot(root).render(
  <StrictMode>
    <App parts={{ store, readSignals, askStore, desktop, models, privacy, loadWorks }} />
  </StrictMode>,
)
