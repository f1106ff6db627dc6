import { shownAtOnce, toAppError } from '@contract'
import type { Answers } from './answers'
import type { Timers } from './audio/timers'
import type { ConversationMessage, EngineClient } from './engineClient'
import type { Screen } from './screen'
import { earlierShown } from './shownExchanges'
import type { AppActions, AppState, Removed, ShownExchange } from './state'

export interface ConversationsParts {
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
  readonly engine: Pick<EngineClient, 'begin' | 'open' | 'store'>
  readonly answers: Pick<Answers, 'conversation' | 'interrupted'>
  readonly screen: Pick<Screen, 'passingTrouble' | 'toBeSeen'>
  readonly timers: Pick<Timers, 'after' | 'date'>
  /** Ends what goes on. */
  readonly stop: () => void
}

type ConversationActions = Pick<
  AppActions,
  | 'newConversation'
  | 'openConversation'
  | 'showEarlier'
  | 'shownSought'
  | 'correct'
  | 'forgetExchange'
  | 'remove'
  | 'undoRemoval'
>

export interface Conversations {
  readonly actions: ConversationActions
  /** Another engine is there: what the one before had in memory alone is gone with it. */
  begins(): void
  /** The engine said something of the conversation that is open. */
  told(message: ConversationMessage): void
  /** The list of conversations is not as it was. */
  changed(): void
}

/** The conversations of the user: which one is open, and what becomes of the others. */
export function conversations(parts: ConversationsParts): Conversations {
  const { get, set, engine, answers, screen, timers, stop } = parts
  let isAskingEarlier = false
  /** What the engine is to show again. */
  let shownBefore: number | undefined

  const failed = (thrown: unknown): void => screen.passingTrouble(toAppError(thrown).notice)

  const find = (key: string): ShownExchange | undefined => get().exchanges.find((each) => each.key === key)

  /** Ends what goes on, and does this when the engine knows how much of it was heard. */
  const afterStop = async (then: () => void | Promise<void>): Promise<void> => {
    stop()
    await answers.interrupted
    await then()
  }

  /** It is undone, or can no longer be. */
  const dropRemoval = (removed: Removed): void =>
    set({ removals: get().removals.filter((each) => each !== removed) })

  const remove = async (what: Removed['what']): Promise<void> => {
    const { conversation } = get()
    try {
      const { removal } = await engine.store({ kind: 'remove', what })
      if (removal === undefined) return
      const { number, undoUntil } = removal
      const removed = { removal: number, what, ...(conversation && { wasOpen: conversation.id }) }
      set({ removals: [...get().removals, removed] })
      timers.after(Math.max(0, undoUntil - timers.date()), () => dropRemoval(removed))
    } catch (thrown) {
      failed(thrown)
    }
  }

  /** Whether a removal takes what is being answered or shown at the foot. */
  const isUnderWay = (what: Removed['what']): boolean => {
    const { conversation, exchanges } = get()
    if (what === 'everything') return true
    if ('conversation' in what) return what.conversation === conversation?.id
    return what.exchange === exchanges.at(-1)?.id
  }

  const askToRemove = (what: Removed['what']): void =>
    void (isUnderWay(what) ? afterStop(() => remove(what)) : remove(what))

  const undo = async ({ removal, what, wasOpen }: Removed): Promise<void> => {
    try {
      const { isUndone } = await engine.store({ kind: 'undo', removal })
      if (!isUndone) return screen.passingTrouble({ word: 'tooLate' })
      const isOfOpen = what === 'everything' || ('conversation' in what && what.conversation === wasOpen)
      if (isOfOpen && wasOpen !== undefined) await afterStop(() => engine.open(wasOpen))
    } catch (thrown) {
      failed(thrown)
    }
  }

  return {
    begins() {
      const { conversation, exchanges } = get()
      shownBefore = exchanges.length > 0 ? conversation?.id : undefined
    },
    told(message) {
      answers.conversation(message)
      if (message.type !== 'conversation') return
      const { conversation: id, isPrivate, exchanges } = message
      if (shownBefore !== undefined && shownBefore !== id) screen.toBeSeen({ word: 'gone' })
      shownBefore = undefined
      set({ conversation: { id, isPrivate }, hasEarlier: exchanges.length >= shownAtOnce })
    },
    changed: () => set({ listVersion: get().listVersion + 1 }),
    actions: {
      newConversation: (isPrivate = false) =>
        void afterStop(() => {
          engine.begin(isPrivate)
          set({ exchanges: [], hasEarlier: false, sought: undefined })
        }),
      openConversation(id, exchange) {
        set({ sought: exchange === undefined ? undefined : { conversation: id, exchange } })
        if (id !== get().conversation?.id) void afterStop(() => engine.open(id))
      },
      async showEarlier() {
        const { conversation, exchanges, hasEarlier } = get()
        const before = exchanges.find((each) => each.id !== undefined)?.id
        if (isAskingEarlier || !hasEarlier || conversation === undefined || before === undefined) return
        isAskingEarlier = true
        try {
          const page = { conversation: conversation.id, before, limit: shownAtOnce }
          const { exchanges: earlier } = await engine.store({ kind: 'exchanges', ...page })
          if (get().conversation?.id !== conversation.id) return
          set({
            exchanges: earlierShown(get().exchanges, earlier),
            hasEarlier: earlier.length >= shownAtOnce,
          })
        } catch (thrown) {
          failed(thrown)
        } finally {
          isAskingEarlier = false
        }
      },
      shownSought: () => set({ sought: undefined }),
      correct(key, transcript) {
        const { id } = find(key) ?? {}
        if (id !== undefined) void engine.store({ kind: 'correct', exchange: id, transcript }).catch(failed)
      },
      forgetExchange(key) {
        const { id } = find(key) ?? {}
        // No engine has it.
        if (id === undefined) set({ exchanges: get().exchanges.filter((each) => each.key !== key) })
        else askToRemove({ exchange: id })
      },
      remove: askToRemove,
      undoRemoval() {
        const newest = get().removals.at(-1)
        if (newest === undefined) return
        dropRemoval(newest)
        void undo(newest)
      },
    },
  }
}
