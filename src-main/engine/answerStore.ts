import type { StoreAnswer, StoreKind, StoreRequest } from '@contract'
import { exportConversation } from './conversations/exportConversation'
import { engineFiguresOf } from './engineFiguresOf'
import type { Session } from './session'

type Answers = {
  readonly [Kind in StoreKind]: (
    session: Session,
    request: Extract<StoreRequest, { kind: Kind }>,
  ) => StoreAnswer<Kind>
}

/** Of a file, at a time: a multiple of three, so that pieces of Base64 can be joined. */
const pieceBytes = 768 * 1024

const answers: Answers = {
  conversations: ({ store }, { limit, after, named }) => ({
    conversations: store.conversations(limit, after, named),
  }),
  search: ({ store }, { text, limit, before }) => ({
    found: store.search(text, limit, before),
    unsearched: store.unsearched,
  }),
  exchanges: ({ store }, { conversation, limit, before }) => ({
    exchanges: store.exchanges(conversation, limit, before),
  }),
  rename: (session, { conversation, name }) => {
    session.rename(conversation, name)
    return {}
  },
  correct: (session, { exchange, transcript }) => {
    session.correct(exchange, transcript)
    return {}
  },
  remove: (session, { what }) => ({ removal: session.remove(what) }),
  undo: (session, { removal }) => ({ isUndone: session.undo(removal) }),
  export: ({ store }, { conversation, format, language, file, from }) => {
    const wanted = exportConversation(store, conversation, format, language).at(file)
    if (wanted === undefined) return { base64: '', isWhole: true }
    const bytes = wanted.read()
    const piece = bytes.subarray(from, from + pieceBytes)
    const base64 = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('base64')
    return { name: wanted.name, base64, isWhole: from + pieceBytes >= bytes.length }
  },
  figures: engineFiguresOf,
}

/** Answers what a window asks of what was said before. @throws AppError */
export function answerStore(session: Session, request: StoreRequest): object {
  const answer = answers[request.kind] as (session: Session, request: StoreRequest) => object
  return answer(session, request)
}
