"""From a kept utterance to what a microphone would have delivered at one of its ends: `python augment.py DATA NAME COUNT CONTEXT [FOLDER]`
keeps so many of DATA/FOLDER (default: train). CONTEXT is the share of them that the same voice has begun before, with the first part of some other sentence and a pause: that
there was a pause before says nothing about the end."""
import json
import math
import random
import sys
import time
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from scipy.signal import fftconvolve, lfilter

from data import COMPLETE
from features import MELS, RATE_HZ, SAMPLES, features
from model import FRAMES_HEARD

# How often each kind of end is heard, among the complete ones and among the others.
SHARES = dict(full=0.3, tail=0.28, two=0.07, brief=0.35, told=0.1, open=0.42, rested=0.3, cut=0.14, nipped=0.16, filler=0.13, fallen=0.15)
FRAMES_KEPT = FRAMES_HEARD + 20
# A pause is judged more than once: so much silence lies behind the last sample, in seconds.
SILENCE_S = (0.12, 0.7)
# Whoever goes on often breathes in first; whoever is done rarely does at once.
BREATHS = {True: 0.06, False: 0.35}
EACH = 50


class Speech:
    def __init__(self, folder):
        folder = Path(folder)
        self.samples = np.load(folder / "samples.npy", mmap_mode="r")
        self.items = json.loads((folder / "items.json").read_text())
        self.is_kokoro = "kokoro" in folder.name
        self.ends = {kind: [] for kind in SHARES}
        self.begun = {}
        for number, item in enumerate(self.items):
            for end, kind in item["ends"]:
                self.ends[kind].append((number, end))
            if item["ends"] and item["ends"][0][1] in ("open", "rested"):
                self.begun.setdefault(item["voice"], []).append((number, *item["ends"][0]))

    def draw(self, rng):
        """A random end: item, place, kind. Half of them are complete."""
        complete = rng.random() < 0.5
        kinds = [k for k in SHARES if (k in COMPLETE) == complete and self.ends[k]]
        kind = rng.choices(kinds, [SHARES[k] for k in kinds])[0]
        return *rng.choice(self.ends[kind]), kind

    def clip(self, number, end, kind, rng):
        item = self.items[number]
        samples = self.samples[item["start"]: item["start"] + end].astype(np.float32) / 32768
        if kind in ("cut", "nipped"):
            if self.is_kokoro and rng.random() < 0.7:  # people draw out the word before a pause
                last = min(len(samples), int(rng.uniform(0.12, 0.3) * RATE_HZ))
                samples = np.concatenate([samples[:-last], drawn_out(samples[-last:], rng.uniform(1.2, 1.9))])
            fade = min(len(samples), RATE_HZ // rng.choice([15, 30, 60]) if self.is_kokoro else RATE_HZ // 60)
            samples[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
        return samples

    def clip_in_context(self, number, end, kind, rng):
        """The same behind another part and a pause, where the voice has one."""
        begun = self.begun.get(self.items[number]["voice"])
        if not begun:
            return self.clip(number, end, kind, rng)
        pause = np.zeros(int(rng.uniform(0.15, 0.9) * RATE_HZ), np.float32)
        return np.concatenate([self.clip(*rng.choice(begun), rng), pause, self.clip(number, end, kind, rng)])


def drawn_out(samples, factor):
    """The same voice at the same pitch, longer by the factor: overlapping windows, each laid where it fits the one before best."""
    size, slack = RATE_HZ // 40, RATE_HZ // 100
    hop = size // 2
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    padded = np.pad(samples, (0, size + slack))
    made = np.zeros(int(len(samples) * factor) + size, np.float32)
    made[:size] = padded[:size]
    at = hop
    while at + size <= len(made):
        wanted = int(at / factor)
        ahead = made[at: at + hop]
        fits = [float(np.dot(ahead, padded[max(0, wanted + d): max(0, wanted + d) + hop])) for d in range(-slack, slack, 8)]
        begin = max(0, wanted - slack + 8 * int(np.argmax(fits)))
        part = padded[begin: begin + size]
        if len(part) < size:
            break
        made[at: at + hop] = ahead * window[hop:] + part[:hop] * window[:hop]
        made[at + hop: at + size] = part[hop:]
        at += hop
    return made[: int(len(samples) * factor)]


def breath(rng, noise_rng):
    """Air drawn in: noise around 1 to 4 kHz that swells and stops, 25 to 45 dB below a voice."""
    length = int(rng.uniform(0.15, 0.4) * RATE_HZ)
    air = lfilter([1, -1], [1, -0.6], noise_rng.standard_normal(length)).astype(np.float32)
    air = lfilter([0.5, 0.5], [1], air) * np.sin(np.pi * np.linspace(0, 1, length) ** rng.uniform(0.7, 1.6))
    return (air * (0.1 * 10 ** (-rng.uniform(25, 45) / 20) / (np.sqrt(np.mean(air**2)) + 1e-9))).astype(np.float32)


def microphone(samples, rng, strength=1.0, complete=True, silence_s=SILENCE_S):
    """Speed, room, tilt, band, noise of the room, silence before and after: what there is when the app asks."""
    noise_rng = np.random.default_rng(rng.getrandbits(32))
    if rng.random() < 0.5 * strength:  # pitch, formants and pace together
        factor = math.exp(rng.uniform(-0.14, 0.14))
        samples = np.interp(np.arange(0, len(samples) - 1, factor), np.arange(len(samples)), samples).astype(np.float32)
    before, after = (np.zeros(int(rng.uniform(*span) * RATE_HZ), np.float32) for span in ((0.05, 0.7), silence_s))
    if rng.random() < strength * BREATHS[complete]:
        air, begin = breath(rng, noise_rng), int(rng.uniform(0.06, 0.3) * RATE_HZ)
        drawn = air[: max(0, len(after) - begin)]
        after[begin: begin + len(drawn)] += drawn
    samples = np.concatenate([before, samples, after])[-SAMPLES:]
    if rng.random() < 0.35 * strength:
        length = int(RATE_HZ * rng.uniform(0.05, 0.3))
        impulse = noise_rng.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length) * rng.uniform(0.01, 0.08)
        impulse[0] = 1
        samples = fftconvolve(samples, impulse)[: len(samples)].astype(np.float32)
    if rng.random() < 0.4 * strength:
        samples = lfilter([1, -rng.uniform(-0.7, 0.7)], [1], samples).astype(np.float32)
    if rng.random() < 0.2 * strength:  # a telephone, a cheap microphone
        low = math.exp(-2 * math.pi * rng.uniform(60, 300) / RATE_HZ)
        samples = lfilter([1, -1], [1, -low], samples)
        high = math.exp(-2 * math.pi * rng.uniform(2500, 6000) / RATE_HZ)
        samples = lfilter([1 - high], [1, -high], samples).astype(np.float32)
    loudness = math.sqrt(float(np.mean(samples**2)) + 1e-12)
    noise = noise_rng.standard_normal(len(samples), dtype=np.float32)
    if rng.random() < 0.6:
        pole = rng.uniform(0.5, 0.98)
        noise = lfilter([1 - pole], [1, -pole], noise).astype(np.float32)
        noise /= np.sqrt(np.mean(noise**2)) + 1e-9
    level = rng.uniform(12, 55) if rng.random() < strength else 45
    return samples + noise * (loudness * 10 ** (-level / 20))


speech = None


def _examples(job):
    global speech
    folder, context, seed = job
    speech = speech or Speech(folder)
    rng = random.Random(seed)
    drawn = [speech.draw(rng) for _ in range(EACH)]
    clips = [speech.clip_in_context(*each, rng) if rng.random() < context else speech.clip(*each, rng) for each in drawn]
    mel = np.stack([features(microphone(clip, rng, complete=kind in COMPLETE), FRAMES_KEPT) for clip, (_, _, kind) in zip(clips, drawn)]).astype(np.float16)
    return mel, [kind in COMPLETE for _, _, kind in drawn]


def main(data, name, count, context, folder="train"):
    """Writes train/NAME.npy [count, 80, FRAMES_KEPT] (float16) and NAME-labels.npy."""
    started, source, folder = time.time(), data / folder, data / "train"
    mel = np.lib.format.open_memmap(folder / f"{name}.npy", "w+", np.float16, (count, MELS, FRAMES_KEPT))
    labels = np.zeros(count, np.float32)
    first = 0 if context == 0 else 1_000_000
    with Pool(2) as pool:
        for n, (some, complete) in enumerate(pool.imap(_examples, [(source, context, first + seed) for seed in range(count // EACH)])):
            mel[n * EACH: (n + 1) * EACH], labels[n * EACH: (n + 1) * EACH] = some, complete
    np.save(folder / f"{name}-labels.npy", labels)
    print(f"{count} ends, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), *sys.argv[5:])
