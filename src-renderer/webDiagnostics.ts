import { bugReport, diagnosticsPath, hostFigures, type DiagnosticsBridge } from '@contract'
import { askHost } from './hostLine'

/** What the web host tells of its run. */
export const webDiagnostics: DiagnosticsBridge = {
  async figures() {
    return hostFigures.parse(await askHost(diagnosticsPath, { kind: 'figures' }))
  },
  async report() {
    return bugReport.parse(await askHost(diagnosticsPath, { kind: 'report' }))
  },
}
