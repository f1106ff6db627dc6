/** What a listener is told of something that it may call. */
export interface ToolDescription {
  /** Letters, digits, `_` and `-`, 64 at most: what every listener can say. */
  readonly name: string
  /** For the listener: what it does, and when to call it. */
  readonly description: string
  /** JSON schema of the arguments, an object. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Something that a listener may call for its answer. */
export interface Tool extends ToolDescription {
  /**
   * @param args as the listener gave them: whoever runs a tool checks them against `parameters`
   * @returns what the listener is told
   * @throws AppError, which the listener is told in the place of a result, `tool-refused` where the user would not have it; the
   *   signal's reason when it aborts
   */
  run(args: unknown, signal: AbortSignal): Promise<string>
}
