import { AppError, type Notice } from '@contract'
import { reasonIn } from '../../onnx/probe'
import { Session, type SessionOptions } from '../../onnx/session'

/**
 * Loads a decoder.
 * @param onFault given where its steps are to be replayed: told why it is loaded so that they cannot be
 */
export async function loadDecoder(
  file: string,
  options: SessionOptions,
  onFault: ((notice: Notice) => void) | undefined,
): Promise<Session> {
  const { device } = options
  if (device === undefined || onFault === undefined) return Session.load(file, options)
  try {
    const capturing = { ...device, options: { ...device.options, enable_cuda_graph: '1' } }
    return await Session.load(file, { ...options, device: capturing })
  } catch (thrown) {
    // CUDA's provider refuses to capture what the processor computes a part of.
    if (!(thrown instanceof AppError) || thrown.code === 'out-of-memory') throw thrown
    const session = await Session.load(file, options)
    onFault({ kind: 'replays-ended', why: reasonIn(thrown.message) })
    return session
  }
}
