import { createHash } from 'node:crypto'
import { enterPath, passKey, startPath } from '@contract'
import type { TerminalWords } from '../terminalWords'
import { contentSecurityPolicy } from './securityHeaders'

/**
 * Takes the token out of the address bar, exchanges it, and goes on to the window by itself: the browser then counts
 * that as a visit from Parley's own page and sends the strict cookie, wherever the link was opened.
 */
const script = `
const token = location.hash.slice(1)
history.replaceState(null, '', '${startPath}')
fetch('${enterPath}', { method: 'POST', body: token }).then(async (answer) => {
  if (!answer.ok) throw new Error()
  localStorage.setItem('${passKey}', await answer.text())
  location.replace('/')
}).catch(() => {
  document.getElementById('told').hidden = false
})
`

/** The page that a link of Parley leads to. The empty icon keeps the browser from asking for one that is not there. */
export const entrancePage = ({ language, web }: TerminalWords): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>Parley</title>
<link rel="icon" href="data:,">
<p id="told" role="alert" hidden>${web.usedLink}</p>
<script>${script}</script>
`

const scriptHash = createHash('sha256').update(script).digest('base64')

/** As everywhere, and this one script. */
export const entrancePolicy = contentSecurityPolicy.replace(
  "script-src 'self'",
  `script-src 'self' 'sha256-${scriptHash}'`,
)
