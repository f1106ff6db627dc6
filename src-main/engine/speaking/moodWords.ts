/** How a sentence may be said, where it is not said plainly. */
export type Mood = 'glad' | 'calm' | 'grave' | 'urgent'

type MoodWords = Readonly<Record<Mood | 'not', string>>

/**
 * Words by which a sentence shows its mood, by the first part of the language's tag; `not` are those that take it back. A star
 * stands for any ending. Words that are often said without any mood (nice, problem, now) are left out.
 */
export const moodWords: Readonly<Record<string, MoodWords>> = {
  en: {
    glad: 'happy happily glad wonderful fantastic great congratulations hooray yay delighted delightful joy lovely excellent brilliant welcome fun laugh* celebrat* excited exciting',
    calm: 'relax* calm* gently breathe slowly quiet* peace* rest* softly soothing worry sleep* goodnight',
    grave:
      'sorry sad sadly unfortunately regret* died death dead dies funeral grief tragic tragedy mourn* condolences loss killed victims terrible',
    urgent:
      'danger* emergency immediately urgent* warning fire hurry quick quickly careful evacuate alarm ambulance attention',
    not: "not no never without don't isn't nothing",
  },
  de: {
    glad: 'freu* glücklich* wunderbar* großartig* toll super herzlichen glückwunsch hurra fröhlich* prima klasse ausgezeichnet* lach* willkommen begeistert*',
    calm: 'ruhig* entspann* langsam* sanft* atme atmen gelassen* friedlich* ruhe schlaf* sorgen gute-nacht',
    grave:
      'leider traurig* tot gestorben starb tod trauer* beileid verlust tragisch* tragödie bedauer* schrecklich* beerdigung opfer',
    urgent:
      'gefahr* gefährlich* notfall* sofort dringend* achtung warnung feuer schnell beeil* vorsicht alarm krankenwagen notarzt',
    not: 'nicht kein* nie ohne nichts',
  },
  fr: {
    glad: 'heureux heureuse* content* ravi* merveilleux merveilleuse* formidable* génial* super bravo félicitations hourra joie excellent* fête* bienvenue rire*',
    calm: 'calme* doucement tranquille* détend* respire* lentement repos* paisible* sereine* serein dors inquiet* inquiétez',
    grave:
      'désolé* triste* malheureusement hélas mort* décédé* deuil condoléances perte tragique* tragédie regrett* funérailles victimes terrible*',
    urgent:
      'danger* urgence* urgent* immédiatement attention alerte incendie feu vite dépêche* prudence alarme ambulance',
    not: 'pas jamais sans aucun* rien non',
  },
  es: {
    glad: 'feliz felices felicidades contento* alegr* maravillos* fantástic* genial estupend* excelente* enhorabuena viva encantad* bienvenid* fiesta risa*',
    calm: 'calma* tranquil* despacio suave* suavemente respira* descans* relaj* paz seren* duerme preocup*',
    grave:
      'siento triste* lamentablemente desgraciadamente muert* murió falleci* luto pésame pérdida trágic* tragedia lament* funeral víctimas terrible*',
    urgent:
      'peligro* emergencia* urgente* inmediatamente atención alerta incendio fuego rápido prisa cuidado alarma ambulancia',
    not: 'no nunca sin ningún* nada',
  },
  it: {
    glad: 'felice felici contento contenta meraviglios* fantastic* ottim* bravo evviva congratulazioni auguri gioia allegr* benvenut* festa splendid*',
    calm: 'calma* tranquill* piano dolcemente respira* riposa* rilass* pace seren* dormi preoccup*',
    grave:
      'purtroppo triste* mort* morto deceduto lutto condoglianze perdita tragic* tragedia dispiace funerale vittime terribile*',
    urgent:
      'pericol* emergenza* urgente* subito immediatamente attenzione allarme incendio fuoco presto sbrigati ambulanza',
    not: 'non mai senza nessun* niente',
  },
  pt: {
    glad: 'feliz felizes contente* alegr* maravilhos* fantástic* ótim* parabéns viva adorei bem-vind* festa excelente*',
    calm: 'calma* tranquil* devagar suave* suavemente respire* descans* relax* paz seren* durma preocup*',
    grave:
      'infelizmente triste* morreu mort* faleceu luto pêsames perda trágic* tragédia lament* funeral vítimas terrível',
    urgent:
      'perigo* emergência* urgente* imediatamente atenção alerta incêndio fogo rápido depressa cuidado alarme ambulância',
    not: 'não nunca sem nenhum* nada',
  },
  hi: {
    glad: 'खुश खुशी बधाई शानदार बढ़िया मज़ा मज़ेदार वाह स्वागत आनंद ख़ुश ख़ुशी',
    calm: 'शांत शांति आराम धीरे चैन विश्राम चिंता',
    grave: 'अफ़सोस दुख दुखद मृत्यु मौत निधन शोक दुर्भाग्य खेद संवेदना',
    urgent: 'ख़तरा खतरा तुरंत आपातकाल सावधान आग जल्दी चेतावनी फ़ौरन एम्बुलेंस',
    not: 'नहीं न बिना',
  },
}
