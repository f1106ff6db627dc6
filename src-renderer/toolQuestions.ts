import type { EngineMessage } from '@contract'
import type { EngineClient } from './engineClient'
import type { AppActions, AppState, ToolQuestion } from './state'
import type { WindowSettings } from './windowSettings'

/** What a window does for tools. */
export interface WindowDeeds {
  readClipboard(): Promise<string>
  writeClipboard(text: string): Promise<void>
  openAddress(address: string): void
  /** Whoever opens an address asks by itself. */
  readonly opensAfterAsking: boolean
}

export interface ToolQuestionsParts {
  readonly engine: Pick<EngineClient, 'answerTool'>
  readonly settings: Pick<WindowSettings, 'of' | 'choose'>
  /** Absent: there is nobody to be asked, as in a terminal. */
  readonly deeds: WindowDeeds | undefined
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
}

export interface ToolQuestions {
  /** A tool asks first. */
  asked(message: Extract<EngineMessage, { type: 'tool-ask' }>): void
  /** An exchange is not as it was: nobody needs an answer when what was called is over. */
  told(message: Extract<EngineMessage, { type: 'exchange' }>): void
  /** Nobody needs an answer any more. */
  over(turn: number): void
  readonly answer: AppActions['answerTool']
}

/** Asks the user whether tools may run, or answers as they said for good, and does what only a window can. */
export function toolQuestions({ engine, settings, deeds, get, set }: ToolQuestionsParts): ToolQuestions {
  const allow = async ({ call, deed, args }: ToolQuestion): Promise<void> => {
    try {
      const text = await done(deed, args, deeds)
      engine.answerTool({ call, isAllowed: true, ...(text !== undefined && { text }) })
    } catch (thrown) {
      const failure = thrown instanceof Error ? thrown.message : String(thrown)
      engine.answerTool({ call, isAllowed: true, failure: failure.slice(0, 300) })
    }
  }
  const over = (turn: number): void => {
    if (get().toolQuestion?.turn === turn) set({ toolQuestion: undefined })
  }
  return {
    asked(message) {
      const { tools } = get()
      const { server, says } = tools.find(({ name }) => name === message.tool) ?? {}
      const { call, turn, tool, args, deed } = message
      const question: ToolQuestion = { call, turn, tool, args, deed, server, says }
      const consent = settings.of('toolConsents')[tool]
      const nobodyCanSay = deeds === undefined && consent !== 'always'
      if (consent === 'never' || nobodyCanSay) engine.answerTool({ call, isAllowed: false })
      // The desktop asks by itself before it opens anything.
      else if ((consent === 'always' && mayBeGeneral(deed, get())) || asksItself(question, deeds))
        void allow(question)
      else set({ toolQuestion: question })
    },
    told({ exchange, turn }) {
      if (turn !== undefined && exchange.toolSteps.at(-1)?.outcome !== undefined) over(turn)
    },
    over,
    answer(choice) {
      const { toolQuestion: question } = get()
      if (question === undefined) return
      set({ toolQuestion: undefined })
      if (choice === 'no') return engine.answerTool({ call: question.call, isAllowed: false })
      if (choice === 'always')
        settings.choose('toolConsents', { ...settings.of('toolConsents'), [question.tool]: 'always' })
      void allow(question)
    },
  }
}

/**
 * Whether what was said for good holds. A page is asked for each time; and the clipboard, where a server answers: it would be sent
 * what was copied, such as a password.
 */
function mayBeGeneral(deed: ToolQuestion['deed'], { engineModels }: AppState): boolean {
  const isToldElsewhere = (engineModels?.leavesTo.length ?? 0) > 0
  return deed !== 'open-address' && !(deed === 'read-clipboard' && isToldElsewhere)
}

function asksItself({ deed }: ToolQuestion, deeds: WindowDeeds | undefined): boolean {
  return deed === 'open-address' && deeds?.opensAfterAsking === true
}

/** Does what the window is to do, and says what came of it to the listener; undefined: it is not the window's. */
async function done(
  deed: ToolQuestion['deed'],
  args: ToolQuestion['args'],
  deeds: WindowDeeds | undefined,
): Promise<string | undefined> {
  if (deed === undefined) return undefined
  if (deeds === undefined) throw new Error('This cannot be done in a terminal.')
  switch (deed) {
    case 'read-clipboard':
      return (await deeds.readClipboard()) || 'The clipboard has no text.'
    case 'write-clipboard':
      await deeds.writeClipboard(args.text as string)
      return 'The text is on the clipboard.'
    case 'open-address':
      deeds.openAddress(args.url as string)
      return deeds.opensAfterAsking ? 'The user is asked whether to open it.' : 'The page is opened.'
  }
}
