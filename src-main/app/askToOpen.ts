import { dialog, shell } from 'electron'

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
      title: 'Parley',
      ...questionOf(url),
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return undefined
    await shell.openExternal(url.href)
    return url.host === '' ? undefined : url.host
  } catch (thrown) {
    console.error(`parley: Nothing could be opened for ${url.protocol}`, thrown)
    return undefined
  } finally {
    isAsking = false
  }
}

function questionOf(url: URL): { readonly message: string; readonly detail: string } {
  if (url.protocol === 'mailto:')
    return {
      message: `Write to ${url.pathname} in your mail program?`,
      detail: 'Parley itself sends nothing.',
    }
  const plain = url.protocol === 'http:' ? ' What goes there and back is not encrypted.' : ''
  return {
    message: `Open ${url.host} in your browser?`,
    detail: `${url.href}\n\nParley itself asks nobody for it. Your browser will.${plain}`,
  }
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
