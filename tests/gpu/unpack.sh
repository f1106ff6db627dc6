#!/usr/bin/env bash
# On the bare machine, in the checkout: takes the pieces of .cache/gpu/ that are here into /tmp/parley-gpu, and where a part
# is complete unpacks it. Call it once for each load of pieces, then tests/gpu/run.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."
store="${PARLEY_GPU_DIR:-/tmp/parley-gpu}"
mkdir -p "$store/pieces" "$store/cuda"
unxz() { # Python has it where the program is missing, as on machines with PyTorch
  if command -v xz > /dev/null; then
    xz -dc
  else
    python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.stdin.buffer), sys.stdout.buffer)'
  fi
}
[ -f .cache/gpu/SHA256SUMS ] || { echo "unpack: carry SHA256SUMS and pieces into .cache/gpu first" >&2; exit 1; }
for file in .cache/gpu/*; do
  name=$(basename "$file")
  [ -f "$store/pieces/${name%%.*}.done" ] || cp -f "$file" "$store/pieces/"
done
cd "$store/pieces"
for part in node modules cuda nvidia; do
  [ ! -f "$part.done" ] || continue
  mapfile -t wanted < <(awk '{ print $2 }' SHA256SUMS | grep "^$part\." || true)
  [ ${#wanted[@]} -gt 0 ] || continue
  missing=()
  for piece in "${wanted[@]}"; do [ -f "$piece" ] || missing+=("$piece"); done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "$part: still to come: ${missing[*]}"
    continue
  fi
  grep " $part\." SHA256SUMS | sha256sum --quiet -c -
  target="$store"
  [ $part = cuda ] || [ $part = nvidia ] && target="$store/cuda"
  cat "${wanted[@]}" | unxz | tar -C "$target" -xf -
  rm -f "${wanted[@]}"
  touch "$part.done"
  echo "$part: unpacked"
done
