/** What a person sees or a screen reader says without the brackets of the pseudo-language. @param apart selects what is data, not words of the window */
export function untranslated(apart: string): string[] {
  const found = new Set<string>()
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility() || element.matches('script, style') || element.closest(apart)) continue
    const texts = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name))
    // Of a sentence in pieces, the whole has the brackets.
    if (!element.textContent.includes('⟦'))
      for (const child of element.childNodes)
        if (child.nodeType === Node.TEXT_NODE) texts.push(child.textContent)
    for (const text of texts)
      // A date begins with its day.
      if (text !== null && /^\D*\p{L}{3}/u.test(text) && !text.includes('⟦')) found.add(text.trim())
  }
  return [...found]
}

/** Words that are cut off, and what is wider than the window. */
export function clipped(): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { overflowX, textOverflow } = getComputedStyle(element)
    const mayCut = overflowX !== 'visible' && textOverflow !== 'ellipsis' && element.clientWidth > 1
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (isShown && mayCut && element.scrollWidth > element.clientWidth + 1)
      found.push(`${element.className}: ${element.textContent.slice(0, 60)}`)
  }
  return found
}
