/**
 * Loaded into every Node process of the suite, and into those that they start: a connection to anywhere but this
 * machine is refused and noted, so that the run fails; and so is what one of them ends by because nobody caught it: an engine
 * would be started again, and its test none the wiser.
 */
import { appendFileSync } from 'node:fs'
import { Socket } from 'node:net'

/** What `connect` was asked for; undefined: a file. */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object') return first.path === undefined ? (first.host ?? 'localhost') : undefined
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined
  return typeof second === 'string' ? second : 'localhost'
}

const isLoopback = (host) => /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\]|)$/.test(host)
const { connect } = Socket.prototype

if (!globalThis.isLoopbackOnly) {
  globalThis.isLoopbackOnly = true
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import ${import.meta.url}`
  process.on('uncaughtExceptionMonitor', (thrown, origin) => {
    if (process.env.PARLEY_UNCAUGHT === undefined) return
    const said = `${process.argv.slice(1).join(' ')}: ${origin}: ${thrown?.stack ?? thrown}`
    appendFileSync(process.env.PARLEY_UNCAUGHT, `${said}\n`)
  })
  Socket.prototype.connect = function (...args) {
    const host = hostOf(args)
    if (host !== undefined && !isLoopback(host)) {
      if (process.env.PARLEY_LEFT !== undefined) appendFileSync(process.env.PARLEY_LEFT, `${host}\n`)
      throw new Error(`${host} is not on this machine. Nothing may leave it.`)
    }
    return connect.apply(this, args)
  }
}
