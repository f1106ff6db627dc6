"""Tells for the espeak-ng utterances when each sound is spoken: `python align.py FOLDER [at most so many]`, after data.py.

espeak-ng's library reports the time of every phoneme. The encoder is first taught with these: it learns the sounds within a few
hundred steps, where CTC alone needs thousands.
"""
import ctypes
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np

import data

PHONEME, RATE, PITCH, SSML_UTF8 = 7, 1, 3, 1 | 0x10


class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("id", ctypes.c_uint), ("text", ctypes.c_int), ("length", ctypes.c_int), ("milliseconds", ctypes.c_int), ("sample", ctypes.c_int),
                ("user", ctypes.c_void_p), ("name", ctypes.c_char * 8)]


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Espeak:
    def __init__(self):
        self.library = ctypes.CDLL("libespeak-ng.so.1")
        self.rate = self.library.espeak_Initialize(2, 0, None, 1)  # synchronous, with phoneme events
        self.samples, self.events = [], []
        self.callback = CALLBACK(self._collect)  # kept: the library holds only its address
        self.library.espeak_SetSynthCallback(self.callback)

    def _collect(self, samples, count, events):
        if count:
            self.samples.append(np.ctypeslib.as_array(samples, (count,)).copy())
        n = 0
        while events[n].type:
            if events[n].type == PHONEME:
                self.events.append((events[n].milliseconds / 1000, events[n].name.decode("utf-8", "ignore").strip("',;:|%=_ ")))
            n += 1
        return 0

    def speak(self, text, voice, rate, pitch, pauses):
        self.samples, self.events = [], []
        if pauses:
            words = text.split()
            text = "<speak>" + "".join(w + (f' <break time="{p}ms"/> ' if p else " ") for w, p in zip(words, list(pauses) + [0])) + "</speak>"
        self.library.espeak_SetVoiceByName(voice.encode())
        self.library.espeak_SetParameter(RATE, rate, 0)
        self.library.espeak_SetParameter(PITCH, pitch, 0)
        raw = text.encode() + b"\0"
        self.library.espeak_Synth(raw, len(raw), 0, 1, 0, SSML_UTF8 if pauses else 1, None, None)
        return np.concatenate(self.samples) / 32768 if self.samples else np.zeros(1), self.events


def sounds_of(espeak, job):
    """Pairs (frame of the stored utterance, sound), the sound "" where nobody speaks."""
    samples, events = espeak.speak(job["text"], job["voice"], job["rate"], job["pitch"], job["pauses"])
    loud = np.flatnonzero(np.abs(samples) > 0.004 * np.abs(samples).max())
    start = loud[0] / espeak.rate - 0.01
    rng = random.Random(job["seed"])  # the draws of speech.channel: a resampled voice also runs faster or slower
    factor = math.exp(rng.uniform(-0.2, 0.2)) if rng.random() < 0.6 else 1.0
    return [(round((t - start) / factor * 100, 1), s) for t, s in events], round((loud[-1] / espeak.rate - start) / factor * 100, 1)


def make(folder, count):
    folder, started = Path(folder), time.time()
    items = json.loads((folder / "items.json").read_text())["items"]
    espeak, at, aligned = Espeak(), 0, {}
    for job in data._plan(1.0):
        if at >= len(items) or len(aligned) >= count:
            break
        if items[at]["text"] != job["text"] or items[at]["by"] != job["by"]:
            continue  # data.py dropped this one: too long or silent
        if job["by"] == "espeak":
            aligned[at] = sounds_of(espeak, job)
        at += 1
    (folder / "align.json").write_text(json.dumps(aligned))
    print(f"{len(aligned)} utterances aligned in {time.time() - started:.0f} s")


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10**9)
