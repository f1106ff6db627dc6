/**
 * Finds out something by the samples of a sound. A replay of what was recorded without its sound has what was found out then in
 * place of it. What is found is data, as JSON has it.
 */
export type Derive = <Found>(what: string, find: () => Found) => Found

export const deriveHere: Derive = (_, find) => find()
