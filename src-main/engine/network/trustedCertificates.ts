import tls from 'node:tls'

/** Node has it from 22.15 on. */
type Certificates = typeof tls & { getCACertificates?: (of: 'default' | 'system') => string[] }

/**
 * The certificate authorities to trust: Node's own, and those of this computer, among which are those of a company's proxy.
 * @returns undefined where Node cannot tell the latter: then it trusts its own, and those that NODE_EXTRA_CA_CERTS adds
 */
export function trustedCertificates(): string[] | undefined {
  const { getCACertificates: list } = tls as Certificates
  try {
    return list && [...new Set([...list('default'), ...list('system')])]
  } catch {
    return undefined
  }
}
