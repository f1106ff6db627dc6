import type { ContactPurpose, Formats, OwnPart } from '@contract'
import type { Words } from './english'
import { frenchSettings } from './settingNames/french'
import { frenchTools } from './toolWords/french'

const partNames: Record<OwnPart, string> = {
  host: 'Parley lui-même',
  engine: 'le moteur',
  fetch: 'un téléchargement',
  window: 'une fenêtre',
  network: 'le processus réseau des fenêtres',
  other: 'un autre processus de Parley',
}
const purposeNames: Record<ContactPurpose, string> = {
  model: 'Un modèle',
  cuda: 'Bibliothèques pour une carte NVIDIA',
  proxy: 'Un proxy, qui transmet ce qu’on demande à d’autres',
  link: 'Un lien que tu as ouvert dans ton navigateur',
  electron: 'Electron, qui affiche les fenêtres',
  server: 'des réponses à ce que tu dis',
}

/** Every word of the window, in French. No-break spaces stand where French has a space before a sign. */
export const french = ({
  bytes,
  clockTime,
  count,
  decibels,
  duration,
  list,
  percent,
  timeLeft,
}: Formats): Words => ({
  language: 'fr',
  name: 'Parley',
  fullStop: '.',

  phase: {
    idle: 'Prêt',
    listening: 'Écoute',
    thinking: 'Réfléchit',
    voicing: 'Se prépare',
    speaking: 'Parle',
    muted: 'Micro coupé',
    trouble: 'Problème',
  },
  starting: 'Démarre',
  waiting: 'Attend',
  off: 'Éteint',

  ring: {
    hold: 'Maintenir pour parler',
    listens: 'À ton écoute',
    held: 'Maintiens Espace pour parler',
    level: 'Niveau',
  },

  listens: {
    legend: 'Quand Parley écoute',
    labels: { always: 'Toujours', held: 'Avec la touche', off: 'Jamais' },
    meanings: {
      always: 'Tu parles, c’est tout. Ce que d’autres disent dans la pièce peut être pris pour une question.',
      held: 'Parley ne t’entend que tant que tu maintiens Espace ou l’anneau.',
      off: 'Parley ne t’entend pas. Tu peux écrire.',
    },
  },

  connection: {
    connecting: 'Le moteur démarre.',
    waiting: 'Une autre fenêtre parle. La tienne vient ensuite.',
    loading: 'Les modèles étaient au repos et sont rechargés. Ta question est conservée.',
    restarting: 'Le moteur s’est arrêté et redémarre.',
    cut: 'La connexion à Parley a été coupée et se rétablit.',
    lost: 'Le moteur ne répond pas.',
  },

  actions: {
    'allow-microphone': 'Autoriser le micro',
    'choose-microphone': 'Choisir un micro',
    'restart-engine': 'Redémarrer',
    retry: 'Réessayer',
    seen: 'Compris',
  },

  trouble: {
    denied:
      'Parley n’a pas le droit d’utiliser le micro. Autorise-le dans les réglages de ton navigateur ou du système, puis réessaie.',
    noMicrophone: 'Aucun micro trouvé. Branches-en un, ou écris ta question.',
    busy: 'Un autre programme occupe le micro. Ferme-le, puis réessaie.',
    notOpened: 'Impossible d’ouvrir le micro. Choisis-en un autre.',
    zeros: 'Ton micro ne donne que du silence. Regarde s’il a un interrupteur, ou choisis-en un autre.',
    asleep: 'Ton navigateur laisse Parley écouter après un clic. Clique n’importe où.',
    stalled: 'Ton micro ne donne plus de son. Essaie de le rouvrir.',
    unplugged: ({ lost, next }) =>
      `${lost || 'Ton micro'} a été débranché. Parley écoute maintenant avec ${next}.`,
    noVoiceActivity: 'Ici, Parley ne distingue pas les voix du bruit. Maintiens Espace pour parler.',
    noLoudspeaker: 'Impossible d’ouvrir un haut-parleur. Les réponses sont seulement écrites.',
    speakerUnplugged: ({ lost }) =>
      `${lost || 'Ton haut-parleur'} a été débranché. Parley utilise celui par défaut.`,
    loudspeakerRefused: 'Ce haut-parleur ne marche pas. Parley utilise celui par défaut.',
    echoStays: 'Ce micro entend ce que dit Parley. Mets un casque, ou teste l’écho dans les réglages.',
    silentUntilClick: 'Ton navigateur laisse Parley parler après un clic. Clique n’importe où.',
    tooLate: 'Trop tard pour annuler\u00a0: c’est effacé.',
    gone: 'Ce qui a été dit ici n’était gardé qu’en mémoire et a disparu avec le moteur.',
  },

  row: {
    mute: 'Couper le micro',
    unmute: 'Rouvrir le micro',
    muted: 'Ton micro est coupé.',
    stop: 'Arrêter',
    continue: 'Je n’avais pas fini',
    field: 'Ta question',
    placeholder: 'Ou écris ici',
    send: 'Envoyer',
    tooLong: (chars, longest) =>
      `Cela fait ${chars} caractères\u00a0; une question peut en avoir ${longest}. Demande en plusieurs fois.`,
  },

  quick: { open: 'Ouvrir Parley' },

  conversation: {
    name: 'Conversation',
    empty: 'Dis quelque chose, ou maintiens Espace pendant que tu parles.',
    emptyMore: 'Tu peux aussi écrire.',
    nothingLeaves: 'Rien ne quitte cet ordinateur.',
    emptyMuted: 'Le micro est coupé. Tu peux écrire.',
    emptyHeld: 'Maintiens Espace pendant que tu parles.',
    emptyOff: 'Le micro est coupé. Tu peux écrire.',
    offered: 'Le modèle intégré qui écoute est petit. Il connaît ces questions, et quelques autres\u00a0:',
    small: 'Seul le petit modèle intégré est là. Il connaît quelques questions.',
    larger: 'En choisir un qui en sait plus',
    wholeQuestion: 'Afficher toute la question',
    lessOfIt: 'Afficher moins',
    spoken: 'Tu as parlé',
    spokenFor: (duration) => `Tu as parlé pendant ${duration}`,
    speaking: 'Tu parles',
    correct: (question) => `Corriger «\u00a0${question}\u00a0»`,
    correction: 'Ce que tu as dit',
    stopped: 'Tu as arrêté ici. La suite n’a pas été dite.',
    stoppedEarly: 'Tu as arrêté avant que Parley parle.',
    failed: 'Cette question est restée sans réponse.',
    again: 'Redemander',
    actions: {
      about: (question) => `À propos de «\u00a0${question}\u00a0»`,
      copy: 'Copier la réponse',
      read: 'Lire à voix haute',
      edit: 'Modifier et demander',
    },
    newest: 'Aller au plus récent',
    table: 'Tableau',
    code: 'Code',
    copyCode: 'Copier ce code',
    copied: 'Copié.',
    notCopied: 'Impossible de copier. Sélectionne le texte, et copie-le toi-même.',
    link: {
      title: (host) =>
        host === ''
          ? 'Écrire dans ton logiciel de messagerie\u00a0?'
          : `Ouvrir ${host} dans un nouvel onglet\u00a0?`,
      text: 'Parley ne demande rien à ce site. Ton navigateur, si.',
      yes: 'Ouvrir',
      no: 'Annuler',
    },
  },

  stages: {
    name: 'Le temps de la dernière réponse',
    wait: 'Attendre',
    listen: 'Écouter',
    think: 'Réfléchir',
    speak: 'Parler',
    heardAfter: (duration) => `Réponse entendue après ${duration}`,
    writtenAfter: (duration) => `Réponse commencée après ${duration}`,
    saved: (duration) => `${duration} gagnés en commençant tôt`,
    moments: {
      softEndMs: 'Commencé pendant ta pause',
      commitMs: 'Ta pause était assez longue',
      firstTokenMs: 'Premier token',
      firstWordMs: 'Premier mot',
      firstChunkMs: 'Premier son produit',
      firstQueuedMs: 'Premier son remis au haut-parleur',
      firstAudibleMs: 'Premier son entendu',
    },
  },

  figures: {
    name: 'Chiffres',
    open: 'Tous les chiffres',
    none: 'Cette conversation n’a pas encore de chiffres. Pose une question.',
    table: 'En tableau',
    turns: 'Durée des réponses',
    median: (duration) => `La moitié des réponses est venue en moins de ${duration}.`,
    turn: 'Réponse',
    together: 'En tout',
    speed: 'Jetons par seconde',
    speedMedian: (rate) => `La moitié des réponses a été écrite à ${rate} ou plus vite.`,
    pauses: 'Tes pauses',
    pausesNone: 'Aucune pause dans tes phrases n’est encore connue.',
    answersAfter: (duration) => `Parley répond après ${duration} de silence.`,
    length: 'Durée',
    often: 'Nombre de fois',
    fill: 'Place prise par la conversation',
    fillSays: (used, whole) =>
      `${used} jetons sur ${whole}. Quand il n’y a plus de place, les questions les plus anciennes sont laissées de côté.`,
    memory: 'Mémoire',
    memorySays:
      'Ce que prennent les modèles est calculé d’après leurs fichiers. Ce qui est libre, ton système le dit.',
    places: { card: 'Carte graphique', memory: 'Cet ordinateur' },
    parts: { listener: 'Écoute', voice: 'Voix', conversation: 'Conversation pleine', free: 'Libre' },
    place: 'Où',
    part: 'Quoi',
    size: 'Combien',
    what: 'Quoi',
    run: {
      name: 'Depuis le démarrage de Parley',
      says: (since) => `Compté depuis ${since}, dans toutes les fenêtres.`,
      answered: 'Réponses',
      interrupted: 'Réponses interrompues',
      begunEarly: 'Réponses commencées dans une pause',
      keptEarly: 'Dont gardées',
      toolCalls: 'Appels d’outils',
      waiting: 'Questions en attente',
      engineExits: 'Arrêts du moteur',
      error: (code) => `Erreurs\u00a0: ${code}`,
      memory: {
        engine: 'Mémoire du moteur',
        host: 'Mémoire de l’application',
        page: 'Mémoire des fenêtres',
        gpu: 'Mémoire de ce qui les dessine',
        fetch: 'Mémoire de ce qui télécharge',
        other: 'Mémoire des autres auxiliaires',
      },
    },
    report: {
      name: 'Quand quelque chose ne va pas',
      about:
        'Un rapport contient ce que le docteur trouve, tes réglages sans tes textes, et la fin du journal. Rien de ce qui a été dit n’y figure. Lis-le avant de le donner à quelqu’un.',
      make: 'Faire un rapport',
      making: 'Parley examine cet ordinateur. Cela prend quelques secondes.',
      failed:
        'Le rapport n’a pas pu être fait\u00a0: Parley ne répond pas. Redémarre-le, et essaie encore une fois.',
      copy: 'Le copier',
      openLogs: 'Ouvrir le dossier du journal',
    },
  },

  panel: { close: 'Fermer' },

  keyboard: {
    ...{ Control: 'Ctrl', Alt: 'Alt', Shift: 'Maj', Super: 'Super' },
    ...{ Space: 'Espace', Escape: 'Échap' },
  },

  settings: {
    name: 'Réglages',
    sound: 'Son',
    microphone: 'Micro',
    speaker: 'Haut-parleur',
    systemDevice: 'Celui du système',
    noDevice: 'Aucun trouvé',
    level: 'Niveau',
    tone: 'Jouer un son',
    groups: { listening: 'Écoute', answers: 'Réponses', look: 'Apparence' },
    origins: {
      file: 'De settings.yaml',
      from: (name) => `De ${name}`,
      chosen: 'Choisi ici',
      usual: 'Comme d’habitude',
    },
    between: (least, most) => `De ${least} à ${most}.`,
    atLeast: (least) => `Au moins ${least}.`,
    keys: 'Touches',
    keyNames: {
      talk: 'Parler tant qu’elle est maintenue',
      stop: 'Arrêter',
      continue: 'Je n’avais pas fini',
      mute: 'Couper le micro',
      settings: 'Réglages',
      list: 'Conversations',
      find: 'Chercher dans les conversations',
      figures: 'Chiffres',
      undo: 'Annuler une suppression',
    },
    hold: 'maintenir',
  },

  settingNames: frenchSettings,
  units: { ms: 'ms', times: '×', tokens: 'tokens', minutes: 'minutes', '%': '%' },

  server: {
    name: 'Un autre ordinateur',
    noAddress: 'Indique l’adresse du serveur\u00a0: d’ici là, cet ordinateur répond.',
    firstListed: (model: string) => `Le premier de sa liste\u00a0: ${model}`,
    askModels: 'Demander ses modèles',
    noneListed: 'Il n’indique aucun modèle. Saisis le nom d’un modèle.',
    answerHere: 'Répondre de nouveau ici',
    keyByEnvironment:
      'Un navigateur n’a pas d’endroit sûr pour une clé. Si le serveur en veut une, démarre Parley avec PARLEY_SERVER_KEY.',
    key: {
      name: 'Clé du serveur',
      about:
        'Si le serveur en veut une. Elle est gardée dans le stockage sécurisé de ton système, pour ce serveur seul.',
      kept: 'Une clé pour ce serveur est gardée dans le stockage sécurisé de ton système.',
      unsafe:
        'Ton système n’a pas de stockage sécurisé (un trousseau). N’importe qui pourrait lire une clé sur le disque. Démarre plutôt Parley avec PARLEY_SERVER_KEY.',
      keep: 'Enregistrer',
    },
  },

  settingsFile: {
    name: 'Tout à la fois',
    about: 'Ce qui mène à des fichiers de cet ordinateur, comme les modèles, reste tel quel.',
    save: 'Enregistrer en fichier',
    take: 'Reprendre d’un fichier',
    taken: 'Ce que dit le fichier vaut désormais.',
    notTaken: 'Non repris :',
    reset: 'Tout comme d’habitude',
    sure: 'Remettre tous les réglages comme d’habitude ?',
    yes: 'Comme d’habitude',
    no: 'Tels quels',
    wrong: 'Erreurs dans ce qui est dit des réglages :',
  },

  turnTaking: {
    patience: {
      legend: 'Combien de temps Parley attend dans une pause',
      labels: { quick: 'Court', usual: 'Normal', patient: 'Long' },
      meanings: {
        quick: 'Parley répond peu après que tu t’arrêtes, et peut être trop tôt quand tu cherches un mot.',
        usual: 'Parley apprend la longueur de tes pauses, et répond un peu après.',
        patient: 'Parley attend plus longtemps avant de répondre, pour quand tu réfléchis en parlant.',
      },
    },
    duplex: {
      legend: 'Quand tu parles pendant une réponse',
      labels: { full: 'S’arrêter', 'duck-only': 'Plus bas', half: 'Continuer' },
      meanings: {
        full: 'Tes mots arrêtent la réponse et sont ta question suivante.',
        'duck-only': 'Parley continue plus bas pendant que tu parles. Espace ou Échap l’arrête.',
        half: 'Parley ne t’entend que quand il a fini. Espace ou Échap l’arrête.',
      },
    },
  },

  voice: {
    name: 'Voix',
    listen: 'Écouter',
    listenToMoods: 'Écouter une phrase dans une humeur',
    moods: { glad: 'Gai', calm: 'Calme', grave: 'Triste', urgent: 'Pressant' },
    man: 'homme',
    woman: 'femme',
    choose: 'Choisir une voix',
    grade: (letter) => `note ${letter}`,
    aboutGrades:
      'Les notes sont celles des auteurs de Kokoro\u00a0: combien il y avait pour apprendre une voix, et de quelle qualité. Qu’elle te plaise est une autre affaire.',
    listenTo: (name) => `Écouter ${name}`,
    favourites: 'Favorites',
    isFavourite: (name) => `${name} est une favorite`,
    blendWith: 'Mêler à',
    noBlend: 'Aucune autre voix',
    shareOf: (name) => `Quelle part de ${name}`,
    blended: (main, other, share) => `${main} avec ${percent(share)} de ${other}`,
    follows: (languages) =>
      `Chaque phrase est dite dans sa langue. Les voix de ce modèle parlent ${languages}. La voix intégrée dit ce qui est dans une autre.`,
    followsBuiltIn: 'Chaque phrase est dite dans sa langue, aussi bien que la voix intégrée la connaît.',
  },

  echo: {
    test: 'Tester l’écho',
    stop: 'Arrêter le test',
    running: 'Test en cours. Ne fais pas de bruit pendant cinq secondes.',
    failed: {
      'dead-microphone': 'Ton micro ne donne rien. Choisis-en un autre, puis refais le test.',
      'no-microphone':
        'Impossible d’ouvrir le micro. Ferme les autres programmes qui l’utilisent, puis refais le test.',
      disturbed: 'Quelqu’un a parlé, ou quelque chose a fait du bruit. Refais le test au calme.',
      'not-played': 'Le haut-parleur n’a pas joué. Choisis-en un autre, puis refais le test.',
    },
    proposals: {
      none: 'Ton micro n’entend pas ce haut-parleur. Tu peux parler pendant les réponses.',
      removed: 'L’écho de ce haut-parleur est retiré. Tu peux parler pendant les réponses.',
      known: 'L’écho de ce haut-parleur est distingué de ta voix. Tu peux parler pendant les réponses.',
      'duck-only':
        'Une partie de l’écho pourrait passer pour ta voix. Parley devrait baisser le son quand tu parles, et ne pas s’arrêter.',
      half: 'L’écho ressemble trop à ta voix. Parley devrait continuer, et t’entendre quand il a fini.',
    },
    figures: ({ delayMs = 0, echoDb, leftDb }) =>
      [
        `Écho après ${duration(delayMs)}`,
        ...(echoDb === undefined ? [] : [decibels(echoDb)]),
        ...(leftDb === undefined ? [] : [`reste ${decibels(leftDb)}`]),
      ].join(', '),
    take: 'Choisir cela',
  },

  desktop: {
    name: 'Touche pour parler',
    states: {
      hold: 'Maintiens-la dans n’importe quel programme, et parle.',
      toggle:
        'Appuie dans n’importe quel programme pour commencer, et encore une fois pour finir. Ce bureau ne dit pas quand une touche est relâchée.',
      taken: 'Un autre programme a cette touche. Choisis-en une autre.',
    },
    trials: {
      recording:
        'Appuie sur les nouvelles touches\u00a0: Ctrl ou Alt avec une autre, ou une touche de fonction.',
      trying: 'Appuie maintenant sur ta touche.',
      worked: 'Ça marche.',
      failed:
        'La touche n’est pas arrivée. Choisis-en une autre, ou donne une touche à «\u00a0parley --toggle\u00a0» dans ton bureau.',
    },
    record: 'En choisir une autre',
    tryIt: 'Essayer',
  },

  sandbox: {
    name: 'Bac à sable',
    off: 'Parley tourne sans le bac à sable de Chromium. Une AppImage démarre ainsi quand l’ordinateur ne lui donne pas d’espaces de noms utilisateur. Le paquet deb a son bac à sable.',
  },

  models: {
    name: 'Modèles',
    open: 'Choisir les modèles',
    about: 'Un plus grand modèle en sait plus que celui qui est intégré, et parle plus naturellement.',
    kinds: { listener: 'Entend et répond', voice: 'Parle', 'turn-end': 'Reconnaît quand tu as fini' },
    card: 'Carte graphique',
    builtIn: {
      listener: { name: 'Intégré', about: 'Petit, et toujours là. Connaît quelques questions.' },
      voice: { name: 'Intégré', about: 'Petit, et toujours là. Parle comme une machine.' },
      'turn-end': { name: 'Intégré', about: 'Petit, et toujours là. Ne connaît que l’anglais.' },
    },
    figures: ({
      expectedSeconds,
      sizeBytes,
      isSizeApproximate,
      licence,
      memoryBytes,
      isOwnDirectory,
      source,
    }) =>
      isOwnDirectory
        ? source
        : [
            sizeBytes === undefined
              ? 'Taille connue au téléchargement'
              : `${isSizeApproximate ? 'Environ ' : ''}${bytes(sizeBytes)}`,
            ...(memoryBytes === undefined || memoryBytes === sizeBytes
              ? []
              : [`${bytes(memoryBytes)} de mémoire`]),
            ...(expectedSeconds === undefined ? [] : [`${timeLeft(expectedSeconds)} à télécharger`]),
            ...(licence === undefined ? [] : [licence]),
          ].join(', '),
    progress: 'Ce qui est déjà là',
    suggested: 'Conseillé pour cet ordinateur',
    computing: 'Ce qui calcule',
    computesOn: (operations, card) =>
      `${count(operations)} ${operations === 1 ? 'opération' : 'opérations'} sur ${card ?? 'le processeur'}`,
    retrying: (trouble) => `${trouble} Nouvel essai.`,
    coming: (cards, share, secondsLeft) => {
      const names = list(cards.map(({ name }) => name))
      const left = secondsLeft === undefined ? '' : `, encore ${timeLeft(secondsLeft)}`
      return share === undefined
        ? `Téléchargement\u00a0: ${names}`
        : `Téléchargement\u00a0: ${names}, ${Math.floor(share * 100)}\u00a0%${left}`
    },
    failed: (models) => `Impossible de télécharger ${list(models)}.`,
    seeWhy: 'Voir pourquoi',
    here: (cards) => `${list(cards.map(({ name }) => name))} ${cards.length === 1 ? 'est' : 'sont'} là.`,
    useThemNow: 'Utiliser maintenant',
    later: 'Plus tard',
    states: {
      partial: ({ doneBytes, sizeBytes = 0 }) => `${bytes(doneBytes)} sur ${bytes(sizeBytes)} sont là.`,
      fetching: ({ doneBytes, sizeBytes, bytesPerSecond, secondsLeft }) =>
        [
          sizeBytes === undefined
            ? 'Parley demande ce qu’il y a'
            : `${bytes(doneBytes)} sur ${bytes(sizeBytes)}`,
          ...(bytesPerSecond === undefined ? [] : [`${bytes(bytesPerSecond)} par seconde`]),
          ...(secondsLeft === undefined ? [] : [`encore ${timeLeft(secondsLeft)}`]),
        ].join(', '),
      waiting: () => 'Un autre Parley le télécharge. Celui-ci attend.',
      checking: ({ doneBytes, sizeBytes = 0 }) =>
        `Trouvé sur cet ordinateur. Vérification\u00a0: ${bytes(doneBytes)} sur ${bytes(sizeBytes)}`,
    },
    askSize: 'Demander la taille',
    fetch: ({ sizeBytes = 0, isSizeApproximate }) =>
      `Télécharger ${isSizeApproximate ? 'environ ' : ''}${bytes(sizeBytes)}`,
    goOn: 'Reprendre',
    pause: 'Suspendre',
    cancel: 'Annuler',
    remove: 'Supprimer',
    forget: 'Oublier',
    keep: 'Garder',
    sure: ({ isOwnDirectory, doneBytes }) =>
      isOwnDirectory
        ? 'Le retirer de cette liste\u00a0? Le dossier reste.'
        : `Supprimer ${bytes(doneBytes)} de cet ordinateur\u00a0?`,
    use: 'Utiliser',
    inUse: 'Utilisé',
    meanwhile: 'Utilisé en attendant',
    notLoaded: 'Choisi, mais pas chargé',
    tryAgain: 'Réessayer',
    installed: 'Installé',
    useNow: 'Utiliser maintenant',
    folder: {
      name: 'Un modèle à toi',
      about: 'Un dossier avec un modèle Voxtral, Kokoro ou Smart Turn en ONNX. Il reste où il est.',
      use: 'Utiliser un dossier…',
      command:
        'Une commande ajoute un dossier à toi à cette liste\u00a0: npm run models -- import DOSSIER. Rouvre ensuite cette liste.',
    },
    token: {
      name: 'Jeton pour le hub de modèles',
      about:
        'Certains auteurs ne donnent leurs modèles qu’aux gens qu’ils connaissent. Ton jeton est gardé dans le stockage sécurisé de ton système.',
      kept: 'Un jeton est gardé dans le stockage sécurisé de ton système.',
      unsafe:
        'Ton système n’a pas de stockage sécurisé (un trousseau). N’importe qui pourrait lire un jeton sur le disque. Démarre plutôt Parley avec HF_TOKEN.',
      keep: 'Enregistrer',
    },
  },

  privacy: {
    name: 'Confidentialité',
    about: 'À qui Parley a demandé quelque chose, et ce qu’il a sur ce disque.',
    open: 'Voir cela',
    connections: (since) => `Connexions depuis ${since}`,
    none: 'Aucune. Parley n’a rien demandé à personne.',
    contact: ({ purpose, requests, receivedBytes, lastAt }) =>
      [
        purposeNames[purpose],
        requests === 1 ? 'une demande' : `${requests} demandes`,
        ...(receivedBytes === undefined || purpose === 'proxy' ? [] : [`${bytes(receivedBytes)} reçus`]),
        `la dernière\u00a0: ${clockTime(lastAt)}`,
      ].join(', '),
    seen: 'Ce que montre le système',
    seenBy: 'Seuls un téléchargement et un serveur que tu as choisi sont attendus ici.',
    seenAt: ({ part, firstAt, lastAt }) =>
      `Par ${partNames[part]} (${
        clockTime(firstAt) === clockTime(lastAt)
          ? clockTime(firstAt)
          : `${clockTime(firstAt)} à ${clockTime(lastAt)}`
      })`,
    notes: 'Parley note à qui il demande quelque chose.',
    looks: ({ parts, everySeconds }) =>
      `Toutes les ${everySeconds} secondes, il regarde aussi les connexions TCP que Linux montre de ses propres processus (maintenant\u00a0: ${list(parts.map((part) => partNames[part]))}). Une connexion qui vient et s’en va entre-temps lui échappe.`,
    closed: (parts) =>
      `Parley ne peut pas regarder dans ce que le système garde fermé\u00a0: ${list(parts.map((part) => partNames[part]))}.`,
    notLooked: 'Sur ce système, Parley ne peut pas voir à quoi d’autre ses processus se connectent.',
    browser: 'Ton navigateur est un programme à part\u00a0: ce qu’il fait de lui-même ne se voit pas ici.',
    disk: 'Sur ce disque',
    nothing: 'Rien.',
    places: {
      settings: 'Réglages de l’application de bureau',
      config: 'Configuration',
      models: 'Les modèles téléchargés, et ceux que tu as choisis',
      cuda: 'Bibliothèques pour une carte NVIDIA',
      conversations: 'Conversations',
      recordings: 'Enregistrements pour rapports d’erreur',
      logs: 'Le journal de ce qui s’est passé, sans un mot de ce qui a été dit',
      note: 'Une note disant que la télémétrie a été retirée',
      token: 'Ton jeton pour le hub de modèles, scellé',
      window: 'Ce que gardent les fenêtres',
      autostart: 'Le démarrage avec l’ordinateur',
      link: 'Un lien donné à un navigateur',
      browser: 'Ce que ce navigateur garde pour Parley',
      bundled: 'Un modèle fourni avec Parley, qui reste jusqu’à sa désinstallation',
    },
    leadsTo: (target) => `Un lien. Ce vers quoi il mène ne compte pas\u00a0: ${target}`,
    usersOwn: 'Un fichier à toi, que Parley ne fait que lire.',
    together: (size) => `En tout ${size}.`,
    browserTells: 'Ce qu’un navigateur garde pour Parley, seule une page de ce navigateur peut le dire.',
    again: 'Regarder encore',
    remove: {
      name: 'Tout supprimer',
      about:
        'Tout ce qui est ci-dessus quitte cet ordinateur, et Parley se ferme. Ce qui est à toi reste\u00a0: les dossiers de modèles et les fichiers que tu as indiqués.',
      ask: 'Tout supprimer…',
      sure: (size) =>
        `Supprimer ${size} de cet ordinateur, définitivement\u00a0? Impossible de revenir en arrière.`,
      keepModels: (size) => `Garder les modèles et les bibliothèques (${size})`,
      yes: 'Supprimer',
      no: 'Garder',
      running: 'Parley supprime tout.',
      failed: 'Impossible de supprimer\u00a0: Parley ne répond pas. Relance-le, et réessaie.',
    },
    removed: {
      name: 'Supprimé',
      went: 'Ce qui est parti',
      nothing: 'Il n’y avait rien.',
      stayed: 'Ce qui est resté',
      why: {
        wanted: 'Tu voulais le garder.',
        'users-own': 'C’est à toi.',
        linked: 'Un lien y menait. Le lien a disparu.',
        shared: 'Il contient autre chose, ou il est à un autre Parley qui tourne.',
        held: 'Un programme l’a ouvert, ou il ne doit pas être supprimé. Ferme les autres programmes, puis supprime-le toi-même.',
        fetching: 'Un autre Parley le télécharge. Ferme-le, puis supprime-le toi-même.',
        open: 'Chromium l’a ouvert. Il disparaît quand tu quittes Parley.',
      },
      ended: 'Parley s’est fermé. Tu peux fermer cette page.',
      quit: 'Quitter Parley',
    },
    failed: 'Parley ne répond pas. Relance-le, et ouvre-le par son nouveau lien.',
  },

  licences: {
    name: 'Licences',
    about:
      'Parley est un logiciel libre sous la licence publique générale GNU (GPL), version 3 ou ultérieure. Il contient des œuvres d’autres auteurs.',
    open: 'Lire les licences',
    source: (address) => `Source\u00a0: ${address}`,
    failed: 'Les licences ne sont pas là. Recompile ou réinstalle Parley.',
  },

  recording: {
    name: 'Enregistrement pour un rapport d’erreur',
    about:
      'Un fichier sur cet ordinateur reçoit tout ce que chaque fenêtre entend, dit et fait, avec le son et les mots, conversations privées comprises, pour qu’on puisse revoir une erreur. Il commence quand les fenêtres sont rechargées et finit de lui-même après 15 minutes. Rien n’est envoyé. Avant de donner le fichier, parley replay avec --redact en retire le son et les mots.',
    begin: 'Commencer l’enregistrement',
    now: 'Tout est enregistré pour un rapport d’erreur\u00a0: le son, les mots et les temps.',
    nowPrivate: 'Cette conversation privée est enregistrée sur le disque, pour un rapport d’erreur.',
    wouldBePrivate:
      'Ta conversation est privée. Un enregistrement l’écrit quand même sur le disque, y compris ce qui y a déjà été dit.',
    privateMeans:
      'Les conversations privées ne sont gardées nulle part, mais un enregistrement pour un rapport d’erreur est en cours et les écrit aussi.',
    isPrivate: 'Privée, enregistrée',
    stop: 'Arrêter l’enregistrement',
    lies: (file) => (file ? `L’enregistrement se trouve dans ${file}.` : 'L’enregistrement est terminé.'),
    full: (file) =>
      `L’enregistrement a atteint sa longueur maximale.${file ? ` Il se trouve dans ${file}.` : ''}`,
    seen: 'Vu',
  },
  conversations: {
    name: 'Conversations',
    find: 'Chercher dans toutes les conversations',
    none: 'Rien n’a encore été dit.',
    noMatch: (query) => `Rien trouvé pour «\u00a0${query}\u00a0».`,
    stillSearched: (count) =>
      `${count === 1 ? 'Une question plus ancienne est' : `${count} questions plus anciennes sont`} encore en cours de lecture. Ce qui s’y trouve s’ajoutera.`,
    found: (count, isWhole) =>
      `${isWhole ? '' : 'Plus de '}${count === 1 ? '1 question trouvée' : `${count} questions trouvées`}`,
    foundNamed: (count, isWhole) =>
      `${isWhole ? '' : 'Plus de '}${count === 1 ? '1 conversation trouvée' : `${count} conversations trouvées`} par leur nom.`,
    findShort: 'Chercher',
    begin: 'Nouvelle conversation',
    beginShort: 'Nouvelle',
    beginPrivate: 'Nouvelle conversation privée',
    beginPrivateShort: 'Privée',
    isPrivate: 'Privée',
    privateMeans:
      'Rien de cette conversation n’est écrit sur le disque. Elle disparaît quand Parley se ferme.',
    spokenAt: (time) => `Tu as parlé à ${time}`,
    rename: (name) => `Renommer «\u00a0${name}\u00a0»`,
    newName: 'Nom de la conversation',
    remove: (name) => `Supprimer «\u00a0${name}\u00a0»`,
    removeExchange: (question) => `Supprimer «\u00a0${question}\u00a0» et sa réponse`,
    removeAll: 'Supprimer toutes les conversations',
    removed: {
      exchange: 'Question et réponse supprimées.',
      conversation: 'Conversation supprimée.',
      everything: 'Toutes les conversations sont supprimées.',
    },
    andMore: (count) => (count === 1 ? 'Et une autre suppression.' : `Et ${count} autres suppressions.`),
    undo: 'Annuler',
    earlier: 'Montrer ce qui a été dit avant',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    save: {
      name: 'Enregistrer la conversation ouverte',
      formats: { markdown: 'Markdown', json: 'JSON' },
      nothing: 'Il n’y a encore rien à enregistrer. Demande d’abord quelque chose.',
    },
  },

  tools: frenchTools({ clockTime }),

  keeping: {
    legend: 'Garder les conversations sur cet ordinateur',
    labels: { never: 'Jamais', 'until-quit': 'Tant que Parley tourne', yes: 'Oui' },
    meanings: {
      never:
        'Ce qui a été dit n’est qu’en mémoire. Cela disparaît quand Parley se ferme, ou doit redémarrer après un problème.',
      'until-quit':
        'Ce qui a été dit reste jusqu’à ce que tu quittes Parley, même après un problème. Puis c’est effacé.',
      yes: 'Ce qui a été dit reste sur cet ordinateur jusqu’à ce que tu le supprimes. Qui peut lire tes fichiers peut le lire.',
    },
    audio: 'Garder aussi le son de mes questions',
    howLong: 'Combien de temps',
    always: 'Jusqu’à ce que je les supprime',
    days: (count) => (count === 365 ? 'Un an' : count === 1 ? 'Un jour' : `${count} jours`),
    leaving: 'Que faire de ce qui est déjà gardé\u00a0?',
    removeKept: 'Le supprimer',
    leaveKept: 'Le laisser',
    ask: 'Tes conversations sont effacées quand tu quittes Parley. Parley doit-il les garder sur cet ordinateur\u00a0?',
    name: 'Garder les conversations',
    about: 'Si ce qui a été dit reste sur cet ordinateur, et combien de temps.',
    open: 'Choisir ce qui est gardé',
    leave: 'Laisser ainsi',
    note: ({ mode, days }) =>
      mode === 'never'
        ? 'Les nouvelles ne sont pas écrites sur le disque, et disparaissent quand Parley se ferme.'
        : mode === 'until-quit'
          ? 'Les nouvelles sont effacées quand tu quittes Parley.'
          : days === undefined
            ? 'Elles sont gardées sur cet ordinateur.'
            : `Elles sont gardées sur cet ordinateur pendant ${days === 1 ? 'un jour' : `${days} jours`}.`,
    hindered: {
      'store-locked':
        'Ce que tu dis maintenant est seulement en mémoire, et disparaît quand Parley se ferme : un autre Parley a ouvert tes conversations.',
      'store-newer':
        'Ce que tu dis maintenant est seulement en mémoire, et disparaît quand Parley se ferme : le fichier de tes conversations vient d’un Parley plus récent.',
      'disk-full':
        'Ce que tu dis maintenant est seulement en mémoire, et disparaît quand Parley se ferme : le disque est plein.',
      'store-unwritable':
        'Ce que tu dis maintenant est seulement en mémoire, et disparaît quand Parley se ferme : le fichier de tes conversations ne peut pas être écrit.',
    },
    change: 'Changer cela',
  },

  welcome: {
    step: (step, steps) => `${step} sur ${steps}`,
    explain: {
      title: 'Tu parles, ton ordinateur répond',
      titleElsewhere: 'Tu parles, un autre ordinateur répond',
      text: 'Parley a besoin de ton micro pour t’entendre.',
      staysHere:
        'Il travaille sur cet ordinateur seulement\u00a0: rien de ce que tu dis n’est envoyé nulle part.',
      next: 'On te le demande une fois. Tu peux revenir dessus à tout moment.',
      action: 'Autoriser le micro',
      failed: 'Tu peux aussi continuer sans\u00a0: tu écris, et Parley répond.',
      again: 'Redemander',
      skip: 'Plutôt écrire',
    },
    models: {
      title: 'Un Parley qui en sait plus',
      text: 'Ce qui est intégré sait peu et parle comme une machine. Pour cet ordinateur, ceux-ci conviennent le mieux.',
      looking: 'Parley regarde cet ordinateur.',
      parts: { listener: 'Écoute et répond', voice: 'Parle', libraries: 'Pour ta carte NVIDIA' },
      size: ({ sizeBytes = 0, isSizeApproximate }) =>
        `${isSizeApproximate ? 'environ ' : ''}${bytes(sizeBytes)}`,
      fits: ({ runsOn, lacks, freeBytes, freeDiskBytes = 0 }, { diskBytes, memoryBytes }) => {
        if (lacks === 'disk')
          return `Il leur faut ${bytes(diskBytes)} sur le disque, et ${bytes(freeDiskBytes)} sont libres. Fais de la place, puis choisis-les dans Modèles.`
        if (lacks === 'memory')
          return `Il leur faut ${bytes(memoryBytes)} de mémoire, et ${bytes(freeBytes)} sont libres. Ferme d’autres programmes avant de les utiliser.`
        return runsOn === 'card'
          ? `Ta carte graphique leur suffit\u00a0: il leur faut ${bytes(memoryBytes)} sur les ${bytes(freeBytes)} qui y sont libres.`
          : `Cet ordinateur leur suffit\u00a0: il leur faut ${bytes(memoryBytes)} de mémoire sur les ${bytes(freeBytes)} qui sont libres.`
      },
      howLong: 'Combien de temps cela prend-il\u00a0?',
      measuring: 'Parley regarde à quelle vitesse ils arrivent.',
      takes: (seconds: number) => `À la vitesse où ils arrivent maintenant, cela prend ${timeLeft(seconds)}.`,
      meanwhile: 'Ils sont téléchargés pendant que tu continues, et Parley te dit quand ils sont là.',
      get: (count) =>
        count === 1 ? 'Télécharger' : count === 2 ? 'Télécharger les deux' : 'Tout télécharger',
      later: 'Plus tard',
      all: 'Tous les modèles',
    },
    sound: {
      title: 'Vérifie le son',
      text: 'Parle\u00a0: le niveau doit bouger. Joue un son\u00a0: tu dois l’entendre.',
      action: 'Commencer',
    },
    greeting: 'Que sais-tu faire\u00a0?',
  },
})
