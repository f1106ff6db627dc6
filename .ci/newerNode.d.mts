export function newerNode(node: string, wanted: string): string | undefined
