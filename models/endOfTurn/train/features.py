"""What the model is fed, the same numbers as Smart Turn v3's own: WhisperFeatureExtractor(chunk_length=8) with do_normalize."""
import numpy as np
from scipy.fft import rfft

RATE_HZ, SECONDS, HOP, FFT, MELS, FRAMES = 16000, 8, 160, 400, 80, 800
SAMPLES = RATE_HZ * SECONDS


def _to_mel(hertz):
    return np.where(hertz < 1000, 3 * hertz / 200, 15 + 27 * np.log(np.maximum(hertz, 1000) / 1000) / np.log(6.4))


def _to_hertz(mel):
    return np.where(mel < 15, 200 * mel / 3, 1000 * np.exp(np.log(6.4) / 27 * (np.maximum(mel, 15) - 15)))


def mel_filters():
    """Slaney's triangles of unit area between 0 and 8 kHz: [201, 80]."""
    points = _to_hertz(np.linspace(0, _to_mel(np.float64(8000)), MELS + 2))
    hertz = np.linspace(0, RATE_HZ / 2, FFT // 2 + 1)[:, None]
    low, centre, high = points[:-2], points[1:-1], points[2:]
    return np.maximum(0, np.minimum((hertz - low) / (centre - low), (high - hertz) / (high - centre))) * 2 / (high - low)


_FILTERS = mel_filters().astype(np.float32)
_HANN = np.hanning(FFT + 1)[:-1].astype(np.float32)


def features(samples, frames=FRAMES):
    """The log-mel of the last 8 s, with zeros before shorter ones: [80, frames], the last ones. Fewer than all save time while
    training: only their loudest counts then."""
    padded = np.pad(samples[-SAMPLES:], (max(0, SAMPLES - len(samples)), 0)).astype(np.float32)
    padded = (padded - padded.mean()) / np.sqrt(padded.var() + 1e-7)
    padded = np.pad(padded, FFT // 2, mode="reflect")[(FRAMES - frames) * HOP:]
    windows = np.lib.stride_tricks.sliding_window_view(padded, FFT)[::HOP][:frames]
    power = np.abs(rfft(windows * _HANN)) ** 2
    log = np.log10(np.maximum(power @ _FILTERS, 1e-10))
    return ((np.maximum(log, log.max() - 8) + 4) / 4).T
