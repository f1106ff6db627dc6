import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../src-main/engineProcess/projectRoot'
import { offeredQuestions, unknownAnswer } from '../../../src-renderer/builtInListener'
import { answerTo } from '../../e2e/app/questions'

it('is offered questions that it knows, and one for which it looks at the clock', () => {
  const known = offeredQuestions.filter((question) => question !== 'What time is it?')
  expect(known).toHaveLength(offeredQuestions.length - 1)
  expect(known.map(answerTo)).not.toContain(unknownAnswer)
})

it('is known by the sentence that it was trained to say', () => {
  const trained = readFileSync(path.join(projectRoot, 'models/nano/train/sentences.py'), 'utf8')
  expect(trained).toContain(JSON.stringify(unknownAnswer))
})
