import type { Formats } from '@contract'
import type { ToolWords } from './english'

/** Words of tools in Spanish. */
export const spanishTools = ({ clockTime }: Pick<Formats, 'clockTime'>): ToolWords => ({
  name: 'Herramientas',
  about: 'Lo que Parley puede hacer para una respuesta, y lo que te pregunta antes.',
  open: 'Ver las herramientas',
  own: 'Las de Parley',
  names: {
    get_time: 'Hora',
    get_date: 'Fecha',
    calculate: 'Calculadora',
    set_timer: 'Poner un temporizador',
    set_alarm: 'Poner una alarma',
    list_timers: 'Decir los temporizadores',
    cancel_timer: 'Cancelar un temporizador',
    read_clipboard: 'Leer el portapapeles',
    write_clipboard: 'Escribir en el portapapeles',
    open_address: 'Abrir una página',
  },
  step: {
    running: 'en marcha',
    with: 'Llamada con',
    result: 'Resultado',
    outcomes: {
      done: 'hecho',
      failed: 'no funcionó',
      refused: 'no permitido',
      interrupted: 'interrumpido',
    },
  },
  question: {
    title: (tool) => `¿Puede Parley usar «${tool}»?`,
    of: (server) => `Una herramienta de «${server}».`,
    says: {
      'only-reads': 'Su servidor dice que solo lee.',
      'may-destroy': 'Su servidor dice que puede sobrescribir o borrar.',
    },
    no: 'No permitir',
    always: 'Permitir siempre',
    once: 'Permitir una vez',
  },
  consent: { ask: 'Preguntar', always: 'Siempre', never: 'Nunca' },
  free: (tools) => `Sin preguntar, pues solo dicen algo o suenan: ${tools}.`,
  servers: 'Servidores',
  noServers:
    'Los servidores del Model Context Protocol añaden herramientas. Escríbelos bajo toolServers en settings.yaml como otros programas los escriben bajo mcpServers, o tómalos de un archivo así con «npm run tools -- import ARCHIVO».',
  leftOut: (count) => `Se dejan fuera ${count} de sus herramientas: son demasiadas, o demasiado grandes.`,
  serverStates: { connecting: 'Conectando', ready: 'Listo', failed: 'No está' },
  plainKeys:
    'Las variables o cabeceras que recibe están en texto claro en los ajustes. Quien pueda leer tus archivos puede leer ahí una clave.',
  elsewhere: (host) => `Aquello con lo que se llama a sus herramientas va a ${host}.`,
  tellsTo: (host) => `Las herramientas pueden decir a ${host} con qué se las llama.`,
  here: 'Un programa de este ordenador. Parley no ve lo que hace.',
  troubles: {
    'not-found': 'No existe ese programa, o no puede iniciarse. Revisa su command en settings.yaml.',
    ended: 'Terminó por sí mismo. Se intenta de nuevo con tu próxima pregunta.',
    unreachable: 'Nadie responde en su dirección. Se intenta de nuevo con tu próxima pregunta.',
    'not-allowed': 'Quiere otra clave. Escríbela bajo headers en settings.yaml.',
    silent: 'No responde. Se intenta de nuevo con tu próxima pregunta.',
    nonsense: 'Lo que dice no es el Model Context Protocol. Revisa su dirección o su command.',
    'too-much': 'Dijo demasiado y se cortó la conexión.',
  },
  ringing: {
    timer: 'Temporizador',
    alarm: 'Alarma',
    labelled: (what, label) => `${what}: ${label}`,
    rings: 'suena',
    rangAt: (at) => `sonó: ${clockTime(at)}`,
    stop: 'Parar',
    seen: 'Entendido',
  },
})
