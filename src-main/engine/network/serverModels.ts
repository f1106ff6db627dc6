import { z } from 'zod'
import type { AnswerServer } from './answerServer'
import { askWhole } from './askWhole'

/** A list of models is short. */
const mostBytes = 4_000_000

const models = z.object({ data: z.array(z.object({ id: z.string().min(1).max(300) })) })

/**
 * The IDs of the models that a server has, as it lists them.
 * @throws ServerError; the signal's reason when it aborts
 */
export async function serverModels(server: AnswerServer, signal: AbortSignal): Promise<readonly string[]> {
  const limits = { mostBytes, withinMs: server.limits.stallMs }
  const said = await askWhole(server, '/models', undefined, limits, signal)
  try {
    return models.parse(JSON.parse(said.toString())).data.map(({ id }) => id)
  } catch (cause) {
    throw server.trouble({ kind: 'nonsense' }, cause)
  }
}
