"""Synthetic speech by espeak-ng's library (with the times of its words) and by flite, at 16 kHz."""
import ctypes
import os
import subprocess
import tempfile
from math import gcd

import numpy as np
from scipy.io import wavfile
from scipy.signal import resample_poly

RATE_HZ = 16000
VARIANT_DIR = next((d for d in ("/usr/lib/x86_64-linux-gnu/espeak-ng-data", "/usr/lib/aarch64-linux-gnu/espeak-ng-data", "/usr/share/espeak-ng-data") if os.path.isdir(d)), "") + "/voices/!v"
ACCENTS = ["en-us", "en-us", "en-gb", "en-gb", "en-gb-scotland", "en-029", "en-gb-x-rp", "en-gb-x-gbcwmd", "en-us-nyc"]
# Voices that training never hears: the first four are those of the app's own tests.
TEST_VARIANTS = ["m3", "f2", "f4", "m7"]
UNSEEN_VARIANTS = ["f3", "m5", "Annie", "steph", "Mike", "klatt3", "grandpa", "anika", "edward", "john", "belinda", "boris"]
FLITE, UNSEEN_FLITE = ["awb", "kal16", "kal"], ["slt", "rms"]

WORD_EVENT, RATE, PITCH, RANGE, UTF8 = 1, 1, 3, 4, 1


def training_variants():
    unseen = set(TEST_VARIANTS + UNSEEN_VARIANTS)
    odd = ("robo", "whisper", "demonic", "croak", "unirobot", "fast")
    return [v for v in sorted(os.listdir(VARIANT_DIR)) if v not in unseen and not v.lower().startswith(odd)]


class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("id", ctypes.c_uint), ("text", ctypes.c_int), ("length", ctypes.c_int), ("milliseconds", ctypes.c_int), ("sample", ctypes.c_int),
                ("user", ctypes.c_void_p), ("name", ctypes.c_char * 8)]


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Espeak:
    def __init__(self):
        self.library = ctypes.CDLL("libespeak-ng.so.1")
        self.rate_hz = self.library.espeak_Initialize(2, 0, None, 0)
        self.samples, self.starts = [], []
        self.callback = CALLBACK(self._collect)  # kept: the library holds only its address
        self.library.espeak_SetSynthCallback(self.callback)

    def _collect(self, samples, count, events):
        if count:
            self.samples.append(np.ctypeslib.as_array(samples, (count,)).copy())
        n = 0
        while events[n].type:
            if events[n].type == WORD_EVENT:
                self.starts.append(events[n].sample)
            n += 1
        return 0

    def speak(self, text, voice="en-us", rate=160, pitch=50, liveliness=50):
        """The samples without the silence around them, and where in them its words begin."""
        self.samples, self.starts = [], []
        self.library.espeak_SetVoiceByName(voice.encode())
        for parameter, value in ((RATE, rate), (PITCH, pitch), (RANGE, liveliness)):
            self.library.espeak_SetParameter(parameter, value, 0)
        raw = text.encode() + b"\0"
        self.library.espeak_Synth(raw, len(raw), 0, 1, 0, UTF8, None, None)
        if not self.samples:
            return np.zeros(0, np.float32), []
        divisor = gcd(RATE_HZ, self.rate_hz)
        samples = resample_poly(np.concatenate(self.samples) / 32768, RATE_HZ // divisor, self.rate_hz // divisor).astype(np.float32)
        begin, end = loud_span(samples)
        starts = [round(s * RATE_HZ / self.rate_hz) - begin for s in self.starts]
        return samples[begin:end], [s for s in starts if 0 <= s < end - begin]


def flite(text, voice, stretch=1.0, pitch=None):
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        how = ["--setf", f"duration_stretch={stretch:.3f}"] + (["--setf", f"int_f0_target_mean={pitch}"] if pitch else [])
        subprocess.run(["flite", "-voice", voice, *how, "-t", text, "-o", file.name], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        rate, samples = wavfile.read(file.name)
    samples = samples.astype(np.float32) / 32768
    if rate != RATE_HZ:
        divisor = gcd(rate, RATE_HZ)
        samples = resample_poly(samples, RATE_HZ // divisor, rate // divisor).astype(np.float32)
    begin, end = loud_span(samples)
    return samples[begin:end]


def loud_span(samples):
    """Where it is above -40 dB of its peak."""
    loud = np.flatnonzero(np.abs(samples) > 0.01 * max(1e-6, np.abs(samples).max()))
    return (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, 0)
