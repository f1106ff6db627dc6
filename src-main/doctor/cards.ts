import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readNvml } from '../engine/onnx/nvml'

export interface FoundCard {
  readonly name: string
  readonly vendor: string
  readonly driver?: string
  readonly totalBytes?: number
  readonly freeBytes?: number
}

/** PCI vendors of graphics cards. */
const vendors: Readonly<Record<string, string>> = {
  '0x10de': 'NVIDIA',
  '0x1002': 'AMD',
  '0x8086': 'Intel',
  '0x106b': 'Apple',
}

/** Class codes of display controllers begin so (PCI Code and ID Assignment). */
const displayClass = '0x03'

/** The graphics cards: NVIDIA's with their memory, on Linux the others by what the kernel knows of them. */
export function findCards(pci = '/sys/bus/pci/devices'): FoundCard[] {
  const nvml = readNvml()
  const nvidia =
    'cards' in nvml ? nvml.cards.map((card) => ({ ...card, vendor: 'NVIDIA', driver: nvml.driver })) : []
  const names = existsSync(pci) ? readdirSync(pci).sort() : []
  const others = names.flatMap((name): FoundCard[] => {
    const device = path.join(pci, name)
    const vendor = vendors[readLine(path.join(device, 'vendor'))]
    if (vendor === undefined || !readLine(path.join(device, 'class')).startsWith(displayClass)) return []
    if (vendor === 'NVIDIA' && nvidia.length > 0) return []
    const driver = /^DRIVER=(.*)$/m.exec(readLine(path.join(device, 'uevent')))?.[1]
    return [{ name: `${vendor} ${readLine(path.join(device, 'device'))}`, vendor, driver }]
  })
  return [...nvidia, ...others]
}

function readLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
