"""Rooms for measuring: the impulse response of a box by its mirror images (Allen and Berkley, 1979). Training has rooms of another kind (speech.room)."""
import math

import numpy as np
from scipy.signal import fftconvolve

from features import RATE

SOUND = 343.0  # metres a second
ORDER = 12  # mirror images along each axis


def impulse(rng):
    """A room of 2.5 to 8 m by 2.4 to 3.2 m height, walls that keep 60 to 90 % of a wave, a speaker 0.6 to 3 m away: some 0.2 to 0.8 s for 60 dB."""
    size = np.array([rng.uniform(2.5, 8), rng.uniform(2.5, 6), rng.uniform(2.4, 3.2)])
    reflection = rng.uniform(0.6, 0.9)
    microphone = np.array([rng.uniform(0.3, 0.7) * side for side in size])
    while True:
        source = np.array([rng.uniform(0.15, 0.85) * side for side in size])
        if 0.6 < math.dist(source, microphone) < 3:
            break
    axes = []
    for axis in range(3):
        images = [(2 * n * size[axis] + sign * source[axis], abs(2 * n - (sign < 0))) for n in range(-ORDER, ORDER + 1) for sign in (1, -1)]
        axes.append((np.array([place for place, _ in images]) - microphone[axis], np.array([bounces for _, bounces in images])))
    distance = np.sqrt(sum(np.square(place).reshape([-1 if a == axis else 1 for a in range(3)]) for axis, (place, _) in enumerate(axes)))
    bounces = sum(count.reshape([-1 if a == axis else 1 for a in range(3)]) for axis, (_, count) in enumerate(axes))
    delay = (distance / SOUND * RATE).astype(int)
    heard = delay < RATE
    response = np.bincount(delay[heard], (reflection**bounces / distance)[heard], RATE)
    response = response[delay.min():]
    return response / np.abs(response).max()


def through(samples, rng):
    """The samples in a room, with as much of the tail as is heard."""
    return fftconvolve(samples, impulse(rng))[: len(samples) + RATE // 3].astype(np.float32)
