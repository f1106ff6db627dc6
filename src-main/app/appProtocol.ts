import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'
import type { HostSettings } from '../settings/hostSettings'
import { pageWithSettings } from '../settings/pageWithSettings'
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
export function serveAppProtocol(rendererDir: string, settings: HostSettings): void {
  protocol.handle(appScheme, async (request) => {
    if (!isOwnAddress(request.url) || request.method !== 'GET') return new Response(null, { status: 403 })
    const found = await findFile(rendererDir, new URL(request.url).pathname)
    if (found === undefined) return new Response(null, { status: 404, headers: securityHeaders })
    const content = await readFile(found.file)
    const isPage = path.basename(found.file) === 'index.html'
    const body = isPage ? pageWithSettings(content.toString(), settings) : new Uint8Array(content)
    return new Response(body, {
      headers: { ...securityHeaders, 'Content-Type': found.contentType },
    })
  })
}
