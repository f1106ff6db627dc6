/** Floor 0: what the engine and its windows agree on. Pure TypeScript without DOM, Node or Electron. */
export * from './audioFormat'
export * from './config'
export * from './errors'
export * from './messages'
export * from './metrics'
export * from './port'
export * from './wire'
