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
      const message = `The proxy ${trouble.proxy} could not be reached (${trouble.reason}), so nothing was asked of ${host}. Check HTTPS_PROXY and HTTP_PROXY.`
      return new PassingTrouble(message, { cause })
    }
    case 'proxy-status': {
      const { status } = trouble
      if (status !== '407')
        return new PassingTrouble(`The proxy on the way to ${host} does not lead there (status ${status}).`, {
          cause,
        })
      const message = `The proxy on the way to ${host} wants a user name and a password. Write them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.`
      return new AppError('download-failed', message, { cause })
    }
    case 'distrusted': {
      const message = `${host} cannot show that it is ${host}: its certificate is not one that this computer trusts. A network that wants you to sign in may stand between, or a company's proxy. Sign in with a browser; or have Parley trust the company's certificate, as a file that NODE_EXTRA_CA_CERTS names.`
      return new AppError('download-failed', message, { cause })
    }
    case 'lost':
      return new PassingTrouble(`The connection to ${host} failed (${trouble.reason}).`, { cause })
  }
}
