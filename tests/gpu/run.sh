#!/usr/bin/env bash
# tests/gpu/run.sh [DEVICE [SIZE [BANDWIDTH_GB_PER_S]]]: correctness, then speed with random weights of SIZE
# (3b, 500m or 100m) on DEVICE (cuda, webgpu, cpu). Uses what unpack.sh unpacked, else this checkout's own packages.
set -euo pipefail
cd "$(dirname "$0")/../.."
device="${1:-cuda}"
size="${2:-3b}"
bandwidth="${3:-}"
store="${PARLEY_GPU_DIR:-/tmp/parley-gpu}"
node=node
if [ -x "$store/node" ]; then
  node="$store/node"
  [ -e node_modules ] || ln -s "$store/node_modules" node_modules
  export PARLEY_CUDA_DIR="$store/cuda"
fi
# NVIDIA's libraries may come with Python's packages, as PyTorch has them.
site=$(python3 -c 'import nvidia, os; print(list(nvidia.__path__)[0])' 2>/dev/null || true)
if [ -n "$site" ]; then
  libraries=$(find "$site" -maxdepth 2 -type d -name lib | paste -sd:)
  export LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
export PATH="$(dirname "$(command -v $node)"):$PATH"
tsx=("$node" --import tsx)
models="${PARLEY_GPU_MODELS:-/tmp/parley-gpu-models}"
mkdir -p "$models"
"${tsx[@]}" src-main/cli/doctor.ts
"${tsx[@]}" tests/gpu/correctness.ts --device "$device" || echo "correctness: see above"
dtype=q4f16
[ "$device" = cpu ] && dtype=q4
[ -d "$models/voxtral-$size-$dtype" ] ||
  "${tsx[@]}" tests/rigs/models/makeFullSize.ts voxtral --size "$size" --dtype "$dtype" --out "$models/voxtral-$size-$dtype"
[ -d "$models/kokoro" ] || "${tsx[@]}" tests/rigs/models/makeFullSize.ts kokoro --dtype fp32 --out "$models/kokoro"
contexts=500,1000,2000,4000
[ "$device" = cpu ] && contexts=100,500
"${tsx[@]}" tests/gpu/speed.ts --device "$device" --model "$models/voxtral-$size-$dtype" --kokoro "$models/kokoro" \
  --contexts "$contexts" ${bandwidth:+--bandwidth "$bandwidth"} --json "$models/figures-$device-$size.json"
