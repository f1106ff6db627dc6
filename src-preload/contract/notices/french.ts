import type { FileAttempt, FileObstacle } from '../fileTrouble'
import type { Formats } from '../formats'
import type { ModelKind } from '../models'
import type { NoticeWords } from '../notice'
import { frenchDeviceNotices } from './devices/french'
import { frenchSettingNotices } from './settings/french'
import type { LineFault } from './noticeParams'

const attempts: Record<FileAttempt, string> = {
  opened: 'd’ouvrir',
  read: 'de lire',
  made: 'de créer',
  written: 'd’écrire',
  removed: 'de supprimer',
}
const obstacles: Record<Exclude<FileObstacle, 'unknown'>, readonly [reason: string, remedy: string]> = {
  'not-allowed': [
    'ce n’est pas permis',
    'Vérifie à qui il appartient et ses droits, ou choisis un autre endroit.',
  ],
  'read-only': ['son disque est en lecture seule', 'Choisis un autre endroit.'],
  'not-there': ['il n’y a ni fichier ni dossier de ce nom', 'Vérifie le chemin.'],
  'file-in-path': ['une partie de son chemin est un fichier et non un dossier', 'Vérifie le chemin.'],
  'is-folder': ['c’est un dossier', 'Indique un fichier.'],
  'name-taken': ['autre chose porte ce nom', 'Déplace cela, ou choisis un autre endroit.'],
  'not-empty': ['autre chose s’y trouve', 'Déplace cela, ou choisis un autre endroit.'],
  'disk-full': ['le disque est plein', 'Fais de la place et réessaie.'],
  'share-full': ['ta part du disque est pleine', 'Fais de la place et réessaie.'],
  'held-open': ['un autre programme l’a ouvert', 'Ferme-le et réessaie.'],
  'too-many-open': ['trop de fichiers sont ouverts', 'Ferme d’autres programmes et réessaie.'],
  'name-too-long': ['son nom est trop long', 'Choisis-en un plus court.'],
  'link-circle': ['ses liens tournent en rond', 'Vérifie le chemin.'],
  'too-large': ['il est trop grand pour son disque', 'Choisis un autre endroit.'],
  'no-file': ['c’est un tube ou un périphérique, et non un fichier', 'Indique un fichier.'],
  'too-long': [
    'il est bien plus long qu’un tel fichier ne peut l’être',
    'Déplace-le, ou indique un autre fichier.',
  ],
  'disk-fails': ['son disque est défaillant', 'Vérifie le disque.'],
  'nothing-behind': ['il n’y a rien derrière', 'Indique un autre fichier.'],
  'reader-gone': ['celui qui devait le lire est parti', 'Réessaie.'],
  'computer-lost-it': ['l’autre ordinateur ne l’a plus', 'Reconnecte-le.'],
  'computer-silent': ['l’autre ordinateur ne répond pas', 'Reconnecte-le.'],
  'over-2-gb': ['il dépasse 2 Go', 'Choisis-en un plus petit.'],
}

const ranOut = {
  card: 'La carte graphique n’avait plus de mémoire',
  processor: 'La mémoire a manqué',
}
const lineFaults: Record<LineFault, string> = {
  'unknown-address': 'cette adresse est inconnue ici\u00a0; cet ordinateur est-il en ligne\u00a0?',
  'no-lookup': 'aucune adresse n’a pu être demandée\u00a0; cet ordinateur est-il en ligne\u00a0?',
  'no-network': 'il n’y a pas de réseau',
  'no-way': 'aucun chemin n’y mène',
  refused: 'personne n’y répond',
  'no-https': 'on n’y parle pas https\u00a0; son adresse commence peut-être par http://',
  'hung-up': 'l’autre côté a raccroché',
  timeout: 'pas de réponse à temps',
}
const lineFault = (fault?: LineFault, detail = 'personne ne sait pourquoi'): string =>
  fault === undefined ? detail : lineFaults[fault]
const kindNames: Record<ModelKind, string> = {
  listener: 'un auditeur',
  voice: 'une voix',
  'turn-end': 'un modèle de fin de parole',
}

/** Every notice, in French. */
export const frenchNotices = (
  formats: Formats,
  { bytes, languageName, list, number } = formats,
): NoticeWords => ({
  ...frenchSettingNotices,
  ...frenchDeviceNotices(formats),
  'as-told': ({ text }) => text,
  unexpected: ({ detail }) => `Quelque chose d’inattendu s’est produit\u00a0: ${detail}`,
  file({ place = 'un fichier', attempt, obstacle, code }) {
    const [reason, remedy] =
      obstacle === 'unknown'
        ? [`le système dit ${code}`, 'Vérifie le disque, ou choisis un autre endroit.']
        : obstacles[obstacle]
    return `Impossible ${attempts[attempt]} ${place}\u00a0: ${reason}. ${remedy}`
  },

  'microphone-numbers': () => 'Le micro a livré des nombres qui ne sont pas du son. Choisis-en un autre.',
  'question-minutes': ({ minutes }) =>
    `Une question peut durer ${minutes} minutes au plus. Pose-la en parties plus courtes.`,
  'question-seconds': ({ seconds, longestSeconds }) =>
    `Cela a duré ${seconds} s\u00a0; cet auditeur en retient ${longestSeconds} s au plus. Pose ta question en parties plus courtes.`,
  'question-too-long': () =>
    'Cette question est trop longue pour être retenue. Pose-la en parties plus courtes.',
  'heard-too-short': () => 'C’était trop court pour entendre un mot. Parle encore une fois.',
  'heard-silence': () => 'Il n’y avait que du silence. Vérifie le micro et parle encore une fois.',
  'question-gone': () => 'Cette question n’est plus conservée. Pose-la à nouveau.',
  'answer-gone': () => 'Cette réponse n’est plus conservée. Pose la question à nouveau.',
  'answer-cut-off': () => 'Parley s’est arrêté au milieu de cette réponse. Repose ta question.',
  'sound-empty': ({ name }) => `${name} ne contient aucun son\u00a0: enregistre-le à nouveau.`,
  'sound-too-short': ({ name, seconds, leastSeconds }) =>
    `${name} est trop court avec ${number(seconds)} s\u00a0: il en faut au moins ${leastSeconds}.`,
  'sound-too-long': ({ name, seconds, mostSeconds }) =>
    `${name} dure ${seconds} s\u00a0: coupe-le à ${mostSeconds} s au plus.`,
  'sound-numbers': ({ name }) =>
    `${name} contient un échantillon qui n’est pas un nombre\u00a0: enregistre-le ou convertis-le à nouveau.`,
  'sound-silent': ({ name }) =>
    `${name} ne contient que du silence\u00a0: vérifie le micro et enregistre-le à nouveau.`,
  'wav-none': ({ name, looksLike }) =>
    `${name} n’est pas un fichier WAV${looksLike ? ` mais ressemble à ${looksLike}` : ''}\u00a0: convertis-le d’abord en WAV.`,
  'wav-rate': ({ name, rateHz, lowestHz, highestHz }) =>
    `${name} a une fréquence d’échantillonnage de ${rateHz} Hz\u00a0: convertis-le entre ${lowestHz} et ${highestHz} Hz.`,
  'wav-format': ({ name, bits, tag, bytes }) =>
    `${name} contient des échantillons de ${bits} bits au format WAV ${tag}, de ${bytes} octets chacun, ce que Parley ne comprend pas\u00a0: convertis-le en PCM 16 bits.`,
  'wav-damaged': ({ name, fault }) => {
    const what = {
      'format-cut': 'son format est coupé',
      'no-format': 'son format manque',
      'no-data': 'il n’a pas de données sonores',
      'data-cut': 'ses données sonores sont coupées',
      'no-channels': 'il dit n’avoir aucun canal',
    }[fault]
    return `${name} est un fichier WAV endommagé\u00a0: ${what}. Enregistre-le ou convertis-le à nouveau.`
  },

  'no-model-folder': ({ directory }) => `Il n’y a pas de dossier de modèle ${directory}. Vérifie le chemin.`,
  'model-files-missing': ({ directory, files }) =>
    `Il manque au modèle de ${directory}\u00a0: ${list(files)}. Télécharge-le à nouveau, ou choisis-en un autre.`,
  'model-file-damaged': ({ file, detail }) =>
    `${file} est endommagé${detail ? ` (${detail})` : ''}. Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'model-file-other': ({ file, family, detail }) =>
    `${file} n’est pas celui d’un modèle ${family}${detail ? ` (${detail})` : ''}. Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'model-unsupported': ({ detail }) =>
    `Le modèle demande ce que Parley ne sait pas faire (${detail}). Choisis-en un autre.`,
  'lfs-pointer': ({ file }) =>
    `${file} est un pointeur de Git LFS, qui tient lieu du fichier lui-même. «\u00a0git lfs pull\u00a0» dans son dossier l’apporte.`,
  'web-page-file': ({ file }) =>
    `${file} est une page web, comme on en reçoit quand il faut se connecter avant un téléchargement. Connecte-toi, et télécharge le fichier lui-même.`,
  'model-not-onnx': ({ file }) =>
    `${file} est endommagé\u00a0: ce n’est pas un modèle ONNX. Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'model-no-file': ({ file }) =>
    `Il n’y a pas de fichier ${file}. Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'weights-missing': ({ file, weights }) =>
    `Il manque à ${file} ses poids\u00a0: ${weights} n’est pas à côté. Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'weights-outside': ({ file, weights }) =>
    `${file} désigne des poids hors de son propre dossier${weights ? ` (${weights})` : ''}, qui ne sont pas lus. Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'weights-short': ({ file }) =>
    `Les poids de ${file} sont endommagés\u00a0: leur fichier est trop court. Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'model-not-loaded': ({ file, detail }) =>
    `Impossible de charger ${file}\u00a0: ${detail} Télécharge-le à nouveau, ou choisis un autre modèle.`,
  'no-end-of-turn': ({ file }) => `Il n’y a pas de modèle de fin de parole ${file}. Vérifie le chemin.`,
  'end-of-turn-odd': ({ file, value }) =>
    `${file} a donné ${value} à la place d’une probabilité. Choisis un autre modèle de fin de parole.`,
  'end-of-turn-instead': ({ why }) =>
    `Le modèle de fin de parole n’a pas pu être chargé\u00a0; celui qui est intégré dit quand tu as fini. ${why}`,
  'end-of-turn-none': ({ why }) =>
    `Parley ne sait pas à ta voix quand tu as fini, seulement au silence. ${why}`,
  'listener-instead': ({ name, why }) =>
    `${name} n’a pas pu être chargé\u00a0; l’auditeur intégré t’écoute. ${why}`,
  'voice-instead': ({ name, why }) => `${name} n’a pas pu être chargé\u00a0; la voix intégrée parle. ${why}`,
  'models-on-processor': () =>
    'Le moteur s’est arrêté deux fois en chargeant tes modèles\u00a0; ils tournent donc sur le processeur, ce qui est plus lent. Mets à jour le pilote de ta carte graphique et redémarre Parley.',
  'models-built-in': () =>
    'Le moteur s’est arrêté encore et encore en chargeant tes modèles\u00a0; ceux qui sont intégrés répondent donc. Ferme d’autres programmes et utilise à nouveau tes modèles, ou choisis-en de plus petits.',

  'memory-short': ({ neededBytes, freeBytes }) =>
    `Les modèles demandent ${bytes(neededBytes)} de mémoire, et ${bytes(freeBytes)} sont libres. Ferme d’autres programmes, ou choisis un modèle plus petit.`,
  'memory-for-answer': () =>
    'Il n’y a pas assez de mémoire pour cette réponse. Ferme d’autres programmes et repose ta question.',
  'context-shorter': ({ tokens, wantedTokens, freeBytes }) =>
    `Les conversations tiennent sur ${tokens} jetons au lieu de ${wantedTokens}, car ${bytes(freeBytes)} sont libres.`,
  'listener-smaller': ({ dtype, insteadOf, freeBytes }) =>
    `Le plus petit auditeur ${dtype} sert au lieu de ${insteadOf}, car ${freeBytes === undefined ? 'un processeur répond plus vite avec lui' : `${bytes(freeBytes)} sont libres`}.`,
  'on-processor': ({ parts, freeBytes }) =>
    `${parts === 'both' ? 'L’auditeur et la voix tournent' : 'La voix tourne'} sur le processeur, car la carte graphique n’a que ${bytes(freeBytes)} de libre.`,
  'ran-out-context': ({ on, tokens }) =>
    `${ranOut[on]}\u00a0; désormais les conversations tiennent sur ${tokens} jetons.`,
  'ran-out-smaller': ({ on, dtype }) => `${ranOut[on]}\u00a0; le plus petit auditeur ${dtype} sert donc.`,
  'ran-out-moved': ({ on, part }) =>
    `${ranOut[on]}\u00a0; ${part === 'listener' ? 'l’auditeur' : 'la voix'} tourne donc sur le processeur.`,
  'runtime-no-platform': ({ platform }) => `ONNX Runtime n’existe pas pour ${platform}.`,
  'runtime-not-loaded': ({ file, detail, needsRedistributable }) =>
    `ONNX Runtime n’a pas pu être chargé depuis ${file}\u00a0: ${detail}. ${needsRedistributable ? 'Installe le Visual C++ Redistributable (x64) de Microsoft, ou réinstalle Parley.' : 'Réinstalle Parley.'}`,
  'runtime-other-version': ({ version, wanted }) =>
    `ONNX Runtime ${version} a été trouvé, mais Parley est fait pour ${wanted}. Réinstalle Parley.`,
  'runtime-failed': ({ part, detail }) => `${part} a échoué\u00a0: ${detail}`,
  'computes-wrongly': () => 'Il calcule faux\u00a0: la même entrée a mené à deux réponses.',
  'device-silent': () => 'L’appareil n’a donné aucune réponse.',
  'no-numbers': ({ part }) =>
    `${part === 'encoder' ? 'L’encodeur audio' : 'Le modèle de langue'} a donné des nombres qui n’en sont pas. Repose ta question, et télécharge à nouveau le modèle si cela se répète.`,
  'no-token': () =>
    'Le modèle de langue interdit tous les jetons. Repose ta question, et télécharge à nouveau le modèle si cela se répète.',
  'listener-away': () => 'L’auditeur n’est pas chargé.',
  'listener-busy': () => 'L’auditeur a commencé une autre réponse. Repose ta question.',

  'voice-unplayable': () =>
    'La voix a produit un son qui ne peut pas être joué\u00a0; choisis un autre fichier ou une autre précision de son modèle.',
  'voice-silent': ({ voice }) =>
    `La voix ${voice} n’a rendu que du silence\u00a0; choisis une autre voix, ou un autre fichier de son modèle.`,
  'voice-cannot-say': ({ text }) => `La voix ne peut pas dire «\u00a0${text}\u00a0».`,
  'no-phonemes': ({ code }) => `espeak-ng n’a trouvé aucun phonème (code ${code}).`,
  'built-in-voice-broken': () =>
    'La voix intégrée (espeak-ng) n’a pas pu être chargée\u00a0; réinstalle Parley pour réparer ses fichiers.',
  'built-in-voice-unknown': ({ voice }) =>
    `La voix intégrée n’a pas de langue «\u00a0${voice}\u00a0»\u00a0; choisis-en une autre, comme «\u00a0en-us\u00a0».`,
  'voice-unknown': ({ voice }) =>
    `Kokoro n’a pas de voix «\u00a0${voice}\u00a0»\u00a0; choisis-en une autre, comme af_heart.`,
  'language-unpronounced': ({ language }) =>
    `Parley ne sait pas encore prononcer cette langue (${languageName(language)})\u00a0; choisis une voix dont le nom commence par a, b, e, f, h, i ou p.`,
  'language-unspoken': ({ language }) =>
    `Ce qui est écrit dans une autre ${language ? `langue (${languageName(language)})` : 'écriture'} n’est pas dit\u00a0: aucune voix ne le peut ici.`,
  'voice-slow': ({ factor, isBuiltIn }) =>
    `Cette voix met ici ${number(factor)} s pour chaque seconde de son, si bien qu’elle s’interrompt. ${isBuiltIn ? 'Elle va plus vite quand d’autres programmes en font moins.' : 'La voix intégrée est plus rapide\u00a0; tu peux la choisir dans Modèles.'}`,

  'store-newer': () =>
    'Tes conversations ont été conservées par un Parley plus récent que celui-ci. Elles restent comme elles sont, et rien de ce qui est dit ici n’est conservé. Installe le dernier Parley.',
  'store-damaged': ({ keptAs }) =>
    `Le fichier de tes conversations est endommagé et illisible. Il est conservé sous ${keptAs}\u00a0; un nouveau a été commencé.`,
  'store-locked': () =>
    'Un autre Parley a ouvert tes conversations. Rien de ce qui est dit ici n’est conservé. Ferme l’autre, et redémarre celui-ci.',
  'store-no-folder': () =>
    'Rien de ce qui est dit ne peut être conservé ici\u00a0: il n’y a pas de dossier pour cela.',
  'store-elsewhere': ({ place, not }) =>
    `${place} est un lien, ou ${not === 'yours' ? 'ne t’appartient pas' : 'n’est pas un fichier'}. Ce qui y est conservé resterait quand tu supprimes tout\u00a0; rien de ce qui est dit n’est donc conservé. Enlève-le, et redémarre Parley.`,
  'store-full': ({ folder }) =>
    `Impossible d’écrire les conversations dans ${folder}\u00a0: le disque est plein. Ce qui est dit à partir de maintenant reste en mémoire jusqu’à la fin de Parley. Fais de la place, et ce sera conservé avec ta prochaine question.`,
  'store-unwritable': ({ folder, detail }) =>
    `Impossible d’écrire les conversations dans ${folder}\u00a0: ${detail} Ce qui est dit à partir de maintenant reste en mémoire jusqu’à la fin de Parley. Fais en sorte que Parley puisse y écrire, et ce sera conservé avec ta prochaine question.`,
  'store-not-removed': ({ file }) =>
    `${file} contient ce qui a été dit, et n’a pas pu être supprimé. Supprime-le quand Parley est terminé.`,
  'search-replaced': () => 'Autre chose a été cherché entre-temps.',
  'archive-damaged': ({ file }) => `${file} est endommagé. Supprime-le et télécharge-le à nouveau.`,

  'engine-again': ({ how }) => `Le moteur s’est arrêté (${how}) et redémarre.`,
  'engine-gave-up': ({ how }) =>
    `Le moteur s’est arrêté encore et encore (${how}). Redémarre-le\u00a0; si cela n’aide pas, redémarre Parley.`,
  'window-invalid': ({ detail }) => `La fenêtre a envoyé un message non valable\u00a0: ${detail}.`,
  'message-unreadable': ({ detail }) => `Un message n’a pas pu être lu\u00a0: ${detail}.`,
  'window-request-unknown': () => 'La fenêtre a demandé une chose inconnue ici.',
  'too-many-turns': () => 'Trop de questions sont ouvertes. Attends une réponse, puis repose ta question.',

  'no-model': ({ name, command }) =>
    `Il n’y a pas de modèle ${name}.${command ? ` «\u00a0${command}\u00a0» montre ce qu’il y a\u00a0; un dépôt du hub s’écrit OWNER/NAME.` : ''}`,
  'model-not-fetched': ({ name, command }) =>
    `${name} n’est pas encore sur cet ordinateur. Télécharge-le avec\u00a0: ${command}`,
  'model-not-here': ({ name, command }) =>
    `${name} n’est pas sur cet ordinateur. «\u00a0${command}\u00a0» montre ce qui y est.`,
  'model-not-whole': ({ name }) => `${name} n’est pas encore complet. Télécharge-le d’abord.`,
  'model-in-use': ({ name }) => `${name} est utilisé. Utilise d’abord un autre modèle, puis supprime-le.`,
  'being-fetched': ({ name }) => `${name} est en cours de téléchargement. Arrête-le d’abord.`,
  'model-files-held': ({ name }) =>
    `Certains fichiers de ${name} n’ont pas pu être supprimés\u00a0: un programme les a ouverts, ou ils ne t’appartiennent pas. Ferme-le, et Parley, puis supprime à nouveau le modèle.`,
  'model-other-kind': ({ name, wanted, is }) =>
    `${name} n’est pas ${kindNames[wanted]}. ${{ listener: 'Il va avec --model.', voice: 'Il va avec --kokoro.', 'turn-end': 'Il dit quand quelqu’un a fini, et sert de lui-même.' }[is]}`,
  'model-comes-along': ({ name }) =>
    `${name} est fourni avec Parley et part avec lui. Utilise plutôt un autre modèle.`,
  'model-of-your-own': ({ name }) =>
    `${name} est un dossier à toi, dont le hub n’a aucune trace à laquelle le comparer.`,
  'folder-no-model': ({ directory }) =>
    `${directory} ne contient aucun modèle que Parley lit\u00a0: ni onnx/decoder_model_merged.onnx (Voxtral), ni onnx/model.onnx et tokenizer.json, ou kokoro-v1.0.onnx (Kokoro), ni un modèle de fin de parole (Smart Turn). Choisis le dossier au-dessus de «\u00a0onnx\u00a0».`,
  'weights-linked': ({ directory, command }) =>
    `Les poids de ${directory} sont des liens vers un autre dossier, que Parley ne suit pas. ${command ? `Télécharge-le avec\u00a0: ${command} (ce qui est dans ce cache n’est pas téléchargé à nouveau).` : 'Mets-y les fichiers eux-mêmes.'}`,
  'layout-lacks': ({ source, files }) =>
    `${source} n’est pas un modèle comme Parley les lit\u00a0: il manque ${list(files)}. Choisis-en un autre.`,
  'import-failed': ({ directory, isSlow }) =>
    `Parley n’a pas pu examiner le modèle de ${directory}\u00a0: ${isSlow ? 'c’est trop long' : 'le chargement a échoué de façon inattendue'}. Choisis un autre dossier.`,
  'size-not-asked': () => 'Impossible de demander la taille de ce modèle. Réessaie.',
  'fetch-stopped': () =>
    'Le téléchargement de ce modèle s’est arrêté de façon inattendue. Relance-le\u00a0: il reprendra de là.',
  'gave-up': ({ why }) =>
    `${why} Vérifie la connexion et relance le téléchargement\u00a0: il reprend où il s’est arrêté.`,
  'hub-sent-not': ({ host, what, status }) => `${host} n’a pas envoyé ${what} (état ${status}).`,
  'hub-refused': ({ host, what, status }) =>
    `${host} n’a pas envoyé ${what} (état ${status}). Réessaie plus tard.`,
  'hub-nothing': ({ host, what }) => `${host} n’a pas ${what}. Vérifie le nom.`,
  'hub-token-by-https': ({ host, what }) =>
    `${host} ne donne ${what} qu’à qui a un jeton, et Parley n’envoie le tien que par https. Écris HF_ENDPOINT avec https://.`,
  'hub-terms': ({ host, what }) =>
    `${host} ne donne ${what} qu’à ceux qui ont accepté ses conditions. Accepte-les sur sa page là-bas, et donne à Parley un de tes jetons (HF_TOKEN).`,
  'hub-closed': ({ host, what }) =>
    `${host} ne donne pas ${what}\u00a0: il n’y en a pas, ou il faut un autre jeton. Vérifie le nom, et mets dans HF_TOKEN un jeton qui peut le lire.`,
  'hub-strange': ({ host }) =>
    `${host} ne répond pas comme un hub de modèles. Vérifie HF_ENDPOINT, ou réessaie plus tard.`,
  'hub-stray-file': ({ host, repository, place }) =>
    `${host} cite un fichier de ${repository} qui serait hors du dossier du modèle (${place})\u00a0; rien n’en a donc été téléchargé. Vérifie HF_ENDPOINT, ou choisis un autre modèle.`,
  'hub-unprovable': ({ host, repository, place }) =>
    `${host} ne dit pas par quelle empreinte reconnaître ${place} de ${repository}\u00a0; rien n’en a donc été téléchargé, car cela ne pourrait pas être vérifié. Vérifie HF_ENDPOINT, ou choisis un autre modèle.`,
  'hub-endless-list': ({ host, repository }) =>
    `${host} énumère sans fin les fichiers de ${repository}\u00a0; rien n’en a donc été téléchargé. Vérifie HF_ENDPOINT, ou réessaie plus tard.`,
  'hub-endless-answer': ({ host }) =>
    `${host} envoie bien plus qu’une réponse\u00a0; elle n’a donc pas été lue jusqu’au bout. Vérifie HF_ENDPOINT, ou réessaie plus tard.`,
  'hub-leads-on': ({ host }) =>
    `${host} renvoie encore et encore, sans jamais mener à ce qui était demandé. Réessaie plus tard.`,
  'hub-silent': ({ host }) => `${host} ne répond pas.`,
  'file-unlike-record': ({ file, repository, aside }) =>
    `${file} de ${repository} n’est pas ce que le hub a consigné, et a été mis de côté sous ${aside}. Télécharge à nouveau le modèle.`,
  'sent-other-part': ({ host, what, given }) =>
    `${host} a envoyé une autre partie de ${what} que celle demandée (${given}).`,
  'sent-too-much': ({ host, what }) => `${host} a envoyé plus de ${what} que le hub n’en a consigné.`,
  'sent-too-little': ({ host, what, sentBytes, wholeBytes }) =>
    `${host} n’a envoyé que ${sentBytes} octets sur ${wholeBytes} de ${what}.`,
  'fell-silent': ({ what }) => `La connexion s’est tue pendant le téléchargement de ${what}.`,
  'line-failed': ({ host, fault, detail }) =>
    `La connexion à ${host} a échoué (${lineFault(fault, detail)}).`,
  'proxy-failed': ({ proxy, host, fault, detail }) =>
    `Le proxy ${proxy} n’a pas pu être joint (${lineFault(fault, detail)}), rien n’a donc été demandé à ${host}. Vérifie HTTPS_PROXY et HTTP_PROXY.`,
  'proxy-wants-login': ({ host }) =>
    `Le proxy vers ${host} demande un nom et un mot de passe. Écris-les dans HTTPS_PROXY\u00a0: http://USER:PASSWORD@HOST:PORT.`,
  'proxy-leads-not': ({ host, status }) => `Le proxy vers ${host} n’y mène pas (état ${status}).`,
  'certificate-unknown': ({ host }) =>
    `${host} ne peut pas prouver qu’il est ${host}\u00a0: cet ordinateur ne fait pas confiance à son certificat. Un réseau qui demande de se connecter est peut-être entre les deux, ou le proxy d’une entreprise. Connecte-toi avec un navigateur\u00a0; ou fais que Parley accepte le certificat de l’entreprise, par un fichier que NODE_EXTRA_CA_CERTS désigne.`,
  'leads-nowhere': ({ host }) =>
    `${host} renvoie à une adresse qui n’en est pas une\u00a0; elle n’a pas été suivie. C’est ce que fait un réseau qui demande de se connecter\u00a0: ouvre une page dans un navigateur, et réessaie.`,
  'leads-to-plain': ({ host, to }) =>
    `${host} renvoie de https vers http simple (${to}), où d’autres peuvent lire et changer\u00a0; cela n’a pas été suivi. C’est ce que fait un réseau qui demande de se connecter\u00a0: ouvre une page dans un navigateur, et réessaie.`,
  'web-page-instead': ({ host, what }) =>
    `Une page web est venue de ${host} au lieu de ${what}\u00a0: un réseau qui demande de se connecter, ou le filtre d’une entreprise, est entre les deux. Connecte-toi avec un navigateur, ou demande à qui gère le réseau, et réessaie.`,
  'token-characters': () =>
    'Le jeton du hub de modèles (HF_TOKEN, ou celui des réglages) a un caractère qu’aucun jeton n’a. Copie-le encore une fois.',
  'token-not-safe': ({ variable }) =>
    `Ce système n’a pas d’endroit sûr pour un jeton. Démarre plutôt Parley avec ${variable}.`,
  'address-wrong': ({ variable, fault, scheme }) =>
    `${variable ?? 'Le proxy du système'} ${{ 'no-address': 'n’est pas une adresse web, qui commence par https://', 'has-login': 'contient un nom ou un mot de passe, que Parley n’envoie pas', 'no-proxy': 'n’est pas l’adresse d’un proxy, comme http://proxy.home:3128', 'other-proxy': `désigne un proxy d’un genre que Parley ne parle pas (${scheme})`, 'loose-percent': 'a un % dans son nom ou mot de passe, qui s’écrit %25' }[fault]}. Corrige ou supprime-le.`,
  'disk-no-room': ({ folder, neededBytes, isUnpacked }) =>
    `Le disque de ${folder} n’a pas de place pour les ${bytes(neededBytes)} qui doivent encore venir${isUnpacked ? ', téléchargés et décompressés' : ''}. Fais de la place et relance le téléchargement\u00a0: il reprend où il s’est arrêté.`,
  'disk-full': ({ folder }) =>
    `Le disque de ${folder} est plein. Fais de la place et réessaie\u00a0: ce qui a été téléchargé est conservé.`,
  'being-written': ({ place }) => `Un autre Parley écrit ${place}. Réessaie.`,
  'file-held': ({ file }) =>
    `Un autre programme retient ${file}, comme un antivirus. Réessaie quand il a fini.`,
  'cuda-in-use': ({ folder }) =>
    `Les bibliothèques CUDA sont utilisées. Ferme Parley, et supprime ${folder}.`,
  'index-other': ({ host, what }) =>
    `${host} a un autre ${what} que celui avec lequel Parley est fait\u00a0; il n’est pas utilisé. Mets Parley à jour.`,

  'everything-removed': () => 'Tout a été supprimé. Redémarre Parley.',
  'other-parley': () =>
    'Un autre Parley tourne, et écrirait à nouveau ce qui est supprimé. Rien n’a été supprimé. Quitte-le, puis supprime tout.',
  'port-in-use': ({ port }) => `Le port ${port} est utilisé. Choisis-en un autre.`,

  'usage-no-option': ({ option }) => `Il n’y a pas d’option ${option}. --help dit ce qu’il y a.`,
  'usage-no-word': ({ word }) => `Il y a un mot de trop\u00a0: ${word}. --help dit ce qu’il y a.`,
  'usage-option-value': ({ option, needsValue }) =>
    `${option} ${needsValue ? 'a besoin d’une valeur' : 'ne prend pas de valeur'}. --help en dit plus.`,
  'usage-no-command': ({ command }) => `Il n’y a pas de commande ${command}. --help dit ce qu’il y a.`,
  'usage-no-name': ({ command }) => `${command} demande un nom. --help en dit plus.`,
  'usage-port': ({ given }) => `--port prend un nombre de 1 à 65535, pas ${given}.`,
  'usage-no-question': () => 'Il n’y a pas de mots. Dis ce qu’il faut demander\u00a0; --help en dit plus.',
  'question-characters': ({ count, most }) =>
    `La question a ${count} caractères, et ${most} sont le maximum. Pose-la en parties plus courtes.`,
  'recording-none': () => 'Ce n’est pas un enregistrement que Parley sait lire.',
  'usage-no-file': () => 'Indique un fichier WAV avec une question. --help en dit plus.',
  'usage-no-input': () => '- lit un WAV sur l’entrée standard, qui est ici un terminal. Envoies-y-en un.',
  'usage-no-output': () =>
    'La parole ne sert à rien à un terminal. Indique un fichier, ou envoie-la à un programme.',
  'no-player': () =>
    'Aucun programme qui joue du son n’a été trouvé. Installes-en un\u00a0: aplay (alsa-utils), paplay (pulseaudio-utils), play (sox) ou ffplay (ffmpeg).',
  'player-failed': ({ program, detail }) =>
    `${program} n’a pas pu jouer la réponse\u00a0: ${detail}. Vérifie le haut-parleur.`,
  'no-recorder': () =>
    'Aucun programme qui enregistre n’a été trouvé. Installes-en un\u00a0: arecord (alsa-utils), parecord (pulseaudio-utils), sox ou ffmpeg.',
  'recorder-failed': ({ program, detail }) =>
    `${program} n’enregistre plus\u00a0: ${detail}. Vérifie le micro.`,
  'no-microphone': () => 'ffmpeg ne trouve pas de micro. Branches-en un.',
  'window-not-built': ({ detail }) => `La fenêtre n’a pas pu être construite.\n${detail}`,

  // In a conversation that was saved as a file.
  'saved-spoken': ({ seconds }) => `(parlé, ${seconds.toFixed(1)} s)`,
  'saved-tool': ({ tool, outcome, result }) =>
    `${tool}, ${{ done: 'terminé', failed: 'n’a pas marché', refused: 'non autorisé', interrupted: 'interrompu' }[outcome]}${result === undefined ? '' : `\u00a0: ${result}`}`,
  'saved-stopped': ({ heard }) =>
    heard === undefined
      ? 'Interrompu avant d’être entendu.'
      : `Interrompu, entendu jusqu’à «\u00a0${heard}\u00a0».`,
  'saved-failed': ({ why }) => `Échec\u00a0: ${why ?? 'personne ne sait pourquoi.'}`,

  'store-damaged-until-next': ({ file }) =>
    `Le fichier de tes conversations est endommagé et illisible. Il reste ${file} jusqu’au prochain démarrage de Parley, et porte alors la date dans son nom\u00a0; un nouveau a été commencé.`,

  'stepped-in': ({ why, to }) => `${why} Cet ordinateur ${to === 'answer' ? 'répond' : 'parle'} à sa place.`,
  'server-takes-no-sound': ({ host }) =>
    `${host} n’accepte pas le son\u00a0: ce que tu dis est écrit sur cet ordinateur, et envoyé comme texte.`,
  'goes-to': ({ host, what, isPlain }) =>
    `Ce ${what === 'questions' ? 'que tu dis' : 'qui est répondu'} va à ${host}${isPlain ? ', sans chiffrement' : ''}.`,
  'server-tools-left-out': ({ host, told, all }) =>
    `${host} apprend ${told} outils sur ${all}\u00a0: il n’y a pas de place pour plus à côté de la conversation. Permets dans les réglages qu’il retienne plus.`,
  'server-takes-no-tools': ({ host }) =>
    `${host} n’accepte pas d’outils pour ce modèle\u00a0: il répond sans eux. Choisis un autre modèle, ou autorise-les sur le serveur.`,
  'server-unreached': ({ host, fault, detail }) =>
    `${host} n’a pas pu être joint (${lineFault(fault, detail)}). Vérifie qu’il tourne, et son adresse dans les réglages.`,
  'server-cut': ({ host }) => `La connexion à ${host} a été coupée au milieu. Repose ta question.`,
  'server-silent': ({ host, seconds }) =>
    `${host} n’a rien envoyé pendant ${seconds} s. Il charge peut-être son modèle\u00a0: repose ta question, ou choisis-en un plus petit.`,
  'server-stalled': ({ host, seconds }) =>
    `${host} s’est arrêté au milieu et n’a rien envoyé pendant ${seconds} s. Repose ta question.`,
  'server-denied': ({ host, hasKey }) =>
    `${host} ${hasKey ? 'n’accepte pas ta clé. Vérifie-la' : 'demande une clé. Saisis la tienne'} dans les réglages.`,
  'server-no-model': ({ host, model }) =>
    `${host} n’a pas de modèle ${model}. Choisis-en un autre dans les réglages.`,
  'server-names-no-model': ({ host }) =>
    `${host} n’indique aucun modèle. Charge-en un là-bas, ou saisis le nom d’un modèle dans les réglages.`,
  'server-no-path': ({ host, path }) =>
    `${host} n’a rien à ${path}. Vérifie son adresse dans les réglages\u00a0: elle finit souvent par /v1.`,
  'server-busy': ({ host, seconds }) =>
    `${host} a trop à faire. Repose ta question ${seconds === undefined ? 'plus tard' : `dans ${seconds} s`}.`,
  'server-rejected': ({ host, status, said }) =>
    `${host} n’accepte pas la demande${status ? ` (état ${status})` : ''}. ${said ? `Il dit\u00a0: «\u00a0${said}\u00a0»` : 'Choisis un autre modèle dans les réglages.'}`,
  'server-failed': ({ host, status, said }) =>
    `${host} a échoué${status ? ` (état ${status})` : ''}. ${said ? `Il dit\u00a0: «\u00a0${said}\u00a0»` : 'Repose ta question plus tard.'}`,
  'server-leads-away': ({ host, to }) =>
    `${host} renvoie à ${to}, où Parley n’a pas suivi. Si tu lui fais confiance, écris son adresse dans les réglages.`,
  'server-nonsense': ({ host }) =>
    `Ce que dit ${host} n’est pas une réponse. Vérifie son adresse dans les réglages\u00a0: il doit parler comme les chat completions d’OpenAI.`,
  'server-too-much': ({ host }) =>
    `${host} a envoyé bien plus qu’une réponse\u00a0; il n’a donc plus été écouté. Choisis un autre modèle ou serveur.`,
  'server-empty': ({ host }) =>
    `${host} n’a rien répondu. Demande autrement, ou permets des réponses plus longues dans les réglages\u00a0: certains modèles réfléchissent d’abord.`,
  'server-not-heard': ({ host }) =>
    `Ce que tu as dit n’a pas pu être écrit sur cet ordinateur, et ${host} n’accepte pas le son. Demande autrement, ou choisis un autre modèle.`,
  'server-key-first': () => 'Saisis d’abord l’adresse du serveur\u00a0: sa clé n’est que pour lui.',
  'server-key-characters': ({ variable }) =>
    `La clé du serveur (${variable}, ou celle des réglages) a un caractère qu’aucune clé n’a. Copie-la encore une fois.`,
  'answer-empty': () =>
    'Aucune réponse n’est venue. Demande autrement, ou permets des réponses plus longues dans les réglages\u00a0: certains modèles réfléchissent d’abord.',
  'calls-without-end': ({ calls }) =>
    `L’auditeur a appelé ${calls} fois et plus pour une réponse, sans en trouver. Demande autrement.`,
  'not-changed-full': () => 'Rien n’a été changé, car le disque est plein. Fais de la place, et réessaie.',
  'not-changed': ({ folder }) =>
    `Rien n’a été changé, car Parley ne peut pas écrire dans ${folder}. Fais en sorte qu’il le puisse, et réessaie.`,

  'engine-stopped': ({ during }) =>
    ({
      question: 'Le moteur s’est arrêté pendant que tu parlais et redémarre. Répète ta question.',
      answer: 'Le moteur s’est arrêté au milieu de cette réponse et redémarre. Repose ta question.',
      store: 'Le moteur s’est arrêté avant de pouvoir le faire et redémarre. Réessaie.',
    })[during],
  'line-cut': ({ during }) =>
    ({
      question: 'La connexion à Parley a été coupée pendant que tu parlais. Répète ta question.',
      answer: 'La connexion à Parley a été coupée au milieu de cette réponse. Repose ta question.',
      store: 'La connexion à Parley a été coupée avant que ce soit fait. Réessaie.',
    })[during],
  'engine-not-running': () => 'Le moteur ne tourne pas. Redémarre-le.',
  'too-many-tabs': () =>
    'Parley est ouvert dans trop d’onglets de ce navigateur. Fermes-en un, puis réessaie.',
  'host-gone': () => 'Parley ne répond plus. Relance-le, et ouvre-le par son nouveau lien.',
  'not-understood': ({ detail }) =>
    `Le moteur a dit une chose que cette fenêtre ne comprend pas (${detail}).`,
  'not-asked': ({ detail }) => `On ne peut pas demander cela au moteur (${detail}).`,
})
