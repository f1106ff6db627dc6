export const sampleMoods = ['glad', 'calm', 'grave', 'urgent'] as const
export type SampleMood = (typeof sampleMoods)[number]

type Samples = Readonly<Record<SampleMood, string>>

/** What a voice says to be listened to in a mood, which it shows, by the first letters of what it speaks; English for all others. */
export const moodSamples: Readonly<Record<string, Samples>> & { readonly en: Samples } = {
  en: {
    glad: 'Congratulations, that is wonderful news!',
    calm: 'Do not worry, breathe slowly and relax.',
    grave: 'I am sorry, that is very sad.',
    urgent: 'Be careful, leave the house immediately.',
  },
  de: {
    glad: 'Herzlichen Glückwunsch, das ist wunderbar!',
    calm: 'Bleib ganz ruhig und atme langsam.',
    grave: 'Das ist leider sehr traurig.',
    urgent: 'Achtung, verlasse sofort das Haus.',
  },
  es: {
    glad: '¡Enhorabuena, es una noticia maravillosa!',
    calm: 'Con calma, respira despacio y descansa.',
    grave: 'Lo siento, es muy triste.',
    urgent: 'Cuidado, sal de la casa inmediatamente.',
  },
  fr: {
    glad: 'Félicitations, c’est une nouvelle merveilleuse !',
    calm: 'Reste calme et respire lentement.',
    grave: 'Je suis désolé, c’est très triste.',
    urgent: 'Attention, quitte la maison immédiatement.',
  },
  hi: {
    glad: 'बधाई हो, यह शानदार ख़बर है!',
    calm: 'शांत रहिए और आराम से साँस लीजिए।',
    grave: 'मुझे खेद है, यह बहुत दुखद है।',
    urgent: 'सावधान, तुरंत घर से बाहर निकलिए।',
  },
  it: {
    glad: 'Congratulazioni, è una notizia meravigliosa!',
    calm: 'Con calma, respira dolcemente e riposa.',
    grave: 'Purtroppo è molto triste.',
    urgent: 'Attenzione, esci subito di casa.',
  },
  pt: {
    glad: 'Parabéns, é uma notícia maravilhosa!',
    calm: 'Com calma, respire devagar e descanse.',
    grave: 'Infelizmente, é muito triste.',
    urgent: 'Cuidado, saia de casa imediatamente.',
  },
}
