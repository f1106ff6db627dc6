import path from 'node:path'

const names = {
  cuda: { windows: 'nvcuda.dll', other: 'libcuda.so.1' },
  nvml: { windows: 'nvml.dll', other: 'libnvidia-ml.so.1' },
} as const

/**
 * Where NVIDIA's driver has its libraries. Windows would look for a bare name in the folder in which a program was started
 * as well, so there it is the whole path in the system's folder. Elsewhere the linker looks in the system's folders alone.
 */
export function driverLibrary(
  which: keyof typeof names,
  platform: string = process.platform,
  windowsFolder = process.env.SystemRoot ?? 'C:\\Windows',
): string {
  const { windows, other } = names[which]
  return platform === 'win32' ? path.win32.join(windowsFolder, 'System32', windows) : other
}
