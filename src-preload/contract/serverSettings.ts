import { z } from 'zod'
import { readServerAddress } from './serverAddress'
import { settingsOf } from './settingMeta'
import { told } from './told'

const ofServer = settingsOf('server', { leavesComputer: true })

/** Empty: none is named. */
const serverAddress = (): z.ZodDefault<z.ZodString> =>
  z
    .string()
    .max(500)
    .superRefine((text, context) => {
      const read = text === '' ? undefined : readServerAddress(text)
      if (read && 'fault' in read) context.addIssue(told({ kind: 'address-unusable', fault: read.fault }))
    })
    .default('')

/** Who answers, and where. The key is no setting: it is kept apart from them. */
export const serverSettings = z.object({
  answers: ofServer(z.enum(['here', 'server']).default('here'), {
    option: 'answers-from',
    label: 'Answers come from',
    help: 'A server gets what you say, and what was said before in the conversation. The window shows it as long as that is so.',
    choices: { here: 'This computer', server: 'A server' },
  }),
  address: ofServer(serverAddress(), {
    option: 'server',
    label: 'Address of the server',
    help: 'Of any that speaks as OpenAI’s chat completions do, such as https://api.example.com/v1 or http://localhost:8080. Without https only on this computer and in your own network.',
  }),
  model: ofServer(z.string().max(300).default(''), {
    option: 'server-model',
    modelOf: 'server',
    label: 'Model of the server',
    help: 'As the server calls it; empty: the first that it lists.',
  }),
  sendsSound: ofServer(z.boolean().default(true), {
    option: 'send-sound',
    label: 'Send the sound of your questions',
    help: 'A server that hears understands you better. Off, or where it takes no sound, what you say is written down on this computer, and sent as text.',
  }),
  stepsIn: ofServer(z.boolean().default(true), {
    option: 'step-in',
    label: 'Answer here when the server fails',
    help: 'With what is loaded on this computer.',
  }),
})

/** Who speaks, and where. */
export const serverVoiceSettings = z.object({
  speaks: ofServer(z.enum(['here', 'server']).default('here'), {
    option: 'speech-from',
    label: 'Answers are spoken by',
    help: 'A server gets the answers, sentence by sentence, to speak them. Where it fails, this computer speaks.',
    choices: { here: 'This computer', server: 'A server' },
  }),
  address: ofServer(serverAddress(), {
    option: 'voice-server',
    label: 'Address of the voice’s server',
    help: 'Of any that speaks as OpenAI’s audio speech does, such as Kokoro-FastAPI at http://localhost:8880.',
  }),
  model: ofServer(z.string().max(300).default('kokoro'), {
    option: 'voice-server-model',
    modelOf: 'serverVoice',
    label: 'Model that speaks there',
    help: 'As the server calls it.',
  }),
  voice: ofServer(z.string().max(300).default('af_heart'), {
    option: 'voice-server-voice',
    label: 'Voice that speaks there',
    help: 'As the server calls it.',
  }),
  language: ofServer(z.string().min(2).max(20).default('en-us'), {
    option: 'voice-server-language',
    label: 'Language of that voice',
    help: 'By its tag, such as en-us or de. What is in another language is said by a voice of this computer.',
  }),
})
