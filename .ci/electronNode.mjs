/**
 * What follows from this Node for the desktop app, as one sentence; undefined: nothing.
 * @param {string} node a version such as 20.19.0
 * @param {string} wanted what Electron's package asks for, such as ">= 22.12.0"
 * @returns {string | undefined}
 */
export function electronNode(node, wanted) {
  const parts = (version) => (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
  const [[major, minor = 0], [wantedMajor, wantedMinor = 0]] = [parts(node), parts(wanted)]
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined
  return `Electron asks for Node ${wantedMajor}.${wantedMinor} or newer, and this is ${node}: it is fetched all the same, and where that fails Parley opens in the browser.`
}
