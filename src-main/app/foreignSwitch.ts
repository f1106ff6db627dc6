/** Chromium's switches that let another program into the pages, or start one around each process. */
const foreign = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'],
  ...['renderer-cmd-prefix', 'utility-cmd-prefix', 'gpu-launcher'],
  ...['disable-web-security', 'load-extension'],
]

/** The first such switch that a program was started with; undefined: none. */
export function foreignSwitch(hasSwitch: (name: string) => boolean): string | undefined {
  return foreign.find(hasSwitch)
}
