/**
 * The oldest Node that a package asks for, where this one is older; else undefined.
 * @param {string} node a version such as 20.19.0
 * @param {string} wanted what the package's `engines` say, such as ">= 22.12.0"
 * @returns {string | undefined} such as 22.12
 */
export function newerNode(node, wanted) {
  const parts = (version) => (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
  const [[major, minor = 0], [wantedMajor, wantedMinor = 0]] = [parts(node), parts(wanted)]
  const isOlder = major < wantedMajor || (major === wantedMajor && minor < wantedMinor)
  return isOlder ? `${wantedMajor}.${wantedMinor}` : undefined
}
