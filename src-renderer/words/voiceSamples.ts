/** What a voice says to be listened to, by the first letters of what it speaks; English for all others. */
export const voiceSamples: Readonly<Record<string, string>> & { readonly en: string } = {
  en: 'Hello. This is how I will answer you.',
  de: 'Hallo. So werde ich dir antworten.',
  es: 'Hola. Así te voy a responder.',
  fr: 'Bonjour. Voici comment je te répondrai.',
  hi: 'नमस्ते। मेरी आवाज़ ऐसी है।',
  it: 'Ciao. Ti risponderò così.',
  nl: 'Hallo. Zo zal ik je antwoorden.',
  pt: 'Olá. É assim que vou responder.',
}
