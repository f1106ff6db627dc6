"""What the net hears, the same numbers as src-renderer/audio/wordFeatures.ts: 20 mel bands every 16 ms, each window of 640 ms on its own."""
import numpy as np

RATE_HZ, HOP, FFT, BANDS, STEPS = 16000, 256, 512, 20, 40
LOW_HZ, HIGH_HZ = 80, 7600
# Bands this much below the loudest of the window, in powers of ten, count as silent.
DEEP = 5


def _mel(hertz):
    return 2595 * np.log10(1 + hertz / 700)


def edges():
    """In bins of the FFT."""
    mel = np.linspace(_mel(LOW_HZ), _mel(HIGH_HZ), BANDS + 2)
    return 700 * (10 ** (mel / 2595) - 1) * FFT / RATE_HZ


def filters():
    at, bins = edges(), np.arange(FFT // 2 + 1)[:, None]
    low, centre, high = at[:-2], at[1:-1], at[2:]
    return np.maximum(0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre))).astype(np.float32)


_FILTERS, _HANN = filters(), np.hanning(FFT + 1)[:-1].astype(np.float32)


def bands(samples):
    """Logarithm of the energy of each band: [steps, 20]; step n ends at sample (n + 2) * HOP."""
    windows = np.lib.stride_tricks.sliding_window_view(samples, FFT)[::HOP]
    power = np.abs(np.fft.rfft(windows * _HANN)) ** 2
    return np.log10(power @ _FILTERS + 1e-9).astype(np.float32)


def window(steps):
    """From silence (-1) to the loudest (1): [20, 40]."""
    return (1 + 2 * np.maximum(-1, (steps - steps.max()) / DEEP)).T.astype(np.float32)
