import { expect, test } from 'vitest'
import { onlyStops } from '../../src-main/engine/hearing/onlyStops'

test('who says no more than "stop" asks nothing, in each language and however politely', () => {
  const said = [
    'Stop.',
    'No!',
    'no, no, no',
    'Okay, stop it, please.',
    'Wait a second.',
    'That’s enough, thank you.',
  ]
  const others = [
    'Stopp!',
    'Nein, danke.',
    'Arrête, s’il te plaît.',
    'Ça suffit.',
    'Espera un momento.',
    'रुको।',
  ]
  for (const each of [...said, ...others]) expect([each, onlyStops(each)]).toEqual([each, true])
})

test('who says more than that asks', () => {
  const said = [
    'Yes.',
    'Hello.',
    'Why not?',
    'No idea what you mean.',
    'Stop the timer.',
    'When does it stop?',
  ]
  for (const each of [...said, 'Please.', 'Okay.', 'Nothing', '', '...', 'No one'])
    expect([each, onlyStops(each)]).toEqual([each, false])
})
