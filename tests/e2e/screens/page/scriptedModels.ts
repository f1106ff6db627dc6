import type { ModelCard, ModelsBridge } from '@contract'

const voxtral: ModelCard = {
  id: 'voxtral-mini-3b-q4f16',
  name: 'Voxtral Mini 3B',
  variant: 'q4f16',
  kind: 'listener',
  about: { kind: 'about-model', says: ['eight-languages', 'for-card'] },
  licence: 'Apache-2.0',
  source: 'onnx-community/Voxtral-Mini-3B-2507-ONNX',
  isOwnDirectory: false,
  state: 'fetching',
  doneBytes: 1_190_000_000,
  sizeBytes: 2_936_000_000,
  isSizeApproximate: false,
  memoryBytes: 3_439_000_000,
  bytesPerSecond: 38_400_000,
  secondsLeft: 45.5,
  inUse: false,
}
const kokoro: ModelCard = {
  id: 'kokoro-82m-fp16',
  name: 'Kokoro 82M',
  variant: 'fp16',
  kind: 'voice',
  about: { kind: 'about-model', says: ['natural-voice', 'for-card'] },
  licence: 'Apache-2.0',
  source: 'onnx-community/Kokoro-82M-v1.0-ONNX',
  isOwnDirectory: false,
  state: 'ready',
  doneBytes: 163_000_000,
  sizeBytes: 163_000_000,
  isSizeApproximate: false,
  memoryBytes: 163_000_000,
  inUse: true,
}

/** A model in each state that a card can show. */
export const scriptedCards: readonly ModelCard[] = [
  voxtral,
  {
    ...voxtral,
    ...{ id: 'voxtral-mini-3b-q4', variant: 'q4', state: 'partial', doneBytes: 734_000_000 },
    ...{ bytesPerSecond: undefined, secondsLeft: undefined },
    about: { kind: 'about-model', says: ['eight-languages', 'for-processor'] },
    error: {
      code: 'disk-full',
      notice: {
        kind: 'as-told',
        text: 'The disk of /home/ada has no room for the 2.2 GB that are still to come. Make room and fetch it again.',
      },
      retryable: true,
    },
  },
  {
    ...voxtral,
    ...{ id: 'own', name: 'my-voxtral', variant: '', state: 'ready', source: '/home/ada/models/my-voxtral' },
    ...{
      about: { kind: 'about-model', says: ['own-folder'] },
      isOwnDirectory: true,
      licence: undefined,
      inUse: true,
    },
  },
  kokoro,
  {
    ...kokoro,
    ...{ id: 'kokoro-82m-fp32', variant: 'fp32', state: 'absent', inUse: false, doneBytes: 0 },
    ...{ sizeBytes: 326_000_000, isSizeApproximate: true, memoryBytes: 326_000_000 },
    about: { kind: 'about-model', says: ['natural-voice', 'for-processor'] },
  },
  {
    ...voxtral,
    ...{ id: 'nvidia-cuda', name: 'NVIDIA CUDA', variant: '', kind: 'cuda', state: 'absent', doneBytes: 0 },
    about: { kind: 'about-cuda', card: 'NVIDIA GeForce RTX 4090', diskBytes: 1_900_000_000 },
    ...{ licence: 'NVIDIA Software License Agreement, MIT', source: 'pypi.org', sizeBytes: 1_173_120_959 },
    ...{ memoryBytes: undefined, bytesPerSecond: undefined, secondsLeft: undefined },
  },
]

const suggestion = { runsOn: 'card', freeBytes: 11_200_000_000, freeDiskBytes: 84_000_000_000 } as const

/** What a first run has: nothing is here, and two are suggested. */
const suggestedCards: readonly ModelCard[] = [
  {
    ...voxtral,
    ...{ state: 'absent', doneBytes: 0, isSizeApproximate: true, sizeBytes: 2_900_000_000 },
    ...{ bytesPerSecond: undefined, secondsLeft: undefined, suggestion },
  },
  {
    ...kokoro,
    ...{
      state: 'absent',
      doneBytes: 0,
      isSizeApproximate: true,
      inUse: false,
      suggestion,
    },
  },
]

const silent = { kind: 'hub-silent', host: 'huggingface.co' } as const

/** The cards of the scenes that do not have `scriptedCards`. */
export const cardsOfScenes: Readonly<Record<string, readonly ModelCard[]>> = {
  'models-unknown-question': suggestedCards,
  'welcome-models': suggestedCards,
  'welcome-models-full': suggestedCards.map((card) => ({
    ...card,
    suggestion: { ...suggestion, freeDiskBytes: 1_100_000_000, lacks: 'disk' },
  })),
  'models-retrying': suggestedCards.map((card) => ({ ...card, state: 'fetching', trouble: silent })),
  'models-failed': suggestedCards.map((card) => ({
    ...card,
    error: { code: 'download-failed', notice: { kind: 'gave-up', why: silent }, retryable: true },
  })),
  'models-here': suggestedCards.map((card) => ({
    ...card,
    ...{ state: 'ready', doneBytes: card.sizeBytes ?? 0, isSizeApproximate: false, isNew: true },
  })),
}

/** The models of a computer, as far as the screens see them. */
export function scriptedModels(
  asked: string[],
  isUnsafe = false,
  cards = scriptedCards,
): Required<ModelsBridge> & { readonly become: (cards: readonly ModelCard[]) => void } {
  const watchers = new Set<(cards: readonly ModelCard[]) => void>()
  let shown = cards
  const become = (next: readonly ModelCard[]): void => {
    shown = next
    for (const watcher of watchers) watcher(shown)
  }
  return {
    become,
    watch(receive) {
      watchers.add(receive)
      receive(shown)
      return () => watchers.delete(receive)
    },
    ask(request) {
      asked.push(`models ${JSON.stringify(request)}`)
      if (request.type === 'size') {
        // 10 MB a second.
        become(shown.map((card) => ({ ...card, expectedSeconds: (card.sizeBytes ?? 0) / 1e7 })))
      }
      return Promise.resolve(undefined)
    },
    useFolder() {
      asked.push('useFolder')
      return Promise.resolve({
        code: 'model-invalid',
        notice: { kind: 'as-told', text: '/home/ada/music holds no model that Parley reads.' },
        retryable: false,
      })
    },
    token: {
      isSafe: () => Promise.resolve(!isUnsafe),
      isKept: () => Promise.resolve(false),
      keep: () => Promise.resolve(undefined),
    },
  }
}
