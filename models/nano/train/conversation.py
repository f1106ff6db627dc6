"""Prompts and conversations as token sequences, in the form the runtime gives them to the decoder."""
from dataclasses import dataclass, field

import tokenizer as tok
from sentences import ANSWERS, REJECTION


@dataclass
class Sequence:
    """ids: tokens; targets: the token to be predicted at each place, or -100; sources: flat index of an audio embedding, or -1."""
    ids: list = field(default_factory=list)
    targets: list = field(default_factory=list)
    sources: list = field(default_factory=list)

    def add(self, ids, sources=None):
        self.ids += ids
        self.targets += [-100] * len(ids)
        self.sources += sources or [-1] * len(ids)

    def answer(self, ids, learn=True):
        """Appends what the model says: the place before each token learns to predict it."""
        if learn:
            self.targets[-1] = ids[0]
        self.add(ids)
        if learn:
            first = len(self.ids) - len(ids)
            self.targets[first:-1] = ids[1:]


@dataclass
class Turn:
    """One question: spoken (audio: flat indices of its embeddings) or typed."""
    answer: str
    audio: list = None
    typed: str = None


def reply(text):
    return ANSWERS.get(text, REJECTION)


def _turn(sequence, encode, turn, persona):
    sequence.add([tok.INST])
    if turn.audio is not None:
        sequence.add([tok.BEGIN_AUDIO])
        sequence.add([tok.AUDIO] * len(turn.audio), list(turn.audio))
        sequence.add(encode(persona))
    else:
        sequence.add(encode((persona + "\n\n" if persona else "") + turn.typed))
    sequence.add([tok.END_INST])


def chat_prompt(encode, turns, persona=""):
    """The tokens up to the answer of the last turn; the earlier turns with their answers."""
    sequence = Sequence()
    sequence.add([tok.BOS])
    for number, turn in enumerate(turns):
        _turn(sequence, encode, turn, persona if number == 0 else "")
        if number < len(turns) - 1:
            sequence.add(encode(turn.answer) + [tok.EOS])
    return sequence


def conversation(encode, turns, persona, rng, strangers):
    """A whole conversation to learn from. Some earlier answers were interrupted, or came from elsewhere: those are not learnt."""
    sequence = Sequence()
    sequence.add([tok.BOS])
    for number, turn in enumerate(turns):
        _turn(sequence, encode, turn, persona if number == 0 else "")
        how = rng.random() if number < len(turns) - 1 else 1
        if how < 0.12:
            words = turn.answer.split()
            cut = " ".join(words[: rng.randint(0, len(words) - 1)])
            sequence.answer(encode(cut + (" [interrupted]" if rng.random() < 0.7 else "")) + [tok.EOS], learn=False)
        elif how < 0.18:
            sequence.answer(encode(rng.choice(strangers).capitalize() + ".") + [tok.EOS], learn=False)
        else:
            sequence.answer(encode(turn.answer) + [tok.EOS])
    return sequence


def transcription_prompt(encode, audio, language="en"):
    sequence = Sequence()
    sequence.add([tok.BOS, tok.INST, tok.BEGIN_AUDIO])
    sequence.add([tok.AUDIO] * len(audio), list(audio))
    sequence.add([tok.END_INST] + (encode(f"lang:{language}") if language else []) + [tok.TRANSCRIBE])
    return sequence
