import { dialog, shell } from 'electron'

let isAsking = false

/**
 * Opens a page of the web in the user's browser, when it is https and the user says yes. One question stands at a time;
 * what else is to be opened meanwhile is not.
 * @returns the host of what was opened; undefined: nothing was
 */
export async function askToOpen(address: string): Promise<string | undefined> {
  const url = webAddress(address)
  if (url === undefined || isAsking) return undefined
  isAsking = true
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Parley',
      message: `Open ${url.host} in your browser?`,
      detail: `${url.href}\n\nParley itself asks nobody for it. Your browser will.`,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return undefined
    await shell.openExternal(url.href)
    return url.host
  } catch (thrown) {
    console.error('parley: No browser could be opened.', thrown)
    return undefined
  } finally {
    isAsking = false
  }
}

/** An https address without a user's name in it, which could be made to look like a host. */
function webAddress(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url : undefined
}
