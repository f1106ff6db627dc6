import { memo, useMemo, type ReactElement } from 'react'
import { useLanguage } from '../../useLanguage'
import type { Block } from './answerDocument'
import { BlockView } from './BlockView'
import { HeardContext, type ShownHeard } from './heardContext'

/** A block of an answer. It is drawn again when something of it was written, or heard. */
export const SectionView = memo(function SectionView({
  block,
  ...heard
}: ShownHeard & { readonly block: Block }): ReactElement {
  useLanguage()
  const { end, marked, mark, restIs } = heard
  const shown = useMemo(() => ({ end, marked, mark, restIs }), [end, marked, mark, restIs])
  return (
    <HeardContext value={shown}>
      <BlockView block={block} />
    </HeardContext>
  )
})
