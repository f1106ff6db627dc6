/** What the main job (`mainJob.ts`) tells of itself when it is done. */
export interface MainJobFigures {
  /** On which of the loopback there was somebody: the host, the model hub and the hub's storage. */
  readonly ports: readonly number[]
  /** How often the weights of the model were fetched from the hub. */
  readonly fetched: number
  /** What the window shows of privacy, as a text. */
  readonly shown: string
  /** Files that it wrote and that lie in none of Parley's places. */
  readonly strays: readonly string[]
  /** What the window told of removing them. */
  readonly removed: string
  /** The exit code of `npm start` after that. */
  readonly endedWith: number | null
  /** What the browser had of Parley after that. */
  readonly browserKeeps: readonly object[]
  /** What the window asked elsewhere for, or complained of. */
  readonly offences: readonly string[]
}
