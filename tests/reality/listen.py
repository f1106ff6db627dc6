"""Writes down WAV files with Whisper: listen.py MODEL; a line of "language<tab>file" in, a line of what is heard out."""
import sys
from faster_whisper import WhisperModel

model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=1)
for line in sys.stdin:
    language, file = line.rstrip("\n").split("\t")
    parts, _ = model.transcribe(file, language=language, beam_size=5)
    print(" ".join(part.text.strip() for part in parts), flush=True)
