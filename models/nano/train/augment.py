"""What happens to an utterance before the model hears it while training: place in the window, loudness, noise, voice."""
import json
import math
from pathlib import Path

import numpy as np

from features import AUDIO_TOKENS, FRAMES, HOP, MELS, TOKEN_FRAMES
from calls import SHARES, TOOLS, call_for
from sentences import ANSWERS, is_near

MARGIN_FRAMES = 10 * TOKEN_FRAMES
GRAIN = 5 * TOKEN_FRAMES  # few different shapes: each new one costs the matrix library time and memory


class Speech:
    """The stored utterances of some folders of data.py, and ready examples made of them at random."""

    def __init__(self, folders):
        self.noises, self.items, self.phonemes = None, [], {}
        for folder in map(Path, folders):
            stored = json.loads((folder / "items.json").read_text())
            frames = np.load(folder / "frames.npy", mmap_mode="r")
            self.noises = np.load(folder / "noises.npy")
            self.phonemes.update(stored["phonemes"])
            if (folder / "align.json").exists():
                for number, (events, end) in json.loads((folder / "align.json").read_text()).items():
                    stored["items"][int(number)]["sounds"] = events + [[end, ""]]
            self.items += [dict(item, log=frames[item["start"]: item["start"] + item["frames"]]) for item in stored["items"]]
        self.sounds = {s: n for n, s in enumerate(sorted({"", *(s for i in self.items for _, s in i.get("sounds", []))}))}

    def choose(self, item, rng, easy=False):
        """Where the utterance (None: nobody speaks) will lie: frames of silence before and after, speed, total length.

        The first steps are easy (little silence, little noise): the encoder finds the sounds sooner, in shorter windows."""
        speed = math.exp(rng.uniform(-0.17, 0.17)) if rng.random() < 0.5 else 1.0
        length = min(FRAMES, int(item["frames"] / speed)) if item else 0
        room = FRAMES - length
        how = rng.random() * (0.5 if easy else 1)
        lead = rng.uniform(0, 50) if how < 0.5 else rng.uniform(0, 150) if how < 0.85 else rng.uniform(0, room)
        lead = int(min(lead, room))
        trail = int(min(rng.uniform(0, 50) if easy or rng.random() < 0.5 else rng.uniform(0, 150), room - lead))
        if not item:
            trail = int(rng.uniform(30, FRAMES - lead))
        return dict(item=item, easy=easy, speed=speed, lead=lead, length=length, total=max(20, lead + length + trail))

    def sounds_at(self, spec, frames):
        """The sound at each encoder position of the window (class 0: silence), -100 where it is not known."""
        item, positions = spec["item"], np.zeros(frames // 2, np.int64)
        if item and "sounds" not in item:
            positions[:] = -100
        elif item:
            marks = [(round((spec["lead"] + time / spec["speed"]) / 2), self.sounds[s]) for time, s in item["sounds"]]
            last = (spec["lead"] + spec["length"]) // 2
            for (begin, sound), (end, _) in zip(marks, marks[1:]):
                positions[min(begin, last): min(end, last)] = sound
        return positions

    def _spoken(self, item, length, speed, rng):
        index = np.minimum((np.arange(length) * speed + rng.random()).astype(int), item["frames"] - 1)
        log = item["log"][index].astype(np.float32)
        if rng.random() < 0.55:  # another length of the vocal tract
            at = np.clip(np.arange(MELS) * math.exp(rng.uniform(-0.13, 0.13)) + rng.uniform(-1, 1), 0, MELS - 1.001)
            low = at.astype(int)
            log = log[:, low] * (1 - (at - low)).astype(np.float32) + log[:, low + 1] * (at - low).astype(np.float32)
        if rng.random() < 0.3:  # a smooth colouring of the microphone
            bend = np.interp(np.arange(MELS), np.linspace(0, MELS - 1, 6), [rng.uniform(-0.5, 0.5) for _ in range(6)])
            log = log + bend.astype(np.float32)
        return np.power(10.0, log)

    def window(self, spec, frames, rng):
        """The log-mel features [128, frames] of one example, as the runtime would compute them."""
        power = np.zeros((frames, MELS), np.float32)
        item, lead, length = spec["item"], spec["lead"], min(spec["length"], frames - spec["lead"])
        gain = 10 ** rng.uniform(math.log10(0.02), 0)
        rms = item["rms"] if item else 0.1
        if item:
            power[lead: lead + length] = self._spoken(item, spec["length"], spec["speed"], rng)[:length] * gain**2
        begin, end = (0, frames) if rng.random() < 0.2 else (0, min(frames, spec["total"]))
        for _ in range(0 if rng.random() < (0.3 if item else 0.15) else 1 if rng.random() < 0.8 else 2):
            level = rng.uniform(25, 45) if spec["easy"] else rng.triangular(6, 45, 13) if item else rng.uniform(0, 40)
            if item and rng.random() < 0.12:  # others talk behind, more softly
                other = self.items[rng.randrange(len(self.items))]
                size = min(other["frames"], end - begin)
                at = begin + rng.randint(0, end - begin - size)
                noise = np.power(10.0, other["log"][:size].astype(np.float32))
                power[at: at + size] += noise * (gain * rms / other["rms"] * 10 ** (-max(level, 15) / 20)) ** 2
            else:
                bank = self.noises[rng.randrange(len(self.noises))]
                at = rng.randint(0, len(bank) - (end - begin))
                noise = np.power(10.0, bank[at: at + end - begin].astype(np.float32))
                power[begin:end] += noise * (gain * rms * 10 ** (-level / 20)) ** 2
        log = np.log10(np.maximum(power, 1e-10))
        log = (np.maximum(log, log.max() - 8) + 4) / 4
        if rng.random() < 0.4:
            low = rng.randint(0, MELS - 12)
            log[:, low: low + rng.randint(1, 14)] = log.min()
        if rng.random() < 0.3:
            at = rng.randint(0, frames - 12)
            log[at: at + rng.randint(1, 8)] = log.min()
        return log.T


def tokens_fed(spec, frames, rng):
    """How many audio tokens the decoder gets: the utterance's own and a margin, or all."""
    available = frames // TOKEN_FRAMES
    if rng.random() < 0.12:
        return available
    own = -(-spec["total"] * HOP // (HOP * TOKEN_FRAMES))
    return min(AUDIO_TOKENS, available, own + (8 if rng.random() < 0.4 else rng.randint(0, 10)))


def pick(pool, shares, rng):
    """One of the utterances, a dictionary of lists by their makers."""
    makers = [maker for maker in pool if pool[maker]]
    return rng.choice(pool[rng.choices(makers, [shares[maker] for maker in makers])[0]])


def batches(speech, size, rng, progress, full=0.12, asked=0.5, called=0.4, near=0.2, kokoro=0.6, nobody=0.03):
    """Endless batches of (specs, frames): examples of like length together, a share of them in the full window, more of these at the end.

    `asked`: the share of questions it can answer; `called`: of those for a tool among the rest; `near`: of near misses among the others;
    `kokoro`: what is heard of Kokoro. Of flite less than of espeak-ng: it has so few voices that it would else sound like strangers."""
    shares = {"kokoro": kokoro, "espeak": 0.625 * (1 - kokoro), "flite": 0.375 * (1 - kokoro)}
    by_maker = lambda pool: {maker: [i for i in pool if i["by"] == maker] for maker in shares}
    kind_of = {text: 0 if text in ANSWERS else 1 if call_for(text) else 2 if is_near(text) else 3 for text in {i["text"] for i in speech.items}}
    kinds = [[i for i in speech.items if kind_of[i["text"]] == kind] for kind in range(4)]
    timed = [by_maker([i for i in pool if "sounds" in i]) for pool in kinds]
    whole_pools = [by_maker(pool) for pool in kinds]
    of_tool = [by_maker([i for i in kinds[1] if call_for(i["text"])[0] == name]) for name in TOOLS]
    while True:
        easy = progress() < 0.12  # only utterances whose sounds are known in time
        pools = timed if easy else whole_pools
        specs = []
        for _ in range(8 * size):
            r = rng.random()
            kind = 0 if r < nobody + asked else 1 if rng.random() < called else 2 if rng.random() < near else 3
            pool = pools[kind] if kind != 1 or easy else rng.choices(of_tool, SHARES)[0]
            item = None if r < nobody else pick(pool, shares, rng)
            specs.append(speech.choose(item, rng, easy))
        specs.sort(key=lambda s: s["total"])
        groups = [specs[i: i + size] for i in range(0, len(specs), size)]
        rng.shuffle(groups)
        for group in groups:
            whole = 0 if easy else full if progress() < 0.85 else 0.4
            frames = FRAMES if rng.random() < whole else min(FRAMES, group[-1]["total"] + rng.randint(8, MARGIN_FRAMES))
            yield group, -(-frames // GRAIN) * GRAIN
