#!/usr/bin/env bash
# tests/gpu/run.sh [DEVICE [SIZE [BANDWIDTH_GB_PER_S]]]: correctness, then speed with random weights of SIZE
# (3b, 500m or 100m) on DEVICE (cuda, webgpu, cpu). Uses what unpack.sh unpacked, else this checkout's own packages.
# A step that fails or hangs does not keep the others from running; those that did not go well are named at the end.
# STEPS names some of them, in any number of calls: doctor, correctness, make, peer, speed, profile. SPEED holds more options
# of speed.ts.
set -uo pipefail
cd "$(dirname "$0")/../.."
device="${1:-cuda}"
size="${2:-3b}"
bandwidth="${3:-}"
steps=" ${STEPS:-doctor correctness make peer speed profile} "
for each in $steps; do
  [[ " doctor correctness make peer speed profile " == *" $each "* ]] || { echo "run: there is no step $each" >&2; exit 2; }
done
store="${PARLEY_GPU_DIR:-/tmp/parley-gpu}"
node=$(command -v node || true)
if [ -x "$store/node" ]; then
  node="$store/node"
  [ -e node_modules ] || ln -sfn "$store/node_modules" node_modules
  export PARLEY_CUDA_DIR="$store/cuda"
fi
[ -n "$node" ] || { echo "run: there is no Node here; call tests/gpu/unpack.sh first" >&2; exit 1; }
cuda="${PARLEY_CUDA_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/parley/cuda}"
# NVIDIA's libraries may come with Python's packages, as PyTorch has them.
nvidia=$(python3 -c 'import glob, nvidia
print(":".join(lib for place in nvidia.__path__ for lib in glob.glob(place + "/*/lib")))' 2>/dev/null || true)
libraries="$cuda${nvidia:+:$nvidia}"
export LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export PATH="$(dirname "$node"):$PATH"
models="${PARLEY_GPU_MODELS:-/tmp/parley-gpu-models}"
out="${OUT:-$models}"
mkdir -p "$models" "$out"
log="$out/run-$device-$size.log"
exec > >(tee -a "$log") 2>&1
tee=$!
trap 'exec >&- 2>&-; wait "$tee"' EXIT # what was printed last is written before this ends
date -u

failed=()
step() { # SECONDS NAME COMMAND...; the first word of the name is the step
  local seconds=$1 name=$2 start=$SECONDS
  [[ "$steps" == *" ${name%% *} "* ]] || return 1
  shift 2
  echo "== $name"
  local status=0
  timeout -k 5 "$seconds" "$@" || status=$?
  local what
  case $status in
    0) what="" ;;
    124 | 137) what="ran past $seconds s" ;; # timeout's own, for its signal and for the kill behind it
    *) what="ended with $status" ;;
  esac
  [ -z "$what" ] || { echo "== $name $what"; failed+=("$name $what"); }
  echo "== $name took $((SECONDS - start)) s"
  return $status
}
run() { # SECONDS NAME SCRIPT ARGUMENTS...
  local seconds=$1 name=$2
  shift 2
  step "$seconds" "$name" "$node" --import tsx "$@"
}
make() { # NAME ARGUMENTS...: a model of random weights, unless it is there
  [ -d "$models/$1" ] && return
  rm -rf "$models/$1.part"
  run 150 "make $1" tests/rigs/models/makeFullSize.ts "${@:2}" --out "$models/$1.part" && mv "$models/$1.part" "$models/$1"
}

dtype=q4f16
contexts=500,1000,2000,4000
compared=1000
if [ "$device" = cpu ]; then
  dtype=q4
  contexts=100,500
  compared=100
fi
voxtral="voxtral-$size-$dtype"
run 90 doctor src-main/cli/doctor.ts
run 120 correctness tests/gpu/correctness.ts --device "$device"
make "$voxtral" voxtral --size "$size" --dtype "$dtype"
make kokoro kokoro --dtype fp32
# transformers.js takes the same ONNX Runtime as Parley: the one with CUDA under the name that it looks for.
peer="$models/peer"
mkdir -p "$peer"
if [ "$device" = cuda ]; then
  for file in "$cuda"/lib*; do ln -sfn "$file" "$peer/"; done
  ln -sfn "$cuda/libonnxruntime.so.1.30.0" "$peer/libonnxruntime.so.1"
fi
rates="$models/peer-$device-$size.json" # stays where speed finds it, also in another call
LD_LIBRARY_PATH="$peer:$LD_LIBRARY_PATH" run 180 'peer (transformers.js)' tests/gpu/peer.ts --device "$device" --dtype "$dtype" \
  --model "$models/$voxtral" --contexts "$compared" --json "$rates" && cp "$rates" "$out" 2>/dev/null
cat "$models/$voxtral"/onnx/* "$models"/kokoro/onnx/* > /dev/null 2>&1 # into the page cache
run 300 speed tests/gpu/speed.ts --device "$device" --model "$models/$voxtral" --kokoro "$models/kokoro" \
  --contexts "$contexts" --peer "$rates" ${bandwidth:+--bandwidth "$bandwidth"} --json "$out/figures-$device-$size.json" \
  ${SPEED:-}
run 90 profile tests/gpu/profile.ts --device "$device" --model "$models/$voxtral" --kokoro "$models/kokoro"
if [ ${#failed[@]} -gt 0 ]; then
  printf 'did not go well: %s\n' "${failed[@]}"
  exit 1
fi
