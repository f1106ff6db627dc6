/** A package that an installed app has as files: it is native, or reads what lies beside it. All others are built in. */
export interface ShippedPackage {
  readonly name: string
  /** Which of its files are shipped, by their paths in the package; its package.json and licence always are. */
  readonly files: RegExp
}

export interface Target {
  readonly platform: 'linux' | 'darwin' | 'win32'
  readonly arch: 'x64' | 'arm64'
}

/** ONNX Runtime's libraries. */
const runtimeLibraries: Readonly<Record<Target['platform'], string>> = {
  linux: 'libonnxruntime\\.so\\.1',
  // Its name with the whole version is the same 45 MB again.
  darwin: 'libonnxruntime\\.1\\.dylib',
  // Windows has a DirectML.dll of its own, and WebGPU is tried before it.
  win32: '(onnxruntime|dxcompiler|dxil)\\.dll',
}

/** The `dependencies` and `optionalDependencies` of package.json as they are shipped for a target, and what they need. */
export function shippedPackages({ platform, arch }: Target): readonly ShippedPackage[] {
  const libc = platform === 'linux' ? `${platform}_${arch}/` : '.*'
  return [
    { name: 'koffi', files: /^(index|src\/koffi\/(index|src\/[a-z]+))\.c?js$/ },
    { name: `@koromix/koffi-${platform}-${arch}`, files: new RegExp(`^(index\\.js|${libc}koffi\\.node)$`) },
    // Its own binding is not used.
    {
      name: 'onnxruntime-node',
      files: new RegExp(`^bin/napi-v6/${platform}/${arch}/${runtimeLibraries[platform]}$`),
    },
    {
      name: '@photostructure/sqlite',
      files: new RegExp(
        `^(dist/index\\.mjs|prebuilds/${platform}-${arch}/@photostructure\\+sqlite\\.glibc\\.node)$`,
      ),
    },
    { name: '@echogarden/espeak-ng-emscripten', files: /^espeak-ng\.(js|data)$/ },
    { name: '@alexanderolsen/libsamplerate-js', files: /^dist\/libsamplerate\.js$/ },
    {
      name: 'uiohook-napi',
      files: new RegExp(`^(dist/index\\.js|prebuilds/${platform}-${arch}/.*\\.node)$`),
    },
    { name: 'node-gyp-build', files: /^(index|node-gyp-build)\.js$/ },
  ]
}
