import type { Formats } from '@contract'
import type { TerminalWords } from './english'

/** The words of the command line in French. */
export const french = ({ bytes, list }: Formats): TerminalWords => ({
  language: 'fr',
  settings: 'Réglages, pour cette exécution (docs/settings.md les décrit tous)\u00a0:',
  settingLabels: {
    muted: 'muet',
    'turnTaking.handsFree': 'écouter sans touche',
    'sampling.seed': 'graine du hasard',
    'turnTaking.duplex': 'quand tu parles pendant une réponse',
    'turnTaking.patience': 'combien de temps il attend quand tu fais une pause',
    microphone: 'micro',
    speaker: 'haut-parleur',
    voice: 'voix',
    listener: 'ce qui entend et répond',
    voiceModel: 'ce qui parle',
    'keeping.mode': 'garder les conversations',
    'keeping.audio': 'garder le son des questions',
    'keeping.days': 'les garder pendant',
    recording: 'enregistrement pour un rapport d’erreur',
    pushToTalkKey: 'touche pour parler',
  },
  said: {
    standardInput: 'L’entrée standard',
    stopped: 'arrêté. La même commande reprend d’ici.',
    failed: 'Cela a échoué.',
    noAnswer: 'Aucune réponse n’est venue. Demande autrement.',
    asksInWindow: (tool) =>
      `L’outil ${tool} demande d’abord, et il ne peut le faire que dans la fenêtre de Parley. Il n’a pas été appelé.`,
    waitsForTools: (names) => `Attend le serveur d’outils\u00a0: ${names}.`,
    withoutTools: (names, list) =>
      `Le serveur d’outils n’est pas là\u00a0: ${names}. La réponse vient sans ses outils. «\u00a0${list}\u00a0» dit pourquoi.`,
    noSuchVoice: (names) =>
      `Il n’y a pas de voix «\u00a0${names}\u00a0» ici\u00a0; la voix habituelle parle. La fenêtre les montre toutes.`,
    questionOver: 'c’était la question.',
    ringing: 'Un minuteur ou une alarme sonne. Ouvre Parley pour l’arrêter.',
  },
  figures: {
    firstToken: 'premier jeton',
    firstWord: 'premier mot',
    firstAudio: 'premier son',
    tokens: 'jetons par seconde',
    realTime: 'facteur temps réel',
  },
  start: {
    usage: (usualPort) => `npm start -- [OPTIONS]

Ouvre Parley\u00a0: l’application de bureau, ou la même dans le navigateur là où il ne peut y avoir d’application de bureau.

  --web         l’ouvrir dans le navigateur
  --port N      avec le navigateur\u00a0: écouter sur ce port de l’ordinateur (sinon ${usualPort}, ou un port libre)
  --no-open     avec le navigateur\u00a0: seulement afficher le lien qui l’ouvre`,
    inBrowser: (why) => `${why} Parley s’ouvre dans le navigateur.`,
    obstacles: {
      'no-display': 'Il n’y a pas d’écran.',
      root: 'Electron ne fonctionne pas en tant que root.',
      sandbox: (closer) =>
        `Electron n’a pas de bac à sable ici, car ${closer} lui refuse les espaces de noms d’utilisateur.`,
      unreachable: (host) => `Electron n’est pas installé, et ${host} est injoignable.`,
      mirror: 'sa source',
      'not-fetched': 'Electron n’a pas pu être téléchargé.',
      'node-too-old': (node, needed) =>
        `Electron n’a pas pu être téléchargé avec Node ${node}. Il lui faut ${needed} ou plus récent.`,
    },
    closers: {
      AppArmor: 'AppArmor',
      kernel: 'le noyau',
      system: 'ce système',
      'no-unshare': 'l’absence de la commande unshare',
    },
    foreignSwitch: (name) =>
      `Avec --${name}, un autre programme pourrait écouter. Lance Parley sans cette option.`,
    fetching: 'Téléchargement d’Electron, une seule fois (environ 110 Mo)...',
    building: 'Construction de la fenêtre, une dizaine de secondes...',
    at: (link) => `Parley est à ${link}`,
    used: 'Ce lien a été utilisé. Le prochain navigateur entre par celui-ci\u00a0:',
    ends: 'Ctrl-C le termine.',
    removed:
      'Tout ce que Parley avait sur cet ordinateur a été supprimé, comme le montre sa page. Parley se termine.',
  },
  ask: {
    usage: (called) => `${called('"Quelle est la capitale de la France ?" [--say] [--out REPONSE.wav]')}

Pose cette question et affiche la réponse pendant qu’elle s’écrit. Le mot - représente l’entrée standard.`,
  },
  talk: {
    usage: (called) => `${called('QUESTION.wav [AUTRE.wav ...] [--out REPONSE.wav]')}

Pose les questions parlées à la suite, comme une seule conversation\u00a0; affiche les réponses dès qu’elles viennent et les écrit
en parole. Une question nommée - est lue depuis l’entrée standard, même pendant son enregistrement\u00a0: le premier Ctrl-C
termine l’enregistrement.

  --transcribe    écrire ce qui est dit au lieu de répondre`,
  },
  answers: `--out FILE      écrire la réponse en parole dans ce WAV, pendant qu’elle est dite\u00a0; - l’écrit sur la sortie standard, et
                  affiche le texte à côté
  --say           la jouer sur le haut-parleur du système
  --json          afficher un événement par ligne
  --figures       dire sur la sortie d’erreur à quelle vitesse la réponse est venue

Ctrl-C termine aussitôt. Se termine par 1 sans réponse, et par 2 si la commande n’est pas comprise.`,
  listen: {
    usage: (called) => `${called('[--model ID] [--kokoro ID]')}

Parle avec toi par le micro et le haut-parleur du système, jusqu’à Ctrl-C\u00a0: parle, fais une pause, interromps. Affiche ce que
vous dites tous deux, et sur la sortie d’erreur ce qui se passe. Rien n’en est gardé, sauf si tu l’enregistres pour un rapport
d’erreur (--recording).

Enregistre avec arecord, parecord, sox ou ffmpeg, et joue avec aplay, paplay, play ou ffplay\u00a0; le premier présent.
Prends un casque\u00a0; si le micro entend le haut-parleur, prends --turn-taking-duplex half.`,
    phases: { idle: 'prêt', listening: 'écoute', thinking: 'réfléchit', speaking: 'parle' },
    you: (said) => `Toi\u00a0: ${said}`,
    seconds: (seconds) => `(${seconds} s de parole)`,
    parley: (said) => `Parley\u00a0: ${said}`,
    noAnswer: (why) => `(pas de réponse) ${why}`,
  },
  models: {
    usage: (called) => `${called('COMMANDE')}

  list          ce qui peut être téléchargé, et ce qui est sur cet ordinateur
  pull ID       télécharger un modèle, ou continuer\u00a0; ID est dans la liste, ou PROPRIETAIRE/NOM, ou PROPRIETAIRE/NOM:DTYPE
  verify [ID]   relire les fichiers d’un modèle et les comparer au registre du hub (tous sans ID)
  remove ID     supprimer un modèle de cet ordinateur\u00a0; un dossier à toi est seulement oublié
  import DIR    prendre un dossier à toi dans la liste

Ctrl-C arrête un téléchargement\u00a0; le prochain pull reprend de là. Environnement\u00a0: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY,
NO_PROXY et PARLEY_MODELS_DIR (où se trouvent les modèles).`,
    kinds: { listener: 'auditeur', voice: 'voix', 'turn-end': 'fin de tour' },
    lie: (folder) => `Les modèles se trouvent dans ${folder}`,
    removed: (name) => `${name} est supprimé.`,
    imported: (name) => `${name} est prêt. Un Parley en marche le connaîtra à son prochain démarrage.`,
    ready: (name, folder) => `${name} est prêt dans ${folder}`,
    none: 'Il n’y a encore aucun modèle téléchargé sur cet ordinateur.',
    whole: (name) => `${name} est conforme au registre du hub.`,
    damaged: (name, files) =>
      `${name} est endommagé\u00a0: ${list(files)}. Télécharge-le à nouveau\u00a0: pull ${name}`,
    partly: (done) => `en partie ici (${done})`,
    isReady: 'prêt',
    waiting: (name) => `${name}\u00a0: un autre Parley le télécharge, attente`,
    asking: (name) => `${name}\u00a0: demande ce qu’il y a`,
    progress: (name, done, all) => `${name}\u00a0: ${done} de ${all}`,
    checking: (name, done, all) => `${name}\u00a0: vérifie ${done} de ${all}`,
    left: (time) => `encore ${time}`,
  },
  tools: {
    usage: (called) => `${called('COMMANDE')}

  list           se connecte aux serveurs d’outils que tu as ajoutés, et dit comment ils vont et ce qu’ils offrent
  import FILE    reprend les serveurs du fichier JSON d’un autre programme (mcpServers)
  remove NAME    oublie un serveur

Les serveurs se trouvent sous toolServers dans settings.yaml. Un programme parmi eux fait sur cet ordinateur tout ce pour quoi
il est fait\u00a0: ajoute ceux en qui tu as confiance. La fenêtre demande si un outil peut être utilisé.`,
    added: (names) => `${names}\u00a0: ajouté. Un Parley en marche le connaîtra à son prochain démarrage.`,
    removed: (name) => `${name} est supprimé.`,
    none: 'Aucun serveur n’a été ajouté.',
    leftOut: (count) => `${count} outils laissés de côté\u00a0: trop nombreux, ou trop grands`,
  },
  web: {
    usedLink:
      'Ce lien n’ouvre plus Parley : chacun ne sert qu’une fois. Là où Parley tourne, il en affiche un autre.',
    onlyByLink: 'Parley s’ouvre par un lien, une seule fois. Là où il tourne, il en affiche un.',
    otherHost: 'Cet hôte n’est pas connu ici.',
    onlyGet: 'Seul GET reçoit une réponse ici.',
    onlyOwnPages: 'Seules les pages de Parley lui-même reçoivent une réponse.',
    noFile: 'Ce fichier n’existe pas.',
    noPages: 'Les chiffres sont pour les programmes, et pour aucune page.',
    noFigures: 'Il n’y a rien ici. Vois /health, /ready, /status et /metrics.',
  },
  replay: {
    usage: (called) => `${called('FICHIER [--redact FICHIER]')}

Rejoue un enregistrement de diagnostic devant la logique de la fenêtre, avec une horloge virtuelle, et compare lettre pour
lettre ce que fait la fenêtre avec ce qu’elle a fait alors. Se termine par 1 si quelque chose diffère.

  --redact FICHIER  écrire le même enregistrement sans son et sans mots ; lui aussi peut être rejoué`,
    redacted: (file) => `${file} est écrit : sans son et sans mots.`,
    same: (lines) => `Les ${lines} lignes sont lettre pour lettre comme elles ont été enregistrées.`,
    differs: (line, before) =>
      `La ligne ${line} diffère. Les ${before} lignes qui la précèdent sont comme elles ont été enregistrées.`,
    recorded: (line) => `enregistré : ${line}`,
    replayed: (line) => `rejoué : ${line}`,
    nothing: '(rien)',
  },
  cuda: {
    usage: (called, major, driver) => `${called('[OPTIONS]')}

Télécharge ce qu’il faut à Parley pour calculer sur une carte NVIDIA\u00a0: la partie CUDA d’ONNX Runtime et les bibliothèques
NVIDIA de CUDA ${major} et cuDNN 9, depuis l’index de paquets de Python, dans un dossier de cet utilisateur. Le pilote
(${driver} ou plus récent) doit être installé avant. Rien d’autre ne change. Ctrl-C arrête\u00a0; le prochain appel reprend de là.

  --check   seulement dire ce qui manque
  --yes     télécharger même sans pilote, par exemple pour un autre ordinateur

Environnement\u00a0: PARLEY_CUDA_DIR (où se trouvent les bibliothèques), HTTPS_PROXY, NO_PROXY.`,
    complete: 'CUDA est complet.',
    fetching: (most, folder) => `Téléchargement d’au plus ${bytes(most)} dans ${folder}`,
    there: 'Les bibliothèques sont là.',
    computes: 'CUDA calcule.',
    doesNotCompute: 'CUDA ne calcule pas encore.',
  },
  doctor: {
    usage: (called) => `${called('[--json]')}

Dit ce que Parley trouve sur cet ordinateur, si cela va bien, et que faire sinon.`,
    states: { ok: 'bien', trouble: 'souci', unknown: 'remarque' },
    names: {
      system: 'système',
      memory: 'mémoire',
      disk: 'disque',
      places: 'ce que Parley a sur le disque',
      card: 'carte graphique',
      processor: 'processeur',
      models: 'modèles',
      settings: 'réglages',
      microphone: 'micro',
      key: 'touche pour parler',
      app: 'application de bureau',
      sandbox: 'bac à sable',
    },
    system: (name, arch, cores, node) => `${name} sur ${arch}, ${cores} cœurs, Node ${node}`,
    free: (size) => `${size} libres`,
    freeOf: (free, all) => `${free} libres sur ${all}`,
    driver: (version) => `pilote ${version}`,
    nothing: 'rien',
    noDisk: (folder) => `il n’y a pas de disque pour ${folder}`,
    noCard: 'aucune trouvée',
    noNvidiaCard: 'pas de carte NVIDIA',
    noGraphicsCard: 'pas de carte graphique',
    computes: 'calcule',
    computesPartly: (card, processor) =>
      `calcule ${card} des opérations de son essai, le processeur ${processor}`,
    doesNotCompute: 'ne calcule pas',
    onlyBuiltIn: 'seulement les intégrés, qui sont petits',
    noMicrophone: 'il n’y en a pas',
    microphones: (count) => `${count} utilisable(s)`,
    microphoneDenied: 'il y en a un, mais tu n’as pas le droit de l’utiliser',
    microphoneUntold: 'le système ne le dit qu’à l’application elle-même',
    keyWayland: 'Wayland ne dit à aucun programme quelles touches sont pressées ailleurs',
    keyNoDesktop: 'il n’y a pas de bureau ici',
    keyHeard: 'uiohook l’entend descendre et remonter',
    keyUnheard: 'uiohook n’est pas là\u00a0: une touche peut commencer et finir, mais pas être tenue',
    appOpens: 'peut ouvrir une fenêtre',
    appInBrowser: (why) => `${why} Parley s’ouvre dans le navigateur.`,
    sandboxAround: 'entoure les fenêtres',
    sandboxOff: 'les fenêtres s’en passent',
    sandboxOffBy: (closer) =>
      `les fenêtres s’en passent, car ${closer} lui refuse les espaces de noms d’utilisateur`,
    sandboxClosed: (closer) =>
      `${closer} refuse aux programmes les espaces de noms d’utilisateur\u00a0: une AppImage de Parley s’en passe ici, et depuis les sources Parley s’ouvre dans le navigateur`,
    fixes: {
      node: 'Installe Node 20.19 ou plus récent.',
      install: 'Réinstalle Parley.',
      memory: 'Ferme d’autres programmes.',
      disk: 'Fais de la place pour les modèles.',
      noDisk: 'Branche-le, ou indique un autre dossier (PARLEY_MODELS_DIR).',
      models: (command) => `Lance ${command} pour voir ce qui peut être téléchargé.`,
      plugIn: 'Branches-en un. En attendant, tu peux écrire.',
      group: 'Ajoute-toi à son groupe, et reconnecte-toi\u00a0: sudo usermod -aG audio $USER.',
      allow: 'Autorise le micro à Parley dans les réglages du système quand il le demande.',
      waylandKey: 'Donne à une touche, dans les réglages de ton bureau, la commande\u00a0: parley --toggle.',
      hook: 'Lance npm install uiohook-napi.',
      sandbox: 'Installe le paquet deb\u00a0: il apporte sa propre permission. L’AppImage n’en a pas.',
    },
  },
})
