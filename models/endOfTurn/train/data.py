"""Makes the speech: `python data.py FOLDER [share]`. Each utterance is kept with all the places where it could fall silent, and
whether its speaker is done there.

Kinds of ends:
  full     a whole sentence, as espeak-ng ends it (its voice falls, or rises for a question)                       complete
  tail     the same, but its parts are spoken one by one with silence of 150 to 900 ms between                     complete
  two      two sentences                                                                                           complete
  brief    a short whole question, command or greeting                                                             complete
  open     a part of a sentence; the voice stays up, as before a comma                                             not complete
  cut      a whole sentence that stops behind some word; the voice has not turned yet                              not complete
  nipped   a short one that does                                                                                   not complete
  filler   a part of a sentence, then "um", "let me see" and the like                                              not complete
  fallen   ends with a word that something must follow ("of", "because", "my"), although the voice falls           not complete
"""
import json
import random
import sys
import time
from multiprocessing import Pool
from pathlib import Path

import numpy as np

import speech
from sentences import FILLERS, FINAL_FUNCTION_WORDS, Sentences, forbidden
from speech import RATE_HZ

SEED = 40
COMPLETE = {"full", "tail", "two", "brief", "told"}
COUNTS = dict(full=4000, parts=5200, two=700, brief=7000, filler=1600, fallen=1800)
BRIEF_PARTS = 0.35


def texts_of(kind, sentences, rng):
    """Texts to be spoken one after the other with silence between, and the kind of end of each."""
    while True:
        parts = sentences.parts(kind == "brief" or kind != "two" and rng.random() < BRIEF_PARTS)
        whole = " ".join(parts)
        if kind == "brief":
            return [(whole, kind)]
        if kind == "full":
            return [(whole, "full")]
        if kind == "two":
            other = " ".join(sentences.parts())
            return [(whole if rng.random() < 0.5 else whole + " " + other, "full"), (other, "two")]
        words = whole.rstrip(".?!").split()
        if len(parts) < 2 or len(words) < 3:
            continue
        if kind == "parts":
            at = sorted(rng.sample(range(1, len(parts)), rng.choice([1, 1, 1, 2]) if len(parts) > 2 else 1))
            pieces = [" ".join(parts[a:b]) for a, b in zip([0, *at], [*at, len(parts)])]
            if rng.random() < 0.25:  # not where one would expect it
                at = rng.randrange(1, len(words))
                pieces = [" ".join(words[:at]), " ".join(words[at:]) + whole[-1]]
            mark = rng.choice([",", ",", ",", ",", ";", ":", ",", " -"])
            return [(piece.rstrip(",") + mark, "open") for piece in pieces[:-1]] + [(pieces[-1], "tail")]
        if kind == "filler":
            start = " ".join(words[: rng.randrange(1, len(words))]).rstrip(",")
            filler = rng.choice(FILLERS)
            return [(f"{start}, {filler}," if rng.random() < 0.8 else f"{filler}, {start}, {filler},", "filler")]
        ends = [n for n in range(1, len(words)) if words[n - 1].lower().strip(",") in FINAL_FUNCTION_WORDS]
        if ends:
            return [(" ".join(words[: rng.choice(ends)]).rstrip(",") + rng.choice([".", ".", "?"]), "fallen")]


def plan(counts, seed, unseen_sentences=False, voices=None, flite=None):
    rng = random.Random(seed)
    sentences = Sentences(rng, unseen_sentences)
    voices = voices or [f"{accent}+{variant}" for accent in speech.ACCENTS for variant in speech.training_variants()]
    jobs = []
    for kind, count in counts.items():
        for _ in range(count):
            texts = texts_of(kind, sentences, rng)
            if any(forbidden(text) for text, _ in texts) or forbidden(" ".join(text for text, _ in texts)):
                continue
            job = dict(texts=texts, pauses=[rng.randint(150, 900) for _ in texts], seed=rng.getrandbits(32))
            if rng.random() < (0.1 if flite is None else 0) or flite:
                job |= dict(flite=rng.choice(flite or speech.FLITE), stretch=rng.uniform(0.8, 1.3), pitch=rng.randint(85, 210))
            else:
                job |= dict(voice=rng.choice(voices), rate=rng.randint(120, 220), pitch=rng.randint(25, 75), liveliness=rng.randint(30, 80))
            jobs.append(job)
    rng.shuffle(jobs)
    return jobs


espeak = None


def render(job):
    """Samples, and [sample, kind] of every end."""
    global espeak
    espeak = espeak or speech.Espeak()
    pieces, ends, length = [], [], 0
    for n, (text, kind) in enumerate(job["texts"]):
        if n:
            silence = job["pauses"][n] * RATE_HZ // 1000
            pieces.append(np.zeros(silence, np.float32))
            length += silence
        if "flite" in job:
            samples, starts = speech.flite(text, job["flite"], job["stretch"], job["pitch"]), []
        else:
            samples, starts = espeak.speak(text, job["voice"], job["rate"], job["pitch"], job["liveliness"])
        if len(samples) < RATE_HZ // 10:
            return None
        if kind in ("full", "brief"):
            ends += [[length + s, "cut" if kind == "full" else "nipped"] for s in starts if RATE_HZ // 4 < s < len(samples) - RATE_HZ // 8]
        pieces.append(samples * (0.1 / np.sqrt(np.mean(samples**2))))
        length += len(samples)
        ends.append([length, kind])
    return np.concatenate(pieces), ends


def make(jobs, folder):
    """Writes samples.npy (int16, one after the other) and items.json."""
    folder.mkdir(parents=True, exist_ok=True)
    started, pieces, items, at = time.time(), [], [], 0
    with Pool(2) as pool:
        for job, made in zip(jobs, pool.imap(render, jobs, chunksize=16)):
            if made:
                samples, ends = made
                pieces.append(np.round(np.clip(samples, -1, 1) * 32767).astype(np.int16))
                items.append(dict(start=at, length=len(samples), ends=ends, texts=[t for t, _ in job["texts"]], voice=job.get("voice") or job["flite"]))
                at += len(samples)
    np.save(folder / "samples.npy", np.concatenate(pieces))
    (folder / "items.json").write_text(json.dumps(items))
    print(f"{folder.name}: {len(items)} utterances, {at / RATE_HZ / 3600:.1f} hours, {time.time() - started:.0f} s", flush=True)


def main(folder, share):
    scaled = {kind: max(4, round(count * share)) for kind, count in COUNTS.items()}
    few = {kind: max(4, round(count * share / 12)) for kind, count in COUNTS.items()}
    accents = ["en-us", "en-gb", "en-us"]
    make(plan(scaled, SEED), folder / "train")
    make(plan(few, SEED + 1, True, [f"{a}+{v}" for a in accents for v in speech.UNSEEN_VARIANTS]), folder / "unseen")
    make(plan(few, SEED + 2, True, [f"{a}+{v}" for a in accents for v in speech.TEST_VARIANTS]), folder / "app-voices")
    make(plan(few, SEED + 3, True, flite=speech.UNSEEN_FLITE), folder / "flite")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
