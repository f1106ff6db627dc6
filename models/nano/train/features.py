"""Log-mel features, the same numbers as WhisperFeatureExtractor(feature_size=128, chunk_length=6)."""
import numpy as np
from transformers import WhisperFeatureExtractor

RATE, HOP, WINDOW, MELS, FRAMES = 16000, 160, 400, 128, 600
TOKEN_FRAMES = 8  # mel frames in one audio token: 1280 samples
AUDIO_TOKENS = FRAMES // TOKEN_FRAMES

extractor = WhisperFeatureExtractor(feature_size=MELS, sampling_rate=RATE, hop_length=HOP, n_fft=WINDOW, chunk_length=6)
_FILTERS = np.asarray(extractor.mel_filters, dtype=np.float32)
_HANN = np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def log_power(samples):
    """log10 of the mel power of all frames of the samples, not clamped to a window's maximum: [frames, 128]."""
    padded = np.pad(samples.astype(np.float32), WINDOW // 2)
    count = 1 + len(samples) // HOP
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:count]
    power = np.abs(np.fft.rfft(frames * _HANN, axis=-1)).astype(np.float32) ** 2
    return np.log10(np.maximum(power @ _FILTERS, 1e-10))


def features(samples):
    """What the runtime feeds to the encoder: [128, 600], the utterance padded with zeros to six seconds."""
    return extractor(samples, sampling_rate=RATE, return_tensors="np")["input_features"][0]


def audio_tokens(samples, margin=8):
    """How many of the window's audio tokens the decoder is given for an utterance."""
    return min(AUDIO_TOKENS, -(-len(samples) // (HOP * TOKEN_FRAMES)) + margin)
