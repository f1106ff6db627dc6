import { app, session } from 'electron'
import { isOwnAddress } from './appOrigin'

/** Services of Chromium that ask the network for something by themselves (content/public/common and components, *_switches.cc). */
const switches = {
  'disable-background-networking': '',
  'disable-breakpad': '',
  'disable-client-side-phishing-detection': '',
  'disable-component-update': '',
  'disable-domain-reliability': '',
  'disable-sync': '',
  'dns-prefetch-disable': '',
  'no-pings': '',
  // A peer connection, which no page of ours has, would tell addresses of this computer to others.
  'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
  'disable-features': [
    'AutofillServerCommunication',
    'CertificateTransparencyComponentUpdater',
    'DialMediaRouteProvider',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
  ].join(),
} as const

/** Turns off what Chromium would ask the network for by itself. To be said before the app is ready. */
export function quietChromium(): void {
  for (const [name, value] of Object.entries(switches)) app.commandLine.appendSwitch(name, value)
}

/**
 * The same for what is set when the app is ready: no dictionaries for a spell checker, no names asked of anybody but the
 * system (its proxy may be one), and no page of ours gets anything but from the app itself.
 */
export function quietSession(): void {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' })
  const { defaultSession } = session
  defaultSession.setSpellCheckerEnabled(false)
  defaultSession.setSpellCheckerLanguages([])
  defaultSession.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isInApp(url) }))
}

/** What a page has at hand already has no address elsewhere. */
function isInApp(url: string): boolean {
  return isOwnAddress(url) || /^(blob:app:|data:|devtools:)/.test(url)
}
