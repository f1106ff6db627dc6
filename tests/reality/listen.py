"""Writes down WAV files with Whisper: listen.py MODEL < lines of "language<tab>file"; prints what is heard, a line each."""
import sys
from faster_whisper import WhisperModel

model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8")
for line in sys.stdin:
    language, file = line.rstrip("\n").split("\t")
    parts, _ = model.transcribe(file, language=language, beam_size=5)
    print(" ".join(part.text.strip() for part in parts), flush=True)
