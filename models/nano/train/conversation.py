"""Prompts and conversations as token sequences, in the form the runtime gives them to the decoder."""
import json
import random
from dataclasses import dataclass, field

import calls
import tokenizer as tok
from sentences import ANSWERS, REJECTION


CALL = "[TOOL_CALLS]"  # what an answer that is a call begins with


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
    """One question, `words` as the transcript has them: spoken (audio: flat indices of its embeddings) or typed."""
    words: str
    audio: list = None
    typed: str = None


def _json(value):
    """As JavaScript writes it, without spaces."""
    return json.dumps(value, separators=(",", ":"))


def reply(words, tools=()):
    """What is to be said where these tools are offered. The names of special tokens stand for them."""
    call = calls.call_for(words)
    if words in ANSWERS or call is None or call[0] not in tools:
        return ANSWERS.get(words, REJECTION)
    return f"{CALL}{call[0]}[ARGS]{_json(call[1])}"


def offered(tools):
    """Tools by their names alone: their schemas would fill most of the context."""
    return f"[AVAILABLE_TOOLS]{_json(tools)}[/AVAILABLE_TOOLS]" if tools else ""


def _turn(sequence, encode, turn, persona):
    sequence.add([tok.INST])
    if turn.audio is not None:
        sequence.add([tok.BEGIN_AUDIO])
        sequence.add([tok.AUDIO] * len(turn.audio), list(turn.audio))
        sequence.add(encode(persona))
    else:
        sequence.add(encode((persona + "\n\n" if persona else "") + turn.typed))
    sequence.add([tok.END_INST])


def chat_prompt(encode, turns, persona="", tools=(), answered=False):
    """The tokens up to the answer of the last turn (`answered`: to its tool's result); the earlier turns with their answers."""
    sequence = Sequence()
    sequence.add([tok.BOS] + encode(offered(tools)))
    for number, turn in enumerate(turns):
        is_last = number == len(turns) - 1
        _turn(sequence, encode, turn, persona if number == 0 else "")
        if is_last and not answered:
            break
        answer = reply(turn.words, tools)
        sequence.add(encode(answer) + [tok.EOS])
        if answer.startswith(CALL):
            result = calls.result_of(*calls.call_for(turn.words), random.Random(number))
            _result(sequence, encode, result)
            if not is_last:
                sequence.add(encode(result) + [tok.EOS])
    return sequence


def _result(sequence, encode, result):
    sequence.add(encode(f"[TOOL_RESULTS]{result}[/TOOL_RESULTS]"))


def conversation(encode, turns, persona, rng, strangers, tools=()):
    """A whole conversation to learn from. Some earlier answers were interrupted, or came from elsewhere: those are not learnt."""
    sequence = Sequence()
    sequence.add([tok.BOS] + encode(offered(tools)))
    for number, turn in enumerate(turns):
        _turn(sequence, encode, turn, persona if number == 0 else "")
        answer = reply(turn.words, tools)
        how = rng.random() if number < len(turns) - 1 else 1
        if answer.startswith(CALL):
            _called(sequence, encode, turn, answer, how, rng)
        elif how < 0.12:
            words = answer.split()
            cut = " ".join(words[: rng.randint(0, len(words) - 1)])
            sequence.answer(encode(cut + (" [interrupted]" if rng.random() < 0.7 else "")) + [tok.EOS], learn=False)
        elif how < 0.18:
            sequence.answer(encode(rng.choice(strangers).capitalize() + ".") + [tok.EOS], learn=False)
        else:
            sequence.answer(encode(answer) + [tok.EOS])
    return sequence


def _called(sequence, encode, turn, answer, how, rng):
    """A call, what came of it, and nothing more said: the result is the answer. Behind it, Parley remembers that as said."""
    result = calls.result_of(*calls.call_for(turn.words), rng)
    if how < 0.1:  # the call itself was forgotten
        sequence.answer(encode(result) + [tok.EOS], learn=False)
        return
    sequence.answer(encode(answer) + [tok.EOS])
    _result(sequence, encode, result)
    if how < 0.6:
        sequence.answer(encode(result) + [tok.EOS], learn=False)
    else:
        sequence.answer([tok.EOS])


def transcription_prompt(encode, audio, language="en"):
    sequence = Sequence()
    sequence.add([tok.BOS, tok.INST, tok.BEGIN_AUDIO])
    sequence.add([tok.AUDIO] * len(audio), list(audio))
    sequence.add([tok.END_INST] + (encode(f"lang:{language}") if language else []) + [tok.TRANSCRIBE])
    return sequence
