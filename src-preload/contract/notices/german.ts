import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { NoticeWords } from '../notice'

const attempts: Record<FileAttempt, string> = {
  opened: 'geöffnet',
  read: 'gelesen',
  made: 'angelegt',
  written: 'geschrieben',
  removed: 'entfernt',
}
const obstacles: Record<Exclude<FileObstacle, 'unknown'>, readonly [reason: string, remedy: string]> = {
  'not-allowed': [
    'das ist nicht erlaubt',
    'Prüfe, wem es gehört und wer es darf, oder wähle einen anderen Ort.',
  ],
  'read-only': ['der Datenträger lässt sich nur lesen', 'Wähle einen anderen Ort.'],
  'not-there': ['es gibt keine solche Datei und keinen solchen Ordner', 'Prüfe den Pfad.'],
  'file-in-path': ['ein Teil des Pfads ist eine Datei und kein Ordner', 'Prüfe den Pfad.'],
  'is-folder': ['es ist ein Ordner', 'Nenne eine Datei.'],
  'name-taken': ['etwas anderes hat diesen Namen', 'Räume das weg, oder wähle einen anderen Ort.'],
  'not-empty': ['etwas anderes liegt darin', 'Räume das weg, oder wähle einen anderen Ort.'],
  'disk-full': ['der Datenträger ist voll', 'Schaffe Platz und versuche es noch einmal.'],
  'share-full': ['dein Anteil am Datenträger ist voll', 'Schaffe Platz und versuche es noch einmal.'],
  'held-open': ['ein anderes Programm hat es offen', 'Schließe das, und versuche es noch einmal.'],
  'too-many-open': ['zu viele Dateien sind offen', 'Schließe andere Programme, und versuche es noch einmal.'],
  'name-too-long': ['der Name ist zu lang', 'Wähle einen kürzeren.'],
  'link-circle': ['die Verknüpfungen führen im Kreis', 'Prüfe den Pfad.'],
  'too-large': ['es ist zu groß für den Datenträger', 'Wähle einen anderen Ort.'],
  'disk-fails': ['der Datenträger ist gestört', 'Prüfe den Datenträger.'],
  'nothing-behind': ['es steht nichts dahinter', 'Nenne eine andere Datei.'],
  'reader-gone': ['wer es lesen sollte, ist weg', 'Versuche es noch einmal.'],
  'computer-lost-it': ['der andere Computer hat es nicht mehr', 'Verbinde ihn neu.'],
  'computer-silent': ['der andere Computer antwortet nicht', 'Verbinde ihn neu.'],
  'over-2-gb': ['es ist größer als 2 GB', 'Wähle etwas Kleineres.'],
}

/** Every notice, in German. */
export const germanNotices = (_: Formats): NoticeWords => ({
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Etwas Unerwartetes ging schief: ${detail}`,
  file({ place = 'Eine Datei', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`das System meldet ${code}`, 'Prüfe den Datenträger, oder wähle einen anderen Ort.']
        : obstacles[obstacle]
    return `${place} konnte nicht ${attempts[attempt]} werden: ${reason}. ${remedy}`
  },

  'driver-too-old': ({ driver, oldest }) =>
    `Dein NVIDIA-Treiber hat die Version ${driver}. CUDA braucht ${oldest} oder neuer: Aktualisiere zuerst den Treiber.`,

  'engine-stopped': ({ during }) =>
    ({
      question: 'Die Engine ist abgestürzt, während du gesprochen hast, und startet neu. Sag es noch einmal.',
      answer: 'Die Engine ist mitten in dieser Antwort abgestürzt und startet neu. Frag noch einmal.',
      store: 'Die Engine ist abgestürzt, bevor sie das tun konnte, und startet neu. Versuche es noch einmal.',
    })[during],
  'line-cut': ({ during }) =>
    ({
      question: 'Die Verbindung zu Parley ist abgebrochen, während du gesprochen hast. Sag es noch einmal.',
      answer: 'Die Verbindung zu Parley ist mitten in dieser Antwort abgebrochen. Frag noch einmal.',
      store: 'Die Verbindung zu Parley ist vorher abgebrochen. Versuche es noch einmal.',
    })[during],
  'engine-not-running': () => 'Die Engine läuft nicht. Starte sie neu.',
  'too-many-tabs': () =>
    'Parley ist in zu vielen Tabs dieses Browsers offen. Schließe einen und versuche es noch einmal.',
  'host-gone': () => 'Parley antwortet nicht mehr. Starte es neu und öffne es mit seinem neuen Link.',
  'not-understood': ({ detail }) =>
    `Die Engine hat etwas gesagt, das dieses Fenster nicht versteht (${detail}).`,
  'not-asked': ({ detail }) => `So kann man die Engine nicht fragen (${detail}).`,
})
