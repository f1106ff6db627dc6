/** What a voice says while something is fetched, and while its user is asked something in the window. */
export interface WaitingWords {
  readonly wait: string
  readonly ask: string
}

const english: WaitingWords = { wait: 'One moment.', ask: 'May I? Please look at the window.' }
const byLanguage: Readonly<Record<string, WaitingWords>> = {
  de: { wait: 'Einen Moment.', ask: 'Darf ich? Bitte sieh ins Fenster.' },
  en: english,
  es: { wait: 'Un momento.', ask: '¿Puedo? Mira la ventana, por favor.' },
  fr: { wait: 'Un instant.', ask: 'Je peux ? Regardez la fenêtre, s’il vous plaît.' },
  hi: { wait: 'एक क्षण।', ask: 'क्या मैं यह करूँ? कृपया विंडो देखें।' },
  it: { wait: 'Un momento.', ask: 'Posso? Guarda la finestra, per favore.' },
  pt: { wait: 'Um momento.', ask: 'Posso? Olhe para a janela, por favor.' },
}

/** In the language of a voice, a BCP 47 tag in lower case; in English where these words are not known in it. */
export function waitingWords(language: string): WaitingWords {
  return byLanguage[language.split('-')[0]] ?? english
}
