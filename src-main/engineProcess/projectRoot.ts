import { ownFiles } from '../engine/files/shippedFiles'

/** The folder with `package.json`, whether this runs from the sources, from `out/main` or installed. */
export const projectRoot = ownFiles.root
