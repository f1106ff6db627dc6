import { useSyncExternalStore, type ReactElement } from 'react'
import './styles/index.css'
import './language'
import { AppProvider, type AppParts } from './appContext'
import { isQuick } from './isQuick'
import { MainWindow } from './MainWindow'
import { QuickWindow } from './QuickWindow'

/** One page for both windows: `#quick` asks for the small one. */
export function App({ parts }: { parts: AppParts }): ReactElement {
  const quick = useSyncExternalStore(watchHash, isQuick)
  return <AppProvider value={parts}>{quick ? <QuickWindow /> : <MainWindow />}</AppProvider>
}

function watchHash(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}
