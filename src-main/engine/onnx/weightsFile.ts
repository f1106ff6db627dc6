import { realpathSync } from 'node:fs'
import path from 'node:path'

/**
 * The file in which a graph says that its weights lie. A graph comes from anyone, and may name what lies in its folder or
 * below. Where the graph's file is a link, as in Hugging Face's cache, its weights may lie beside what that leads to.
 * ONNX Runtime has the same rule for what it reads itself, and says so when it loads the graph.
 *
 * @param graphFile the model's own file, which is there
 * @param location as the graph names it
 * @returns the file behind all links; undefined where there is none, or it is not for this graph to name
 */
export function weightsFile(graphFile: string, location: string): string | undefined {
  if (path.isAbsolute(location)) return undefined
  try {
    const folder = path.dirname(graphFile)
    const file = realpathSync(path.join(folder, location))
    const allowed = [realpathSync(folder), path.dirname(realpathSync(graphFile))]
    return allowed.some((each) => file.startsWith(path.join(each, path.sep))) ? file : undefined
  } catch {
    return undefined
  }
}
