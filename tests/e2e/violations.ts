import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type RunOptions = Parameters<AxeBuilder['options']>[0]

/**
 * What seriously keeps somebody from using a page as it is now: a line for each place.
 * @param which rules are looked at; absent: all that are on by themselves
 */
export async function violations(page: Page, which: RunOptions = {}): Promise<string[]> {
  // The checker is a megabyte of code: a page that has it already is not given it again.
  const isThere = await page.evaluate(`'axe' in window`)
  const axe = new AxeBuilder({ page, axeSource: isThere === true ? ';' : undefined }).setLegacyMode()
  // To tell what is right as well takes as long as to look.
  const told: RunOptions = { resultTypes: ['violations'], selectors: false }
  const found = await axe.options({ ...told, ...which }).analyze()
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
