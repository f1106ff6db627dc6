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
data="$work/data"
[ -f "$data/flite/items.json" ] || "$python" data.py "$data"
[ -f "$data/train/alone-labels.npy" ] || "$python" augment.py "$data" alone 30000 0
[ -f "$data/train/context-labels.npy" ] || "$python" augment.py "$data" context 12000 0.6
# bf16 halves the time where the processor has AVX512-BF16 or AMX; leave it out elsewhere.
precision=""
grep -qE "avx512_bf16|amx_bf16" /proc/cpuinfo 2>/dev/null && precision="--bf16"
"$python" train.py "$data" "$work/first.pt" --heard alone --steps 3000 --minutes 20 $precision
# The second stage learns that an earlier pause says nothing about this one.
"$python" train.py "$data" "$work/endOfTurn.pt" --heard alone context --start "$work/first.pt" --rate 1e-3 --steps 2500 --minutes 20 $precision
"$python" evaluate.py "$data" "$work/endOfTurn.pt" | tee "$work/figures.md"
"$python" export.py "$work/endOfTurn.pt" "$here/../endOfTurn.onnx"
