import type { SettingNames } from './settingNames'

/** The settings in Spanish. */
export const spanishSettings: SettingNames = {
  listeningSounds: {
    label: 'Sonidos al escuchar',
    help: 'Un sonido corto cuando Parley empieza a escucharte, y otro cuando tu pregunta ha terminado.',
  },
  'turnTaking.endpointShortestMs': {
    label: 'La pausa más corta que termina tu pregunta',
    help: 'Nunca se espera menos, porque la gente respira.',
  },
  'turnTaking.endpointLongestMs': {
    label: 'La pausa más larga que termina tu pregunta',
    help: 'Nunca se espera más. Entre las dos, Parley lo aprende de ti.',
  },
  speed: { label: 'A qué velocidad habla Parley', help: 'Respecto al ritmo propio de la voz.' },
  followsMood: {
    label: 'Que la voz siga lo que dice',
    help: 'Lo alegre, lo tranquilo, lo grave y lo urgente suenan así: un poco más claro o más oscuro, más rápido o más lento.',
  },
  persona: {
    label: 'Papel',
    help: 'Lo que se le dice a Parley sobre sí mismo al empezar una conversación, y por tanto cómo responde.',
  },
  'sampling.maxNewTokens': {
    label: 'Respuesta más larga',
    help: 'Una respuesta acaba al llegar a estos tokens. Tres tokens son unas dos palabras.',
  },
  'sampling.temperature': {
    label: 'Con cuánta libertad responde',
    help: '0 toma siempre la palabra más probable, lo que es estable; más deja paso a otras.',
  },
  contextTokens: {
    label: 'Cuánto recuerda Parley',
    help: 'Los tokens de una conversación que tiene delante como mucho. Más necesita más memoria.',
  },
  'server.answers': {
    label: 'Las respuestas vienen de',
    help: 'Un servidor recibe lo que dices y lo que se dijo antes en la conversación. La ventana lo muestra mientras sea así.',
    choices: { here: 'Este equipo', server: 'Un servidor' },
  },
  'server.address': {
    label: 'Dirección del servidor',
    help: 'Cualquiera que hable como las chat completions de OpenAI, por ejemplo https://api.example.com/v1 o http://localhost:8080. Sin https, solo en este equipo y en tu propia red.',
  },
  'server.model': {
    label: 'Modelo del servidor',
    help: 'Como lo llama el servidor; vacío: el primero que enumera.',
  },
  'server.sendsSound': {
    label: 'Enviar el sonido de tus preguntas',
    help: 'Un servidor que oye te entiende mejor. Si no, o si no acepta sonido, lo que dices se escribe en este equipo y se envía como texto.',
  },
  'server.stepsIn': {
    label: 'Responder aquí cuando el servidor falla',
    help: 'Con lo que está cargado en este equipo.',
  },
  'serverVoice.speaks': {
    label: 'Las respuestas las dice',
    help: 'Un servidor recibe las respuestas, frase por frase, para decirlas. Si falla, habla este equipo.',
    choices: { here: 'Este equipo', server: 'Un servidor' },
  },
  'serverVoice.address': {
    label: 'Dirección del servidor de la voz',
    help: 'Cualquiera que hable como el audio speech de OpenAI, por ejemplo Kokoro-FastAPI en http://localhost:8880.',
  },
  'serverVoice.model': { label: 'Modelo que habla allí', help: 'Como lo llama el servidor.' },
  'serverVoice.voice': { label: 'Voz que habla allí', help: 'Como la llama el servidor.' },
  'serverVoice.language': {
    label: 'Idioma de esa voz',
    help: 'Por su código, como en-us o de. Lo que está en otro idioma lo dice una voz de este equipo.',
  },
  unloadAfterMinutes: {
    label: 'Liberar memoria después de',
    help: 'Los modelos a los que nadie preguntó en ese tiempo se descargan de la memoria; la siguiente pregunta los carga de nuevo. 0 los mantiene.',
  },
  'device.kind': {
    label: 'Qué calcula',
    help: 'Lo más rápido es el primer dispositivo en el que los modelos funcionan de verdad.',
    choices: {
      auto: 'Lo más rápido',
      cuda: 'Tarjeta NVIDIA (CUDA)',
      webgpu: 'Tarjeta gráfica (WebGPU)',
      directml: 'Tarjeta gráfica (DirectML)',
      coreml: 'Apple (CoreML)',
      cpu: 'Procesador',
    },
  },
  theme: {
    label: 'Claro u oscuro',
    help: 'Para la ventana y lo que el sistema dibuja para ella.',
    choices: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
  },
  letterSize: { label: 'Tamaño de las letras', help: 'De la ventana y de todo lo que hay en ella.' },
  language: {
    label: 'Idioma',
    help: 'El de la ventana, los menús y la bandeja. Las respuestas siguen en el idioma que hablas.',
    choices: { system: 'El del sistema' },
  },
  tools: {
    label: 'Dejar que use herramientas',
    help: 'La hora, los temporizadores, el cálculo y lo que añadas. Lo que toca algo tuyo pregunta antes.',
  },
  autostart: {
    label: 'Iniciar con el equipo, sin ventana',
    help: 'Tu sistema también puede cambiarlo, y tiene la última palabra cuando Parley empieza.',
  },
  logLevel: {
    label: 'Lo que dice el registro',
    help: 'Dice qué ha pasado y cuánto ha durado, y nunca lo que se ha dicho o escrito.',
    choices: { off: 'Nada', error: 'Fallos', warn: 'Problemas', info: 'Lo habitual', debug: 'Todo' },
  },
  metricsPort: {
    label: 'Puerto para las cifras',
    help: 'Donde programas de este equipo, como Prometheus, leen las cifras: /health, /ready, /status y /metrics en la interfaz local. 0: en ninguna parte.',
  },
}
