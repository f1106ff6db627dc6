#!/usr/bin/env bash
# On the bare machine, in the checkout: takes the pieces of .cache/gpu/ that are here into /tmp/parley-gpu, and where a part
# is complete unpacks it. Call it once for each load of pieces, then tests/gpu/run.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."
store="${PARLEY_GPU_DIR:-/tmp/parley-gpu}"
mkdir -p "$store/pieces" "$store/cuda"
cp -f .cache/gpu/* "$store/pieces/"
cd "$store/pieces"
for part in node modules cuda nvidia; do
  [ ! -f "$part.done" ] || continue
  mapfile -t wanted < <(awk '{ print $2 }' SHA256SUMS | grep "^$part\." || true)
  [ ${#wanted[@]} -gt 0 ] || continue
  complete=1
  for piece in "${wanted[@]}"; do [ -f "$piece" ] || complete=0; done
  if [ $complete = 0 ]; then
    echo "$part: not complete yet"
    continue
  fi
  grep " $part\." SHA256SUMS | sha256sum --quiet -c -
  target="$store"
  [ $part = cuda ] || [ $part = nvidia ] && target="$store/cuda"
  cat "${wanted[@]}" | python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.stdin.buffer), sys.stdout.buffer)' | tar -C "$target" -xf -
  rm -f "${wanted[@]}"
  touch "$part.done"
  echo "$part: unpacked"
done
