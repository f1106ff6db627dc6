import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { readSignals, store } from './store'
import { App } from './ui/App'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
createRoot(root).render(
  <StrictMode>
    <App parts={{ store, readSignals }} />
  </StrictMode>,
)
