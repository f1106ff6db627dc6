import { readFileSync } from 'node:fs'
import os from 'node:os'
import type { Device } from '../onnx/device'
import { readNvml } from '../onnx/nvml'

/** Bytes of a device's memory that may be taken now; undefined where nobody tells. */
export function freeBytesOf(device: Device, limitBytes = Infinity): number | undefined {
  const nvml = device.kind === 'cuda' ? readNvml() : undefined
  const card = nvml && 'cards' in nvml ? nvml.cards.at(device.deviceId ?? 0) : undefined
  const free = Math.min(card?.freeBytes ?? Infinity, limitBytes)
  return Number.isFinite(free) ? free : undefined
}

/** Bytes that programs can have without the system swapping. Page cache counts as free: the system gives it back. */
export function freeHostBytes(): number {
  try {
    const [, kibibytes] = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? []
    if (kibibytes !== undefined) return Number(kibibytes) * 1024
  } catch {
    // Not Linux.
  }
  // macOS counts as taken what it would give back at once; more than half of it is seldom really in use.
  return process.platform === 'darwin' ? Math.max(os.freemem(), os.totalmem() * 0.6) : os.freemem()
}
