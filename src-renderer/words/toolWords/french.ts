import type { Formats } from '@contract'
import type { ToolWords } from './english'

/** Words of tools in French. */
export const frenchTools = ({ clockTime }: Pick<Formats, 'clockTime'>): ToolWords => ({
  name: 'Outils',
  about: 'Ce que Parley peut faire pour une réponse, et ce qui vous demande d’abord.',
  open: 'Voir les outils',
  own: 'Ceux de Parley',
  names: {
    get_time: 'Heure',
    get_date: 'La date',
    calculate: 'Calculatrice',
    set_timer: 'Régler un minuteur',
    set_alarm: 'Régler une alarme',
    list_timers: 'Dire les minuteurs',
    cancel_timer: 'Annuler un minuteur',
    read_clipboard: 'Lire le presse-papiers',
    write_clipboard: 'Écrire dans le presse-papiers',
    open_address: 'Ouvrir une page',
  },
  step: {
    running: 'en cours',
    with: 'Appelé avec',
    result: 'Résultat',
    outcomes: {
      done: 'terminé',
      failed: 'n’a pas marché',
      refused: 'non autorisé',
      interrupted: 'interrompu',
    },
  },
  question: {
    title: (tool) => `Parley peut-il utiliser «\u00a0${tool}\u00a0»\u00a0?`,
    of: (server) => `Un outil de «\u00a0${server}\u00a0».`,
    says: {
      'only-reads': 'Son serveur dit qu’il ne fait que lire.',
      'may-destroy': 'Son serveur dit qu’il peut écraser ou supprimer.',
    },
    no: 'Refuser',
    always: 'Toujours autoriser',
    once: 'Autoriser une fois',
  },
  consent: { ask: 'Demander', always: 'Toujours', never: 'Jamais' },
  free: (tools) => `Sans demander, car ils disent quelque chose ou sonnent, sans plus\u00a0: ${tools}.`,
  servers: 'Serveurs',
  noServers:
    'Les serveurs du Model Context Protocol ajoutent des outils. Écrivez-les sous toolServers dans settings.yaml comme d’autres programmes les écrivent sous mcpServers, ou reprenez-les d’un tel fichier avec «\u00a0npm run tools -- import FICHIER\u00a0».',
  leftOut: (count) =>
    `${count} de ses outils sont laissés de côté\u00a0: ils sont trop nombreux, ou trop grands.`,
  serverStates: { connecting: 'Connexion', ready: 'Prêt', failed: 'Absent' },
  plainKeys:
    'Les variables ou en-têtes qu’il reçoit sont en clair dans les réglages. Qui peut lire tes fichiers peut y lire une clé.',
  elsewhere: (host) => `Ce avec quoi ses outils sont appelés part vers ${host}.`,
  tellsTo: (host) => `Des outils peuvent dire à ${host} avec quoi ils sont appelés.`,
  here: 'Un programme de cet ordinateur. Parley ne voit pas ce qu’il fait.',
  troubles: {
    'not-found':
      'Ce programme n’existe pas, ou ne peut pas démarrer. Vérifiez son command dans settings.yaml.',
    ended: 'Il s’est terminé de lui-même. Il sera réessayé avec votre prochaine question.',
    unreachable: 'Personne ne répond à son adresse. Il sera réessayé avec votre prochaine question.',
    'not-allowed': 'Il veut une autre clé. Écrivez-la sous headers dans settings.yaml.',
    silent: 'Il ne répond pas. Il sera réessayé avec votre prochaine question.',
    nonsense: 'Ce qu’il dit n’est pas le Model Context Protocol. Vérifiez son adresse ou son command.',
    'too-much': 'Il a dit beaucoup trop de choses et a été quitté.',
  },
  ringing: {
    timer: 'Minuteur',
    alarm: 'Alarme',
    labelled: (what, label) => `${what}\u00a0: ${label}`,
    rings: 'sonne',
    rangAt: (at) => `a sonné\u00a0: ${clockTime(at)}`,
    stop: 'Arrêter',
    seen: 'Compris',
  },
})
