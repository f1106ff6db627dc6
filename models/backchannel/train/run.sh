#!/usr/bin/env bash
# Trains the net that tells words from signs of listening, and the one that tells who is near from talk far away.
# Usage: bash models/backchannel/train/run.sh SPOKEN LIST SENTENCES   (see ../README.md; PYTHON names another Python)
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
python="${PYTHON:-python3}"
spoken="$(realpath "$1")" list="$(realpath "$2")" sentences="$(realpath "$3")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
cd "$here"
"$python" sounds.py "$work" "$spoken" "$list" "$sentences"
"$python" train.py "$work" "$work/backchannel.json" 4.5
"$python" train.py "$work" "$work/near.json" 2.5 near
cp "$work/backchannel.json" "$work/near.json" ..
