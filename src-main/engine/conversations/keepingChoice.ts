import { readFileSync } from 'node:fs'
import { keeping, type Keeping } from '@contract'
import { replaceFile } from '../files/replaceFile'

/**
 * Until its user has chosen, a conversation lasts as long as the app does: an engine that is started again knows what was
 * said, and asks again by its sound.
 */
const untilChosen: Keeping = keeping.parse({ mode: 'until-quit', audio: true })

/** How the user wants conversations kept, in a small file. */
export class KeepingChoice {
  readonly #file: string
  #chosen: Keeping | undefined

  /** What cannot be read counts as not chosen. */
  constructor(file: string) {
    this.#file = file
    try {
      this.#chosen = keeping.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
    } catch {
      // Nobody has chosen yet.
    }
  }

  get keeping(): Keeping {
    return this.#chosen ?? untilChosen
  }

  get isChosen(): boolean {
    return this.#chosen !== undefined
  }

  /** @throws what the system says, where it cannot be written */
  choose(chosen: Keeping): void {
    replaceFile(this.#file, `${JSON.stringify(chosen, undefined, 2)}\n`)
    this.#chosen = chosen
  }
}
