import { useEffect } from 'react'
import type { Phase } from '../../state'
import { words } from '../../words'
import { useApp } from '../appContext'
import idle from './idle.svg?inline'
import listening from './listening.svg?inline'
import muted from './muted.svg?inline'
import speaking from './speaking.svg?inline'
import thinking from './thinking.svg?inline'
import trouble from './trouble.svg?inline'

/** Each of a shape of its own. They are part of the page: a browser fetches the icon of a tab anew whenever it changes. */
const icons: Readonly<Record<Phase, string>> = {
  ...{ idle, listening, thinking, voicing: thinking, speaking, muted, trouble },
}

/** The page's title and icon tell what goes on, also in a tab that is behind another. */
export function useTab(): void {
  const phase = useApp((app) => app.phase)
  const title = phase === 'idle' ? words.name : `${words.phase[phase]} – ${words.name}`
  useEffect(() => {
    document.title = title
    document.querySelector('link[rel="icon"]')?.setAttribute('href', icons[phase])
  }, [phase, title])
}
