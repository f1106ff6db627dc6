/** The commands of the command line that an installed app has as well, by the word that follows the program's name. */
const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  ask: () => import('./ask'),
  doctor: () => import('./doctor'),
  listen: () => import('./listen'),
  models: () => import('./models'),
  replay: () => import('./replay'),
  'setup:cuda': () => import('./setupCuda'),
  talk: () => import('./talk'),
  tools: () => import('./tools'),
}

/**
 * The command that the words of the command line name, to be run; undefined: none, so the app itself is wanted.
 * @param argv of an installed app: its program, and what follows
 */
export function installedCommand(argv: readonly string[]): (() => Promise<unknown>) | undefined {
  const word = argv.at(1)
  return word !== undefined && Object.hasOwn(commands, word) ? commands[word] : undefined
}
