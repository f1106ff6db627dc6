const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/**
 * Words by which a sentence shows its language: the short ones of grammar, and of greetings what is quoted most. By
 * the first part of the tag.
 */
export const languageWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    'the a an of and to in is it you that he was for on are with as i his they be at one have this from or had by but not what all ' +
      'were we when your can said there use each which she do how their if will up other about out many then them these so some her ' +
      'would make like him into has two more no way could people my than been who its now did get come may after also just me our us ' +
      'most very where why because over only such any yes please hello thanks good here let know think does while am too ' +
      'met want die men van been even ten war hat son sin pour dare sale main per note will bad mit arm hand man dame pane solo own go see must ' +
      'should means word say says called live long name day time year',
  ),
  es: words(
    'el la los las un una unos unas de del al y e o que no se en es por con para su sus lo le les me te nos mi tu como más pero está ' +
      'están este esta estos estas ese esa eso esto hay ser son fue era muy también ya porque cuando donde dónde qué quién cómo cuál ' +
      'cuándo si sí sobre entre desde hasta sin todo todos toda cada puede tiene hace soy eres estoy yo él ella nosotros usted ustedes ' +
      'hola gracias adiós buenos buenas días tardes noches favor señor señora mucho mucha gusto claro nada años año aquí ahora bien hoy ayer ' +
      'mañana amigo casa cuesta llamo llama ciudad habitantes millones grados nacional',
  ),
  fr: words(
    'le la les un une des de du au aux et ou que qui ne pas se en est par avec pour sur dans son sa ses leur leurs il elle ils elles je ' +
      'tu nous vous on ce cet cette ces mais comme plus moins très aussi sont était été être avoir ont fait faire peut où quand comment ' +
      'pourquoi quel quelle tout tous toute chaque sans sous entre depuis jusque chez y à si donc alors car mon ma mes ton ta votre notre ' +
      "bonjour bonsoir merci salut revoir plaît oui non voici voilà suis êtes avez ans année jour aujourd'hui demain hier ici " +
      'bien beaucoup l d j c n s qu m t coûte appelle capitale ville habitants degrés',
  ),
  it: words(
    'il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella nei nelle su sul ' +
      'sulla con per tra fra e ed o che chi non si è sono era essere ha hanno ho hai abbiamo mi ti ci vi suo sua suoi mio mia tuo questo ' +
      'questa questi queste quello quella come più meno molto anche ma perché quando dove cosa quale quanto se sì no tutto tutti ogni ' +
      'senza io tu lui lei noi voi loro ciao grazie buongiorno buonasera arrivederci prego scusi buona notte signore anni anno oggi ' +
      'ieri domani qui bene così già l d dell all nell sull un c costa chiamo chiama capitale città abitanti milioni gradi',
  ),
  pt: words(
    'o a os as um uma uns umas de do da dos das no na nos nas em por pelo pela com para e ou que não se é são foi era ser está estão ' +
      'seu sua seus suas meu minha teu tua este esta isto esse essa isso aquele como mais mas muito também já porque quando onde quem ' +
      'qual sobre entre desde até sem tudo todos toda cada pode tem têm faz eu você vocês ele ela nós eles ao aos à às ' +
      'olá obrigado obrigada bom boa dia tarde noite tchau sim anos ano hoje ontem amanhã aqui bem custa chamo chama cidade ' +
      'habitantes milhões graus fica',
  ),
  de: words(
    'der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren sein hat haben hatte wird ' +
      'werden wurde ich du er sie es wir ihr mich mir dich dir uns euch ihn ihm mein meine dein seine ihre unser zu zum zur von vom mit ' +
      'auf aus bei beim nach vor für über unter zwischen durch gegen ohne um an am im in bis seit wie was wer wo wann warum welche welcher ' +
      'auch nur noch schon sehr mehr als wenn weil dass ob so dann man hier dort heute morgen gestern jetzt alle viel gut ' +
      'hallo guten tag abend danke bitte tschüss auf wiedersehen ja nein jahre jahr kostet heiße heißt hauptstadt stadt einwohner ' +
      'millionen grad liegt',
  ),
  nl: words(
    'de het een en van ik te dat die in is niet zijn op aan met voor er maar om hem dan zou wat mijn men dit zo door over ze zich bij ook ' +
      'tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu geen omdat iets worden toch al waren veel meer ' +
      'doen toen moet ben zonder kan hun dus alles onder ja eens hier wie werd altijd wordt wezen kunnen ons zelf tegen ' +
      'hallo dank goedemorgen goedenavond alstublieft graag jaar',
  ),
}

/** Words that show a language all alone: what is quoted of it most. */
export const lonelyWords: Readonly<Record<string, ReadonlySet<string>>> = {
  es: words('hola gracias adiós buenos buenas señor señora sí mañana por claro amigo amigos'),
  fr: words('bonjour bonsoir merci salut oui voilà voici monsieur madame beaucoup'),
  it: words('ciao grazie buongiorno buonasera arrivederci prego scusi buona perché'),
  pt: words('olá obrigado obrigada tchau sim bom boa'),
  de: words('hallo guten danke bitte tschüss nein auf ja ich'),
  nl: words('goedemorgen goedenavond alstublieft dank'),
}

/** Letters and signs that only some of these languages have. */
export const languageLetters: readonly (readonly [letters: RegExp, languages: readonly string[]])[] = [
  [/[ñ¿¡]/u, ['es']],
  [/[ãõ]/u, ['pt']],
  [/ß/u, ['de']],
  [/[äöü]/u, ['de']],
  [/[œêâûîë]/u, ['fr']],
  [/[òì]/u, ['it']],
  [/[áíóú]/u, ['es', 'pt']],
]

/**
 * Scripts, and the languages that are written in them; the first whose letters are there, or that needs none.
 * Kana alone are told apart from Japanese with Chinese characters, which nobody here can read.
 */
export const scriptLanguages: readonly (readonly [
  script: string,
  languages: readonly (readonly [string, RegExp?])[],
])[] = [
  ['Devanagari', [['hi']]],
  ['Cyrillic', [['uk', /[іїєґ]/iu], ['ru']]],
  ['Hiragana', [['ja-hrkt']]],
  ['Katakana', [['ja-hrkt']]],
  ['Han', [['cmn']]],
  ['Hangul', [['ko']]],
  ['Arabic', [['ur', /[ٹڈڑے]/u], ['fa', /[پچژگ]/u], ['ar']]],
  ['Hebrew', [['he']]],
  ['Greek', [['el']]],
  ['Thai', [['th']]],
  ['Bengali', [['bn']]],
  ['Tamil', [['ta']]],
  ['Telugu', [['te']]],
  ['Gujarati', [['gu']]],
  ['Gurmukhi', [['pa']]],
  ['Malayalam', [['ml']]],
  ['Kannada', [['kn']]],
  ['Georgian', [['ka']]],
  ['Armenian', [['hy']]],
  ['Ethiopic', [['am']]],
  ['Sinhala', [['si']]],
  ['Khmer', [['km']]],
  ['Lao', [['lo']]],
  ['Myanmar', [['my']]],
  ['Tibetan', [['bo']]],
]
