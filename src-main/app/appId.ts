/** The app's name to the system: of its bundle on macOS, of its shortcuts and windows on Windows. */
export const appId = 'app.parley.desktop'
