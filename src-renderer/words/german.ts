import type { ContactPurpose, Formats, OwnPart } from '@contract'
import type { Words } from './english'
import { germanSettings } from './settingNames/german'
import { germanTools } from './toolWords/german'

const partNames: Record<OwnPart, string> = {
  host: 'Parley selbst',
  engine: 'die Engine',
  fetch: 'ein Download',
  window: 'ein Fenster',
  network: 'der Netzwerkprozess der Fenster',
  other: 'ein anderer Prozess von Parley',
}
const purposeNames: Record<ContactPurpose, string> = {
  model: 'Ein Modell',
  cuda: 'Bibliotheken für eine NVIDIA-Karte',
  proxy: 'Ein Proxy, der Anfragen an andere weitergibt',
  link: 'Ein Link, den du im Browser geöffnet hast',
  electron: 'Electron, das die Fenster zeigt',
  server: 'Antworten auf das, was du sagst',
}

/** Every word of the window, in German. */
export const german = ({
  bytes,
  clockTime,
  count,
  decibels,
  duration,
  list,
  percent,
  timeLeft,
}: Formats): Words => ({
  language: 'de',
  name: 'Parley',
  fullStop: '.',

  phase: {
    idle: 'Bereit',
    listening: 'Hört zu',
    thinking: 'Denkt nach',
    voicing: 'Bereitet vor',
    speaking: 'Spricht',
    muted: 'Stumm',
    trouble: 'Störung',
  },
  starting: 'Startet',
  waiting: 'Wartet',
  off: 'Aus',

  ring: {
    hold: 'Zum Sprechen halten',
    listens: 'Hört dir zu',
    held: 'Leertaste halten und sprechen',
    level: 'Pegel',
  },

  listens: {
    legend: 'Wann Parley zuhört',
    labels: { always: 'Immer', held: 'Mit Taste', off: 'Aus' },
    meanings: {
      always: 'Du sprichst einfach. Was andere im Raum sagen, kann für eine Frage gehalten werden.',
      held: 'Parley hört dich nur, solange du die Leertaste oder den Ring hältst.',
      off: 'Parley hört dich nicht. Du kannst tippen.',
    },
  },

  connection: {
    connecting: 'Die Engine startet.',
    waiting: 'Ein anderes Fenster spricht gerade. Deines kommt als Nächstes.',
    loading: 'Die Modelle haben geruht und werden wieder geladen. Deine Frage bleibt erhalten.',
    restarting: 'Die Engine ist abgestürzt und startet neu.',
    cut: 'Die Verbindung zu Parley ist abgebrochen und wird neu aufgebaut.',
    lost: 'Die Engine antwortet nicht.',
  },

  actions: {
    'allow-microphone': 'Mikrofon erlauben',
    'choose-microphone': 'Mikrofon wählen',
    'restart-engine': 'Neu starten',
    retry: 'Noch einmal versuchen',
    seen: 'Verstanden',
  },

  trouble: {
    denied:
      'Parley darf das Mikrofon nicht benutzen. Erlaube es in den Einstellungen deines Browsers oder Systems und versuche es noch einmal.',
    noMicrophone: 'Es wurde kein Mikrofon gefunden. Schließe eines an oder tippe deine Frage.',
    busy: 'Ein anderes Programm belegt das Mikrofon. Schließe es und versuche es noch einmal.',
    notOpened: 'Das Mikrofon ließ sich nicht öffnen. Wähle ein anderes.',
    zeros: 'Dein Mikrofon liefert nur Stille. Sieh nach, ob es einen Schalter hat, oder wähle ein anderes.',
    asleep: 'Dein Browser lässt Parley erst nach einem Klick zuhören. Klicke irgendwohin.',
    stalled: 'Dein Mikrofon liefert keinen Ton mehr. Versuche, es neu zu öffnen.',
    unplugged: ({ lost, next }) =>
      `${lost || 'Dein Mikrofon'} wurde abgesteckt. Parley hört jetzt über ${next}.`,
    noVoiceActivity:
      'Stimmen lassen sich hier nicht von Geräuschen unterscheiden. Halte die Leertaste und sprich.',
    noLoudspeaker: 'Kein Lautsprecher ließ sich öffnen. Antworten werden nur geschrieben.',
    speakerUnplugged: ({ lost }) =>
      `${lost || 'Dein Lautsprecher'} wurde abgesteckt. Parley spricht jetzt über den üblichen.`,
    loudspeakerRefused: 'Dieser Lautsprecher geht nicht. Parley spricht jetzt über den üblichen.',
    echoStays:
      'Dieses Mikrofon hört, was Parley sagt. Nimm Kopfhörer oder teste das Echo in den Einstellungen.',
    silentUntilClick: 'Dein Browser lässt Parley erst nach einem Klick sprechen. Klicke irgendwohin.',
    tooLate: 'Das war zu spät zum Rückgängigmachen: Es ist gelöscht.',
    gone: 'Was hier gesagt wurde, stand nur im Arbeitsspeicher und ist mit der Engine verloren.',
  },

  row: {
    mute: 'Mikrofon stummschalten',
    unmute: 'Stummschaltung aufheben',
    muted: 'Du bist stummgeschaltet.',
    stop: 'Stopp',
    continue: 'Ich war noch nicht fertig',
    field: 'Deine Frage',
    placeholder: 'Oder hier tippen',
    send: 'Senden',
    tooLong: (chars, longest) =>
      `Das sind ${chars} Zeichen; eine Frage darf ${longest} haben. Frag in kürzeren Teilen.`,
  },

  quick: { open: 'Parley öffnen' },

  conversation: {
    name: 'Gespräch',
    empty: 'Sag etwas, oder halte die Leertaste, während du sprichst.',
    emptyMore: 'Du kannst auch tippen.',
    nothingLeaves: 'Nichts verlässt diesen Computer.',
    emptyMuted: 'Das Mikrofon ist stummgeschaltet. Du kannst tippen.',
    emptyHeld: 'Halte die Leertaste, während du sprichst.',
    emptyOff: 'Das Mikrofon ist aus. Du kannst tippen.',
    offered: 'Der eingebaute Zuhörer ist klein. Er kennt diese Fragen und einige mehr:',
    small: 'Hier ist nur der kleine eingebaute Zuhörer. Er kennt einige Fragen.',
    larger: 'Einen wählen, der mehr weiß',
    wholeQuestion: 'Ganze Frage zeigen',
    lessOfIt: 'Weniger zeigen',
    spoken: 'Du hast gesprochen',
    spokenFor: (duration) => `Du hast ${duration} gesprochen`,
    speaking: 'Du sprichst',
    correct: (question) => `„${question}“ berichtigen`,
    correction: 'Was du gesagt hast',
    stopped: 'Hier hast du gestoppt. Der Rest wurde nicht gesprochen.',
    stoppedEarly: 'Du hast gestoppt, bevor Parley gesprochen hat.',
    failed: 'Diese Frage wurde nicht beantwortet.',
    again: 'Noch einmal fragen',
    actions: {
      about: (question) => `Zu „${question}“`,
      copy: 'Antwort kopieren',
      read: 'Vorlesen',
      edit: 'Ändern und fragen',
    },
    newest: 'Zum Neuesten',
    table: 'Tabelle',
    code: 'Code',
    copyCode: 'Diesen Code kopieren',
    copied: 'Kopiert.',
    notCopied: 'Das ließ sich nicht kopieren. Markiere es und kopiere es von Hand.',
    link: {
      title: (host) => (host === '' ? 'Im Mailprogramm schreiben?' : `${host} in einem neuen Tab öffnen?`),
      text: 'Parley selbst ruft nichts davon ab. Das tut dein Browser.',
      yes: 'Öffnen',
      no: 'Abbrechen',
    },
  },

  stages: {
    name: 'Wie lange die letzte Antwort gebraucht hat',
    wait: 'Warten',
    listen: 'Hören',
    think: 'Denken',
    speak: 'Sprechen',
    heardAfter: (duration) => `Antwort nach ${duration} gehört`,
    writtenAfter: (duration) => `Antwort nach ${duration} begonnen`,
    saved: (duration) => `Früher Beginn sparte ${duration}`,
    moments: {
      softEndMs: 'In deiner Pause begonnen',
      commitMs: 'Deine Pause war lang genug',
      firstTokenMs: 'Erstes Token',
      firstWordMs: 'Erstes Wort',
      firstChunkMs: 'Erster Ton erzeugt',
      firstQueuedMs: 'Erster Ton an den Lautsprecher gegeben',
      firstAudibleMs: 'Erster Ton gehört',
    },
  },

  figures: {
    name: 'Zahlen',
    open: 'Alle Zahlen',
    none: 'Zu diesem Gespräch gibt es noch keine Zahlen. Frag etwas.',
    table: 'Als Tabelle',
    turns: 'Wie lange Antworten gedauert haben',
    median: (duration) => `Die Hälfte der Antworten kam innerhalb von ${duration}.`,
    turn: 'Antwort',
    together: 'Zusammen',
    speed: 'Token je Sekunde',
    speedMedian: (rate) => `Die Hälfte der Antworten wurde mit ${rate} oder schneller geschrieben.`,
    pauses: 'Deine Pausen',
    pausesNone: 'Noch ist keine Pause in deinen Sätzen bekannt.',
    answersAfter: (duration) => `Nach ${duration} Stille kommt die Antwort.`,
    length: 'Länge',
    often: 'Wie oft',
    fill: 'Wie voll das Gespräch ist',
    fillSays: (used, whole) =>
      `${used} von ${whole} Token. Wenn kein Platz mehr ist, fallen die ältesten Fragen weg.`,
    memory: 'Speicher',
    memorySays: 'Was Modelle brauchen, ist aus ihren Dateien berechnet. Was frei ist, sagt dein System.',
    places: { card: 'Grafikkarte', memory: 'Dieser Computer' },
    parts: { listener: 'Zuhörer', voice: 'Stimme', conversation: 'Gespräch, wenn es voll ist', free: 'Frei' },
    place: 'Wo',
    part: 'Was',
    size: 'Wie viel',
    what: 'Was',
    run: {
      name: 'Seit Parley gestartet wurde',
      says: (since) => `Gezählt seit ${since}, in allen Fenstern.`,
      answered: 'Antworten',
      interrupted: 'Unterbrochene Antworten',
      begunEarly: 'In einer Pause begonnene Antworten',
      keptEarly: 'Davon behalten',
      toolCalls: 'Aufrufe von Werkzeugen',
      waiting: 'Fragen, die gerade warten',
      engineExits: 'Wie oft die Engine endete',
      error: (code) => `Fehler: ${code}`,
      memory: {
        engine: 'Speicher der Engine',
        host: 'Speicher der App',
        page: 'Speicher der Fenster',
        gpu: 'Speicher dessen, was sie zeichnet',
        fetch: 'Speicher dessen, was herunterlädt',
        other: 'Speicher der übrigen Helfer',
      },
    },
    report: {
      name: 'Wenn etwas schiefgeht',
      about:
        'Ein Bericht enthält, was der Doktor findet, deine Einstellungen ohne deine Texte, und das Ende des Protokolls. Nichts, was gesagt wurde, steht darin. Lies ihn, bevor du ihn jemandem gibst.',
      make: 'Bericht erstellen',
      making: 'Parley sieht sich diesen Computer an. Das dauert ein paar Sekunden.',
      failed:
        'Es konnte kein Bericht erstellt werden: Parley antwortet nicht. Starte es neu, und versuch es noch einmal.',
      copy: 'Kopieren',
      openLogs: 'Ordner des Protokolls öffnen',
    },
  },

  panel: { close: 'Schließen' },

  keyboard: {
    ...{ Control: 'Strg', Alt: 'Alt', Shift: 'Umschalt', Super: 'Super' },
    ...{ Space: 'Leertaste', Escape: 'Esc' },
  },

  settings: {
    name: 'Einstellungen',
    sound: 'Ton',
    microphone: 'Mikrofon',
    speaker: 'Lautsprecher',
    systemDevice: 'Wie das System wählt',
    noDevice: 'Keines gefunden',
    level: 'Pegel',
    tone: 'Ton abspielen',
    groups: { listening: 'Zuhören', answers: 'Antworten', look: 'Aussehen' },
    origins: {
      file: 'Aus settings.yaml',
      from: (name) => `Aus ${name}`,
      chosen: 'Hier gewählt',
      usual: 'Wie üblich',
    },
    between: (least, most) => `Von ${least} bis ${most}.`,
    atLeast: (least) => `Mindestens ${least}.`,
    keys: 'Tasten',
    keyNames: {
      talk: 'Sprechen, solange du hältst',
      stop: 'Stopp',
      continue: 'Ich war noch nicht fertig',
      mute: 'Stummschalten',
      settings: 'Einstellungen',
      list: 'Gespräche',
      find: 'In Gesprächen suchen',
      figures: 'Zahlen',
      undo: 'Löschen rückgängig machen',
    },
    hold: 'halten',
  },

  settingNames: germanSettings,
  units: { ms: 'ms', times: '×', tokens: 'Token', minutes: 'Minuten', '%': '%' },

  server: {
    name: 'Ein anderer Computer',
    noAddress: 'Gib die Adresse des Servers ein: Bis dahin antwortet dieser Computer.',
    firstListed: (model: string) => `Das erste in seiner Liste: ${model}`,
    askModels: 'Nach seinen Modellen fragen',
    noneListed: 'Er nennt keine Modelle. Gib den Namen von einem ein.',
    answerHere: 'Wieder hier antworten',
    keyByEnvironment:
      'Ein Browser hat keinen sicheren Platz für einen Schlüssel. Wenn der Server einen will, starte Parley mit gesetztem PARLEY_SERVER_KEY.',
    key: {
      name: 'Schlüssel des Servers',
      about:
        'Falls der Server einen will. Er bleibt im sicheren Speicher deines Systems und gilt nur für diesen Server.',
      kept: 'Im sicheren Speicher deines Systems liegt ein Schlüssel für diesen Server.',
      unsafe:
        'Dein System hat keinen sicheren Speicher (Schlüsselbund). Ein Schlüssel läge für alle lesbar auf der Festplatte. Starte Parley stattdessen mit gesetztem PARLEY_SERVER_KEY.',
      keep: 'Speichern',
    },
  },

  settingsFile: {
    name: 'Alles auf einmal',
    about: 'Was zu Dateien dieses Computers führt, etwa Modelle, bleibt, wie es ist.',
    save: 'Als Datei speichern',
    take: 'Aus einer Datei übernehmen',
    taken: 'Jetzt gilt, was in der Datei steht.',
    notTaken: 'Nicht übernommen:',
    reset: 'Alles wie üblich',
    sure: 'Sollen alle Einstellungen wieder wie üblich sein?',
    yes: 'Wie üblich',
    no: 'Wie sie sind',
    wrong: 'Falsch in dem, was über Einstellungen gesagt ist:',
  },

  turnTaking: {
    patience: {
      legend: 'Wie lange Parley bei einer Pause wartet',
      labels: { quick: 'Kurz', usual: 'Normal', patient: 'Lang' },
      meanings: {
        quick: 'Parley antwortet bald, wenn du aufhörst, und kommt zu früh, wenn du nach einem Wort suchst.',
        usual: 'Parley lernt, wie lang deine Pausen sind, und antwortet kurz danach.',
        patient: 'Parley wartet länger mit der Antwort. Das hilft, wenn du beim Sprechen nachdenkst.',
      },
    },
    duplex: {
      legend: 'Wenn du in eine Antwort hineinsprichst',
      labels: { full: 'Aufhören', 'duck-only': 'Leiser', half: 'Weitersprechen' },
      meanings: {
        full: 'Deine Worte beenden die Antwort und sind deine nächste Frage.',
        'duck-only': 'Parley spricht leiser weiter, während du sprichst. Leertaste oder Esc beendet es.',
        half: 'Parley hört dich erst, wenn es fertig ist. Leertaste oder Esc beendet es.',
      },
    },
  },

  voice: {
    name: 'Stimme',
    listen: 'Anhören',
    listenToMoods: 'Einen Satz in einer Stimmung anhören',
    moods: { glad: 'Froh', calm: 'Ruhig', grave: 'Ernst', urgent: 'Dringend' },
    man: 'Mann',
    woman: 'Frau',
    choose: 'Stimme wählen',
    grade: (letter) => `Note ${letter}`,
    aboutGrades:
      'Die Noten sind die von Kokoros Urhebern: wie viel es gab, woraus eine Stimme lernen konnte, und wie gut es war. Wie sie dir gefällt, ist eine andere Sache.',
    listenTo: (name) => `${name} anhören`,
    favourites: 'Lieblinge',
    isFavourite: (name) => `${name} ist ein Liebling`,
    blendWith: 'Mischen mit',
    noBlend: 'Keiner anderen Stimme',
    shareOf: (name) => `Wie viel von ${name}`,
    blended: (main, other, share) => `${main} mit ${percent(share)} von ${other}`,
    follows: (languages) =>
      `Jeder Satz wird in seiner Sprache gesprochen. Die Stimmen dieses Modells sprechen ${languages}. Was in einer anderen steht, sagt die eingebaute Stimme.`,
    followsBuiltIn: 'Jeder Satz wird in seiner Sprache gesprochen, so gut die eingebaute Stimme sie kennt.',
  },

  echo: {
    test: 'Echo testen',
    stop: 'Test abbrechen',
    running: 'Der Test läuft. Sei fünf Sekunden still.',
    failed: {
      'dead-microphone': 'Dein Mikrofon liefert nichts. Wähle ein anderes und teste noch einmal.',
      'no-microphone':
        'Das Mikrofon ließ sich nicht öffnen. Schließe andere Programme, die es benutzen, und teste noch einmal.',
      disturbed: 'Jemand hat gesprochen, oder etwas war laut. Teste noch einmal, wenn es still ist.',
      'not-played': 'Der Lautsprecher hat nicht gespielt. Wähle einen anderen und teste noch einmal.',
    },
    proposals: {
      none: 'Dein Mikrofon hört diesen Lautsprecher nicht. Du kannst in Antworten hineinsprechen.',
      removed: 'Das Echo dieses Lautsprechers wird entfernt. Du kannst in Antworten hineinsprechen.',
      known:
        'Das Echo dieses Lautsprechers wird von dir unterschieden. Du kannst in Antworten hineinsprechen.',
      'duck-only':
        'Ein Teil des Echos könnte für dich gehalten werden. Parley sollte leiser werden, wenn du sprichst, und nicht aufhören.',
      half: 'Das Echo klingt zu sehr nach dir. Parley sollte weitersprechen und dich hören, wenn es fertig ist.',
    },
    figures: ({ delayMs = 0, echoDb, leftDb }) =>
      [
        `Echo nach ${duration(delayMs)}`,
        ...(echoDb === undefined ? [] : [decibels(echoDb)]),
        ...(leftDb === undefined ? [] : [`${decibels(leftDb)} übrig`]),
      ].join(', '),
    take: 'Das nehmen',
  },

  desktop: {
    name: 'Sprechtaste',
    states: {
      hold: 'Halte sie in einem beliebigen Programm und sprich.',
      toggle:
        'Drücke sie in einem beliebigen Programm, um zu beginnen, und noch einmal, um aufzuhören. Dieser Desktop sagt nicht, wann eine Taste losgelassen wird.',
      taken: 'Ein anderes Programm hat diese Taste. Wähle eine andere.',
    },
    trials: {
      recording: 'Drücke die neuen Tasten: Strg oder Alt mit einer anderen, oder eine Funktionstaste.',
      trying: 'Drücke jetzt deine Taste.',
      worked: 'Es geht.',
      failed:
        'Die Taste kam nicht an. Wähle eine andere, oder gib deinem Desktop eine Taste für „parley --toggle“.',
    },
    record: 'Andere wählen',
    tryIt: 'Ausprobieren',
  },

  sandbox: {
    name: 'Sandbox',
    off: 'Parley läuft ohne die Sandbox von Chromium. So startet ein AppImage, wenn der Computer ihm keine User-Namespaces gibt. Das deb-Paket hat seine Sandbox.',
  },

  models: {
    name: 'Modelle',
    open: 'Modelle wählen',
    about: 'Ein größeres Modell weiß mehr als das eingebaute und spricht natürlicher.',
    kinds: { listener: 'Hört und antwortet', voice: 'Spricht', 'turn-end': 'Erkennt, wann du fertig bist' },
    card: 'Grafikkarte',
    builtIn: {
      listener: { name: 'Eingebaut', about: 'Klein und immer da. Kennt einige Fragen.' },
      voice: { name: 'Eingebaut', about: 'Klein und immer da. Klingt wie eine Maschine.' },
      'turn-end': { name: 'Eingebaut', about: 'Klein und immer da. Kann nur Englisch.' },
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
              ? 'Größe erst beim Herunterladen bekannt'
              : `${isSizeApproximate ? 'Etwa ' : ''}${bytes(sizeBytes)}`,
            ...(memoryBytes === undefined || memoryBytes === sizeBytes
              ? []
              : [`${bytes(memoryBytes)} Speicher`]),
            ...(expectedSeconds === undefined ? [] : [`${timeLeft(expectedSeconds)} zu laden`]),
            ...(licence === undefined ? [] : [licence]),
          ].join(', '),
    progress: 'Wie viel schon da ist',
    suggested: 'Für diesen Computer empfohlen',
    computing: 'Was rechnet',
    computesOn: (operations, card) =>
      `${count(operations)} ${operations === 1 ? 'Rechenschritt' : 'Rechenschritte'} auf ${card ?? 'dem Prozessor'}`,
    retrying: (trouble) => `${trouble} Neuer Versuch.`,
    coming: (cards, share, secondsLeft) => {
      const names = list(cards.map(({ name }) => name))
      const left = secondsLeft === undefined ? '' : `, noch ${timeLeft(secondsLeft)}`
      return share === undefined
        ? `Wird heruntergeladen: ${names}`
        : `Wird heruntergeladen: ${names}, ${Math.floor(share * 100)} %${left}`
    },
    failed: (models) =>
      `${list(models)} ${models.length === 1 ? 'ließ' : 'ließen'} sich nicht herunterladen.`,
    seeWhy: 'Nachsehen, warum',
    here: (cards) => `${list(cards.map(({ name }) => name))} ${cards.length === 1 ? 'ist' : 'sind'} da.`,
    useThemNow: 'Jetzt verwenden',
    later: 'Später',
    states: {
      partial: ({ doneBytes, sizeBytes = 0 }) => `${bytes(doneBytes)} von ${bytes(sizeBytes)} sind da.`,
      fetching: ({ doneBytes, sizeBytes, bytesPerSecond, secondsLeft }) =>
        [
          sizeBytes === undefined
            ? 'Parley fragt, was es gibt'
            : `${bytes(doneBytes)} von ${bytes(sizeBytes)}`,
          ...(bytesPerSecond === undefined ? [] : [`${bytes(bytesPerSecond)} pro Sekunde`]),
          ...(secondsLeft === undefined ? [] : [`noch ${timeLeft(secondsLeft)}`]),
        ].join(', '),
      waiting: () => 'Ein anderes Parley lädt es herunter. Dieses wartet darauf.',
      checking: ({ doneBytes, sizeBytes = 0 }) =>
        `Auf diesem Computer gefunden. Wird geprüft: ${bytes(doneBytes)} von ${bytes(sizeBytes)}`,
    },
    askSize: 'Größe erfragen',
    fetch: ({ sizeBytes = 0, isSizeApproximate }) =>
      `${isSizeApproximate ? 'Etwa ' : ''}${bytes(sizeBytes)} herunterladen`,
    goOn: 'Fortsetzen',
    pause: 'Anhalten',
    cancel: 'Abbrechen',
    remove: 'Entfernen',
    forget: 'Vergessen',
    keep: 'Behalten',
    sure: ({ isOwnDirectory, doneBytes }) =>
      isOwnDirectory
        ? 'Aus dieser Liste nehmen? Der Ordner bleibt.'
        : `${bytes(doneBytes)} von diesem Computer entfernen?`,
    use: 'Verwenden',
    inUse: 'In Gebrauch',
    meanwhile: 'Solange in Gebrauch',
    notLoaded: 'Gewählt, aber nicht geladen',
    tryAgain: 'Noch einmal versuchen',
    installed: 'Installiert',
    useNow: 'Jetzt verwenden',
    folder: {
      name: 'Ein eigenes Modell',
      about: 'Ein Ordner mit einem Modell als ONNX: Voxtral, Kokoro oder Smart Turn. Er bleibt, wo er ist.',
      use: 'Ordner verwenden…',
      command:
        'Einen eigenen Ordner nimmt ein Befehl in diese Liste auf: npm run models -- import ORDNER. Öffne danach diese Liste neu.',
    },
    token: {
      name: 'Token für den Model-Hub',
      about:
        'Manche Hersteller geben Modelle nur Leuten, die sie kennen. Dein Token bleibt im sicheren Speicher deines Systems.',
      kept: 'Im sicheren Speicher deines Systems liegt ein Token.',
      unsafe:
        'Dein System hat keinen sicheren Speicher (Schlüsselbund). Ein Token läge für alle lesbar auf der Festplatte. Starte Parley stattdessen mit gesetztem HF_TOKEN.',
      keep: 'Speichern',
    },
  },

  privacy: {
    name: 'Datenschutz',
    about: 'Wen Parley um etwas gebeten hat, und was es auf dieser Festplatte hat.',
    open: 'Ansehen',
    connections: (since) => `Verbindungen seit ${since}`,
    none: 'Keine. Parley hat niemanden um etwas gebeten.',
    contact: ({ purpose, requests, receivedBytes, lastAt }) =>
      [
        purposeNames[purpose],
        requests === 1 ? 'einmal gefragt' : `${requests}-mal gefragt`,
        ...(receivedBytes === undefined || purpose === 'proxy' ? [] : [`${bytes(receivedBytes)} empfangen`]),
        `zuletzt ${clockTime(lastAt)}`,
      ].join(', '),
    seen: 'Wie das System es zeigt',
    seenBy: 'Hier sind nur ein Download und ein Server, den du gewählt hast, zu erwarten.',
    seenAt: ({ part, firstAt, lastAt }) =>
      `Wer: ${partNames[part]} (${
        clockTime(firstAt) === clockTime(lastAt)
          ? clockTime(firstAt)
          : `${clockTime(firstAt)} bis ${clockTime(lastAt)}`
      })`,
    notes: 'Parley schreibt auf, wen es fragt.',
    looks: ({ parts, everySeconds }) =>
      `Alle ${everySeconds} Sekunden sieht es auch nach, welche TCP-Verbindungen Linux von seinen eigenen Prozessen zeigt (jetzt: ${list(parts.map((part) => partNames[part]))}). Eine, die dazwischen kommt und geht, wird übersehen.`,
    closed: (parts) =>
      `In was das System verschlossen hält, kann Parley nicht hineinsehen: ${list(parts.map((part) => partNames[part]))}.`,
    notLooked: 'Auf diesem System kann Parley nicht nachsehen, womit sich seine Prozesse sonst verbinden.',
    browser: 'Dein Browser ist ein eigenes Programm: Was er selbst tut, ist hier nicht zu sehen.',
    disk: 'Auf dieser Festplatte',
    nothing: 'Nichts.',
    places: {
      settings: 'Einstellungen der Desktop-App',
      config: 'Konfiguration',
      models: 'Heruntergeladene Modelle, und welche du gewählt hast',
      cuda: 'Bibliotheken für eine NVIDIA-Karte',
      conversations: 'Gespräche',
      recordings: 'Aufzeichnungen für Fehlerberichte',
      logs: 'Das Protokoll dessen, was geschah, ohne ein Wort von dem, was gesagt wurde',
      note: 'Eine Notiz, dass Telemetrie entfernt wurde',
      token: 'Dein Token für den Model-Hub, versiegelt',
      window: 'Was die Fenster behalten',
      autostart: 'Der Start mit dem Computer',
      link: 'Ein Link, der einem Browser gegeben wurde',
      browser: 'Was dieser Browser für Parley behält',
      bundled: 'Ein Modell, das mit Parley kam und bleibt, bis du es deinstallierst',
    },
    leadsTo: (target) => `Ein Verweis. Wohin er führt, zählt nicht mit: ${target}`,
    usersOwn: 'Eine Datei von dir, die Parley nur liest.',
    together: (size) => `Zusammen ${size}.`,
    browserTells: 'Was ein Browser für Parley behält, kann nur eine Seite in diesem Browser sagen.',
    again: 'Noch einmal nachsehen',
    remove: {
      name: 'Alles entfernen',
      about:
        'Alles oben Genannte wird von diesem Computer entfernt, und Parley beendet sich. Was dir gehört, bleibt: Ordner mit Modellen und Dateien, die du angegeben hast.',
      ask: 'Alles entfernen…',
      sure: (size) =>
        `${size} endgültig von diesem Computer entfernen? Das lässt sich nicht rückgängig machen.`,
      keepModels: (size) => `Modelle und Bibliotheken behalten (${size})`,
      yes: 'Entfernen',
      no: 'Behalten',
      running: 'Parley entfernt alles.',
      failed:
        'Das ließ sich nicht entfernen: Parley antwortet nicht. Starte es neu und versuche es noch einmal.',
    },
    removed: {
      name: 'Entfernt',
      went: 'Was entfernt wurde',
      nothing: 'Es war nichts da.',
      stayed: 'Was geblieben ist',
      why: {
        wanted: 'Du wolltest es behalten.',
        'users-own': 'Es gehört dir.',
        linked: 'Ein Verweis führte dorthin. Der Verweis ist weg.',
        shared: 'Es ist noch etwas anderes darin, oder es gehört einem anderen Parley, das läuft.',
        held: 'Ein Programm hat es offen, oder es darf nicht entfernt werden. Schließe andere Programme und entferne es selbst.',
        fetching: 'Ein anderes Parley lädt es herunter. Beende das und entferne es selbst.',
        open: 'Chromium hat es offen. Es verschwindet, wenn du Parley beendest.',
      },
      ended: 'Parley hat sich beendet. Du kannst diese Seite schließen.',
      quit: 'Parley beenden',
    },
    failed: 'Parley antwortet nicht. Starte es neu und öffne es mit seinem neuen Link.',
  },

  licences: {
    name: 'Lizenzen',
    about:
      'Parley ist freie Software unter der GNU General Public License, Version 3 oder später. Es enthält Werke anderer.',
    open: 'Lizenzen lesen',
    source: (address) => `Quelle: ${address}`,
    failed: 'Die Lizenzen fehlen. Baue oder installiere Parley neu.',
  },

  recording: {
    name: 'Aufzeichnung für Fehlerberichte',
    about:
      'Eine Datei auf diesem Computer bekommt alles, was jedes Fenster hört, sagt und tut, mit Ton und Wörtern, auch von privaten Gesprächen, damit man einen Fehler noch einmal ansehen kann. Sie beginnt, wenn die Fenster neu geladen sind, und endet nach 15 Minuten von selbst. Nichts wird irgendwohin gesendet. Bevor du die Datei weitergibst, nimmt parley replay mit --redact Ton und Wörter heraus.',
    begin: 'Aufzeichnung beginnen',
    now: 'Alles wird für einen Fehlerbericht aufgezeichnet: Ton, Wörter und Zeiten.',
    nowPrivate: 'Dieses private Gespräch wird für einen Fehlerbericht auf die Festplatte aufgezeichnet.',
    wouldBePrivate:
      'Dein Gespräch ist privat. Eine Aufzeichnung schreibt es trotzdem auf die Festplatte, auch was darin schon gesagt wurde.',
    privateMeans:
      'Private Gespräche werden nirgends aufbewahrt, doch eine Aufzeichnung für einen Fehlerbericht läuft und schreibt auch sie mit.',
    isPrivate: 'Privat, wird aufgezeichnet',
    stop: 'Aufzeichnung beenden',
    lies: (file) => (file ? `Die Aufzeichnung liegt in ${file}.` : 'Die Aufzeichnung ist beendet.'),
    full: (file) =>
      `Die Aufzeichnung ist so lang, wie eine sein darf.${file ? ` Sie liegt in ${file}.` : ''}`,
    seen: 'Gesehen',
  },
  conversations: {
    name: 'Gespräche',
    find: 'In allen Gesprächen suchen',
    none: 'Es wurde noch nichts gesagt.',
    noMatch: (query) => `Nichts gefunden zu „${query}“.`,
    stillSearched: (count) =>
      `${count === 1 ? 'Eine ältere Frage wird' : `${count} ältere Fragen werden`} noch gelesen. Was sich dort findet, kommt hinzu.`,
    found: (count, isWhole) =>
      `${isWhole ? '' : 'Mehr als '}${count === 1 ? '1 Frage' : `${count} Fragen`} gefunden`,
    foundNamed: (count, isWhole) =>
      `${isWhole ? '' : 'Mehr als '}${count === 1 ? '1 Gespräch' : `${count} Gespräche`} dem Namen nach gefunden.`,
    findShort: 'Suchen',
    begin: 'Neues Gespräch',
    beginShort: 'Neu',
    beginPrivate: 'Neues privates Gespräch',
    beginPrivateShort: 'Neu, privat',
    isPrivate: 'Privat',
    privateMeans:
      'Nichts aus diesem Gespräch wird auf die Festplatte geschrieben. Es ist weg, wenn Parley endet.',
    spokenAt: (time) => `Gesprochen um ${time}`,
    rename: (name) => `„${name}“ umbenennen`,
    newName: 'Name des Gesprächs',
    remove: (name) => `„${name}“ löschen`,
    removeExchange: (question) => `„${question}“ und die Antwort löschen`,
    removeAll: 'Alle Gespräche löschen',
    removed: {
      exchange: 'Frage und Antwort gelöscht.',
      conversation: 'Gespräch gelöscht.',
      everything: 'Alle Gespräche gelöscht.',
    },
    andMore: (count) => (count === 1 ? 'Und eine weitere Löschung.' : `Und ${count} weitere Löschungen.`),
    undo: 'Rückgängig',
    earlier: 'Zeigen, was vorher gesagt wurde',
    today: 'Heute',
    yesterday: 'Gestern',
    save: {
      name: 'Das offene Gespräch speichern',
      formats: { markdown: 'Markdown', json: 'JSON' },
      nothing: 'Es gibt noch nichts zu speichern. Frag zuerst etwas.',
    },
  },

  tools: germanTools({ clockTime }),

  keeping: {
    legend: 'Gespräche auf diesem Computer behalten',
    labels: { never: 'Nie', 'until-quit': 'Bis zum Beenden', yes: 'Ja' },
    meanings: {
      never:
        'Was gesagt wurde, steht nur im Arbeitsspeicher. Es ist weg, wenn Parley endet oder nach einer Störung neu starten muss.',
      'until-quit':
        'Was gesagt wurde, ist da, bis du Parley beendest, auch nach einer Störung. Dann wird es gelöscht.',
      yes: 'Was gesagt wurde, bleibt auf diesem Computer, bis du es löschst. Wer deine Dateien lesen darf, kann es lesen.',
    },
    audio: 'Auch den Ton meiner Fragen behalten',
    howLong: 'Wie lange',
    always: 'Bis ich es lösche',
    days: (count) => (count === 365 ? 'Ein Jahr' : count === 1 ? 'Einen Tag' : `${count} Tage`),
    leaving: 'Was soll mit dem geschehen, was schon behalten ist?',
    removeKept: 'Löschen',
    leaveKept: 'Da lassen',
    ask: 'Deine Gespräche werden gelöscht, wenn du Parley beendest. Soll Parley sie auf diesem Computer behalten?',
    name: 'Gespräche behalten',
    about: 'Ob auf diesem Computer bleibt, was gesagt wurde, und wie lange.',
    open: 'Wählen, was behalten wird',
    leave: 'So lassen',
    note: ({ mode, days }) =>
      mode === 'never'
        ? 'Neue werden nicht auf die Festplatte geschrieben und sind weg, wenn Parley endet.'
        : mode === 'until-quit'
          ? 'Neue werden gelöscht, wenn du Parley beendest.'
          : days === undefined
            ? 'Sie bleiben auf diesem Computer.'
            : `Sie bleiben ${days === 1 ? 'einen Tag' : `${days} Tage`} auf diesem Computer.`,
    hindered: {
      'store-locked':
        'Was du jetzt sagst, ist nur im Arbeitsspeicher und weg, wenn Parley endet: Ein anderes Parley hat deine Gespräche geöffnet.',
      'store-newer':
        'Was du jetzt sagst, ist nur im Arbeitsspeicher und weg, wenn Parley endet: Die Datei mit deinen Gesprächen ist von einem neueren Parley.',
      'disk-full':
        'Was du jetzt sagst, ist nur im Arbeitsspeicher und weg, wenn Parley endet: Die Festplatte ist voll.',
      'store-unwritable':
        'Was du jetzt sagst, ist nur im Arbeitsspeicher und weg, wenn Parley endet: Die Datei mit deinen Gesprächen kann nicht geschrieben werden.',
    },
    change: 'Das ändern',
  },

  welcome: {
    step: (step, steps) => `${step} von ${steps}`,
    explain: {
      title: 'Du sprichst, dein Computer antwortet',
      titleElsewhere: 'Du sprichst, ein anderer Computer antwortet',
      text: 'Parley braucht dein Mikrofon, um dich zu hören.',
      staysHere: 'Es arbeitet nur auf diesem Computer: Nichts, was du sagst, wird irgendwohin geschickt.',
      next: 'Du wirst einmal gefragt. Du kannst es jederzeit zurücknehmen.',
      action: 'Mikrofon erlauben',
      failed: 'Du kannst auch ohne weitermachen: Du tippst, und Parley antwortet.',
      again: 'Noch einmal fragen',
      skip: 'Lieber tippen',
    },
    models: {
      title: 'Ein Parley, das mehr weiß',
      text: 'Was eingebaut ist, weiß wenig und klingt wie eine Maschine. Zu diesem Computer passen diese am besten.',
      looking: 'Parley sieht sich diesen Computer an.',
      parts: { listener: 'Hört und antwortet', voice: 'Spricht', libraries: 'Für deine NVIDIA-Karte' },
      size: ({ sizeBytes = 0, isSizeApproximate }) =>
        `${isSizeApproximate ? 'etwa ' : ''}${bytes(sizeBytes)}`,
      fits: ({ runsOn, lacks, freeBytes, freeDiskBytes = 0 }, { diskBytes, memoryBytes }) => {
        if (lacks === 'disk')
          return `Sie brauchen ${bytes(diskBytes)} auf der Platte, und ${bytes(freeDiskBytes)} sind frei. Schaffe Platz und wähle sie dann unter Modelle.`
        if (lacks === 'memory')
          return `Sie brauchen ${bytes(memoryBytes)} Arbeitsspeicher, und ${bytes(freeBytes)} sind frei. Schließe andere Programme, bevor du sie verwendest.`
        return runsOn === 'card'
          ? `Sie passen auf deine Grafikkarte: Sie brauchen ${bytes(memoryBytes)} von den ${bytes(freeBytes)}, die dort frei sind.`
          : `Sie passen auf diesen Computer: Sie brauchen ${bytes(memoryBytes)} von den ${bytes(freeBytes)} Arbeitsspeicher, die frei sind.`
      },
      howLong: 'Wie lange dauert das?',
      measuring: 'Parley sieht nach, wie schnell sie kommen.',
      takes: (seconds: number) => `So schnell, wie sie jetzt kommen, dauert das ${timeLeft(seconds)}.`,
      meanwhile:
        'Sie werden heruntergeladen, während du weitermachst, und Parley sagt dir, wenn sie da sind.',
      get: (count) =>
        count === 1 ? 'Herunterladen' : count === 2 ? 'Beide herunterladen' : 'Alle herunterladen',
      later: 'Später',
      all: 'Alle Modelle',
    },
    sound: {
      title: 'Prüfe den Ton',
      text: 'Sprich: Der Pegel sollte sich bewegen. Spiele einen Ton ab: Du solltest ihn hören.',
      action: 'Los',
    },
    greeting: 'Was kannst du?',
  },
})
