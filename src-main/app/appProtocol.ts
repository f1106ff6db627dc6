import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { findFile } from '../web/findFile'
import { securityHeaders } from '../web/securityHeaders'
import { appScheme, isOwnAddress } from './appOrigin'

/** Makes `app://` an origin like any on the web. Before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built window, and nothing else, under the app's own origin. */
export function serveAppProtocol(rendererDir: string): void {
  protocol.handle(appScheme, async (request) => {
    if (!isOwnAddress(request.url) || request.method !== 'GET') return new Response(null, { status: 403 })
    const found = await findFile(rendererDir, new URL(request.url).pathname)
    if (found === undefined) return new Response(null, { status: 404, headers: securityHeaders })
    return new Response(new Uint8Array(await readFile(found.file)), {
      headers: { ...securityHeaders, 'Content-Type': found.contentType },
    })
  })
}
