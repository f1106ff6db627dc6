#!/usr/bin/env bash
# On the bare machine, in the checkout: takes the pieces of .cache/gpu/ that are here into /tmp/parley-gpu, and unpacks them
# when the last one is there. Call it once for each load, then tests/gpu/run.sh.
set -euo pipefail
cd "$(dirname "$0")/../.."
store="${PARLEY_GPU_DIR:-/tmp/parley-gpu}"
unxz() { # Python has it where the program is missing, as on machines with PyTorch
  if command -v xz > /dev/null; then
    xz -T0 -dc
  else
    python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.stdin.buffer), sys.stdout.buffer)'
  fi
}
[ -f .cache/gpu/SHA256SUMS ] || { echo "unpack: carry SHA256SUMS and pieces into .cache/gpu first" >&2; exit 1; }
if [ -f "$store/SHA256SUMS" ] && cmp -s .cache/gpu/SHA256SUMS "$store/SHA256SUMS"; then
  echo "unpack: all is unpacked"
  exit
fi
mkdir -p "$store/pieces"
cp -f .cache/gpu/* "$store/pieces/"
cd "$store/pieces"
mapfile -t wanted < <(awk '{ print $2 }' SHA256SUMS)
missing=()
for piece in "${wanted[@]}"; do [ -f "$piece" ] || missing+=("$piece"); done
if [ ${#missing[@]} -gt 0 ]; then
  echo "unpack: still to come: ${missing[*]}"
  exit
fi
sha256sum --quiet -c SHA256SUMS
cat "${wanted[@]}" | unxz | tar -C "$store" --no-same-owner -xf -
mv SHA256SUMS "$store/"
rm -rf "$store/pieces"
echo "unpack: all is unpacked"
