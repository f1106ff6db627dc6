import type { ModelCard, ModelsBridge } from '@contract'
import { useEffect, useState } from 'react'

/** All cards as they change; undefined until they are known. */
export function useModels(models: ModelsBridge | undefined): readonly ModelCard[] | undefined {
  const [cards, setCards] = useState<readonly ModelCard[]>()
  useEffect(() => models?.watch(setCards), [models])
  return cards
}
