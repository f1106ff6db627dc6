import type { Formats } from '@contract'
import type { ToolWords } from './english'

/** Words of tools in German. */
export const germanTools = ({ clockTime }: Pick<Formats, 'clockTime'>): ToolWords => ({
  name: 'Werkzeuge',
  about: 'Was Parley für eine Antwort tun darf, und was dich vorher fragt.',
  open: 'Werkzeuge zeigen',
  own: 'Von Parley selbst',
  names: {
    get_time: 'Uhrzeit',
    get_date: 'Datum',
    calculate: 'Rechner',
    set_timer: 'Timer stellen',
    set_alarm: 'Wecker stellen',
    list_timers: 'Timer nennen',
    cancel_timer: 'Timer abbrechen',
    read_clipboard: 'Zwischenablage lesen',
    write_clipboard: 'In die Zwischenablage schreiben',
    open_address: 'Eine Seite öffnen',
  },
  step: {
    running: 'arbeitet',
    with: 'Aufgerufen mit',
    result: 'Ergebnis',
    outcomes: {
      done: 'fertig',
      failed: 'hat nicht geklappt',
      refused: 'nicht erlaubt',
      interrupted: 'unterbrochen',
    },
  },
  question: {
    title: (tool) => `Darf Parley „${tool}“ benutzen?`,
    of: (server) => `Ein Werkzeug von „${server}“.`,
    says: {
      'only-reads': 'Sein Server sagt, dass es nur liest.',
      'may-destroy': 'Sein Server sagt, dass es etwas überschreiben oder löschen kann.',
    },
    no: 'Nicht erlauben',
    always: 'Immer erlauben',
    once: 'Einmal erlauben',
  },
  consent: { ask: 'Fragen', always: 'Immer', never: 'Nie' },
  free: (tools) => `Ohne zu fragen, denn sie sagen etwas oder klingeln nur: ${tools}.`,
  servers: 'Server',
  noServers:
    'Server des Model Context Protocol bringen weitere Werkzeuge. Schreibe sie unter toolServers in settings.yaml, wie andere Programme sie unter mcpServers schreiben, oder übernimm sie aus so einer Datei mit „npm run tools -- import DATEI“.',
  leftOut: (count) => `${count} seiner Werkzeuge fehlen: Sie sind zu viele oder zu groß.`,
  serverStates: { connecting: 'Verbindet sich', ready: 'Bereit', failed: 'Nicht da' },
  plainKeys:
    'Die Variablen oder Header, die er bekommt, stehen im Klartext in den Einstellungen. Wer deine Dateien lesen kann, kann auch einen Schlüssel darin lesen.',
  elsewhere: (host) => `Womit seine Werkzeuge aufgerufen werden, geht an ${host}.`,
  tellsTo: (host) => `Werkzeuge können ${host} sagen, womit sie aufgerufen werden.`,
  here: 'Ein Programm auf diesem Computer. Was es tut, sieht Parley nicht.',
  troubles: {
    'not-found':
      'Dieses Programm gibt es nicht, oder es darf nicht starten. Prüfe sein command in settings.yaml.',
    ended: 'Es hat sich selbst beendet. Mit deiner nächsten Frage wird es wieder versucht.',
    unreachable: 'Unter seiner Adresse antwortet niemand. Mit deiner nächsten Frage wird es wieder versucht.',
    'not-allowed': 'Es will einen anderen Schlüssel. Schreibe ihn unter headers in settings.yaml.',
    silent: 'Es antwortet nicht. Mit deiner nächsten Frage wird es wieder versucht.',
    nonsense: 'Was es sagt, ist nicht das Model Context Protocol. Prüfe seine Adresse oder sein command.',
    'too-much': 'Es hat viel zu viel gesagt, und die Verbindung wurde getrennt.',
  },
  ringing: {
    timer: 'Timer',
    alarm: 'Wecker',
    labelled: (what, label) => `${what}: ${label}`,
    rings: 'klingelt',
    rangAt: (at) => `klingelte: ${clockTime(at)}`,
    stop: 'Aus',
    seen: 'Verstanden',
  },
})
