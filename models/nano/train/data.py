"""Makes the training speech and keeps its mel frames: `python data.py FOLDER [--share 1.0] [--kokoro FOLDER]`.

The frames are kept as log10 mel power of an utterance trimmed of its silence and scaled to peak 1. Everything that depends
on where it lies in the window, how loud it is and what noise there is, is done while training (augment.py): mel power is additive.
"""
import argparse
import json
import random
import subprocess
import time
from multiprocessing import Pool
from pathlib import Path

import numpy as np

import sentences
import speech
from features import log_power

SEED = 20
KOKORO_CHANNELS = 4  # Kokoro is slow: each of its utterances is used several times


def _plan(share):
    rng = random.Random(SEED)
    variants = speech.training_variants()
    jobs = []

    def espeak_job(text, slot):
        words = len(text.split())
        jobs.append(dict(text=text, by="espeak", voice=f"{rng.choice(speech.ACCENTS)}+{rng.choice(variants)}", rate=rng.randint(105, 225), pitch=rng.randint(10, 90),
                         pauses=speech.random_pauses(words, rng) if words > 1 and slot % 4 == 0 else None, seed=rng.getrandbits(32)))

    def flite_job(text, slot):
        words = len(text.split())
        voice = rng.choice(["awb", "awb", "kal16", "kal"])
        jobs.append(dict(text=text, by="flite", voice=voice, stretch=rng.uniform(0.8, 1.35), pitch=rng.randint(80, 230) if voice != "awb" else rng.randint(80, 200),
                         pauses=speech.random_pauses(words, rng) if words > 1 and slot % 6 == 0 else None, seed=rng.getrandbits(32)))

    for text, _ in sentences.WORDINGS:
        for slot in range(int(130 * share)):
            espeak_job(text, slot)
        for slot in range(int(50 * share)):
            flite_job(text, slot)
    many = sentences.other_sentences(int(80000 * share))
    near = [text for text in many[int(8000 * share):] if sentences.is_near(text)]
    asked = [sentences.for_a_tool(rng) for _ in range(int(10000 * share))]
    for texts in (many[: int(8000 * share)], near[: int(8000 * share)], asked):
        for slot, text in enumerate(texts):
            espeak_job(text, slot)
            if slot % 2 == 0:
                flite_job(text, slot // 2)
    rng.shuffle(jobs)
    return jobs


def _render(job):
    rng = random.Random(job["seed"])
    if job["by"] == "kokoro":
        samples = speech.read(job["file"])
    elif job["by"] == "espeak":
        samples = speech.espeak(job["text"], job["voice"], job["rate"], job["pitch"], job["pauses"])
    else:
        samples = speech.flite(job["text"], job["voice"], job["stretch"], job["pitch"], job["pauses"])
    samples = speech.trim(samples)
    if len(samples) < 800:
        return None
    samples = speech.channel(samples, rng, 1.0 if job["by"] == "espeak" else 1.4)
    if not 800 < len(samples) < 94000:
        return None
    return log_power(samples).astype(np.float16), float(np.sqrt(np.mean(samples**2)))


def phonemes(words):
    """Each word's sounds as espeak-ng's American English has them, without stress: targets of the auxiliary CTC loss."""
    table = {}
    for word in words:
        out = subprocess.run(["espeak-ng", "-q", "-x", "--sep=_", "-v", "en-us", "--", word], capture_output=True, text=True).stdout
        table[word] = [p for p in out.strip().translate(str.maketrans(" ", "_", "',;:|%=")).split("_") if p]
    return table


def _kokoro_plan(folder):
    """What of the list of kokoro.py has been said for training, each through several channels."""
    rng = random.Random(SEED + 2)
    lines = [json.loads(line) for line in (folder / "list.jsonl").read_text().splitlines()]
    return [dict(text=line["words"], by="kokoro", file=str(folder / line["file"]), seed=rng.getrandbits(32)) for line in lines for _ in range(KOKORO_CHANNELS)
            if line["part"] == "train" and (folder / f"{line['file']}.json").exists()]


def make(jobs, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    started = time.time()
    frames, items, start = [], [], 0
    with Pool(2) as pool:
        for job, done in zip(jobs, pool.imap(_render, jobs, chunksize=16)):
            if done:
                frames.append(done[0])
                items.append(dict(text=job["text"], start=start, frames=len(done[0]), rms=done[1], by=job["by"]))
                start += len(done[0])
    np.save(folder / "frames.npy", np.concatenate(frames))
    rng = random.Random(SEED + 1)
    np.save(folder / "noises.npy", np.stack([log_power(n)[:2000] for _ in range(2) for n in speech.noises(rng)]).astype(np.float16))
    words = sorted({w for item in items for w in item["text"].split()})
    (folder / "items.json").write_text(json.dumps(dict(items=items, phonemes=phonemes(words))))
    print(f"{len(items)} utterances, {start / 100 / 3600:.1f} hours, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--share", type=float, default=1.0, help="of the speech of espeak-ng and flite")
    parser.add_argument("--kokoro", type=Path, help="the folder of kokoro.py: its speech instead of theirs")
    args = parser.parse_args()
    make(_kokoro_plan(args.kokoro) if args.kokoro else _plan(args.share), args.folder)
