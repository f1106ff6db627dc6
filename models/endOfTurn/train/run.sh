#!/usr/bin/env bash
# Makes the end-of-turn model from nothing: environment, speech, training, figures, ONNX file.
# Usage: bash models/endOfTurn/train/run.sh [WORK_FOLDER]   (default: models/endOfTurn/train/work, which git ignores)
# Needs: Python 3.11+, espeak-ng with its library, flite, 5 GB of disk and 6 GB of memory.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="${1:-$here/work}"
mkdir -p "$work"
work="$(cd "$work" && pwd)"

command -v espeak-ng flite >/dev/null || { echo "espeak-ng and flite are needed (apt install espeak-ng flite)" >&2; exit 1; }
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r "$here/requirements.txt"
python="$work/venv/bin/python"

export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
cd "$here"
[ -f "$work/data/flite/items.json" ] || "$python" data.py "$work/data"
[ -f "$work/data/train/labels.npy" ] || "$python" augment.py "$work/data" 24000
# bf16 halves the time where the processor has AVX512-BF16 or AMX; leave it out elsewhere.
precision=""
grep -qE "avx512_bf16|amx_bf16" /proc/cpuinfo 2>/dev/null && precision="--bf16"
"$python" train.py "$work/data" "$work/endOfTurn.pt" --steps 3000 --minutes 25 $precision
"$python" evaluate.py "$work/data" "$work/endOfTurn.pt" | tee "$work/figures.md"
"$python" export.py "$work/endOfTurn.pt" "$here/../endOfTurn.onnx"
