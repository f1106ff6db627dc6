import { dialog, shell } from 'electron'
import { toAppError } from '@contract'
import { inWords, words } from './words'

let isAsking = false

/**
 * Opens a page of the web in the user's browser, or a letter in the mail program, when the user says yes. One question stands at
 * a time; what else is to be opened meanwhile is not.
 * @returns the host of a page that was opened; undefined: none was
 */
export async function askToOpen(address: string): Promise<string | undefined> {
  const url = outsideAddress(address)
  if (url === undefined || isAsking) return undefined
  isAsking = true
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: words.name,
      ...questionOf(url),
      buttons: [words.link.yes, words.link.no],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return undefined
    await shell.openExternal(url.href)
    return url.host === '' ? undefined : url.host
  } catch (thrown) {
    console.error(`parley: ${inWords(toAppError(thrown).notice)}`)
    return undefined
  } finally {
    isAsking = false
  }
}

function questionOf(url: URL): { readonly message: string; readonly detail: string } {
  const { mail, mailDetail, page, pageDetail, notEncrypted } = words.link
  if (url.protocol === 'mailto:') return { message: mail(url.pathname), detail: mailDetail }
  const plain = url.protocol === 'http:' ? ` ${notEncrypted}` : ''
  return { message: page(url.host), detail: `${url.href}\n\n${pageDetail}${plain}` }
}

/**
 * A page without a user's name in its address, which could be made to look like a host; or a letter that has nothing yet but
 * whom it is for, for mail programs were made to attach files by the rest.
 */
function outsideAddress(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol === 'mailto:') return url.pathname === '' || url.search !== '' ? undefined : url
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' ? url : undefined
}
