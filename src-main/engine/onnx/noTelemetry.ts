/** What ONNX Runtime looks for in its environment (core/platform/telemetry_environment.h, since 1.29). */
export const telemetrySwitch = 'ORT_DISABLE_TELEMETRY'

/**
 * Keeps ONNX Runtime from telling its makers anything. To be said before it is loaded: on Linux and macOS it begins with
 * the first OrtEnv of a process, which makes an ID of the device and a store of events, and names a host of Microsoft.
 * The environment of the process is the only switch that is read before that.
 */
export function turnTelemetryOff(): void {
  process.env[telemetrySwitch] = '1'
}
