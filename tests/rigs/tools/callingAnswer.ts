import type { AnswerOptions, AnswerPiece, Question } from '../../../src-main/engine/listeners/listener'

/** A listener's answer that calls what was typed, such as `get_time {}`, and says what came of it. */
export async function* callingAnswer(
  _conversation: unknown,
  question: Question,
  { soFar }: AnswerOptions,
): AsyncGenerator<AnswerPiece> {
  await Promise.resolve()
  const [name, ...rest] = 'text' in question ? question.text.split(' ') : []
  const step = soFar?.toolSteps.at(-1)
  if (step !== undefined) yield `I know now: ${step.result}`
  else if (rest.length > 0)
    yield { toolCall: { id: 'call-1', name, args: JSON.parse(rest.join(' ')) as unknown } }
}
