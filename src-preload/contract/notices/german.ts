import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { ModelKind } from '../models'
import type { NoticeWords } from '../notice'
import { germanDeviceNotices } from './devices/german'
import { germanSettingNotices } from './settings/german'
import type { LineFault } from './noticeParams'

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
  'no-file': ['es ist eine Pipe oder ein Gerät und keine Datei', 'Nenne eine Datei.'],
  'too-long': [
    'es ist viel länger, als eine solche Datei sein kann',
    'Räume es weg, oder nenne eine andere Datei.',
  ],
  'disk-fails': ['der Datenträger ist gestört', 'Prüfe den Datenträger.'],
  'nothing-behind': ['es steht nichts dahinter', 'Nenne eine andere Datei.'],
  'reader-gone': ['wer es lesen sollte, ist weg', 'Versuche es noch einmal.'],
  'computer-lost-it': ['der andere Computer hat es nicht mehr', 'Verbinde ihn neu.'],
  'computer-silent': ['der andere Computer antwortet nicht', 'Verbinde ihn neu.'],
  'over-2-gb': ['es ist größer als 2 GB', 'Wähle etwas Kleineres.'],
}

const ranOut = {
  card: 'Der Speicher der Grafikkarte reichte nicht',
  processor: 'Der Speicher reichte nicht',
}
const lineFaults: Record<LineFault, string> = {
  'unknown-address': 'diese Adresse ist hier nicht bekannt; ist dieser Computer online?',
  'no-lookup': 'es ließ sich keine Adresse erfragen; ist dieser Computer online?',
  'no-network': 'es gibt kein Netz',
  'no-way': 'es führt kein Weg dorthin',
  refused: 'niemand antwortet dort',
  'no-https': 'dort wird kein https gesprochen; vielleicht beginnt die Adresse mit http://',
  'hung-up': 'die Gegenseite hat aufgelegt',
  timeout: 'keine Antwort in der Zeit',
}
const lineFault = (fault?: LineFault, detail = 'niemand weiß, warum'): string =>
  fault === undefined ? detail : lineFaults[fault]
const kindNames: Record<ModelKind, string> = {
  listener: 'kein Zuhörer',
  voice: 'keine Stimme',
  'turn-end': 'kein Modell für das Ende des Sprechens',
}

/** Every notice, in German. */
export const germanNotices = (
  formats: Formats,
  { bytes, languageName, list, number } = formats,
): NoticeWords => ({
  ...germanSettingNotices,
  ...germanDeviceNotices(formats),
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Etwas Unerwartetes ging schief: ${detail}`,
  file({ place = 'Eine Datei', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`das System meldet ${code}`, 'Prüfe den Datenträger, oder wähle einen anderen Ort.']
        : obstacles[obstacle]
    return `${place} konnte nicht ${attempts[attempt]} werden: ${reason}. ${remedy}`
  },

  'microphone-numbers': () => 'Das Mikrofon hat Zahlen geliefert, die kein Ton sind. Wähle ein anderes.',
  'question-minutes': ({ minutes }) =>
    `Eine Frage kann höchstens ${minutes} Minuten dauern. Frag in kürzeren Teilen.`,
  'question-seconds': ({ seconds, longestSeconds }) =>
    `Das dauerte ${seconds} s; dieser Zuhörer fasst höchstens ${longestSeconds} s. Frag in kürzeren Teilen.`,
  'question-too-long': () => 'Diese Frage ist zu lang, um sie zu behalten. Frag in kürzeren Teilen.',
  'heard-too-short': () => 'Das war zu kurz für ein Wort. Sprich noch einmal.',
  'heard-silence': () => 'Es war nur Stille zu hören. Prüfe das Mikrofon und sprich noch einmal.',
  'question-gone': () => 'Diese Frage ist nicht mehr da. Stell sie neu.',
  'answer-gone': () => 'Diese Antwort ist nicht mehr da. Stell die Frage noch einmal.',
  'answer-cut-off': () => 'Parley wurde mitten in dieser Antwort beendet. Frag noch einmal.',
  'sound-empty': ({ name }) => `${name} enthält keinen Ton: Nimm es noch einmal auf.`,
  'sound-too-short': ({ name, seconds, leastSeconds }) =>
    `${name} ist mit ${number(seconds)} s zu kurz: Es braucht mindestens ${leastSeconds} s.`,
  'sound-too-long': ({ name, seconds, mostSeconds }) =>
    `${name} dauert ${seconds} s: Kürze es auf höchstens ${mostSeconds} s.`,
  'sound-numbers': ({ name }) =>
    `${name} enthält einen Abtastwert, der keine Zahl ist: Nimm es noch einmal auf, oder wandle es noch einmal um.`,
  'sound-silent': ({ name }) => `${name} enthält nur Stille: Prüfe das Mikrofon und nimm es noch einmal auf.`,
  'wav-none': ({ name, looksLike }) =>
    `${name} ist keine WAV-Datei${looksLike ? `, sondern sieht nach ${looksLike} aus` : ''}: Wandle es zuerst in WAV um.`,
  'wav-rate': ({ name, rateHz, lowestHz, highestHz }) =>
    `${name} hat eine Abtastrate von ${rateHz} Hz: Wandle es in eine von ${lowestHz} bis ${highestHz} Hz um.`,
  'wav-format': ({ name, bits, tag, bytes }) =>
    `${name} enthält Abtastwerte von ${bits} Bit im WAV-Format ${tag} zu je ${bytes} Byte, was Parley nicht versteht: Wandle es in PCM mit 16 Bit um.`,
  'wav-damaged': ({ name, fault }) => {
    const what = {
      'format-cut': 'sein Format ist abgeschnitten',
      'no-format': 'sein Format fehlt',
      'no-data': 'es hat keine Tondaten',
      'data-cut': 'seine Tondaten sind abgeschnitten',
      'no-channels': 'es nennt null Kanäle',
    }[fault]
    return `${name} ist eine beschädigte WAV-Datei: ${what}. Nimm es noch einmal auf, oder wandle es noch einmal um.`
  },

  'no-model-folder': ({ directory }) => `Es gibt keinen Modellordner ${directory}. Prüfe den Pfad.`,
  'model-files-missing': ({ directory, files }) =>
    `Dem Modell in ${directory} fehlt: ${list(files)}. Lade es noch einmal herunter, oder wähle ein anderes.`,
  'model-file-damaged': ({ file, detail }) =>
    `${file} ist beschädigt${detail ? ` (${detail})` : ''}. Lade es noch einmal herunter, oder wähle ein anderes Modell.`,
  'model-file-other': ({ file, family, detail }) =>
    `${file} gehört nicht zu einem ${family}-Modell${detail ? ` (${detail})` : ''}. Lade es noch einmal herunter, oder wähle ein anderes Modell.`,
  'model-unsupported': ({ detail }) =>
    `Das Modell braucht etwas, das Parley nicht kann (${detail}). Wähle ein anderes.`,
  'lfs-pointer': ({ file }) =>
    `${file} ist ein Verweis von Git LFS, der für die Datei selbst steht. „git lfs pull“ in seinem Ordner bringt sie.`,
  'web-page-file': ({ file }) =>
    `${file} ist eine Webseite, wie man sie bekommt, wenn man sich vor einem Download anmelden muss. Melde dich an und lade die Datei selbst herunter.`,
  'model-not-onnx': ({ file }) =>
    `${file} ist beschädigt: Es ist kein ONNX-Modell. Lade es noch einmal herunter, oder wähle ein anderes Modell.`,
  'model-no-file': ({ file }) =>
    `Es gibt keine Datei ${file}. Lade sie noch einmal herunter, oder wähle ein anderes Modell.`,
  'weights-missing': ({ file, weights }) =>
    `${file} fehlen seine Gewichte: ${weights} liegt nicht daneben. Lade es noch einmal herunter, oder wähle ein anderes Modell.`,
  'weights-outside': ({ file, weights }) =>
    `${file} nennt Gewichte außerhalb seines eigenen Ordners${weights ? ` (${weights})` : ''}, die nicht gelesen werden. Lade es noch einmal herunter, oder wähle ein anderes Modell.`,
  'weights-short': ({ file }) =>
    `Die Gewichte von ${file} sind beschädigt: Ihre Datei ist zu kurz. Lade es noch einmal herunter, oder wähle ein anderes Modell.`,
  'model-not-loaded': ({ file, detail }) =>
    `${file} konnte nicht geladen werden: ${detail} Lade es noch einmal herunter, oder wähle ein anderes Modell.`,
  'no-end-of-turn': ({ file }) => `Es gibt kein Modell für das Ende des Sprechens ${file}. Prüfe den Pfad.`,
  'end-of-turn-odd': ({ file, value }) =>
    `${file} gab ${value}, wo eine Wahrscheinlichkeit hingehört. Wähle ein anderes Modell für das Ende des Sprechens.`,
  'end-of-turn-instead': ({ why }) =>
    `Das Modell für das Ende des Sprechens konnte nicht geladen werden; das eingebaute erkennt, wann du fertig bist. ${why}`,
  'end-of-turn-none': ({ why }) =>
    `Parley erkennt nicht an deiner Stimme, wann du fertig bist, nur an der Stille. ${why}`,
  'listener-instead': ({ name, why }) =>
    `${name} konnte nicht geladen werden; der eingebaute Zuhörer hört dich. ${why}`,
  'voice-instead': ({ name, why }) =>
    `${name} konnte nicht geladen werden; die eingebaute Stimme spricht. ${why}`,
  'models-on-processor': () =>
    'Die Engine ist zweimal abgestürzt, während sie deine Modelle lud; sie laufen nun auf dem Prozessor, was langsamer ist. Aktualisiere den Treiber deiner Grafikkarte und starte Parley neu.',
  'models-built-in': () =>
    'Die Engine ist immer wieder abgestürzt, während sie deine Modelle lud; nun antworten die eingebauten. Schließe andere Programme und verwende deine Modelle wieder, oder wähle kleinere.',

  'memory-short': ({ neededBytes, freeBytes }) =>
    `Die Modelle brauchen ${bytes(neededBytes)} Speicher, und ${bytes(freeBytes)} sind frei. Schließe andere Programme, oder wähle ein kleineres Modell.`,
  'memory-for-answer': () =>
    'Für diese Antwort reicht der Speicher nicht. Schließe andere Programme und frag noch einmal.',
  'context-shorter': ({ tokens, wantedTokens, freeBytes }) =>
    `Gespräche werden ${tokens} statt ${wantedTokens} Token lang behalten, weil ${bytes(freeBytes)} frei sind.`,
  'listener-smaller': ({ dtype, insteadOf, freeBytes }) =>
    `Statt ${insteadOf} hört der kleinere Zuhörer ${dtype}, weil ${freeBytes === undefined ? 'ein Prozessor mit ihm schneller antwortet' : `${bytes(freeBytes)} frei sind`}.`,
  'on-processor': ({ parts, freeBytes }) =>
    `${parts === 'both' ? 'Zuhörer und Stimme laufen' : 'Die Stimme läuft'} auf dem Prozessor, weil die Grafikkarte nur ${bytes(freeBytes)} frei hat.`,
  'ran-out-context': ({ on, tokens }) =>
    `${ranOut[on]}; Gespräche werden von nun an ${tokens} Token lang behalten.`,
  'ran-out-smaller': ({ on, dtype }) => `${ranOut[on]}; nun hört der kleinere Zuhörer ${dtype}.`,
  'ran-out-moved': ({ on, part }) =>
    `${ranOut[on]}; nun läuft ${part === 'listener' ? 'der Zuhörer' : 'die Stimme'} auf dem Prozessor.`,
  'runtime-no-platform': ({ platform }) => `ONNX Runtime gibt es nicht für ${platform}.`,
  'runtime-not-loaded': ({ file, detail, needsRedistributable }) =>
    `ONNX Runtime konnte nicht aus ${file} geladen werden: ${detail}. ${needsRedistributable ? 'Installiere Microsofts Visual C++ Redistributable (x64), oder Parley neu.' : 'Installiere Parley neu.'}`,
  'runtime-other-version': ({ version, wanted }) =>
    `Gefunden wurde ONNX Runtime ${version}, aber Parley ist für ${wanted} gebaut. Installiere Parley neu.`,
  'runtime-failed': ({ part, detail }) => `${part} ist gescheitert: ${detail}`,
  'computes-wrongly': () => 'Es rechnet falsch: Dieselbe Eingabe führte zu zwei Antworten.',
  'device-silent': () => 'Das Gerät gab keine Antwort.',
  'no-numbers': ({ part }) =>
    `${part === 'encoder' ? 'Der Audio-Encoder' : 'Das Sprachmodell'} gab Zahlen, die keine sind. Frag noch einmal, und lade das Modell neu herunter, wenn das wieder geschieht.`,
  'no-token': () =>
    'Das Sprachmodell verbietet jedes Token. Frag noch einmal, und lade das Modell neu herunter, wenn das wieder geschieht.',
  'listener-away': () => 'Der Zuhörer ist gerade nicht geladen.',
  'listener-busy': () => 'Der Zuhörer hat eine andere Antwort begonnen. Frag noch einmal.',

  'voice-unplayable': () =>
    'Die Stimme hat Ton erzeugt, der sich nicht abspielen lässt; wähle eine andere Datei oder Genauigkeit ihres Modells.',
  'voice-silent': ({ voice }) =>
    `Die Stimme ${voice} gab nur Stille; wähle eine andere Stimme oder eine andere Datei ihres Modells.`,
  'voice-cannot-say': ({ text }) => `Die Stimme kann „${text}“ nicht sagen.`,
  'no-phonemes': ({ code }) => `espeak-ng fand keine Laute (Code ${code}).`,
  'built-in-voice-broken': () =>
    'Die eingebaute Stimme (espeak-ng) konnte nicht geladen werden; installiere Parley neu, um ihre Dateien zu reparieren.',
  'built-in-voice-unknown': ({ voice }) =>
    `Die eingebaute Stimme hat keine Sprache „${voice}“; wähle eine andere, etwa „en-us“.`,
  'voice-unknown': ({ voice }) => `Kokoro hat keine Stimme „${voice}“; wähle eine andere, etwa af_heart.`,
  'language-unpronounced': ({ language }) =>
    `${languageName(language)} kann Parley noch nicht aussprechen; wähle eine Stimme, deren Name mit a, b, e, f, h, i oder p beginnt.`,
  'language-unspoken': ({ language }) =>
    `Was ${language ? `auf ${languageName(language)}` : 'in einer anderen Schrift'} geschrieben ist, wird nicht gesprochen: Keine Stimme hier kann es sagen.`,
  'voice-slow': ({ factor, isBuiltIn }) =>
    `Diese Stimme braucht hier ${number(factor)} s für jede Sekunde Ton, sodass sie stockt. ${isBuiltIn ? 'Sie ist schneller, wenn andere Programme weniger tun.' : 'Die eingebaute Stimme ist schneller; du kannst sie unter Modelle wählen.'}`,

  'store-newer': () =>
    'Deine Gespräche hat ein neueres Parley aufbewahrt als dieses. Sie bleiben, wie sie sind, und nichts von dem, was hier gesagt wird, wird aufbewahrt. Installiere das neueste Parley.',
  'store-damaged': ({ keptAs }) =>
    `Die Datei mit deinen Gesprächen ist beschädigt und lässt sich nicht lesen. Sie liegt nun unter ${keptAs}; eine neue wurde begonnen.`,
  'store-locked': () =>
    'Ein anderes Parley hat deine Gespräche offen. Nichts von dem, was hier gesagt wird, wird aufbewahrt. Schließe das andere und starte dieses neu.',
  'store-no-folder': () =>
    'Nichts von dem, was gesagt wird, kann hier aufbewahrt werden: Es gibt keinen Ordner dafür.',
  'store-elsewhere': ({ place, not }) =>
    `${place} ist eine Verknüpfung oder ${not === 'yours' ? 'gehört dir nicht' : 'keine Datei'}. Was dort liegt, bliebe, wenn du alles entfernst; darum wird nichts von dem, was gesagt wird, aufbewahrt. Räume es weg und starte Parley neu.`,
  'store-full': ({ folder }) =>
    `Gespräche lassen sich nicht nach ${folder} schreiben: Der Datenträger ist voll. Was von nun an gesagt wird, bleibt im Speicher, bis Parley endet. Schaffe Platz, und es wird mit deiner nächsten Frage aufbewahrt.`,
  'store-unwritable': ({ folder, detail }) =>
    `Gespräche lassen sich nicht nach ${folder} schreiben: ${detail} Was von nun an gesagt wird, bleibt im Speicher, bis Parley endet. Sorge dafür, dass Parley dort schreiben darf, und es wird mit deiner nächsten Frage aufbewahrt.`,
  'store-not-removed': ({ file }) =>
    `${file} enthält, was gesagt wurde, und ließ sich nicht entfernen. Entferne es, wenn Parley beendet ist.`,
  'search-replaced': () => 'Inzwischen wurde etwas anderes gesucht.',
  'archive-damaged': ({ file }) => `${file} ist beschädigt. Entferne es und lade es noch einmal herunter.`,

  'engine-again': ({ how }) => `Die Engine ist abgestürzt (${how}) und startet neu.`,
  'engine-gave-up': ({ how }) =>
    `Die Engine ist immer wieder abgestürzt (${how}). Starte sie neu; wenn das nicht hilft, starte Parley neu.`,
  'window-invalid': ({ detail }) => `Das Fenster hat eine ungültige Nachricht geschickt: ${detail}.`,
  'message-unreadable': ({ detail }) => `Eine Nachricht konnte nicht gelesen werden: ${detail}.`,
  'window-request-unknown': () => 'Das Fenster hat nach etwas gefragt, das es hier nicht gibt.',
  'too-many-turns': () => 'Zu viele Fragen sind offen. Warte auf eine Antwort und frag dann noch einmal.',

  'no-model': ({ name, command }) =>
    `Es gibt kein Modell ${name}.${command ? ` „${command}“ zeigt, was es gibt; ein Repository des Hubs schreibt man OWNER/NAME.` : ''}`,
  'model-not-fetched': ({ name, command }) =>
    `${name} ist noch nicht auf diesem Computer. Lade es herunter mit: ${command}`,
  'model-not-here': ({ name, command }) =>
    `${name} ist nicht auf diesem Computer. „${command}“ zeigt, was da ist.`,
  'model-not-whole': ({ name }) => `${name} ist noch nicht vollständig. Lade es zuerst herunter.`,
  'model-in-use': ({ name }) =>
    `${name} wird gerade verwendet. Verwende zuerst ein anderes Modell, dann entferne es.`,
  'being-fetched': ({ name }) => `${name} wird gerade heruntergeladen. Halte das zuerst an.`,
  'model-files-held': ({ name }) =>
    `Einige Dateien von ${name} ließen sich nicht entfernen: Ein Programm hat sie offen, oder sie gehören dir nicht. Schließe es und Parley, und entferne das Modell noch einmal.`,
  'model-other-kind': ({ name, wanted, is }) =>
    `${name} ist ${kindNames[wanted]}. ${{ listener: 'Es gehört zu --model.', voice: 'Es gehört zu --kokoro.', 'turn-end': 'Es erkennt, wann jemand fertig ist, und wird von selbst verwendet.' }[is]}`,
  'model-comes-along': ({ name }) =>
    `${name} kam mit Parley und geht mit ihm. Benutze stattdessen ein anderes Modell.`,
  'model-of-your-own': ({ name }) =>
    `${name} ist ein Ordner von dir, zu dem der Hub nichts verzeichnet, womit man ihn vergleichen könnte.`,
  'folder-no-model': ({ directory }) =>
    `In ${directory} liegt kein Modell, das Parley liest: weder onnx/decoder_model_merged.onnx (Voxtral) noch onnx/model.onnx und tokenizer.json oder kokoro-v1.0.onnx (Kokoro) noch ein Modell für das Ende des Sprechens (Smart Turn). Wähle den Ordner über „onnx“.`,
  'weights-linked': ({ directory, command }) =>
    `Die Gewichte in ${directory} sind Verknüpfungen in einen anderen Ordner, denen Parley nicht folgt. ${command ? `Lade es herunter mit: ${command} (was in diesem Cache liegt, wird nicht noch einmal geladen).` : 'Lege die Dateien selbst dorthin.'}`,
  'layout-lacks': ({ source, files }) =>
    `${source} ist kein Modell, wie Parley sie liest: Es fehlt ${list(files)}. Wähle ein anderes.`,
  'import-failed': ({ directory, isSlow }) =>
    `Parley konnte sich das Modell in ${directory} nicht ansehen: ${isSlow ? 'Es dauert zu lange' : 'Das Laden ist unerwartet gescheitert'}. Wähle einen anderen Ordner.`,
  'size-not-asked': () => 'Wie groß dieses Modell ist, ließ sich nicht erfragen. Versuche es noch einmal.',
  'fetch-stopped': () =>
    'Das Herunterladen dieses Modells ist unerwartet abgebrochen. Lade es noch einmal: Es geht von dort weiter.',
  'gave-up': ({ why }) =>
    `${why} Prüfe die Verbindung und lade es noch einmal: Es geht dort weiter, wo es aufgehört hat.`,
  'hub-sent-not': ({ host, what, status }) => `${host} hat ${what} nicht geschickt (Status ${status}).`,
  'hub-refused': ({ host, what, status }) =>
    `${host} hat ${what} nicht geschickt (Status ${status}). Versuche es später noch einmal.`,
  'hub-nothing': ({ host, what }) => `${host} hat kein ${what}. Prüfe den Namen.`,
  'hub-token-by-https': ({ host, what }) =>
    `${host} gibt ${what} nur dem, der ein Token hat, und Parley schickt deines nur über https. Schreibe HF_ENDPOINT mit https://.`,
  'hub-terms': ({ host, what }) =>
    `${host} gibt ${what} nur denen, die seine Bedingungen angenommen haben. Nimm sie auf seiner Seite dort an, und gib Parley ein Token von dir (HF_TOKEN).`,
  'hub-closed': ({ host, what }) =>
    `${host} gibt ${what} nicht heraus: Es gibt keines, oder es braucht ein anderes Token. Prüfe den Namen, und setze HF_TOKEN auf ein Token, das es lesen darf.`,
  'hub-strange': ({ host }) =>
    `${host} antwortet nicht wie ein Modell-Hub. Prüfe HF_ENDPOINT, oder versuche es später noch einmal.`,
  'hub-stray-file': ({ host, repository, place }) =>
    `${host} nennt eine Datei von ${repository}, die außerhalb des Modellordners läge (${place}); darum wurde nichts davon geladen. Prüfe HF_ENDPOINT, oder wähle ein anderes Modell.`,
  'hub-unprovable': ({ host, repository, place }) =>
    `${host} sagt nicht, an welchem Hash man ${place} von ${repository} erkennt; darum wurde nichts davon geladen: Es ließe sich nicht prüfen. Prüfe HF_ENDPOINT, oder wähle ein anderes Modell.`,
  'hub-endless-list': ({ host, repository }) =>
    `${host} zählt die Dateien von ${repository} ohne Ende auf; darum wurde nichts davon geladen. Prüfe HF_ENDPOINT, oder versuche es später noch einmal.`,
  'hub-endless-answer': ({ host }) =>
    `${host} schickt weit mehr, als eine Antwort lang ist; darum wurde sie nicht zu Ende gelesen. Prüfe HF_ENDPOINT, oder versuche es später noch einmal.`,
  'hub-leads-on': ({ host }) =>
    `${host} leitet immer weiter, und nie zu dem, wonach gefragt war. Versuche es später noch einmal.`,
  'hub-silent': ({ host }) => `${host} antwortet nicht.`,
  'file-unlike-record': ({ file, repository, aside }) =>
    `${file} von ${repository} ist nicht, was der Hub verzeichnet, und wurde als ${aside} beiseitegelegt. Lade das Modell noch einmal herunter.`,
  'sent-other-part': ({ host, what, given }) =>
    `${host} hat einen anderen Teil von ${what} geschickt als verlangt (${given}).`,
  'sent-too-much': ({ host, what }) => `${host} hat mehr von ${what} geschickt, als der Hub verzeichnet.`,
  'sent-too-little': ({ host, what, sentBytes, wholeBytes }) =>
    `${host} hat nur ${sentBytes} von ${wholeBytes} Byte von ${what} geschickt.`,
  'fell-silent': ({ what }) => `Die Verbindung ist verstummt, während ${what} geladen wurde.`,
  'line-failed': ({ host, fault, detail }) =>
    `Die Verbindung zu ${host} ist gescheitert (${lineFault(fault, detail)}).`,
  'proxy-failed': ({ proxy, host, fault, detail }) =>
    `Der Proxy ${proxy} war nicht zu erreichen (${lineFault(fault, detail)}), darum wurde ${host} nichts gefragt. Prüfe HTTPS_PROXY und HTTP_PROXY.`,
  'proxy-wants-login': ({ host }) =>
    `Der Proxy auf dem Weg zu ${host} verlangt Benutzernamen und Passwort. Schreibe sie in HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.`,
  'proxy-leads-not': ({ host, status }) =>
    `Der Proxy auf dem Weg zu ${host} führt nicht dorthin (Status ${status}).`,
  'certificate-unknown': ({ host }) =>
    `${host} kann nicht zeigen, dass es ${host} ist: Diesem Zertifikat vertraut dieser Computer nicht. Vielleicht steht ein Netz dazwischen, bei dem du dich anmelden sollst, oder der Proxy einer Firma. Melde dich im Browser an; oder lass Parley dem Zertifikat der Firma vertrauen, als Datei, die NODE_EXTRA_CA_CERTS nennt.`,
  'leads-nowhere': ({ host }) =>
    `${host} leitet zu einer Adresse, die keine ist; ihr wurde nicht gefolgt. Das tut ein Netz, bei dem du dich anmelden sollst: Öffne eine Seite im Browser, und versuche es noch einmal.`,
  'leads-to-plain': ({ host, to }) =>
    `${host} leitet von https zu bloßem http (${to}), wo andere es lesen und ändern können; dem wurde nicht gefolgt. Das tut ein Netz, bei dem du dich anmelden sollst: Öffne eine Seite im Browser, und versuche es noch einmal.`,
  'web-page-instead': ({ host, what }) =>
    `Von ${host} kam eine Webseite statt ${what}: Dazwischen steht ein Netz, bei dem du dich anmelden sollst, oder der Filter einer Firma. Melde dich im Browser an, oder frag, wer das Netz betreibt, und versuche es noch einmal.`,
  'token-characters': () =>
    'Das Token für den Modell-Hub (HF_TOKEN, oder das in den Einstellungen) hat ein Zeichen, das kein Token hat. Kopiere es noch einmal.',
  'token-not-safe': ({ variable }) =>
    `Dieses System hat keinen sicheren Ort für ein Token. Starte Parley stattdessen mit gesetztem ${variable}.`,
  'address-wrong': ({ variable, fault, scheme }) =>
    `${variable ?? 'Der Proxy des Systems'} ${{ 'no-address': 'ist keine Webadresse, die mit https:// beginnt', 'has-login': 'enthält einen Benutzernamen oder ein Passwort, was Parley nicht schickt', 'no-proxy': 'ist keine Adresse eines Proxys wie http://proxy.home:3128', 'other-proxy': `nennt einen Proxy, dessen Art Parley nicht spricht (${scheme})`, 'loose-percent': 'hat ein % im Benutzernamen oder Passwort, das man %25 schreibt' }[fault]}. Berichtige oder entferne es.`,
  'disk-no-room': ({ folder, neededBytes, isUnpacked }) =>
    `Der Datenträger von ${folder} hat keinen Platz für die ${bytes(neededBytes)}, die noch kommen${isUnpacked ? ', geladen und entpackt' : ''}. Schaffe Platz und lade es noch einmal: Es geht dort weiter, wo es aufgehört hat.`,
  'disk-full': ({ folder }) =>
    `Der Datenträger von ${folder} ist voll. Schaffe Platz und versuche es noch einmal: Was geladen wurde, bleibt.`,
  'being-written': ({ place }) => `Ein anderes Parley schreibt gerade ${place}. Versuche es noch einmal.`,
  'file-held': ({ file }) =>
    `Ein anderes Programm hält ${file} fest, etwa ein Virenscanner. Versuche es noch einmal, wenn es fertig ist.`,
  'cuda-in-use': ({ folder }) =>
    `Die CUDA-Bibliotheken werden gerade verwendet. Schließe Parley, und entferne ${folder}.`,
  'index-other': ({ host, what }) =>
    `${host} hat ein anderes ${what} als das, mit dem Parley gebaut ist; es wird nicht verwendet. Aktualisiere Parley.`,

  'everything-removed': () => 'Alles wurde entfernt. Starte Parley neu.',
  'other-parley': () =>
    'Ein anderes Parley läuft und schriebe wieder, was entfernt wird. Nichts wurde entfernt. Beende es, dann entferne alles.',
  'port-in-use': ({ port }) => `Port ${port} ist belegt. Wähle einen anderen.`,

  'usage-no-option': ({ option }) => `Es gibt keine Option ${option}. --help sagt, was es gibt.`,
  'usage-no-word': ({ word }) => `Das ist ein Wort zu viel: ${word}. --help sagt, was es gibt.`,
  'usage-option-value': ({ option, needsValue }) =>
    `${option} ${needsValue ? 'braucht einen Wert' : 'nimmt keinen Wert'}. --help sagt mehr.`,
  'usage-no-command': ({ command }) => `Es gibt keinen Befehl ${command}. --help sagt, was es gibt.`,
  'usage-no-name': ({ command }) => `${command} braucht einen Namen. --help sagt mehr.`,
  'usage-port': ({ given }) => `--port nimmt eine Zahl von 1 bis 65535, nicht ${given}.`,
  'usage-no-question': () => 'Es stehen keine Wörter darin. Sag, was gefragt werden soll; --help sagt mehr.',
  'question-characters': ({ count, most }) =>
    `Die Frage hat ${count} Zeichen, und höchstens ${most} gehen. Frag in kürzeren Teilen.`,
  'recording-none': () => 'Das ist keine Aufzeichnung, die Parley lesen kann.',
  'usage-no-file': () => 'Nenne eine WAV-Datei mit einer Frage. --help sagt mehr.',
  'usage-no-input': () =>
    '- liest eine WAV von der Standardeingabe, die hier ein Terminal ist. Leite eine hinein.',
  'usage-no-output': () =>
    'Ein Terminal kann mit Sprache nichts anfangen. Nenne eine Datei, oder leite sie in ein Programm.',
  'no-player': () =>
    'Es wurde kein Programm gefunden, das Ton abspielt. Installiere eines: aplay (alsa-utils), paplay (pulseaudio-utils), play (sox) oder ffplay (ffmpeg).',
  'player-failed': ({ program, detail }) =>
    `${program} konnte die Antwort nicht abspielen: ${detail}. Prüfe den Lautsprecher.`,
  'no-recorder': () =>
    'Es wurde kein Programm gefunden, das aufnimmt. Installiere eines: arecord (alsa-utils), parecord (pulseaudio-utils), sox oder ffmpeg.',
  'recorder-failed': ({ program, detail }) =>
    `${program} nimmt nicht mehr auf: ${detail}. Prüfe das Mikrofon.`,
  'no-microphone': () => 'ffmpeg findet kein Mikrofon. Schließe eines an.',
  'window-not-built': ({ detail }) => `Das Fenster ließ sich nicht bauen.\n${detail}`,

  // In a conversation that was saved as a file.
  'saved-spoken': ({ seconds }) => `(gesprochen, ${seconds.toFixed(1)} s)`,
  'saved-tool': ({ tool, outcome, result }) =>
    `${tool}, ${{ done: 'fertig', failed: 'ging nicht', refused: 'nicht erlaubt', interrupted: 'unterbrochen' }[outcome]}${result === undefined ? '' : `: ${result}`}`,
  'saved-stopped': ({ heard }) =>
    heard === undefined ? 'Unterbrochen, bevor es zu hören war.' : `Unterbrochen, gehört bis „${heard}“.`,
  'saved-failed': ({ why }) => `Misslungen: ${why ?? 'Niemand weiß, warum.'}`,

  'store-damaged-until-next': ({ file }) =>
    `Die Datei mit deinen Gesprächen ist beschädigt und lässt sich nicht lesen. Sie bleibt ${file}, bis Parley das nächste Mal startet, und hat dann das Datum im Namen; eine neue wurde begonnen.`,

  'stepped-in': ({ why, to }) =>
    `${why} Stattdessen ${to === 'answer' ? 'antwortet' : 'spricht'} dieser Computer.`,
  'server-takes-no-sound': ({ host }) =>
    `${host} nimmt keinen Ton: Was du sagst, wird auf diesem Computer aufgeschrieben und als Text geschickt.`,
  'goes-to': ({ host, what, isPlain }) =>
    `Was ${what === 'questions' ? 'du sagst' : 'geantwortet wird'}, geht ${isPlain ? 'unverschlüsselt ' : ''}an ${host}.`,
  'server-tools-left-out': ({ host, told, all }) =>
    `${host} erfährt von ${told} von ${all} Werkzeugen: Mehr passen nicht neben das Gespräch. Erlaube in den Einstellungen, dass es sich mehr merkt.`,
  'server-takes-no-tools': ({ host }) =>
    `${host} nimmt für dieses Modell keine Werkzeuge: Es antwortet ohne sie. Wähle ein anderes Modell, oder erlaube sie auf dem Server.`,
  'server-unreached': ({ host, fault, detail }) =>
    `${host} war nicht zu erreichen (${lineFault(fault, detail)}). Prüfe, ob es läuft, und seine Adresse in den Einstellungen.`,
  'server-cut': ({ host }) => `Die Verbindung zu ${host} ist mittendrin abgebrochen. Frag noch einmal.`,
  'server-silent': ({ host, seconds }) =>
    `${host} hat ${seconds} s lang nichts geschickt. Vielleicht lädt es sein Modell: Frag noch einmal, oder wähle ein kleineres.`,
  'server-stalled': ({ host, seconds }) =>
    `${host} hat mittendrin aufgehört und ${seconds} s lang nichts geschickt. Frag noch einmal.`,
  'server-denied': ({ host, hasKey }) =>
    `${host} ${hasKey ? 'nimmt deinen Schlüssel nicht. Prüfe ihn' : 'verlangt einen Schlüssel. Gib deinen ein,'} in den Einstellungen.`,
  'server-no-model': ({ host, model }) =>
    `${host} hat kein Modell ${model}. Wähle in den Einstellungen ein anderes.`,
  'server-names-no-model': ({ host }) =>
    `${host} nennt kein Modell. Lade dort eines, oder gib in den Einstellungen den Namen eines Modells ein.`,
  'server-no-path': ({ host, path }) =>
    `${host} hat nichts unter ${path}. Prüfe die Adresse in den Einstellungen: Oft endet sie mit /v1.`,
  'server-busy': ({ host, seconds }) =>
    `${host} hat zu viel zu tun. Frag ${seconds === undefined ? 'später' : `in ${seconds} s`} noch einmal.`,
  'server-rejected': ({ host, status, said }) =>
    `${host} nimmt die Frage nicht an${status ? ` (Status ${status})` : ''}. ${said ? `Es sagt: „${said}“` : 'Wähle in den Einstellungen ein anderes Modell.'}`,
  'server-failed': ({ host, status, said }) =>
    `${host} ist gescheitert${status ? ` (Status ${status})` : ''}. ${said ? `Es sagt: „${said}“` : 'Frag später noch einmal.'}`,
  'server-leads-away': ({ host, to }) =>
    `${host} leitet weiter zu ${to}, wohin Parley nicht gefolgt ist. Wenn du dem vertraust, schreibe dessen Adresse in die Einstellungen.`,
  'server-nonsense': ({ host }) =>
    `Was ${host} sagt, ist keine Antwort. Prüfe die Adresse in den Einstellungen: Es muss sprechen wie die Chat Completions von OpenAI.`,
  'server-too-much': ({ host }) =>
    `${host} hat weit mehr als eine Antwort geschickt; darum wurde nicht länger zugehört. Wähle ein anderes Modell oder einen anderen Server.`,
  'server-empty': ({ host }) =>
    `${host} hat nichts geantwortet. Frag mit anderen Worten, oder erlaube in den Einstellungen längere Antworten: Manche Modelle denken erst.`,
  'server-not-heard': ({ host }) =>
    `Was du gesagt hast, ließ sich auf diesem Computer nicht aufschreiben, und ${host} nimmt keinen Ton. Frag mit anderen Worten, oder wähle ein anderes Modell.`,
  'server-key-first': () => 'Gib zuerst die Adresse des Servers ein: Sein Schlüssel ist nur für ihn.',
  'server-key-characters': ({ variable }) =>
    `Der Schlüssel des Servers (${variable}, oder der in den Einstellungen) hat ein Zeichen, das kein Schlüssel hat. Kopiere ihn noch einmal.`,
  'answer-empty': () =>
    'Es kam keine Antwort. Frag mit anderen Worten, oder erlaube in den Einstellungen längere Antworten: Manche Modelle denken erst.',
  'calls-without-end': ({ calls }) =>
    `Der Zuhörer hat für eine Antwort ${calls}-mal und öfter etwas aufgerufen und kam zu keiner. Frag anders.`,
  'not-changed-full': () =>
    'Nichts wurde geändert, denn der Datenträger ist voll. Schaffe Platz, und versuche es noch einmal.',
  'not-changed': ({ folder }) =>
    `Nichts wurde geändert, denn Parley kann nicht nach ${folder} schreiben. Sorge dafür, dass es das darf, und versuche es noch einmal.`,

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
