"""Prints the card's figures: `python evaluate.py DATA CHECKPOINT`."""
import random
import sys
from pathlib import Path

import numpy as np
import torch

from augment import SHARES, Speech, microphone
from data import COMPLETE
from features import features
from model import EndOfTurn


def probabilities_of(net, folder, strength=0.0, context=False, silence_s=(0.12, 0.32)):
    """The probability that its speaker is done, and the kind, of every end (of few of the many cuts)."""
    rng = random.Random(3)
    speech = Speech(folder)
    ends = []
    for kind, places in speech.ends.items():
        if kind in ("cut", "nipped"):
            places = rng.sample(places, min(len(places), len(speech.ends["full"])))
        ends += [(number, end, kind) for number, end in places]
    net.eval()
    probabilities = []
    with torch.no_grad():
        for at in range(0, len(ends), 64):
            clips = [speech.clip_in_context(*each, rng) if context else speech.clip(*each, rng) for each in ends[at: at + 64]]
            complete = [kind in COMPLETE for _, _, kind in ends[at: at + 64]]
            mel = np.stack([features(microphone(clip, rng, strength, is_end, silence_s)) for clip, is_end in zip(clips, complete)])
            probabilities.append(torch.sigmoid(net(torch.from_numpy(mel)))[:, 0].numpy())
    net.train()
    return np.concatenate(probabilities), [kind for _, _, kind in ends]


def scores(probabilities, kinds):
    """How often a complete end is likelier than another one, and the share of right answers at one half, both kinds alike."""
    complete = np.array([kind in COMPLETE for kind in kinds])
    yes, no = probabilities[complete], probabilities[~complete]
    area = np.mean(yes[:, None] > no[None]) + 0.5 * np.mean(yes[:, None] == no[None])
    return float(area), float((np.mean(yes > 0.5) + np.mean(no <= 0.5)) / 2)


def main(data, checkpoint):
    net = EndOfTurn()
    net.load_state_dict(torch.load(checkpoint))
    sets = [("espeak-ng, unseen voices", "unseen", 0.0, False), ("behind another part and a pause", "unseen", 0.0, True),
            ("through bad microphones and noise of 12-55 dB", "unseen", 1.0, False), ("espeak-ng, the voices of the app's tests", "app-voices", 0.0, False),
            ("the same behind another part and a pause", "app-voices", 0.0, True), ("flite slt and rms", "flite", 0.0, False),
            ("Kokoro, unseen voices", "kokoro-unseen", 0.0, False), ("the same through bad microphones and noise", "kokoro-unseen", 1.0, False)]
    kinds = list(SHARES)
    print("| speech | area under the curve | right | " + " | ".join(kinds) + " | ends |\n" + "| --- " * (len(kinds) + 4) + "|")
    for title, folder, strength, context in sets:
        if not (data / folder).exists():  # Kokoro's speech is optional
            continue
        probabilities, found = probabilities_of(net, data / folder, strength, context)
        area, right = scores(probabilities, found)
        cells = []
        for kind in kinds:
            of = probabilities[np.array([k == kind for k in found])]
            cells.append(f"{100 * np.mean((of > 0.5) == (kind in COMPLETE)):.0f}%" if len(of) else "")
        print(f"| {title} | {area:.3f} | {100 * right:.1f}% | " + " | ".join(cells) + f" | {len(found)} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
