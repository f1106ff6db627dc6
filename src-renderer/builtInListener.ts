/** What the built-in listener says to what it does not know (`models/nano/train/sentences.py`). */
export const unknownAnswer = 'I do not know that one. I am only the small built-in listener.'

/**
 * Some of what it knows (`models/nano/questions.json`), and a question that it calls a tool for, to be pressed. It knows
 * English alone, so this is not translated.
 */
export const offeredQuestions = [
  'What can you do?',
  'Is my data private?',
  'What is the capital of France?',
  'What time is it?',
  'Who wrote Hamlet?',
  'Tell me a joke.',
] as const
