import { toAppError, type Notice } from '@contract'
import { useEffect, useRef, useState } from 'react'

export interface Pages<Entry> {
  /** As far as they are here; undefined: not asked yet. */
  readonly entries: readonly Entry[] | undefined
  /** There are no more. */
  readonly isWhole: boolean
  /** Why there are none. */
  readonly trouble: Notice | undefined
  readonly more: () => void
}

const pageSize = 50
/** As many as one request may ask for. */
const mostAtOnce = 200

/**
 * A list that is asked for page by page. When it has changed, all of it that was shown is asked for again, and shown until
 * then.
 * @param ask a page behind an entry, of at most so many
 * @param version of the list
 */
export function usePages<Entry>(
  ask: (limit: number, after: Entry | undefined) => Promise<readonly Entry[]>,
  version: unknown,
): Pages<Entry> {
  const [shown, setShown] = useState<{ entries: readonly Entry[]; isWhole: boolean }>()
  const [trouble, setTrouble] = useState<Notice>()
  /** The newest asking: what an older one brings is dropped. */
  const asking = useRef(0)
  const isAsking = useRef(false)

  const load = async (entries: readonly Entry[], wanted: number): Promise<void> => {
    const own = ++asking.current
    isAsking.current = true
    try {
      let isWhole = false
      while (!isWhole && entries.length < wanted) {
        const limit = Math.min(mostAtOnce, wanted - entries.length)
        const page = await ask(limit, entries.at(-1))
        entries = [...entries, ...page]
        isWhole = page.length < limit
      }
      if (asking.current !== own) return
      setShown({ entries, isWhole })
      setTrouble(undefined)
    } catch (thrown) {
      if (asking.current === own) setTrouble(toAppError(thrown).notice)
    } finally {
      if (asking.current === own) isAsking.current = false
    }
  }

  useEffect(() => {
    void load([], Math.max(pageSize, shown?.entries.length ?? 0))
  }, [version])
  useEffect(() => () => void asking.current++, [])

  const { entries, isWhole = false } = shown ?? {}
  return {
    ...{ entries, isWhole, trouble },
    more() {
      if (entries !== undefined && !isWhole && !isAsking.current)
        void load(entries, entries.length + pageSize)
    },
  }
}
