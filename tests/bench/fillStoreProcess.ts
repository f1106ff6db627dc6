/** Fills a store in a folder, in a process of its own: what that takes of memory is not the store's that is measured. */
import { fillStore } from './benchStore'

fillStore(process.argv[2])
