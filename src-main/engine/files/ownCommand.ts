import { ownFiles } from './shippedFiles'

/** How a command of Parley is called here: the installed program's, or npm's from the sources. */
export function ownCommand(
  name: 'ask' | 'doctor' | 'listen' | 'models' | 'replay' | 'setup:cuda' | 'talk' | 'tools',
  words = '',
): string {
  const [caller, between] = ownFiles.isInstalled ? ['parley', ' '] : ['npm run', ' -- ']
  return words === '' ? `${caller} ${name}` : `${caller} ${name}${between}${words}`
}
