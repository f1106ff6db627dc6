"""Trains a net: `python train.py DATA OUT.json [MINUTES [near]]`. DATA is what sounds.py has made.

Without more it learns whether somebody takes the turn; `near`: whether somebody is near, or several talk far away."""
import base64
import json
import math
import random
import sys
import time
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from scipy.signal import fftconvolve, lfilter
from torch import nn

from features import BANDS, FFT, HOP, RATE_HZ, STEPS, bands, window

WINDOWS_EACH = 6
LEAD_S, TAIL_S = 0.75, 0.4
TAUGHT = dict(turn=["train", "sentences", "kokoro-train", "kokoro-train", "kokoro-train"], near=["train", "sentences", "sentences", "babble", "kokoro-train", "kokoro-train"])
FROM_S = dict(turn=0.2, near=0.12)


class Net(nn.Module):
    """[B, 20, 40] -> the logit of "takes the turn", or of "is near" [B]."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(BANDS, 24, 5, stride=2, padding=2)
        self.second = nn.Conv1d(24, 32, 3, padding=1)
        self.third = nn.Conv1d(32, 32, 3, padding=1)
        self.last = nn.Linear(32 * STEPS // 2, 1)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        for layer in (self.first, self.second, self.third):
            x = torch.relu(layer(x))
        return self.last(self.dropout(x.flatten(1)))[:, 0]


def in_a_room(sound, others, rng):
    """The sound behind 0.75 s, as a microphone hears it: pace, room, colour, noise, and now and then somebody else behind it."""
    noise_rng = np.random.default_rng(rng.getrandbits(32))
    if rng.random() < 0.6:
        factor = math.exp(rng.uniform(-0.2, 0.2))
        sound = np.interp(np.arange(0, len(sound) - 1, factor), np.arange(len(sound)), sound).astype(np.float32)
    # People's single words swell and die away; those of a voice that reads are even.
    decay = rng.uniform(-0.2, 2) if rng.random() < 0.4 else 0
    share = np.linspace(0, 1, len(sound))
    sound = (sound * np.exp(-decay * share) * np.minimum(1, 0.3 + share / rng.uniform(0.02, 0.3))).astype(np.float32)
    samples = np.concatenate([np.zeros(int(LEAD_S * RATE_HZ), np.float32), sound, np.zeros(int(TAIL_S * RATE_HZ), np.float32)])
    if rng.random() < 0.35:
        length = int(RATE_HZ * rng.uniform(0.05, 0.35))
        impulse = noise_rng.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length) * rng.uniform(0.01, 0.08)
        impulse[0] = 1
        samples = fftconvolve(samples, impulse)[: len(samples)].astype(np.float32)
    if rng.random() < 0.5:
        samples = lfilter([1, -rng.uniform(-0.7, 0.7)], [1], samples).astype(np.float32)
    if rng.random() < 0.2:
        high = math.exp(-2 * math.pi * rng.uniform(2500, 6000) / RATE_HZ)
        samples = lfilter([1 - high], [1, -high], samples).astype(np.float32)
    loudness = math.sqrt(float(np.mean(sound**2)) + 1e-12)
    noise = noise_rng.standard_normal(len(samples), dtype=np.float32)
    if rng.random() < 0.6:
        pole = rng.uniform(0.5, 0.98)
        noise = lfilter([1 - pole], [1, -pole], noise)
        noise = (noise / (np.sqrt(np.mean(noise**2)) + 1e-9)).astype(np.float32)
    samples = samples + noise * (loudness * 10 ** (-rng.uniform(10, 50) / 20))
    if rng.random() < 0.3:  # the answer, as far as the browser has left it
        other = rng.choice(others)
        other = np.resize(other, len(samples)) / (np.sqrt(np.mean(other**2)) + 1e-9)
        samples = samples + other * (loudness * 10 ** (-rng.uniform(12, 35) / 20))
    return samples, len(sound) / RATE_HZ


def sounds_of(data, name):
    """Each sound with whether it is what the net is to know."""
    samples = np.load(data / f"{name}.npy", mmap_mode="r")
    return [(item["takes"], samples[item["start"]: item["start"] + item["length"]].astype(np.float32) / 32768) for item in json.loads((data / f"{name}.json").read_text())]


def windows(job):
    """Windows of one sound: each with whether it takes the turn, and how long after its onset the window ends, in seconds."""
    takes, sound, others, seed, each, from_s = job
    rng = random.Random(seed)
    samples, length = in_a_room(sound, others, rng)
    steps = bands(samples)
    made = []
    for _ in range(each):
        first, last = (min(from_s, length), min(length + 0.13, 0.65 if length < 0.65 else 1.1)) if takes or from_s == FROM_S["near"] else (0.06, length + 0.2)
        after = rng.uniform(first, last)
        end = int((LEAD_S + after) * RATE_HZ / HOP) - FFT // HOP + 1
        made.append((window(steps[max(0, end - STEPS): end]), takes, after, after - length))
    return [each for each in made if each[0].shape[1] == STEPS]


def examples(data, names, passes, seed, what):
    rng = random.Random(seed)
    there = [name for name in names if (data / f"{name}.json").exists()]
    sounds = [each for name in there for each in sounds_of(data, name)]
    if what == "near":  # signs of listening are near, too, and so is half of the noises
        sounds = [(not name.startswith("babble"), sound) for name in there for takes, sound in sounds_of(data, name) if takes or name.startswith("babble") or rng.random() < 0.5]
    talkers = [sound for takes, sound in sounds if takes and len(sound) > 0.8 * RATE_HZ][:40] or [sound for _, sound in sounds][:40]
    jobs = ((takes, sound, talkers, rng.getrandbits(32), WINDOWS_EACH, FROM_S[what]) for _ in range(passes) for takes, sound in sounds)
    with Pool(2) as pool:
        made = [each for some in pool.imap_unordered(windows, jobs, chunksize=64) for each in some]
    x, takes, after, behind = zip(*made)
    return np.stack(x).astype(np.float16), np.array(takes, np.float32), np.array(after), np.array(behind)


def report(name, net, x, takes, behind):
    with torch.no_grad():
        likely = torch.sigmoid(net(torch.from_numpy(x.astype(np.float32)))).numpy()
    yes = takes > 0.5
    if yes.all() or not yes.any():
        print(f"{name}: " + ", ".join(f"{threshold}: {np.mean(likely > threshold):.2f}" for threshold in (0.5, 0.7, 0.8, 0.9)), flush=True)
        return
    over = behind > 0.03
    area = np.mean(likely[yes][:, None] > likely[~yes][None][:, :4000])
    line = f"{name}: area {area:.3f}"
    for threshold in (0.5, 0.7, 0.8, 0.9):
        line += f"; {threshold}: {np.mean(likely[yes] > threshold):.2f} / {np.mean(likely[~yes] > threshold):.2f}"
        if (yes & over).any() and (~yes & over).any():
            line += f", at the end {np.mean(likely[yes & over] > threshold):.2f} / {np.mean(likely[~yes & over] > threshold):.2f}"
    print(line, flush=True)


def main(data, out, minutes, what):
    torch.manual_seed(2)
    torch.set_num_threads(1)
    started = time.time()
    x, takes, _, behind = examples(data, TAUGHT[what], 2, 1, what)
    held = {name: examples(data, [name], 1 if name == "unseen" else 3, 2, what) for name in ("unseen", "kokoro-unseen", "babble-unseen") if (data / f"{name}.json").exists()}
    print(f"{len(x)} windows, {takes.mean():.2f} are meant, {time.time() - started:.0f} s", flush=True)
    net, average = Net(), Net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    weight = float((1 - takes).sum() / takes.sum())
    rng, started, step = np.random.default_rng(3), time.time(), 0
    while (progress := (time.time() - started) / 60 / minutes) < 1:
        chosen = rng.integers(0, len(x), 128)
        batch = x[chosen].astype(np.float32)
        shift = rng.uniform(-0.15, 0.15, (128, BANDS, 1))
        batch = np.clip(batch + np.where(batch > -1, shift, 0), -1, 1.2).astype(np.float32)
        optimizer.param_groups[0]["lr"] = 2e-3 * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * progress))
        labels = torch.from_numpy(takes[chosen])
        loss = nn.functional.binary_cross_entropy_with_logits(net(torch.from_numpy(batch)), labels * 0.96 + 0.02, weight=torch.where(labels > 0.5, weight, 1.0))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step += 1
        with torch.no_grad():
            for mean, now in zip(average.parameters(), net.parameters()):
                mean.lerp_(now, 1 - min(0.998, (step + 1) / (step + 20)))
        if step % 1000 == 0:
            print(f"step {step}, loss {loss.item():.3f}", flush=True)
    net = average.eval()
    for name, (hx, ht, _, hb) in held.items():
        report(name, net, hx, ht, hb)
    write(net, out)
    torch.save(net.state_dict(), f"{out}.pt")


def write(net, out):
    """Every tensor with its shape, as 16-bit floats in base 64."""
    tensors = {name: dict(shape=list(value.shape), float16=base64.b64encode(value.numpy().astype("<f2").tobytes()).decode()) for name, value in net.state_dict().items()}
    Path(out).write_text(json.dumps(tensors) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 6, sys.argv[4] if len(sys.argv) > 4 else "turn")
