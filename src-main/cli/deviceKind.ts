import { AppError, deviceConfig, type DeviceConfig } from '@contract'

/** The device that `--device` names. @throws usage when there is none of that name */
export function deviceKind(named: string): DeviceConfig['kind'] {
  const parsed = deviceConfig.shape.kind.safeParse(named)
  if (parsed.success) return parsed.data
  throw new AppError('usage', `--device takes auto, cuda, webgpu, directml, coreml or cpu, not ${named}.`)
}
