import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import path from 'node:path'
import { createServer } from 'vite'
import { renderer } from '../../electron.vite.config'
import { projectRoot } from '../engineProcess/projectRoot'
import { terminal } from '../terminalWords'
import type { LiveWindow } from './liveWindow'
import { contentSecurityPolicy } from './securityHeaders'

/** Starts Vite without a port of its own: the web host decides who is let in. */
export async function startLiveWindow(): Promise<LiveWindow> {
  const nonce = randomBytes(16).toString('base64')
  // Vite takes its sockets from a server. This one never listens, and gets those that the host let in.
  const sockets = createHttpServer()
  const vite = await createServer({
    ...renderer,
    configFile: false,
    appType: 'mpa',
    clearScreen: false,
    logLevel: 'warn',
    html: { cspNonce: nonce },
    server: {
      middlewareMode: true,
      ws: { server: sockets },
      fs: { allow: [projectRoot] },
      // With these the host is started anew, and pages are loaded anew when it is there again, not before.
      watch: { ignored: ['**/src-preload/**', '**/src-main/**'] },
    },
  })
  const policy = withNonce(contentSecurityPolicy, nonce)
  const pageFile = path.join(renderer.root, 'index.html')
  return {
    async page(response) {
      response.setHeader('Content-Security-Policy', policy)
      return vite.transformIndexHtml('/', await readFile(pageFile, 'utf8'))
    },
    serve(request, response) {
      response.setHeader('Content-Security-Policy', policy)
      // The page names its icon beside its own folder, which Vite serves by its full path.
      request.url = request.url?.replace(/^\/resources\//, `/@fs${vitePath(projectRoot)}/resources/`)
      vite.middlewares(request, response, () =>
        response.writeHead(404).end(`${terminal().words.web.noFile}\n`),
      )
    },
    tellChanges: (request, stream, head) => void sockets.emit('upgrade', request, stream, head),
    close: () => vite.close(),
  }
}

/** Vite writes its own scripts and styles into the page. They carry this word, and nothing else may be written into it. */
function withNonce(policy: string, nonce: string): string {
  return policy.replace(/(script|style)-src 'self'/g, `$& 'nonce-${nonce}'`)
}

/** A path as Vite writes it in addresses. */
function vitePath(file: string): string {
  const slashes = file.replaceAll('\\', '/')
  return slashes.startsWith('/') ? slashes : `/${slashes}`
}
