import { useSyncExternalStore, type ReactElement } from 'react'
import './styles/index.css'
import { AppProvider, type AppParts } from './appContext'
import { isQuick } from './isQuick'
import { MainWindow } from './MainWindow'
import { QuickWindow } from './QuickWindow'
import { useLanguage } from './useLanguage'

/** One page for both windows: `#quick` asks for the small one. */
export function App({ parts }: { parts: AppParts }): ReactElement {
  return (
    <AppProvider value={parts}>
      <Window />
    </AppProvider>
  )
}

function Window(): ReactElement {
  const quick = useSyncExternalStore(watchHash, isQuick)
  useLanguage()
  return quick ? <QuickWindow /> : <MainWindow />
}

function watchHash(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}
