import { AppError } from '@contract'
import { lineTrouble } from '../engine/network/lineTrouble'
import { PassingTrouble } from './retries'

/**
 * What a connection to a hub that failed or broke means.
 * @param host that was to be reached
 */
export function lostLine(host: string, cause: unknown): PassingTrouble | AppError {
  const trouble = lineTrouble(cause)
  switch (trouble.kind) {
    case 'proxy': {
      const { proxy, why } = trouble
      return new PassingTrouble({ kind: 'proxy-failed', proxy, host, ...why }, { cause })
    }
    case 'proxy-status': {
      const { status } = trouble
      if (status !== '407') return new PassingTrouble({ kind: 'proxy-leads-not', host, status }, { cause })
      return new AppError('download-failed', { kind: 'proxy-wants-login', host }, { cause })
    }
    case 'distrusted':
      return new AppError('download-failed', { kind: 'certificate-unknown', host }, { cause })
    case 'lost':
      return new PassingTrouble({ kind: 'line-failed', host, ...trouble.why }, { cause })
  }
}
