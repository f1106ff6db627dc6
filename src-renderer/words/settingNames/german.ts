import type { SettingNames } from './settingNames'

/** The settings in German. */
export const germanSettings: SettingNames = {
  listeningSounds: {
    label: 'Töne beim Zuhören',
    help: 'Ein kurzer Ton, wenn Parley dir zuzuhören beginnt, und einer, wenn deine Frage zu Ende ist.',
  },
  'turnTaking.endpointShortestMs': {
    label: 'Kürzeste Pause, die deine Frage beendet',
    help: 'Kürzer wird nie gewartet, denn Menschen holen Luft.',
  },
  'turnTaking.endpointLongestMs': {
    label: 'Längste Pause, die deine Frage beendet',
    help: 'Länger wird nie gewartet. Dazwischen lernt Parley es von dir.',
  },
  speed: { label: 'Wie schnell Parley spricht', help: 'Im Verhältnis zum eigenen Tempo der Stimme.' },
  followsMood: {
    label: 'Die Stimme folgt dem, was sie sagt',
    help: 'Frohes, Ruhiges, Ernstes und Dringendes klingt auch so: etwas heller oder dunkler, schneller oder langsamer.',
  },
  persona: {
    label: 'Rolle',
    help: 'Was Parley zu Beginn eines Gesprächs über sich gesagt wird, und damit, wie es antwortet.',
  },
  'sampling.maxNewTokens': {
    label: 'Längste Antwort',
    help: 'Bei so vielen Token endet eine Antwort. Drei Token sind etwa zwei Wörter.',
  },
  'sampling.temperature': {
    label: 'Wie frei Parley antwortet',
    help: '0 nimmt immer das wahrscheinlichste Wort, was beständig ist; mehr lässt auch anderes zu.',
  },
  contextTokens: {
    label: 'Wie viel Parley sich merkt',
    help: 'So viele Token eines Gesprächs hat es höchstens vor sich. Mehr braucht mehr Speicher.',
  },
  'server.answers': {
    label: 'Antworten kommen von',
    help: 'Ein Server bekommt, was du sagst und was im Gespräch vorher gesagt wurde. Das Fenster zeigt es, solange das so ist.',
    choices: { here: 'Diesem Computer', server: 'Einem Server' },
  },
  'server.address': {
    label: 'Adresse des Servers',
    help: 'Irgendeiner, der wie OpenAIs Chat Completions spricht, etwa https://api.example.com/v1 oder http://localhost:8080. Ohne https nur auf diesem Computer und in deinem eigenen Netz.',
  },
  'server.model': {
    label: 'Modell des Servers',
    help: 'Wie der Server es nennt; leer: das erste, das er aufzählt.',
  },
  'server.sendsSound': {
    label: 'Den Klang deiner Fragen senden',
    help: 'Ein Server, der hört, versteht dich besser. Aus, oder wo er keinen Klang nimmt, wird auf diesem Computer aufgeschrieben, was du sagst, und als Text gesendet.',
  },
  'server.stepsIn': {
    label: 'Hier antworten, wenn der Server versagt',
    help: 'Mit dem, was auf diesem Computer geladen ist.',
  },
  'serverVoice.speaks': {
    label: 'Antworten spricht',
    help: 'Ein Server bekommt die Antworten, Satz für Satz, um sie zu sprechen. Wo er versagt, spricht dieser Computer.',
    choices: { here: 'Dieser Computer', server: 'Ein Server' },
  },
  'serverVoice.address': {
    label: 'Adresse des Servers der Stimme',
    help: 'Irgendeiner, der wie OpenAIs Audio Speech spricht, etwa Kokoro-FastAPI unter http://localhost:8880.',
  },
  'serverVoice.model': { label: 'Modell, das dort spricht', help: 'Wie der Server es nennt.' },
  'serverVoice.voice': { label: 'Stimme, die dort spricht', help: 'Wie der Server sie nennt.' },
  'serverVoice.language': {
    label: 'Sprache dieser Stimme',
    help: 'Als Kürzel, etwa en-us oder de. Was in einer anderen Sprache ist, sagt eine Stimme dieses Computers.',
  },
  unloadAfterMinutes: {
    label: 'Speicher freigeben nach',
    help: 'Modelle, die so lange niemand gefragt hat, werden entladen; die nächste Frage lädt sie wieder. 0 behält sie.',
  },
  'device.kind': {
    label: 'Was rechnet',
    help: 'Das Schnellste ist das erste Gerät, auf dem die Modelle wirklich laufen.',
    choices: {
      auto: 'Das Schnellste',
      cuda: 'NVIDIA-Karte (CUDA)',
      webgpu: 'Grafikkarte (WebGPU)',
      directml: 'Grafikkarte (DirectML)',
      coreml: 'Apple (CoreML)',
      cpu: 'Prozessor',
    },
  },
  theme: {
    label: 'Hell oder dunkel',
    help: 'Gilt für das Fenster und für das, was das System dafür zeichnet.',
    choices: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  },
  letterSize: { label: 'Größe der Schrift', help: 'Des Fensters und von allem darin.' },
  language: {
    label: 'Sprache',
    help: 'Die von Fenster, Menüs und Infobereich. Antworten bleiben in der Sprache, die du sprichst.',
    choices: { system: 'Wie das System' },
  },
  tools: {
    label: 'Werkzeuge benutzen lassen',
    help: 'Uhrzeit, Timer, Rechnen und was du hinzufügst. Was etwas von dir berührt, fragt vorher.',
  },
  autostart: {
    label: 'Mit dem Computer starten, unsichtbar',
    help: 'Auch dein System kann das ändern, und hat das letzte Wort, wenn Parley startet.',
  },
  logLevel: {
    label: 'Was das Protokoll sagt',
    help: 'Es sagt, was geschah und wie lange es dauerte, und nie, was gesagt oder geschrieben wurde.',
    choices: { off: 'Nichts', error: 'Ausfälle', warn: 'Störungen', info: 'Das Übliche', debug: 'Alles' },
  },
  metricsPort: {
    label: 'Port für die Zahlen',
    help: 'Wo Programme dieses Computers, wie Prometheus, die Zahlen lesen: /health, /ready, /status und /metrics auf dem Loopback. 0: nirgends.',
  },
}
