"""Trains the net: `python train.py DATA CHECKPOINT [--heard NAME...] [--start CHECKPOINT] [--rate R] [--steps N] [--minutes M] [--bf16]`."""
import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch

from augment import FRAMES_KEPT
from evaluate import probabilities_of, scores
from features import MELS
from model import FRAMES_HEARD, EndOfTurn

SIZE, AVERAGE = 64, 0.998
LATEST = 4


def batches(folder, names, rng):
    """Endless batches: log-mel [SIZE, 80, 300] and labels. Another moment, another vocal tract, bands and moments lost, other colours."""
    mels = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in names]
    every = [np.load(folder / f"{name}-labels.npy") for name in names]
    places = [(which, number) for which, labels in enumerate(every) for number in range(len(labels))]
    while True:
        order = rng.permutation(len(places))
        for at in range(0, len(order) - SIZE + 1, SIZE):
            chosen = [places[n] for n in np.sort(order[at: at + SIZE])]
            batch = np.empty((SIZE, MELS, FRAMES_HEARD), np.float32)
            for row, (which, number) in enumerate(chosen):
                later = rng.integers(0, LATEST + 1)  # silence that is not there yet
                one = mels[which][number, :, FRAMES_KEPT - FRAMES_HEARD - later: FRAMES_KEPT - later].astype(np.float32)
                if rng.random() < 0.4:
                    bands = np.clip(np.arange(MELS) * math.exp(rng.uniform(-0.1, 0.1)), 0, MELS - 1.001)
                    low = bands.astype(int)
                    share = (bands - low)[:, None].astype(np.float32)
                    one = one[low] * (1 - share) + one[low + 1] * share
                one = one + rng.uniform(-0.15, 0.15) + np.interp(np.arange(MELS), np.linspace(0, MELS - 1, 5), rng.uniform(-0.08, 0.08, 5))[:, None]
                if rng.random() < 0.4:
                    low = rng.integers(0, MELS - 10)
                    one[low: low + rng.integers(1, 10)] = one.min()
                if rng.random() < 0.3:
                    low = rng.integers(0, FRAMES_HEARD - 60)
                    one[:, low: low + rng.integers(1, 25)] = one.min()
                batch[row] = one
            yield torch.from_numpy(batch), torch.tensor([every[which][number] for which, number in chosen])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--heard", nargs="+", default=["alone"], help="what augment.py has kept")
    parser.add_argument("--measured", nargs="*", default=["unseen"], help="folders to measure by on the way")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--bf16", action="store_true")
    given = parser.parse_args()
    torch.manual_seed(1)
    net, average = EndOfTurn(), EndOfTurn()
    if given.start:
        net.load_state_dict(torch.load(given.start))
    average.load_state_dict(net.state_dict())
    print(f"{sum(p.numel() for p in net.parameters())} parameters", flush=True)
    optimizer = torch.optim.AdamW(net.parameters(), lr=given.rate, weight_decay=0.02)
    started, total = time.time(), 0.0
    for step, (mel, labels) in enumerate(batches(given.data / "train", given.heard, np.random.default_rng(2 if given.start else 1))):
        progress = max(step / given.steps, (time.time() - started) / 60 / given.minutes)
        if progress >= 1:
            break
        optimizer.param_groups[0]["lr"] = given.rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * progress))
        with torch.autocast("cpu", torch.bfloat16, enabled=given.bf16):
            logits = net(mel)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float()[:, 0], labels * 0.96 + 0.02)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        keep = min(AVERAGE, (step + 1) / (step + 20))
        with torch.no_grad():
            for mean, now in zip(average.state_dict().values(), net.state_dict().values()):
                mean.mul_(keep).add_(now, alpha=1 - keep) if mean.is_floating_point() else mean.copy_(now)
        total += loss.item()
        if step % 100 == 99:
            line = f"step {step + 1}, loss {total / 100:.3f}, {time.time() - started:.0f} s"
            total = 0.0
            if step % 1000 == 999:
                torch.save(average.state_dict(), given.checkpoint)
                line += "".join(", {} {:.3f} {:.3f}".format(folder, *scores(*probabilities_of(average, given.data / folder))) for folder in given.measured)
            print(line, flush=True)
    torch.save(average.state_dict(), given.checkpoint)


if __name__ == "__main__":
    main()
