import { Random } from './random'
import { InterruptedConversation } from './interruptedConversation'
import type { ToneAnswer } from './toneAnswers'

/** A conversation keeps all its exchanges: many short ones cost less than a long one. */
const inOneConversation = 50

export interface InterruptionsReport {
  /** Turns that were ended before all of their answer had left the loudspeaker. */
  readonly interruptions: number
  /** Samples that left the loudspeaker and were none of the answer that was due. */
  readonly staleSamples: number
  /** For each interruption of an answer that sounded: words that the engine takes to be heard beyond those that were, or fewer. */
  readonly wrongWords: readonly number[]
  /** Interruptions after which the screen shows another place than the engine remembers. */
  readonly otherwiseShown: number
}

/** Interrupts answers at any time, in any way, and listens to every sample that leaves the loudspeaker. */
export async function interruptAtRandom(
  answers: readonly ToneAnswer[],
  interruptions: number,
  seed = 1,
): Promise<InterruptionsReport> {
  const random = new Random(seed)
  const report = { interruptions: 0, staleSamples: 0, wrongWords: [] as number[], otherwiseShown: 0 }
  while (report.interruptions < interruptions) {
    const conversation = await InterruptedConversation.open(answers, random)
    const most = Math.min(inOneConversation, interruptions - report.interruptions)
    while (conversation.interruptions < most) await interruptOnce(conversation, random)
    await conversation.close()
    report.interruptions += conversation.interruptions
    report.staleSamples += conversation.staleSamples
    report.otherwiseShown += conversation.otherwiseShown
    report.wrongWords.push(...conversation.wrongWords)
  }
  return report
}

/** Lets the answer go on for a while and takes the turn, by hand, key or voice. */
async function interruptOnce(conversation: InterruptedConversation, random: Random): Promise<void> {
  await conversation.go(random.next() < 0.8 ? random.between(0, 900) : random.between(0, 6000))
  const way = random.next()
  if (way < 0.5) await conversation.ask()
  else if (way < 0.9) {
    await conversation.stop()
    await conversation.go(random.pick([0, random.between(0, 300)]))
    await conversation.ask()
  } else if (way < 0.98) await conversation.askByKey(random.between(100, 250))
  else await conversation.askByVoice(random.between(300, 600))
}
