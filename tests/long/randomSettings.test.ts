import { it } from 'vitest'
import { readRandomFiles } from '../rigs/settings/readRandomFiles'

it('10,000 random files of settings are read without a crash, and every fault in them is named', () =>
  readRandomFiles(10_000, 1))
