"""Takes what Kokoro has said into the form of data.py: `python kokoroSpeech.py SPOKEN LIST DATA NAME`. SPOKEN holds the WAVs of sayWithKokoro.ts
with their word times, LIST is the list they were said from. Kinds of ends, beside those of data.py:
  told     the end of a sentence behind which the same voice goes on to another one                                complete
  rested   where the voice rests inside a sentence by itself: at commas, dashes, dots                              not complete"""
import json
import re
import sys
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from speech import RATE_HZ

LEVEL = 0.1
STEP = RATE_HZ // 100


def loudness(samples):
    """RMS of each 10 ms."""
    return np.sqrt(np.mean(samples[: len(samples) // STEP * STEP].reshape(-1, STEP) ** 2, axis=1) + 1e-12)


def rest_before(loud, floor, at):
    """Where the voice ends before the word that begins at this sample, and how long it rests there; None where it does not."""
    last = n = min(at // STEP + 3, len(loud) - 1)
    while n > 0 and last - n < 12 and loud[n] >= floor:  # the time of a word may be late
        n -= 1
    end = n
    while n > 0 and loud[n] < floor:
        n -= 1
    return (int(n + 1) * STEP, int(end - n) * STEP) if loud[end] < floor else None


def ends_of(line, said, samples):
    loud = loudness(samples)
    floor = 0.02 * np.quantile(loud, 0.95) + 1e-5
    voiced = np.flatnonzero(loud >= floor)
    if len(voiced) < 10:
        return None
    first, last = int(voiced[0]) * STEP, int(voiced[-1] + 1) * STEP
    ends = []
    words = said["words"]
    short = line["kind"] in ("brief", "word", "backchannel")
    text, at = said["spoken"], 0
    for before, word in zip(words, words[1:]):
        at = text.find(before["word"], at) + len(before["word"])
        between = text[at: text.find(word["word"], at)]
        start = word["startMs"] * RATE_HZ // 1000
        if not first + RATE_HZ // 4 < start < last - RATE_HZ // 8:
            continue
        rest = rest_before(loud, floor, start)
        if re.search(r"[.?!]", between) and not re.search(r"\.\.|…", between):
            if rest and rest[1] >= 0.06 * RATE_HZ:
                ends.append([rest[0], "told", rest[1]])
        elif re.search(r"[,;:\-–—.…]", between) and rest and rest[1] >= 0.06 * RATE_HZ:
            ends.append([rest[0], "rested", rest[1]])
        elif not re.search(r"\w", between):
            ends.append([rest[0] if rest else start, "nipped" if short else "cut", 0])
    kind = {"story": "two"}.get(line["kind"], "brief" if short else "full")
    if line["kind"] != "backchannel":
        ends.append([last, kind, 0])
    return first, last, ends


def main(spoken, listed, data, name):
    pieces, items, at = [], [], 0
    for line in map(json.loads, Path(listed).read_text().splitlines()):
        file = Path(spoken) / line["file"]
        told = Path(f"{file}.json")
        if not told.exists() or not line["file"].startswith(name):
            continue
        samples = wavfile.read(file)[1].astype(np.float32) / 32768
        found = ends_of(line, json.loads(told.read_text()), samples)
        if found is None:
            continue
        first, last, ends = found
        samples = samples[first:last]
        voiced = samples[np.abs(samples) > 0.02 * np.abs(samples).max()]
        samples = samples * (LEVEL / np.sqrt(np.mean(voiced**2)))
        pieces.append(np.round(np.clip(samples, -1, 1) * 32767).astype(np.int16))
        items.append(dict(start=at, length=len(samples), ends=[[e - first, kind] for e, kind, _ in ends], rests=[[e - first, kind, rest] for e, kind, rest in ends if rest],
                          texts=[line["text"]], kind=line["kind"], voice=json.dumps(line["voices"])))
        at += len(samples)
    folder = Path(data) / f"kokoro-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "samples.npy", np.concatenate(pieces))
    (folder / "items.json").write_text(json.dumps(items))
    counts = {}
    for item in items:
        for _, kind in item["ends"]:
            counts[kind] = counts.get(kind, 0) + 1
    print(f"{folder.name}: {len(items)} utterances, {at / RATE_HZ / 60:.0f} minutes, ends {counts}")


if __name__ == "__main__":
    main(*sys.argv[1:])
