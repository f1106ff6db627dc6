import type { DeviceKind } from '../../config'
import type { Formats } from '../../formats'
import type { NoticeWords } from '../../notice'
import { cardNames } from '../cardNames'
import type { DeviceFix, DeviceNoticeParams, ModelPhrase } from './deviceNoticeParams'

const deviceNames: Record<DeviceKind, string> = { ...cardNames, cpu: 'el procesador' }

type Fix = DeviceNoticeParams['fix']
const fixes: Record<DeviceFix, (fix: Fix, formats: Formats) => string> = {
  nothing: () => 'No hay nada que hacer: calcula otro dispositivo.',
  'choose-auto': () => 'Elige auto como dispositivo: Parley toma el primero que calcula.',
  'restart-parley': () => 'Reinicia Parley.',
  'restart-computer': () => 'Reinicia el ordenador. Si eso no ayuda, instala de nuevo el controlador.',
  'install-parley': () => 'Instala Parley otra vez.',
  'update-card-driver': () => 'Actualiza el controlador de tu tarjeta gráfica.',
  'install-vulkan': ({ command }) => `Instala Vulkan y el controlador de tu tarjeta gráfica: ${command}.`,
  'update-windows': () => 'Actualiza Windows y el controlador de tu tarjeta gráfica.',
  'update-macos': () => 'Actualiza macOS.',
  'fetch-cuda': ({ command }) =>
    `Descarga las bibliotecas de CUDA en los ajustes de Parley, en Modelos, o ejecuta ${command}.`,
  'fetch-cuda-anew': ({ command }) =>
    `Elimina las bibliotecas de CUDA en los ajustes de Parley, en Modelos, y descárgalas otra vez, o ejecuta ${command}.`,
  'repeat-cuda': ({ command }) =>
    `Ejecuta otra vez ${command}. Si eso no ayuda, actualiza el controlador de NVIDIA.`,
  'install-nvidia': ({ commands = [] }, { choice }) =>
    `Instala el controlador de NVIDIA: ${choice(commands)}.`,
  'update-nvidia': ({ commands = [], version }, { choice }) =>
    `Actualiza el controlador de NVIDIA a la versión ${version} o más nueva: ${choice(commands)}.`,
}

const phrases: Record<ModelPhrase, string> = {
  'eight-languages': 'Oye y responde en ocho idiomas.',
  'for-card': 'La elección para una tarjeta gráfica.',
  'for-processor': 'La elección para un ordenador sin tarjeta gráfica.',
  'half-precision': 'Precisión media donde sus autores la publican.',
  'natural-voice': 'Una voz natural.',
  smallest: 'La descarga más pequeña.',
  'learnt-from-people': 'Aprendido de personas, en 23 idiomas.',
  'used-at-once': 'Se usa en cuanto está aquí.',
  'comes-along': 'Viene con Parley.',
  'own-folder': 'Una carpeta tuya.',
  'own-repository': 'Un repositorio que has elegido.',
}

/** What is told of devices, and of models in a list, in Spanish. */
export const spanishDeviceNotices = (formats: Formats): Pick<NoticeWords, keyof DeviceNoticeParams> => ({
  'driver-too-old': ({ driver, oldest }) =>
    `Tu controlador de NVIDIA es la versión ${driver}. CUDA necesita ${oldest} o posterior: actualiza antes el controlador.`,
  'device-instead': ({ device, insteadOf, why }) =>
    `${deviceNames[insteadOf]} no pudo ejecutar el oyente, lo hace ${deviceNames[device]}. ${why}`,
  'card-instead': ({ part, why }) =>
    `La tarjeta gráfica no pudo ejecutar ${part === 'listener' ? 'el oyente' : 'la voz'}, lo hace el procesador. ${why}`,
  'replays-ended': ({ why }) =>
    `La tarjeta recibe de nuevo cada paso de una respuesta, lo que es más lento. ${why}`,
  'device-missed': ({ device, used, why }) =>
    `${deviceNames[device]} no se puede usar, los modelos funcionan en ${deviceNames[used]}. ${why}`,
  'no-card': ({ command }) =>
    `No se puede usar ninguna tarjeta gráfica; los modelos funcionan en el procesador, que es más lento. ${command} dice por qué.`,
  'driver-first': ({ why }) => `${why} Después ejecuta esto otra vez.`,
  'no-cuda': ({ platform, arch }) =>
    `CUDA no existe para ${platform} en ${arch}. Parley usa allí otro dispositivo.`,

  obstacle: ({ reason, fix }) => `${reason} ${fix}`,
  'device-differs': ({ difference }) =>
    `Calcula mal: su respuesta difiere en ${formats.number(difference)} de la del procesador.`,
  'device-idle': () => 'No calcula nada: todo quedó para el procesador.',
  'device-elsewhere': ({ device, platform }) => `${deviceNames[device]} solo existe en ${platform}.`,
  'no-webgpu-card': () => 'No hay ninguna tarjeta gráfica que WebGPU pueda usar.',
  'runtime-taken': () => 'En este proceso se usa otra versión de ONNX Runtime.',
  'device-crashed': ({ how }) => `El controlador falló o se colgó cuando tenía que calcular (${how}).`,
  'device-not-built': () => 'Esta versión de ONNX Runtime no lo tiene.',
  'cuda-failed': ({ detail }) => `CUDA falló: ${detail}.`,
  'library-missing': ({ file, folder }) =>
    `${file} no está${folder === undefined ? '' : ` (se buscó en ${folder})`}.`,
  'library-not-loaded': ({ file, detail }) => `${file} no se pudo cargar (${detail}).`,
  'library-foreign': ({ file }) => `Parley no ha descargado ${file}.`,
  'library-changed': ({ file }) => `${file} no es el archivo que se descargó.`,
  'library-open': ({ place }) =>
    `Otras personas de este ordenador pueden cambiar ${place}, así que de ahí no se carga nada.`,
  'nvidia-none': ({ detail }) => `No hay controlador de NVIDIA (${detail}).`,
  'nvidia-no-card': () => 'El controlador de NVIDIA no encuentra ninguna tarjeta.',
  'nvidia-fails': ({ detail }) => `El controlador de NVIDIA no responde (${detail}).`,
  'nvidia-old': ({ speaks, needed }) =>
    `El controlador de NVIDIA es demasiado antiguo: habla CUDA ${speaks}, y hace falta CUDA ${needed}.`,
  fix: (fix) => fixes[fix.what](fix, formats),

  'about-model': ({ says }) => says.map((each) => phrases[each]).join(' '),
  'about-cuda': ({ card, diskBytes }) =>
    `Con estas bibliotecas, modelos más grandes funcionan en tu ${card}. Ocupan ${formats.bytes(diskBytes)} de disco.`,
})
