import type { SettingNames } from './settingNames'

/** The settings in French. */
export const frenchSettings: SettingNames = {
  listeningSounds: {
    label: 'Sons d’écoute',
    help: 'Un son bref quand Parley commence à t’écouter, et un autre quand ta question est finie.',
  },
  'turnTaking.endpointShortestMs': {
    label: 'La plus courte pause qui termine ta question',
    help: 'L’attente n’est jamais plus courte, car on respire.',
  },
  'turnTaking.endpointLongestMs': {
    label: 'La plus longue pause qui termine ta question',
    help: 'L’attente n’est jamais plus longue. Entre les deux, Parley l’apprend de toi.',
  },
  speed: { label: 'À quelle vitesse Parley parle', help: 'Par rapport à l’allure propre de la voix.' },
  followsMood: {
    label: 'Laisser la voix suivre ce qu’elle dit',
    help: 'Ce qui est gai, calme, grave ou urgent s’entend : un peu plus clair ou plus sombre, plus vite ou plus lentement.',
  },
  persona: {
    label: 'Rôle',
    help: 'Ce qui est dit à Parley sur lui-même au début d’une conversation, et donc sa façon de répondre.',
  },
  'sampling.maxNewTokens': {
    label: 'Réponse la plus longue',
    help: 'Une réponse s’arrête à ce nombre de tokens. Trois tokens font environ deux mots.',
  },
  'sampling.temperature': {
    label: 'Liberté des réponses',
    help: '0 prend toujours le mot le plus probable, ce qui est régulier ; au-dessus, d’autres sont possibles.',
  },
  contextTokens: {
    label: 'Ce que Parley retient',
    help: 'Le plus de tokens d’une conversation qu’il a devant lui. Plus demande plus de mémoire.',
  },
  'server.answers': {
    label: 'Les réponses viennent de',
    help: 'Un serveur reçoit ce que tu dis et ce qui a été dit avant dans la conversation. La fenêtre le montre tant que c’est le cas.',
    choices: { here: 'Cet ordinateur', server: 'Un serveur' },
  },
  'server.address': {
    label: 'Adresse du serveur',
    help: 'N’importe lequel qui parle comme les chat completions d’OpenAI, par exemple https://api.example.com/v1 ou http://localhost:8080. Sans https, seulement sur cet ordinateur et dans ton propre réseau.',
  },
  'server.model': {
    label: 'Modèle du serveur',
    help: 'Comme le serveur l’appelle\u00a0; vide\u00a0: le premier qu’il propose.',
  },
  'server.sendsSound': {
    label: 'Envoyer le son de tes questions',
    help: 'Un serveur qui entend te comprend mieux. Sinon, ou s’il n’accepte pas le son, ce que tu dis est écrit sur cet ordinateur et envoyé comme texte.',
  },
  'server.stepsIn': {
    label: 'Répondre ici quand le serveur échoue',
    help: 'Avec ce qui est chargé sur cet ordinateur.',
  },
  'serverVoice.speaks': {
    label: 'Les réponses sont dites par',
    help: 'Un serveur reçoit les réponses, phrase par phrase, pour les dire. S’il échoue, cet ordinateur parle.',
    choices: { here: 'Cet ordinateur', server: 'Un serveur' },
  },
  'serverVoice.address': {
    label: 'Adresse du serveur de la voix',
    help: 'N’importe lequel qui parle comme l’audio speech d’OpenAI, par exemple Kokoro-FastAPI à http://localhost:8880.',
  },
  'serverVoice.model': { label: 'Modèle qui parle là-bas', help: 'Comme le serveur l’appelle.' },
  'serverVoice.voice': { label: 'Voix qui parle là-bas', help: 'Comme le serveur l’appelle.' },
  'serverVoice.language': {
    label: 'Langue de cette voix',
    help: 'Par son code, comme en-us ou de. Ce qui est dans une autre langue est dit par une voix de cet ordinateur.',
  },
  unloadAfterMinutes: {
    label: 'Libérer la mémoire après',
    help: 'Les modèles que personne n’a interrogés pendant ce temps sont déchargés ; la question suivante les recharge. 0 les garde.',
  },
  'device.kind': {
    label: 'Ce qui calcule',
    help: 'Le plus rapide est le premier appareil sur lequel les modèles marchent vraiment.',
    choices: {
      auto: 'Le plus rapide',
      cuda: 'Carte NVIDIA (CUDA)',
      webgpu: 'Carte graphique (WebGPU)',
      directml: 'Carte graphique (DirectML)',
      coreml: 'Apple (CoreML)',
      cpu: 'Processeur',
    },
  },
  theme: {
    label: 'Clair ou sombre',
    help: 'Pour la fenêtre et ce que le système dessine pour elle.',
    choices: { system: 'Système', light: 'Clair', dark: 'Sombre' },
  },
  letterSize: { label: 'Taille des lettres', help: 'De la fenêtre et de tout ce qu’elle contient.' },
  language: {
    label: 'Langue',
    help: 'Celle de la fenêtre, des menus et de la barre système. Les réponses restent dans la langue que tu parles.',
    choices: { system: 'Celle du système' },
  },
  tools: {
    label: 'Le laisser utiliser des outils',
    help: 'L’heure, les minuteurs, le calcul et ce que vous ajoutez. Ce qui touche à vos affaires demande d’abord.',
  },
  autostart: {
    label: 'Démarrer avec l’ordinateur, sans fenêtre',
    help: 'Ton système peut aussi le changer, et a le dernier mot quand Parley démarre.',
  },
  logLevel: {
    label: 'Ce que dit le journal',
    help: 'Il dit ce qui s’est passé et combien de temps cela a pris, et jamais ce qui a été dit ou écrit.',
    choices: { off: 'Rien', error: 'Pannes', warn: 'Problèmes', info: 'L’habituel', debug: 'Tout' },
  },
  metricsPort: {
    label: 'Port pour les chiffres',
    help: 'Où des programmes de cet ordinateur, comme Prometheus, lisent les chiffres\u00a0: /health, /ready, /status et /metrics sur la boucle locale. 0\u00a0: nulle part.',
  },
}
