#!/usr/bin/env bash
# Packs what a bare machine needs beside a checkout of this repository into pieces of at most 46 MiB in .cache/gpu/:
# Node, the packages that the engine runs on, and ONNX Runtime with its CUDA provider; with --nvidia also NVIDIA's libraries
# (17 pieces more), with --no-cuda neither. The pieces are independent: carry as many at a time as fit.
set -euo pipefail
cd "$(dirname "$0")/../.."
cuda="${PARLEY_CUDA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/parley/cuda}"
out=.cache/gpu
pieceBytes=$((46 * 1024 * 1024))
mkdir -p "$out" && rm -f "$out"/*.xz.* "$out"/SHA256SUMS
[ "${1:-}" = --no-cuda ] || [ -f "$cuda/libonnxruntime_providers_cuda.so" ] || {
  echo "pack: run npm run setup:cuda -- --yes first (looked in $cuda)" >&2
  exit 1
}

pack() { # NAME FOLDER FILES...
  local name=$1 folder=$2
  shift 2
  tar -C "$folder" -cf - "$@" | xz -T0 -2 | split -b "$pieceBytes" -d - "$out/$name.tar.xz."
}

node=$(command -v node)
node=$(readlink -f "$node")
pack node "$(dirname "$node")" "$(basename "$node")"
# The engine's own packages and what runs TypeScript; the libraries of other platforms stay here.
packages=(koffi @koromix onnxruntime-node/package.json onnxruntime-node/lib onnxruntime-node/dist
  onnxruntime-node/bin/napi-v6/linux/x64 onnxruntime-common tsx esbuild @esbuild get-tsconfig resolve-pkg-maps zod
  @huggingface/tokenizers @huggingface/jinja kokoro-js/package.json kokoro-js/dist kokoro-js/voices/af_heart.bin phonemizer
  @echogarden/espeak-ng-emscripten @alexanderolsen undici
  # kokoro-js brings the phonemes, and imports these.
  @huggingface/transformers/package.json @huggingface/transformers/dist/transformers.node.mjs
  onnxruntime-web/package.json sharp @img detect-libc semver)
there=()
for package in "${packages[@]}"; do [ -e "node_modules/$package" ] && there+=("node_modules/$package"); done
pack modules . "${there[@]}"
if [ "${1:-}" != --no-cuda ]; then
  pack cuda "$cuda" libonnxruntime.so.1.30.0 libonnxruntime_providers_shared.so libonnxruntime_providers_cuda.so
fi
if [ "${1:-}" = --nvidia ]; then
  mapfile -t libraries < <(cd "$cuda" && ls | grep -E '^lib(cudart|cublas|cublasLt|curand|cudnn|nvrtc)' | grep -v '\.alt\.')
  pack nvidia "$cuda" "${libraries[@]}"
fi
(cd "$out" && sha256sum -- *.xz.* > SHA256SUMS)
ls -l "$out" | awk 'NR > 1 { print $5, $9 }'
