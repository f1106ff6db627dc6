/**
 * Variables of the environment by which somebody else's code gets into an app: Node's and Electron's own (the fuses close
 * most of them as well), those by which `node-gyp-build` looks for native code elsewhere, and Parley's that name a folder
 * of native code or where it is fetched from.
 */
const namesCode = /^(NODE_.*|ELECTRON_.*|.*_PREBUILD|PREBUILDS_ONLY|PARLEY_CUDA_DIR|PARLEY_PYPI)$/i

/**
 * Takes those variables out of an environment, which the processes that are started from here inherit. An installed app
 * may use the microphone: it must not lend that to code which it was not installed with.
 */
export function forgetForeignCode(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) if (namesCode.test(name)) Reflect.deleteProperty(env, name)
}
