import { FakeWorld } from './fakeWorld'

/** What the scripted voice detector takes for speech, and for a still room. */
export const loud = 0.2
export const quiet = 0.0001
export const answerText = 'Paris is the capital.'

/** A world in which somebody has just asked something aloud. */
async function asked(): Promise<FakeWorld> {
  const world = await FakeWorld.begin()
  await world.hear(quiet, 960)
  await world.hear(loud, 640)
  await world.hear(quiet, 640)
  return world
}

/** A world in which the answer sounds. */
export async function speaking(): Promise<FakeWorld> {
  const world = await asked()
  await world.answer(1, answerText)
  world.speaker.on.audible(1, world.now + 5)
  // Who speaks now speaks into the answer, and not on.
  await world.hear(quiet, 1200)
  return world
}
