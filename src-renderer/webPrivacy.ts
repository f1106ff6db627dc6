import { passHeader, privacyPath, privacyReport, type DiskPlace, type PrivacyBridge } from '@contract'
import { hostPass } from './hostSocket'

/** What the web host tells of it, and what this browser keeps for its pages. */
export const webPrivacy: PrivacyBridge = {
  async report() {
    const answer = await fetch(privacyPath, { headers: { [passHeader]: hostPass() } })
    const report = privacyReport.parse(await answer.json())
    return { ...report, places: [...report.places, browserPlace()] }
  },
}

/** Every entry is taken for a file of its own. */
function browserPlace(): DiskPlace {
  const entries = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage))
  const { size: sizeBytes } = new Blob(entries.flat() as string[])
  return { kind: 'browser', path: location.origin, sizeBytes, files: entries.length, isUsersOwn: false }
}
