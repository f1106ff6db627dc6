import { hashOf, type HubFile } from './hubFile'

/**
 * Where the bytes gather until they are whole. The name carries the content's hash, so that a part is never continued
 * with another version of the file; this is what an If-Range header would guard, over all hosts and restarts.
 */
export function partPlace(place: string, file: HubFile): string {
  return `${place}.${(hashOf(file) ?? 'unknown').slice(0, 12)}.part`
}
