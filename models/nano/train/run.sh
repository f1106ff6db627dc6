#!/usr/bin/env bash
# Makes the listener: environment, speech, training, checks, figures, ONNX export. It goes on from the weights that ship;
# --from-nothing makes weights to go on from first.
# Usage: bash models/nano/train/run.sh KOKORO_FOLDER [--from-nothing]
# KOKORO_FOLDER holds a Kokoro (onnx/model*.onnx, tokenizer.json). All that is made lies in models/nano/train/work, which git ignores.
# Needs: Python 3.11+, Node 20+ with this repository's packages installed, espeak-ng, flite, 4 GB of disk and 8 GB of memory.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
[ -d "${1:-}" ] || { echo "Say where Kokoro is: bash models/nano/train/run.sh KOKORO_FOLDER [--from-nothing]" >&2; exit 1; }
kokoro="$(cd "$1" && pwd)"
from="${2:-shipped}"
work="$here/work"
mkdir -p "$work"

command -v espeak-ng flite >/dev/null || { echo "espeak-ng and flite are needed (apt install espeak-ng flite)" >&2; exit 1; }
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r "$here/requirements.txt"
python="$work/venv/bin/python"
export TRANSFORMERS_OFFLINE=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

# Kokoro speaks while the others do. What is there already is not said again.
cd "$here"
"$python" kokoro.py "$work/kokoro"
(cd "$root" && npx tsx models/speech/sayWithKokoro.ts --kokoro "$kokoro" --list "$work/kokoro/list.jsonl" --out "$work/kokoro") &
saying=$!
# Going on needs no more than half of the other speech.
share=0.5
[ "$from" = --from-nothing ] && share=1.0
[ -f "$work/data/items.json" ] || "$python" data.py "$work/data" --share "$share"

# bf16 halves the time where the processor has AMX. With AVX512-BF16 alone it takes 1.4 times as long.
precision=""
grep -q amx_bf16 /proc/cpuinfo 2>/dev/null && precision="--bf16"
if [ "$from" = --from-nothing ]; then
  [ -f "$work/data/align.json" ] || "$python" align.py "$work/data"
  "$python" train.py "$work/first" "$work/data" --steps 4500 --minutes 55 $precision
  # The second stage writes down more of the other sentences and hears persona texts of every kind.
  "$python" train.py "$work/second" "$work/data" --start "$work/first" --rate 4e-4 --steps 900 --minutes 12 $precision
  # The third hears more questions: in doubt about a strange voice it then rather answers.
  "$python" train.py "$work/start" "$work/data" --start "$work/second" --rate 3e-4 --steps 350 --minutes 4 --asked 0.7 $precision
else
  "$python" fromOnnx.py "$root/models/nano" "$work/start"
fi
wait "$saying"
[ -f "$work/data-kokoro/items.json" ] || "$python" data.py "$work/data-kokoro" --kokoro "$work/kokoro"
# Other voices, rooms, near misses, and calls of tools; then a short stage, with more near misses, at a lower rate.
"$python" train.py "$work/calls" "$work/data" "$work/data-kokoro" --start "$work/start" --rate 1.2e-3 --steps 2400 --minutes 70 --near 0.5 --asked 0.33 --called 0.65 --typed 3 --kokoro 0.45 $precision
"$python" train.py "$work/checkpoint" "$work/data" "$work/data-kokoro" --start "$work/calls" --rate 7e-4 --steps 850 --minutes 25 --near 0.78 --asked 0.33 --called 0.5 --typed 2 --kokoro 0.55 --sounds 0 $precision
"$python" check.py "$work/checkpoint"
"$python" evaluate.py "$work/checkpoint" --kokoro "$work/kokoro" | tee "$work/figures.md"
cd "$root"
npx tsx models/export/exportVoxtral.ts "$work/checkpoint" models/nano --dtype fp16-storage
