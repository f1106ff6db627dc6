#!/usr/bin/env bash
# Goes on teaching the shipped net, with Kokoro's speech beside that of espeak-ng and flite.
# Usage: bash models/endOfTurn/train/goOn.sh KOKORO [WORK_FOLDER]   (KOKORO holds a Kokoro; run.sh has made the environment in WORK_FOLDER)
# On two idle cores: Kokoro's speech takes an hour or more, and whatever is there when it is stopped will do; the rest 45 minutes.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
kokoro="$(realpath "$1")"
work="$(realpath "${2:-$here/work}")"
python="$work/venv/bin/python"
data="$work/going-on"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
cd "$here"
"$python" kokoroTexts.py "$data/kokoro"
(cd "$here/../../.." && npx tsx models/speech/sayWithKokoro.ts --kokoro "$kokoro" --list "$data/kokoro/all.jsonl" --out "$data/kokoro" --threads 1)
for part in train unseen; do "$python" kokoroSpeech.py "$data/kokoro" "$data/kokoro/all.jsonl" "$data" "$part"; done
[ -f "$data/flite/items.json" ] || "$python" data.py "$data" 0.25
"$python" augment.py "$data" espeak 14000 0.3
"$python" augment.py "$data" kokoro 8000 0.15 kokoro-train
"$python" fromFile.py ../endOfTurn.onnx "$data" "$work/shipped.pt"
"$python" train.py "$data" "$work/tuned.pt" --heard espeak kokoro --start "$work/shipped.pt" --rate 1e-3 --steps 4000 --minutes 22 --measured unseen kokoro-unseen
"$python" train.py "$data" "$work/tuned.pt" --heard espeak kokoro --start "$work/tuned.pt" --rate 8e-4 --steps 4000 --minutes 16 --measured unseen kokoro-unseen
"$python" evaluate.py "$data" "$work/tuned.pt"
"$python" export.py "$work/tuned.pt" "$work/tuned.onnx"
