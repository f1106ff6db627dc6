import type { Manner } from '../translators'

/**
 * Translates the page and what comes into it, as browsers do: as `Manner` says.
 */
function translate(manner: Manner): void {
  const made = new WeakSet<Node>()
  const wrapped = (text: string): Node[] => {
    const say = (said: string): Node => document.createTextNode(said)
    if (manner === 'as texts, with others around') return ['«', text, '»'].map(say)
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    inner.append(say(`«${text}»`))
    outer.append(inner)
    return [outer]
  }
  const note = (node: Node): void => {
    made.add(node)
    node.childNodes.forEach(note)
  }
  const replace = (text: Node): void => {
    const { parentNode: parent, nodeValue } = text
    if (parent === null || made.has(text) || nodeValue?.trim() === '') return
    if (text.parentElement?.closest('script, style, textarea')) return
    const nodes = wrapped(nodeValue ?? '')
    nodes.forEach(note)
    if (manner === 'one for one') parent.replaceChild(nodes[0], text)
    else {
      for (const node of nodes) parent.insertBefore(node, text)
      parent.removeChild(text)
    }
  }
  const all = (under: Node): void => {
    const walker = document.createTreeWalker(under, NodeFilter.SHOW_TEXT)
    const texts: Node[] = under instanceof Text ? [under] : []
    while (walker.nextNode()) texts.push(walker.currentNode)
    texts.forEach(replace)
  }
  all(document.body)
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      if (target instanceof Text) replace(target)
      addedNodes.forEach(all)
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true })
}

Object.assign(globalThis, { translate })
