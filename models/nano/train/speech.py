"""Synthetic speech: espeak-ng and flite, pauses between words, and the channels a voice may come through."""
import math
import os
import subprocess
import tempfile

import numpy as np
from scipy.io import wavfile
from scipy.signal import fftconvolve, firwin, resample, resample_poly

from features import RATE

VARIANT_DIR = next((d for d in ("/usr/lib/x86_64-linux-gnu/espeak-ng-data", "/usr/lib/aarch64-linux-gnu/espeak-ng-data", "/usr/share/espeak-ng-data") if os.path.isdir(d)), "") + "/voices/!v"
ACCENTS = ["en-us", "en-us", "en-gb", "en-gb", "en-gb-scotland", "en-029", "en-gb-x-rp", "en-gb-x-gbcwmd", "en-us-nyc"]
# Voices that training never hears. The first list is for the published figures, the second for watching the training.
UNSEEN_VARIANTS = ["f3", "m5", "Annie", "steph", "Mike", "klatt3", "grandpa", "anika", "edward", "john", "belinda", "boris"]
WATCHED_VARIANTS = ["m7", "linda", "victor", "klatt5"]
UNSEEN_ACCENT = "en-gb-x-gbclan"
UNSEEN_FLITE = ["slt", "rms"]
FLITE = ["awb", "kal16", "kal"]


def training_variants():
    unseen = set(UNSEEN_VARIANTS + WATCHED_VARIANTS)
    plain = [v for v in sorted(os.listdir(VARIANT_DIR)) if v not in unseen]
    human = [v for v in plain if not v.lower().startswith(("robo", "whisper", "demonic", "croak", "unirobot"))]
    return plain + 3 * human  # the robots and whisperers are rarer


def read(path):
    rate, samples = wavfile.read(path)
    samples = samples.astype(np.float32) / 32768
    if rate != RATE:
        divisor = math.gcd(rate, RATE)
        samples = resample_poly(samples, RATE // divisor, rate // divisor).astype(np.float32)
    return samples


def _run(command):
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run([part if part != "OUT" else file.name for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return read(file.name)


def espeak(text, voice="en-us", rate=160, pitch=50, pauses=None):
    """`pauses` are milliseconds of silence, one after each word but the last."""
    command = ["espeak-ng", "-v", voice, "-s", str(rate), "-p", str(pitch), "-w", "OUT"]
    if pauses:
        words = text.split()
        text = "<speak>" + "".join(w + (f' <break time="{p}ms"/> ' if p else " ") for w, p in zip(words, list(pauses) + [0])) + "</speak>"
        command.append("-m")
    return _run(command + ["--", text])


def flite(text, voice="awb", stretch=1.0, pitch=None, pauses=None):
    command = ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch:.3f}"] + (["--setf", f"int_f0_target_mean={pitch}"] if pitch else [])
    if not pauses:
        return _run(command + ["-t", text, "-o", "OUT"])
    pieces = []
    for word, pause in zip(text.split(), list(pauses) + [0]):
        pieces += [trim(_run(command + ["-t", word, "-o", "OUT"])), np.zeros(pause * RATE // 1000, np.float32)]
    return np.concatenate(pieces)


def trim(samples, threshold=0.004):
    loud = np.flatnonzero(np.abs(samples) > threshold * max(1e-6, np.abs(samples).max()))
    return samples[max(0, loud[0] - 160): loud[-1] + 320] if len(loud) else samples[:0]


def random_pauses(words, rng, longest=700):
    how = rng.random()
    if how < 0.4:  # the same everywhere
        return [rng.randint(30, longest)] * (words - 1)
    return [rng.randint(20, longest) if rng.random() < (0.9 if how < 0.7 else 0.35) else 0 for _ in range(words - 1)]


def room(samples, rng):
    """A room and a distance: the direct sound, a few early echoes, and a tail that loses its high tones first (0.1 to 0.7 s for 60 dB, -3 to 15 dB below it in all)."""
    generator = np.random.default_rng(rng.getrandbits(32))
    decay = int(RATE * rng.uniform(0.1, 0.7))
    time = np.arange(decay)
    bright = generator.standard_normal(decay) * np.exp(-6.9 * time / (decay * rng.uniform(0.3, 0.9)))
    dark = fftconvolve(generator.standard_normal(decay), np.exp(-np.arange(64) / rng.uniform(2, 12)), mode="same") * np.exp(-6.9 * time / decay)
    tail = bright / np.sqrt(np.sum(bright**2)) + rng.uniform(0.5, 1.5) * dark / np.sqrt(np.sum(dark**2))
    tail[: int(RATE * rng.uniform(0.001, 0.012))] = 0
    for _ in range(rng.randint(0, 5)):
        tail[rng.randrange(16, decay // 3)] += rng.uniform(-0.3, 0.5)
    impulse = tail / np.sqrt(np.sum(tail**2)) * 10 ** (-rng.uniform(-3, 15) / 20)
    impulse[0] = 1
    return fftconvolve(samples, impulse)[: len(samples) + decay // 2]


def channel(samples, rng, strength=1.0):
    """A random way from mouth to file: another vocal tract, a band limit, a room, a tilt, a coarse codec. Peak 1 comes out."""
    if rng.random() < 0.6 * strength:  # resampling moves the formants and the pitch together
        factor = math.exp(rng.uniform(-0.2, 0.2) * strength)
        samples = resample(samples, max(400, int(len(samples) / factor))).astype(np.float32)
    if rng.random() < 0.3 * strength:
        low, high = rng.choice([(300, 3400), (100, 6000), (200, 5000), (50, 4000), (400, 7000), (150, 3800)])
        samples = fftconvolve(samples, firwin(201, [low, high], pass_zero=False, fs=RATE), mode="same")
    if rng.random() < 0.3 * strength:
        samples = room(samples, rng)
    if rng.random() < 0.35 * strength:
        samples = samples - rng.uniform(-0.8, 0.8) * np.concatenate([[0], samples[:-1]])
    samples = samples / max(1e-6, np.abs(samples).max())
    if rng.random() < 0.1 * strength:  # mu-law at 6 to 8 bits
        levels = 2 ** rng.randint(5, 7)
        coded = np.round(np.sign(samples) * np.log1p(255 * np.abs(samples)) / np.log(256) * levels) / levels
        samples = np.sign(coded) * (256 ** np.abs(coded) - 1) / 255
    if rng.random() < 0.1 * strength:
        samples = np.tanh(samples * rng.uniform(1.5, 4))
    samples = trim(samples.astype(np.float32))
    return samples / max(1e-6, np.abs(samples).max()) if len(samples) else samples


def noises(rng, seconds=20):
    """Background sounds of unit power: coloured noise, hum, rumble, crackle."""
    generator = np.random.default_rng(rng.getrandbits(32))
    count = RATE * seconds
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    sounds = []
    for slope in (0, 0, 0.25, 0.5, 0.5, 0.75, 1.0, 1.3, -0.4):
        spectrum = np.fft.rfft(generator.standard_normal(count)) / np.maximum(frequency, 30) ** slope
        sounds.append(np.fft.irfft(spectrum, count))
    for low, high in ((80, 1000), (300, 3400), (1000, 4000), (3000, 8000), (50, 300)):
        spectrum = np.fft.rfft(generator.standard_normal(count)) * ((frequency > low) & (frequency < high))
        sounds.append(np.fft.irfft(spectrum, count))
    seconds_axis = np.arange(count) / RATE
    for base in (50, 60, 100, 120, 440, 1000):
        tone = sum(rng.uniform(0, 1) / k * np.sin(2 * np.pi * base * k * seconds_axis + rng.uniform(0, 6)) for k in range(1, 8))
        sounds.append(tone + rng.choice([0, 0.02, 0.2]) * generator.standard_normal(count))
    for rate in (3, 12, 60):  # clicks, keys, crackle
        clicks = (generator.random(count) < rate / RATE) * generator.standard_normal(count)
        sounds.append(fftconvolve(clicks, generator.standard_normal(400) * np.exp(-np.arange(400) / 60), mode="same"))
    swell = 0.2 + np.abs(np.sin(2 * np.pi * 0.7 * seconds_axis)) ** 3
    sounds += [sounds[0] * swell, sounds[4] * swell]
    return [(s / max(1e-9, np.sqrt(np.mean(s**2)))).astype(np.float32) for s in sounds]
