"""Short sounds that people make into an answer: `python sounds.py FOLDER [KOKORO LIST]` says words and signs of listening with espeak-ng and flite, takes
those that Kokoro has said (`models/endOfTurn/train/kokoroTexts.py`), and the beginnings of sentences that `models/endOfTurn/train/data.py` has made."""
import json
import random
import sys
from pathlib import Path

import numpy as np
from scipy.io import wavfile
from scipy.signal import fftconvolve, lfilter

sys.path.insert(0, str(Path(__file__).parents[2] / "endOfTurn/train"))
import speech  # noqa: E402
from speech import RATE_HZ  # noqa: E402

# "Oh" and "ah" are neither: they sound like the ends of words.
NEITHER = {"Ah.", "Oh.", "Right."}
WORDS = ("No.|No.|No!|Stop.|Stop!|Wait.|Wait!|Yes.|Yes!|Hello.|Hello?|Hey.|Hi.|Help.|Enough.|Quiet!|What?|Why?|Pardon?|Cancel.|Pause.|Next.|Nope.|Never.|Thanks.|Listen.|Louder.|Again.|"
         "Sorry?|One.|Two.|Three.|Four.|And.|But.|In.|The.|Is.|When.|Where.|Who.|How.|Please.|Turn.|Go.|Not.|Now.|Later.|Maybe.|Actually.|Really?|Down.|Up.|Back.|Play.").split("|")
SIGNS = "Mm-hm.|Mhm.|Mm.|Mmm.|Uh-huh.|Uh huh.|Hm.|Hmm.|Okay.|Okay.|Okay.|Um.|Umm.|Uh.|Yeah.|Yeah.|Aha.|M-hm.".split("|")
COUNTS = (2600, 2200)


def hum(rng, noise_rng):
    """ "Mm-hm" with a closed mouth: one or two swells of a voice through the nose."""
    length = int(rng.uniform(0.15, 0.5) * RATE_HZ)
    share = np.arange(length) / length
    hertz = rng.uniform(90, 260) * (1 + rng.uniform(-0.2, 0.3) * share)
    phase = 2 * np.pi * np.cumsum(hertz) / RATE_HZ
    swell = 0.15 + np.abs(np.sin(np.pi * rng.choice([1, 2, 2]) * share)) ** rng.uniform(1, 3)
    edges = np.minimum(1, np.minimum(share / 0.08, (1 - share) / 0.12))
    corner = rng.uniform(180, 450)
    voice = sum(np.sin(k * phase) / (1 + (k * hertz / corner) ** 2) for k in range(1, 14))
    return (swell * edges * (voice + 0.01 * noise_rng.standard_normal(length))).astype(np.float32)


def noise(rng, noise_rng):
    """A cough, a knock, a click, a whistle, a bell, a bark: what begins at once and is no word."""
    kind, length = rng.choice(["cough", "knock", "click", "tone", "bark", "rustle"]), int(rng.uniform(0.05, 0.6) * RATE_HZ)
    t = np.arange(length) / RATE_HZ
    white = noise_rng.standard_normal(length)
    if kind == "cough":
        low = lfilter([0.55], [1, -0.45], white)
        sound = (low - lfilter([0.1], [1, -0.9], low)) * np.exp(-4 * t / t[-1])
    elif kind == "knock":
        sound = (np.sin(2 * np.pi * rng.uniform(60, 200) * t) + 0.2 * white) * np.exp(-t / rng.uniform(0.02, 0.06))
    elif kind == "click":
        sound = white * np.exp(-t / 0.004)
    elif kind == "tone":
        hertz = rng.uniform(300, 2500) * np.where((t * rng.uniform(5, 25)).astype(int) % 2, 1, rng.choice([1, 1.2]))
        sound = sum(np.sin(2 * np.pi * np.cumsum(hertz) / RATE_HZ * k) / k for k in range(1, rng.choice([2, 4, 7])))
    elif kind == "bark":
        hertz = rng.uniform(250, 700) * (1 - 0.4 * t / t[-1])
        phase = 2 * np.pi * np.cumsum(hertz) / RATE_HZ
        sound = (sum(np.sin(k * phase) / k for k in range(1, 9)) + 0.8 * white) * np.sin(np.pi * np.minimum(1, t / 0.2)) ** 0.5
    else:
        sound = lfilter([1 - 0.7], [1, -rng.uniform(0.2, 0.9)], white) * np.abs(np.sin(2 * np.pi * rng.uniform(1, 6) * t))
    return np.asarray(sound, np.float32)


def said(texts, count, voices, rng, espeak):
    for _ in range(count):
        text = rng.choice(texts)
        if rng.random() < 0.08:
            yield text, speech.flite(text, rng.choice(speech.FLITE), rng.uniform(0.8, 1.4), rng.randint(85, 220))
        else:
            yield text, espeak.speak(text, rng.choice(voices), rng.randint(120, 240), rng.randint(20, 80), rng.randint(30, 80))[0]


def kokoros(folder, listed, name, wanted):
    for line in map(json.loads, Path(listed).read_text().splitlines()):
        file = Path(folder) / line["file"]
        if line["kind"] in wanted and line["text"] not in NEITHER and line["file"].startswith(name) and file.exists():
            samples = wavfile.read(file)[1].astype(np.float32) / 32768
            begin, end = speech.loud_span(samples)
            yield line["kind"], samples[begin:end]


def babble(talkers, rng, noise_rng):
    """Several who talk far away at once: what comes straight is lost, and what a room makes of it is left."""
    length = int(1.2 * RATE_HZ)
    mixed = np.zeros(length, np.float32)
    for _ in range(rng.randint(3, 10)):
        talker = rng.choice(talkers)
        talker = np.roll(np.resize(talker, length), rng.randrange(length))
        mixed += talker / (np.sqrt(np.mean(talker**2)) + 1e-9) * rng.uniform(0.4, 1)
    seconds = rng.uniform(0.15, 0.9)
    size = int(RATE_HZ * seconds)
    impulse = noise_rng.standard_normal(size) * np.exp(-6.9 * np.arange(size) / size)
    return fftconvolve(mixed, impulse)[size // 2: size // 2 + length].astype(np.float32)


def keep(folder, name, sounds):
    """sounds: (takes the turn, samples)"""
    folder.mkdir(parents=True, exist_ok=True)
    pieces, items, at = [], [], 0
    for takes, samples in sounds:
        if len(samples) < RATE_HZ // 50 or not np.any(samples):
            continue
        samples = samples[: int(1.2 * RATE_HZ)]
        samples = samples * (0.1 / np.sqrt(np.mean(samples**2) + 1e-12))
        pieces.append(np.clip(samples, -1, 1))
        items.append(dict(takes=takes, start=at, length=len(samples)))
        at += len(samples)
    np.save(folder / f"{name}.npy", np.round(np.concatenate(pieces) * 32767).astype(np.int16))
    (folder / f"{name}.json").write_text(json.dumps(items))
    print(f"{name}: {len(items)}, {sum(i['takes'] for i in items)} take the turn", flush=True)


def main(folder, kokoro=None, listed=None, sentences=None):
    rng, noise_rng, espeak = random.Random(60), np.random.default_rng(60), speech.Espeak()
    training = [f"{accent}+{variant}" for accent in speech.ACCENTS for variant in speech.training_variants()]
    for name, voices, share in (("train", training, 1), ("unseen", [f"{a}+{v}" for a in ("en-us", "en-gb") for v in speech.UNSEEN_VARIANTS], 0.15)):
        sounds = [(True, s) for _, s in said(WORDS, int(COUNTS[0] * share), voices, rng, espeak)]
        sounds += [(False, s) for _, s in said(SIGNS, int(COUNTS[1] * share), voices, rng, espeak)]
        sounds += [(False, hum(rng, noise_rng)) for _ in range(int(500 * share))] + [(False, noise(rng, noise_rng)) for _ in range(int(900 * share))]
        keep(folder, name, sounds)
    if sentences:
        made = np.load(Path(sentences) / "samples.npy", mmap_mode="r")
        items = json.loads((Path(sentences) / "items.json").read_text())
        spoken = [made[i["start"]: i["start"] + i["length"]].astype(np.float32) / 32768 for i in items[:3000] if i["length"] > 0.8 * RATE_HZ]
        for name, talkers, count in (("babble", spoken[: len(spoken) * 4 // 5], 1600), ("babble-unseen", spoken[len(spoken) * 4 // 5:], 200)):
            keep(folder, name, [(False, babble(talkers, rng, noise_rng)) for _ in range(count)])
        keep(folder, "sentences", [(True, made[i["start"]: i["start"] + int(1.2 * RATE_HZ)].astype(np.float32) / 32768) for i in items[:2500] if i["length"] > 0.8 * RATE_HZ])
    if kokoro:
        for name in ("train", "unseen"):
            every = [(kind != "backchannel", s) for kind, s in kokoros(kokoro, listed, name, ("word", "backchannel", "long", "usual", "brief"))]
            keep(folder, f"kokoro-{name}", every)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
