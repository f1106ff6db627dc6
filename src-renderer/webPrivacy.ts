import {
  passHeader,
  privacyPath,
  privacyReport,
  removalAnswer,
  type DiskPlace,
  type PrivacyBridge,
} from '@contract'
import { hostPass } from './hostSocket'
import { keepNothingMore } from './lastingStorage'

/** What the web host tells of it, and what this browser keeps for its pages. */
export const webPrivacy: PrivacyBridge = {
  async report() {
    const answer = await fetch(privacyPath, { headers: { [passHeader]: hostPass() } })
    const report = privacyReport.parse(await answer.json())
    return { ...report, places: [...report.places, browserPlace()] }
  },
  noteOpened(opened) {
    // Where nobody hears it, nobody is there to tell of it.
    post({ opened }).catch(() => undefined)
  },
  async removeAll(request) {
    const place = browserPlace()
    const answer = await post(request)
    const report = removalAnswer.parse(await answer.json())
    if ('code' in report) return report
    for (const storage of [localStorage, sessionStorage]) storage.clear()
    return { ...report, removed: [...report.removed, place] }
  },
}

function post(body: object): Promise<Response> {
  const headers = { [passHeader]: hostPass() }
  return fetch(privacyPath, { method: 'POST', headers, body: JSON.stringify(body) })
}

// Another page had everything removed: this one is not to write it again when it goes.
addEventListener('storage', ({ key }) => {
  if (key === null) keepNothingMore()
})

/** Every entry is taken for a file of its own. */
function browserPlace(): DiskPlace {
  const entries = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage))
  const { size: sizeBytes } = new Blob(entries.flat() as string[])
  return { kind: 'browser', path: location.origin, sizeBytes, files: entries.length, isUsersOwn: false }
}
