import type { Formats } from '@contract'
import type { TerminalWords } from './english'

/** The words of the command line in German. */
export const german = ({ bytes, list }: Formats): TerminalWords => ({
  language: 'de',
  settings: 'Einstellungen, für diesen Lauf (docs/settings.md nennt alle):',
  settingLabels: {
    muted: 'stumm',
    'turnTaking.handsFree': 'ohne Taste zuhören',
    'sampling.seed': 'Startwert des Zufalls',
    'turnTaking.duplex': 'wenn du in eine Antwort sprichst',
    'turnTaking.patience': 'wie lange Parley bei einer Pause wartet',
    microphone: 'Mikrofon',
    speaker: 'Lautsprecher',
    voice: 'Stimme',
    listener: 'was hört und antwortet',
    voiceModel: 'was spricht',
    'keeping.mode': 'Gespräche aufbewahren',
    'keeping.audio': 'den Klang von Fragen aufbewahren',
    'keeping.days': 'so lange aufbewahren',
    recording: 'Aufzeichnung für Fehlerberichte',
    pushToTalkKey: 'Sprechtaste',
  },
  said: {
    standardInput: 'Die Standardeingabe',
    stopped: 'angehalten. Dasselbe Kommando macht von hier weiter.',
    failed: 'Das ging schief.',
    noAnswer: 'Es kam keine Antwort. Frag mit anderen Worten.',
    asksInWindow: (tool) =>
      `Das Werkzeug ${tool} fragt zuerst, und das kann es nur im Fenster von Parley. Es wurde nicht aufgerufen.`,
    waitsForTools: (names) => `Wartet auf den Server für Werkzeuge: ${names}.`,
    withoutTools: (names, list) =>
      `Der Server für Werkzeuge ist nicht da: ${names}. Die Antwort kommt ohne seine Werkzeuge. „${list}“ sagt, warum.`,
    noSuchVoice: (names) =>
      `Hier gibt es keine Stimme „${names}“. Es spricht die übliche. Das Fenster zeigt alle.`,
    questionOver: 'das war die Frage.',
    ringing: 'Ein Timer oder Wecker klingelt. Öffne Parley, um ihn abzustellen.',
  },
  figures: {
    firstToken: 'erstes Token',
    firstWord: 'erstes Wort',
    firstAudio: 'erster Ton',
    tokens: 'Token pro Sekunde',
    realTime: 'Echtzeitfaktor',
  },
  start: {
    usage: (usualPort) => `npm start -- [OPTIONEN]

Öffnet Parley: die Desktop-App, oder dieselbe App im Browser, wo es keine Desktop-App geben kann.

  --web         im Browser öffnen
  --port N      mit dem Browser: auf diesem Port des Computers (sonst ${usualPort} oder ein freier)
  --no-open     mit dem Browser: nur den Link ausgeben, der Parley öffnet`,
    inBrowser: (why) => `${why} Parley öffnet sich im Browser.`,
    obstacles: {
      'no-display': 'Es gibt keinen Bildschirm.',
      root: 'Electron läuft nicht als root.',
      sandbox: (closer) => `Electron hat hier keine Sandbox, denn ${closer} verwehrt ihm User-Namespaces.`,
      unreachable: (host) => `Electron ist nicht installiert, und ${host} ist nicht zu erreichen.`,
      mirror: 'seine Quelle',
      'not-fetched': 'Electron ließ sich nicht holen.',
      'node-too-old': (node, needed) =>
        `Electron ließ sich mit Node ${node} nicht holen. Es braucht ${needed} oder neuer.`,
    },
    closers: {
      AppArmor: 'AppArmor',
      kernel: 'der Kernel',
      system: 'dieses System',
      'no-unshare': 'das fehlende Kommando unshare',
    },
    foreignSwitch: (name) => `Mit --${name} könnte ein anderes Programm mithören. Starte Parley ohne das.`,
    fetching: 'Electron wird geholt, einmal (etwa 110 MB)...',
    building: 'Das Fenster wird gebaut, das dauert etwa zehn Sekunden...',
    at: (link) => `Parley ist unter ${link}`,
    used: 'Dieser Link wurde verwendet. Der nächste Browser kommt mit diesem herein:',
    ends: 'Strg-C beendet es.',
    removed:
      'Alles, was Parley auf diesem Computer hatte, wurde entfernt, wie seine Seite zeigt. Parley endet.',
  },
  ask: {
    usage: (called) => `${called('"Was ist die Hauptstadt von Frankreich?" [--say] [--out ANTWORT.wav]')}

Fragt das und gibt die Antwort aus, während sie geschrieben wird. Das Wort - steht für die Standardeingabe.`,
  },
  talk: {
    usage: (called) => `${called('FRAGE.wav [MEHR.wav ...] [--out ANTWORT.wav]')}

Stellt die gesprochenen Fragen der Reihe nach als ein Gespräch, gibt die Antworten aus, wie sie kommen, und schreibt sie
als Sprache. Eine Frage namens - wird von der Standardeingabe gelesen, auch während sie aufgenommen wird: Das erste
Strg-C beendet die Aufnahme.

  --transcribe    aufschreiben, was gesagt wird, statt zu antworten`,
  },
  answers: `--out FILE      die Antwort als Sprache in diese WAV schreiben, während sie gesprochen wird; - schreibt sie in die
                  Standardausgabe und den Text daneben
  --say           sie über den Lautsprecher des Systems abspielen
  --json          ein Ereignis pro Zeile ausgeben
  --figures       auf der Standardfehlerausgabe sagen, wie schnell die Antwort war

Strg-C beendet es sofort. Endet mit 1, wo es keine Antwort gibt, und mit 2, wo das Kommando nicht verstanden wird.`,
  listen: {
    usage: (called) => `${called('[--model ID] [--kokoro ID]')}

Spricht mit dir über Mikrofon und Lautsprecher des Systems, bis Strg-C: sprich, mach Pausen, unterbrich. Gibt aus, was
beide sagten, und auf der Standardfehlerausgabe, was vorgeht. Nichts davon wird aufbewahrt, außer du zeichnest es für einen
Fehlerbericht auf (--recording).

Nimmt auf mit arecord, parecord, sox oder ffmpeg und spielt mit aplay, paplay, play oder ffplay; das erste, das da ist.
Nimm Kopfhörer; wo das Mikrofon den Lautsprecher hört, nimm --turn-taking-duplex half.`,
    phases: { idle: 'bereit', listening: 'hört zu', thinking: 'denkt nach', speaking: 'spricht' },
    you: (said) => `Du: ${said}`,
    seconds: (seconds) => `(${seconds} s gesprochen)`,
    parley: (said) => `Parley: ${said}`,
    noAnswer: (why) => `(keine Antwort) ${why}`,
  },
  models: {
    usage: (called) => `${called('KOMMANDO')}

  list          was es zu holen gibt, und was auf diesem Computer ist
  pull ID       ein Modell holen, oder damit weitermachen; ID steht in der Liste, oder BESITZER/NAME oder BESITZER/NAME:DTYPE
  verify [ID]   die Dateien eines Modells neu lesen und mit dem Verzeichnis des Hubs vergleichen (ohne ID alle)
  remove ID     ein Modell von diesem Computer entfernen; ein eigener Ordner wird nur vergessen
  import DIR    einen eigenen Ordner in die Liste aufnehmen

Strg-C hält das Holen an; das nächste pull macht dort weiter. Umgebung: HF_ENDPOINT, HF_TOKEN, HTTPS_PROXY, NO_PROXY und
PARLEY_MODELS_DIR (wo Modelle liegen).`,
    kinds: { listener: 'Zuhörer', voice: 'Stimme', 'turn-end': 'Redeende' },
    lie: (folder) => `Modelle liegen in ${folder}`,
    removed: (name) => `${name} ist entfernt.`,
    imported: (name) => `${name} ist bereit. Ein laufendes Parley kennt es nach dem nächsten Start.`,
    ready: (name, folder) => `${name} ist bereit in ${folder}`,
    none: 'Auf diesem Computer gibt es noch kein geholtes Modell.',
    whole: (name) => `${name} ist, wie es im Verzeichnis des Hubs steht.`,
    damaged: (name, files) => `${name} ist beschädigt: ${list(files)}. Hole es neu: pull ${name}`,
    partly: (done) => `teilweise hier (${done})`,
    isReady: 'bereit',
    waiting: (name) => `${name}: Ein anderes Parley holt es; darauf wird gewartet`,
    asking: (name) => `${name}: fragt, was es gibt`,
    progress: (name, done, all) => `${name}: ${done} von ${all}`,
    checking: (name, done, all) => `${name}: prüft ${done} von ${all}`,
    left: (time) => `noch ${time}`,
  },
  tools: {
    usage: (called) => `${called('KOMMANDO')}

  list           verbindet sich mit den Servern für Werkzeuge, die du hinzugefügt hast, und sagt, wie es ihnen geht und was sie bieten
  import FILE    übernimmt die Server aus der JSON-Datei eines anderen Programms (mcpServers)
  remove NAME    vergisst einen Server

Server stehen unter toolServers in settings.yaml. Ein Programm darunter tut auf diesem Computer alles, wozu es gemacht ist:
Füge hinzu, wem du traust. Ob ein Werkzeug laufen darf, fragt das Fenster.`,
    added: (names) => `${names}: hinzugefügt. Ein laufendes Parley kennt es nach dem nächsten Start.`,
    removed: (name) => `${name} ist entfernt.`,
    none: 'Es wurden keine Server hinzugefügt.',
    leftOut: (count) => `${count} Werkzeuge fehlen: zu viele oder zu groß`,
  },
  web: {
    usedLink:
      'Dieser Link öffnet Parley nicht mehr: Jeder öffnet einmal. Wo Parley läuft, gibt es einen neuen aus.',
    onlyByLink: 'Parley öffnet sich durch einen Link, einmal. Wo es läuft, gibt es einen aus.',
    otherHost: 'Dieser Host ist hier nicht bekannt.',
    onlyGet: 'Hier gibt es nur Antworten auf GET.',
    onlyOwnPages: 'Nur Seiten von Parley selbst bekommen Antwort.',
    noFile: 'Diese Datei gibt es nicht.',
    noPages: 'Die Zahlen sind für Programme und für keine Seite.',
    noFigures: 'Hier ist nichts. Sieh nach unter /health, /ready, /status und /metrics.',
  },
  replay: {
    usage: (called) => `${called('DATEI [--redact DATEI]')}

Spielt der Logik des Fensters eine Aufzeichnung für Fehlerberichte vor, mit einer virtuellen Uhr, und vergleicht Zeichen für
Zeichen, was das Fenster tut, mit dem, was es damals tat. Endet mit 1, wo etwas anders ist.

  --redact DATEI  dieselbe Aufzeichnung ohne Ton und ohne Wörter schreiben; auch sie lässt sich abspielen`,
    redacted: (file) => `${file} ist geschrieben: ohne Ton und ohne Wörter.`,
    same: (lines) => `Alle ${lines} Zeilen sind Zeichen für Zeichen wie aufgezeichnet.`,
    differs: (line, before) => `Zeile ${line} ist anders. Die ${before} Zeilen davor sind wie aufgezeichnet.`,
    recorded: (line) => `aufgezeichnet: ${line}`,
    replayed: (line) => `abgespielt: ${line}`,
    nothing: '(nichts)',
  },
  cuda: {
    usage: (called, major, driver) => `${called('[OPTIONEN]')}

Holt, was Parley braucht, um auf einer NVIDIA-Karte zu rechnen: den CUDA-Teil von ONNX Runtime und NVIDIAs Bibliotheken von
CUDA ${major} und cuDNN 9, aus dem Paketverzeichnis von Python in einen Ordner dieses Benutzers. Der Treiber (${driver} oder
neuer) muss vorher installiert sein. Sonst ändert sich nichts. Strg-C hält an; der nächste Aufruf macht dort weiter.

  --check   nur sagen, was fehlt
  --yes     auch ohne Treiber holen, etwa für einen anderen Computer

Umgebung: PARLEY_CUDA_DIR (wo die Bibliotheken liegen), HTTPS_PROXY, NO_PROXY.`,
    complete: 'CUDA ist vollständig.',
    fetching: (most, folder) => `Höchstens ${bytes(most)} werden nach ${folder} geholt`,
    there: 'Die Bibliotheken sind da.',
    computes: 'CUDA rechnet.',
    doesNotCompute: 'CUDA rechnet noch nicht.',
  },
  doctor: {
    usage: (called) => `${called('[--json]')}

Sagt, was Parley auf diesem Computer findet, ob es in Ordnung ist, und was zu tun ist, wo nicht.`,
    states: { ok: 'gut', trouble: 'Problem', unknown: 'Hinweis' },
    names: {
      system: 'System',
      memory: 'Speicher',
      disk: 'Datenträger',
      places: 'was Parley auf dem Datenträger hat',
      card: 'Grafikkarte',
      processor: 'Prozessor',
      models: 'Modelle',
      settings: 'Einstellungen',
      microphone: 'Mikrofon',
      key: 'Sprechtaste',
      app: 'Desktop-App',
      sandbox: 'Sandbox',
    },
    system: (name, arch, cores, node) => `${name} auf ${arch}, ${cores} Kerne, Node ${node}`,
    free: (size) => `${size} frei`,
    freeOf: (free, all) => `${free} von ${all} frei`,
    driver: (version) => `Treiber ${version}`,
    nothing: 'nichts',
    noDisk: (folder) => `für ${folder} gibt es keinen Datenträger`,
    noCard: 'keine gefunden',
    noNvidiaCard: 'keine NVIDIA-Karte',
    noGraphicsCard: 'keine Grafikkarte',
    computes: 'rechnet',
    computesPartly: (card, processor) =>
      `rechnet ${card} der Rechenschritte in seiner Probe, der Prozessor ${processor}`,
    doesNotCompute: 'rechnet nicht',
    onlyBuiltIn: 'nur die eingebauten, und die sind klein',
    noMicrophone: 'es gibt keines',
    microphones: (count) => `${count} verwendbar`,
    microphoneDenied: 'es gibt eines, aber du darfst es nicht verwenden',
    microphoneUntold: 'das System sagt es nur der App selbst',
    keyWayland: 'Wayland sagt keinem Programm, welche Tasten anderswo gedrückt werden',
    keyNoDesktop: 'hier gibt es keinen Desktop',
    keyHeard: 'uiohook hört, wie sie gedrückt und losgelassen wird',
    keyUnheard: 'uiohook fehlt, darum kann eine Taste beginnen und enden, aber nicht gehalten werden',
    appOpens: 'kann ein Fenster öffnen',
    appInBrowser: (why) => `${why} Parley öffnet sich im Browser.`,
    sandboxAround: 'umgibt die Fenster',
    sandboxOff: 'die Fenster laufen ohne sie',
    sandboxOffBy: (closer) => `die Fenster laufen ohne sie, denn ${closer} verwehrt ihr User-Namespaces`,
    sandboxClosed: (closer) =>
      `${closer} verwehrt Programmen User-Namespaces: Ein AppImage von Parley läuft hier ohne sie, und aus den Quellen öffnet sich Parley im Browser`,
    fixes: {
      node: 'Installiere Node 20.19 oder neuer.',
      install: 'Installiere Parley neu.',
      memory: 'Schließe andere Programme.',
      disk: 'Mach Platz für die Modelle.',
      noDisk: 'Schließe ihn an, oder nenne einen anderen Ordner (PARLEY_MODELS_DIR).',
      models: (command) => `${command} zeigt, was sich holen lässt.`,
      plugIn: 'Schließe eines an. Bis dahin kannst du tippen.',
      group: 'Nimm dich in seine Gruppe auf, und melde dich neu an: sudo usermod -aG audio $USER.',
      allow: 'Erlaube Parley das Mikrofon in den Einstellungen des Systems, wenn es fragt.',
      waylandKey: 'Gib in den Einstellungen deines Desktops einer Taste das Kommando: parley --toggle.',
      hook: 'Führe npm install uiohook-napi aus.',
      sandbox: 'Installiere das deb-Paket: Es bringt seine Erlaubnis mit. Das AppImage hat keine.',
    },
  },
})
