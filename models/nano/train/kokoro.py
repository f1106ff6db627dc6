"""Kokoro's part of the training speech: `python kokoro.py FOLDER` writes the list of what is to be said, FOLDER/list.jsonl.

models/speech/sayWithKokoro.ts says it. The list comes in rounds, each with every wording once, so that any beginning of it is a
fair share of the whole. Each line has more than that program needs: `words`, as the transcript has them, and `part`:
train, watch (a look at the training) or figure (what is published).
"""
import json
import random
import sys
from pathlib import Path

import calls
import sentences

SEED = 31
# Training never hears these, alone or in a mean of voices.
FIGURE_VOICES = ["af_heart", "am_michael", "bf_emma", "bm_george", "af_bella", "am_puck"]
WATCH_VOICES = ["af_nova", "bm_lewis"]
ENGLISH = ["af_alloy", "af_aoede", "af_jessica", "af_kore", "af_nicole", "af_river", "af_sarah", "af_sky", "am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam", "am_onyx",
           "am_santa", "bf_alice", "bf_isabella", "bf_lily", "bm_daniel", "bm_fable"]
FOREIGN = ["ef_dora", "em_alex", "ff_siwis", "hf_alpha", "hf_beta", "hm_omega", "hm_psi", "if_sara", "im_nicola", "jf_alpha", "jf_nezumi", "jm_kumo", "pf_dora", "pm_alex",
           "zf_xiaobei", "zf_xiaoni", "zf_xiaoxiao", "zm_yunjian", "zm_yunxi", "zm_yunyang"]
ROUNDS, NEAR_A_ROUND, OTHERS_A_ROUND, CALLS_A_ROUND, COMMON_TIMERS_A_ROUND, SPEAKERS = 14, 40, 6, 30, 16, 300
FIGURE_AFTER, WATCH_AFTER = 2, 6  # so many rounds
FIGURE_TIMERS, FIGURE_SUMS = 16, 24
ASKING = {"what", "who", "how", "can", "could", "is", "are", "do", "does", "did", "which", "where", "when", "why", "will", "should", "have"}


def written(text, rng):
    """The words as somebody would write them: the mark at the end decides the melody."""
    mark = "?" if text.split()[0] in ASKING else "."
    return text[0].upper() + text[1:] + (mark if rng.random() < 0.85 else rng.choice(["", "!", "."]))


def speakers(rng):
    """Voices, and weighted means of two or three of them; those of other languages bring accents."""
    made = [dict(voices={voice: 1}) for voice in ENGLISH for _ in range(3)]
    while len(made) < SPEAKERS:
        how = rng.random()
        chosen = rng.sample(ENGLISH, 1 if how < 0.5 else 2) + rng.sample(FOREIGN, 1) if how < 0.6 else rng.sample(ENGLISH, rng.randint(2, 3))
        made.append(dict(voices={voice: round(rng.uniform(0.2, 1), 2) for voice in chosen}, accent=rng.choice("aab")))
    return made


def plan():
    rng = random.Random(SEED)
    people = speakers(rng)
    asks = [ask for ask, _ in sentences.WORDINGS]
    others = sentences.other_sentences(ROUNDS * (NEAR_A_ROUND + OTHERS_A_ROUND) * 6, seed=SEED)
    near = [text for text in others if sentences.is_near(text)]
    far = [text for text in others if not sentences.is_near(text)]
    rounds, watch, figure = [], [], []
    for _ in range(ROUNDS):
        texts = asks + [near.pop() for _ in range(NEAR_A_ROUND)] + [far.pop() for _ in range(OTHERS_A_ROUND)] + [sentences.for_a_tool(rng) for _ in range(CALLS_A_ROUND)]
        texts += [calls.timer(rng, rng.choice(calls.COMMON_COUNTS)) for _ in range(COMMON_TIMERS_A_ROUND)]
        rng.shuffle(texts)
        rounds.append([dict(words=text, part="train", speed=round(rng.uniform(0.8, 1.3), 2), **rng.choice(people)) for text in texts])
    alone = lambda part, text, voice: dict(words=text, part=part, speed=1, voices={voice: 1})
    for text in asks + calls.TIME + calls.DATE:
        watch.append(alone("watch", text, rng.choice(WATCH_VOICES)))
        figure += [alone("figure", text, voice) for voice in rng.sample(FIGURE_VOICES, 2)]
    for number, text in enumerate(sentences.UNSEEN_NEAR):
        watch += [alone("watch", text, rng.choice(WATCH_VOICES))] if number % 2 else []
        figure += [alone("figure", text, voice) for voice in rng.sample(FIGURE_VOICES, 2)]
    figure += [alone("figure", text, rng.choice(FIGURE_VOICES)) for text in [calls.timer(rng) for _ in range(FIGURE_TIMERS)] + [calls.sum_of(rng, held_out=True) for _ in range(FIGURE_SUMS)]]
    rng.shuffle(figure)
    rounds[WATCH_AFTER] = watch + rounds[WATCH_AFTER]
    rounds[FIGURE_AFTER] = figure + rounds[FIGURE_AFTER]
    lines = [line for part in rounds for line in part]
    return [dict(text=written(line["words"], rng), file=f"{line['part']}/{number}.wav", **line) for number, line in enumerate(lines)]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "list.jsonl").write_text("".join(json.dumps(line) + "\n" for line in plan()))
