#!/usr/bin/env bash
# Makes the listener from nothing: environment, speech, training, checks, figures, ONNX export.
# Usage: bash models/nano/train/run.sh [WORK_FOLDER]   (default: models/nano/train/work, which git ignores)
# Needs: Python 3.11+, Node 20+ with this repository's packages installed, espeak-ng, flite, 4 GB of disk and 8 GB of memory.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
work="${1:-$here/work}"
mkdir -p "$work"
work="$(cd "$work" && pwd)"

command -v espeak-ng flite >/dev/null || { echo "espeak-ng and flite are needed (apt install espeak-ng flite)" >&2; exit 1; }
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r "$here/requirements.txt"
python="$work/venv/bin/python"

export TRANSFORMERS_OFFLINE=1
cd "$here"
[ -f "$work/data/items.json" ] || OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" data.py "$work/data"
[ -f "$work/data/align.json" ] || "$python" align.py "$work/data"
# bf16 halves the time where the processor has AVX512-BF16 or AMX; leave it out elsewhere.
precision=""
grep -qE "avx512_bf16|amx_bf16" /proc/cpuinfo 2>/dev/null && precision="--bf16"
export OMP_NUM_THREADS=1
"$python" train.py "$work/data" "$work/first" --steps 4500 --minutes 55 $precision
# The second stage writes down more of the other sentences and hears persona texts of every kind.
"$python" train.py "$work/data" "$work/second" --start "$work/first" --rate 4e-4 --steps 900 --minutes 12 $precision
# The third hears more questions: in doubt about a strange voice it then rather answers.
"$python" train.py "$work/data" "$work/checkpoint" --start "$work/second" --rate 3e-4 --steps 350 --minutes 4 --asked 0.7 $precision
"$python" check.py "$work/checkpoint"
"$python" evaluate.py "$work/checkpoint" | tee "$work/figures.md"
cd "$root"
npx tsx models/export/exportVoxtral.ts "$work/checkpoint" models/nano --dtype fp16-storage
