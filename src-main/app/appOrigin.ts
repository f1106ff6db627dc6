/** Where the app's own pages live. */
export const appScheme = 'app'
const appHost = 'parley'
export const appOrigin = `${appScheme}://${appHost}`

export const mainPage = `${appOrigin}/index.html`
export const quickPage = `${appOrigin}/index.html#quick`

/** Whether an address is one of the app's own. */
export function isOwnAddress(address: string): boolean {
  try {
    const url = new URL(address)
    return url.protocol === `${appScheme}:` && url.host === appHost
  } catch {
    return false
  }
}
