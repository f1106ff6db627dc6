/**
 * Keeps a page that React drew alive while something else changes its texts: a browser that translates it, or an
 * extension. They put nodes of their own where a text was. React goes on with the text that it made: what it writes there
 * nobody sees any more, and when it takes such a text away, or puts something before it, the whole page falls. Here a
 * text comes back to its place as soon as React needs it, and what stood for it goes; a translator then finds it anew.
 * @param root what React draws into
 */
export function keepTextNodes(root: Node): void {
  /** What stands where a text of React's was. */
  const standIns = new WeakMap<Node, readonly Node[]>()
  /** What came beside a text of React's, which may go next. */
  const beside = new WeakMap<Node, Node[]>()

  const note = (records: readonly MutationRecord[]): void => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const foreign = [...addedNodes].filter((node) => !isReacts(node))
      for (const text of [previousSibling, nextSibling])
        if (text instanceof Text && isReacts(text) && foreign.length > 0)
          beside.set(text, [...(beside.get(text) ?? []), ...foreign])
      for (const text of removedNodes)
        if (text instanceof Text && isReacts(text))
          standIns.set(text, [...foreign, ...(beside.get(text) ?? [])])
    }
  }
  const observer = new MutationObserver(note)
  observer.observe(root, { childList: true, subtree: true })

  const native = (name: 'insertBefore' | 'removeChild'): ((...of: unknown[]) => unknown) =>
    Object.getOwnPropertyDescriptor(Node.prototype, name)!.value as (...of: unknown[]) => unknown
  const [insertBefore, removeChild] = [native('insertBefore'), native('removeChild')]
  /** Brings a text back to where it was, if something stands there for it. */
  const bringBack = (text: Node): void => {
    note(observer.takeRecords())
    if (text.parentNode !== null) return
    const standing = (standIns.get(text) ?? []).filter((node) => node.parentNode !== null)
    standing.forEach((node, i) => {
      if (i === 0) insertBefore.call(node.parentNode, text, node)
      removeChild.call(node.parentNode, node)
    })
    standIns.delete(text)
    beside.delete(text)
  }

  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    if (child.parentNode !== this) bringBack(child)
    // What was moved elsewhere, or is gone, is to be gone.
    if (child.parentNode !== null) removeChild.call(child.parentNode, child)
    return child
  }
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    if (before !== null && before.parentNode !== this) bringBack(before)
    let next = before
    while (next !== null && next.parentNode !== this) next = next.parentNode
    insertBefore.call(this, node, next)
    return node
  }
  const nodeValue = Object.getOwnPropertyDescriptor(Node.prototype, 'nodeValue')!
  Object.defineProperty(Text.prototype, 'nodeValue', {
    ...nodeValue,
    set(this: Text, value: string) {
      if (this.parentNode === null) bringBack(this)
      nodeValue.set!.call(this, value)
    },
  })
}

/** Whether React made a node: it writes a note on each, whose name begins so (react-dom, ReactDOMComponentTree.js). */
function isReacts(node: Node): boolean {
  return Object.keys(node).some((key) => key.startsWith('__reactFiber$'))
}
