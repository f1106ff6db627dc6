import { shippedWorks, worksFile, type ShippedWorks } from '@contract'

/** Whose works this app has. @throws Error where it was built without telling, or is gone */
export async function loadWorks(): Promise<ShippedWorks> {
  const answer = await fetch(new URL(worksFile, document.baseURI))
  return shippedWorks.parse(await answer.json())
}
