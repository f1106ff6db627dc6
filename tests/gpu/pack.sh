#!/usr/bin/env bash
# tests/gpu/pack.sh [--card CAPABILITY] [--nvidia] [--no-cuda]
# Packs what a bare machine needs beside a checkout of this repository into pieces in .cache/gpu/: Node, the packages that
# the engine runs on, and ONNX Runtime with its CUDA provider. A piece and the checkout together weigh no more than LOAD_MIB
# (64). --card 90 keeps the machine code for cards of compute capability 9.0 alone: 3 pieces, not 6. --nvidia packs NVIDIA's
# libraries too (about 800 MB), --no-cuda neither.
set -euo pipefail
cd "$(dirname "$0")/../.."
card='' nvidia='' withCuda=1
while [ $# -gt 0 ]; do
  case $1 in
    --card) card=${2:?--card wants a compute capability, such as 90} && shift ;;
    --nvidia) nvidia=1 ;;
    --no-cuda) withCuda='' ;;
    *) echo "pack: there is no option $1" >&2 && exit 2 ;;
  esac
  shift
done
cuda="${PARLEY_CUDA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/parley/cuda}"
provider=libonnxruntime_providers_cuda.so
[ -z "$withCuda" ] || [ -f "$cuda/$provider" ] || {
  echo "pack: run npm run setup:cuda -- --yes first (looked in $cuda)" >&2
  exit 1
}
checkoutBytes=$(git ls-files -z | xargs -0 cat | wc -c)
mib=$((1024 * 1024))
pieceBytes=$((${LOAD_MIB:-64} * mib - checkoutBytes - mib)) # one for what the checkout still gets
[ "$pieceBytes" -ge "$mib" ] || { echo "pack: LOAD_MIB leaves no room beside the checkout" >&2; exit 2; }
out=.cache/gpu
rm -rf "$out" && mkdir -p "$out"
stage=$(mktemp -d) # elsewhere: below this checkout, its own packages would be found
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/cuda" "$stage/checkout"

cp -L "$(command -v node)" "$stage/node"
# The engine's own packages and what runs TypeScript; the libraries of other platforms stay here.
packages=(koffi @koromix onnxruntime-node/package.json onnxruntime-node/lib onnxruntime-node/dist
  onnxruntime-node/bin/napi-v6/linux/x64 onnxruntime-common tsx esbuild @esbuild get-tsconfig resolve-pkg-maps zod yaml
  @photostructure/sqlite/package.json @photostructure/sqlite/dist @photostructure/sqlite/prebuilds/linux-x64 node-gyp-build
  n2words ajv fast-deep-equal fast-uri json-schema-traverse require-from-string
  @huggingface/tokenizers @huggingface/jinja kokoro-js/package.json kokoro-js/dist/kokoro.cjs kokoro-js/dist/kokoro.js
  kokoro-js/voices/af_heart.bin phonemizer @echogarden/espeak-ng-emscripten @alexanderolsen undici
  # kokoro-js brings the phonemes, and imports these.
  @huggingface/transformers/package.json @huggingface/transformers/dist/transformers.node.mjs
  onnxruntime-web/package.json sharp @img detect-libc semver)
for package in "${packages[@]}"; do
  [ ! -e "node_modules/$package" ] || cp -a --parents "node_modules/$package" "$stage"
done
if [ -n "$withCuda" ]; then
  # The same ONNX Runtime as the package's own, but for WebGPU.
  ln -sfr "$stage/cuda/libonnxruntime.so.1.30.0" "$stage/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1"
  cp -L "$cuda/libonnxruntime.so.1.30.0" "$cuda/libonnxruntime_providers_shared.so" "$stage/cuda"
  if [ -n "$card" ]; then
    node --import tsx tests/gpu/oneArchitecture.ts "$cuda/$provider" "$stage/cuda/$provider" "$card"
  else cp -L "$cuda/$provider" "$stage/cuda"; fi
fi
if [ -n "$nvidia" ]; then
  (cd "$cuda" && ls | grep -E '^lib(cudart|cublas|cublasLt|curand|cudnn|nvrtc)') | while read -r name; do
    cp -L "$cuda/$name" "$stage/cuda"
  done
fi
# What is missing here would be missing there. Without NVIDIA's libraries this tries the processor only.
git ls-files -z | xargs -0 cp --parents -t "$stage/checkout"
PARLEY_GPU_DIR="$stage" PARLEY_GPU_MODELS="$stage/models" OUT="$stage/models" \
  "$stage/checkout/tests/gpu/run.sh" cpu 100m > "$out/tried.log" 2>&1 || {
  echo "pack: what was packed does not work here, as $out/tried.log says" >&2
  exit 1
}
# A folder that others may write is not trusted.
tar -C "$stage" --mode=go-w -cf - node node_modules cuda | xz -T0 -2 | split -b "$pieceBytes" -d - "$out/pack."
(cd "$out" && sha256sum -- pack.* > SHA256SUMS)
ls -l "$out" | awk 'NR > 1 { print $5, $9 }'
