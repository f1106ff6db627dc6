"""Writes what Kokoro is to say: `python kokoroTexts.py FOLDER [share]` makes all.jsonl for models/speech/sayWithKokoro.ts, whose files lie
in `train` and `unseen`. A speaker is a blend of up to three voices; those of the measuring texts are never in training."""
import json
import random
import re
import sys
from pathlib import Path

import longSentences
from sentences import FILLERS, Sentences, forbidden

SEED = 70
# Held out, as for the built-in listener.
UNSEEN_VOICES = ["af_heart", "am_michael", "bf_emma", "bm_george", "af_bella", "am_puck"]
ENGLISH = ("af_alloy af_aoede af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky am_adam am_echo am_eric am_fenrir am_liam am_onyx bf_alice bf_isabella bf_lily bm_daniel bm_fable bm_lewis").split()
FOREIGN = ("ef_dora em_alex ff_siwis hf_alpha hf_beta hm_omega hm_psi if_sara im_nicola jf_alpha jm_kumo pf_dora pm_alex zf_xiaobei zm_yunjian zm_yunxi").split()
COUNTS = dict(long=620, hesitant=420, usual=420, brief=420, story=110, word=700, backchannel=420)
# What ends an answer by itself, and what only says that one listens.
WORDS = "No.|No!|Stop.|Stop!|Wait.|Wait!|Yes.|Yes!|Hello.|Hello?|Hey!|Hi!|Help!|Okay stop.|Enough.|Quiet!|Sorry?|What?|Why?|Pardon?|Cancel.|Pause.|Next.|Nope.|Never.|Thanks.|Listen.|Actually.|Louder.|Again.".split("|")
BACKCHANNELS = "Mm-hm.|Mmhm.|Mm.|Uh-huh.|Uh huh.|Hmm.|Hm.|Okay.|Okay...|Ah.|Oh.|Mhm.|Umm.|Yeah.|Aha.|Mm-hmm.|Right.".split("|")


class LongSentences:
    def __init__(self, rng, unseen):
        self.rng, fixed = rng, random.Random(11)
        self.words = {}
        for slot, words in longSentences.WORDS.items():
            kept = set(fixed.sample(words, max(1, round(longSentences.SHARE_UNSEEN * len(words)))))
            self.words[slot] = [w for w in words if (w in kept) == unseen]

    def parts(self):
        while True:
            text = re.sub(r"{(\w+)}", lambda m: self.rng.choice(self.words[m[1]]), self.rng.choice(longSentences.PATTERNS))
            if not forbidden(text):
                parts = [part.strip() for part in text.split("|")]
                return [re.sub(r"\w", lambda m: m[0].upper(), parts[0], count=1), *parts[1:]]


def speaker(rng, unseen):
    if unseen:
        return {rng.choice(UNSEEN_VOICES): 1}
    names = rng.sample(ENGLISH, rng.choice([1, 2, 2, 3]))
    if rng.random() < 0.25:
        names[-1] = rng.choice(FOREIGN)
    return {name: round(rng.uniform(0.3, 1), 2) for name in names}


def hesitate(parts, rng):
    """The same words with a rest where one would not expect it, now and then with a filler."""
    words = " ".join(parts).split()
    marks = [",", ",", " ...", "...", " -", ";"]
    for _ in range(rng.choice([1, 1, 2])):
        at = rng.randrange(1, max(2, len(words) - 1))
        if at < len(words) and words[at - 1][-1].isalnum():
            filler = f" {rng.choice(FILLERS)}{rng.choice([',', '...'])}" if rng.random() < 0.35 else ""
            words[at - 1] += rng.choice(marks) + filler
    return " ".join(words)


def texts(kind, usual, long, rng):
    if kind == "long":
        return " ".join(long.parts())
    if kind == "hesitant":
        return hesitate(long.parts() if rng.random() < 0.4 else usual.parts(rng.random() < 0.25), rng)
    if kind == "usual":
        return ", ".join(part.rstrip(",") for part in usual.parts()) if rng.random() < 0.5 else " ".join(usual.parts())
    if kind == "brief":
        return " ".join(usual.parts(True))
    if kind == "story":
        return " ".join(" ".join(long.parts() if rng.random() < 0.6 else usual.parts(rng.random() < 0.5)) for _ in range(rng.choice([2, 2, 3])))
    return rng.choice(WORDS if kind == "word" else BACKCHANNELS)


def lines_of(name, share, seed, unseen):
    rng = random.Random(seed)
    usual, long = Sentences(rng, unseen), LongSentences(rng, unseen)
    lines, speakers = [], [speaker(rng, unseen) for _ in range(6 if unseen else 300)]
    for kind, count in COUNTS.items():
        while count * share > sum(line["kind"] == kind for line in lines):
            text = texts(kind, usual, long, rng)
            if kind not in ("word", "backchannel") and forbidden(text):
                continue
            lines.append(dict(kind=kind, text=text, voices=speaker(rng, True) if unseen else rng.choice(speakers), speed=round(rng.uniform(0.85, 1.2), 2)))
    rng.shuffle(lines)
    for n, line in enumerate(lines):
        line["file"] = f"{name}/{n:05d}.wav"
    return lines


def main(folder, share):
    """Those for measuring lie between the others, so that there are some of both wherever one stops."""
    train, unseen = lines_of("train", share, SEED, False), lines_of("unseen", share * 0.15, SEED + 1, True)
    lines = []
    for n, line in enumerate(train):
        lines.append(line)
        if n % 6 == 0 and n > 0 and unseen:
            lines.append(unseen.pop(0))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "all.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    print(f"{len(lines)} texts")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
