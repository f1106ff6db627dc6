import { z } from 'zod'
import { readServerAddress } from './serverAddress'
import { settingsOf } from './settingMeta'

const ofServer = settingsOf('server', { leavesComputer: true })

/** Who answers, and where. The key is no setting: it is kept apart from them. */
export const serverSettings = z.object({
  answers: ofServer(z.enum(['here', 'server']).default('here'), {
    option: 'answers-from',
    label: 'Answers come from',
    help: 'A server gets what you say, and what was said before in the conversation. The window shows it as long as that is so.',
    choices: { here: 'This computer', server: 'A server' },
  }),
  address: ofServer(
    z
      .string()
      .max(500)
      .refine((text) => text === '' || !('fault' in readServerAddress(text)), {
        error: ({ input }) => {
          const read = readServerAddress(String(input))
          return 'fault' in read ? read.fault : ''
        },
      })
      .default(''),
    {
      option: 'server',
      label: 'Address of the server',
      help: 'Of any that speaks as OpenAI’s chat completions do, such as https://api.example.com/v1 or http://localhost:8080. Without https only on this computer and in your own network.',
    },
  ),
  model: ofServer(z.string().max(300).default(''), {
    option: 'server-model',
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
